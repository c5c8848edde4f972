// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Numbers whose digits all take the same width, so that counting does not shake: NumberLabel shows one,
// drawNumber and numberWidth serve delegates; drawWord paints short texts that come again and again. Any thread may
// paint; the label is of the GUI thread.

#include <QRectF>
#include <QWidget>

#include "widgets/style/theme.h"

class QPainter;

namespace ludus::style {

// Advance of the text with every digit as wide as the widest one.
qreal numberWidth(const QFont& font, const QString& text);
void drawNumber(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);
// One line in the painter's font, laid out once and kept.
qreal wordWidth(const QFont& font, const QString& text);
void drawWord(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);

class NumberLabel : public QWidget {
    Q_OBJECT

public:
    explicit NumberLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const { return text_; }
    void setType(Type type);
    void setInk(Token ink);
    void setAlignment(Qt::Alignment alignment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString text_;
    Type type_ = Type::Body;
    Token ink_ = Token::Text;
    Qt::Alignment alignment_ = Qt::AlignLeft | Qt::AlignVCenter;
    int width_ = 0;
};

}  // namespace ludus::style
