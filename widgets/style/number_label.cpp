// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/number_label.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace ludus::style {

namespace {

qreal digitWidth(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(c)));
    return widest;
}

// Calls visit(piece, width) for every digit and every run of other characters.
template <typename Visit>
void eachPiece(const QFontMetricsF& metrics, const QString& text, Visit visit) {
    const qreal digit = digitWidth(metrics);
    QString run;
    const auto flush = [&] {
        if (!run.isEmpty()) visit(run, metrics.horizontalAdvance(run), false);
        run.clear();
    };
    for (QChar c : text) {
        if (c >= QLatin1Char('0') && c <= QLatin1Char('9')) {
            flush();
            visit(QString(c), digit, true);
        } else {
            run.append(c);
        }
    }
    flush();
}

}  // namespace

qreal numberWidth(const QFont& font, const QString& text) {
    const QFontMetricsF metrics(font);
    qreal width = 0;
    eachPiece(metrics, text, [&](const QString&, qreal advance, bool) { width += advance; });
    return width;
}

void drawNumber(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const qreal width = numberWidth(painter.font(), text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight) x = rect.right() - width;
    if (alignment & Qt::AlignHCenter) x = rect.center().x() - width / 2;
    const qreal y = std::round(rect.center().y() + (metrics.ascent() - metrics.descent()) / 2);
    eachPiece(metrics, text, [&](const QString& piece, qreal advance, bool digit) {
        const qreal shift = digit ? (advance - metrics.horizontalAdvance(piece)) / 2 : 0;
        painter.drawText(QPointF(x + shift, y), piece);
        x += advance;
    });
}

NumberLabel::NumberLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void NumberLabel::setText(const QString& text) {
    if (text == text_) return;
    text_ = text;
    setAccessibleName(text);
    const int width = sizeHint().width();
    if (width != width_) {
        width_ = width;
        updateGeometry();
    }
    update();
}

void NumberLabel::setType(Type type) {
    type_ = type;
    updateGeometry();
    update();
}

void NumberLabel::setInk(Token ink) {
    ink_ = ink;
    update();
}

void NumberLabel::setAlignment(Qt::Alignment alignment) {
    alignment_ = alignment;
    update();
}

QSize NumberLabel::sizeHint() const {
    return QSize(static_cast<int>(std::ceil(numberWidth(style::font(type_), text_))),
                 Theme::instance().lineHeight(type_));
}

void NumberLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(style::font(type_));
    painter.setPen(color(isEnabled() ? ink_ : Token::TextDisabled));
    drawNumber(painter, rect(), alignment_, text_);
}

}  // namespace ludus::style
