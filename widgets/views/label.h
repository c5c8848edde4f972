// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A line of text in the type and colour of the theme; follows a live switch. GUI thread.

#include <QLabel>

#include "widgets/style/theme.h"

namespace ludus::views {

class Label : public QLabel {
    Q_OBJECT

public:
    explicit Label(const QString& text = QString(), style::Type type = style::Type::Body,
                   style::Token ink = style::Token::Text, QWidget* parent = nullptr);

    void setInk(style::Token ink);
    void setType(style::Type type);
    // An elided label may shrink to nothing; the whole text is in its tip then.
    void setElided(bool elided);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();

    style::Type type_;
    style::Token ink_;
    bool elided_ = false;
};

// A picture of the icon set at 16 or 20 px; follows a live switch.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    explicit IconLabel(const QIcon& icon = QIcon(), int pixels = style::size::kIcon, QWidget* parent = nullptr);
    void setIcon(const QIcon& icon);
    QSize sizeHint() const override { return QSize(pixels_, pixels_); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QIcon icon_;
    int pixels_;
};

// One pixel between two groups.
class Hairline : public QWidget {
    Q_OBJECT

public:
    explicit Hairline(QWidget* parent = nullptr) : QWidget(parent) { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

// Icon and word of a state, always both.
class StatusChip : public QWidget {
    Q_OBJECT

public:
    explicit StatusChip(QWidget* parent = nullptr);
    // `word`: another one than the state's own ("Interrupted").
    void setStatus(style::Status status, const QString& word = QString());
    style::Status status() const { return status_; }

private:
    IconLabel* icon_;
    Label* word_;
    style::Status status_ = style::Status::Queued;
};

}  // namespace ludus::views
