// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/why_ruler.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "app/bridges/why_words.h"
#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/theme.h"

namespace ludus::pages {

using style::Token;

namespace {

constexpr double kPad = style::space::kPanelPadding, kTitle = 74;  // title at the left
constexpr double kTop = 18, kBar = 12, kMark = 4, kSeparated = 3;  // narrower parts have no line between them

QString labelOf(const RulerPart& part) {
    return part.note.isEmpty()
               ? part.name
               : QCoreApplication::translate("ludus::pages::WhyRuler", "%1 %2", "part of a line, its share")
                     .arg(part.name, part.note);
}

QFont caption(bool strong) {
    QFont font = style::font(style::Type::Caption);
    if (strong) font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

WhyRuler::WhyRuler(const QString& title, QWidget* parent) : QWidget(parent), title_(title) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(title);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void WhyRuler::setContent(QVector<RulerPart> parts, double number) {
    parts_ = std::move(parts);
    number_ = number;
    setAccessibleDescription(sentence());
    update();
}

QString WhyRuler::sentence() const {
    for (const RulerPart& part : parts_)
        if (part.hit)
            return tr("%1 falls on %2, %3.")
                .arg(bridges::numberText(number_), part.name, bridges::rangeText(part.from, part.to));
    return {};
}

QRectF WhyRuler::line() const {
    const double left = kPad + kTitle * style::Theme::instance().textPercent() / 100.0;
    return {left, kTop, std::max(20.0, width() - left - kPad), kBar};
}

QRectF WhyRuler::rectOf(const RulerPart& part) const {
    const QRectF all = line();
    const double left = all.left() + std::clamp(part.from, 0.0, 1.0) * all.width();
    const double right = all.left() + std::clamp(part.to, 0.0, 1.0) * all.width();
    return {left, all.top(), std::max(0.0, right - left), all.height()};
}

void WhyRuler::paintParts(QPainter& painter) const {
    const QRectF all = line();
    QPainterPath frame;
    frame.addRoundedRect(all, style::radius::kMark, style::radius::kMark);
    painter.fillPath(frame, style::color(Token::Sunken));
    painter.save();
    painter.setClipPath(frame);
    for (const RulerPart& part : parts_)
        if (part.hit) {
            const QRectF box = rectOf(part);  // always seen, however unlikely
            painter.fillRect(QRectF(box.left(), box.top(), std::max(2.0, box.width()), box.height()),
                             style::Theme::instance().sequential(0.62));
        }
    painter.restore();
    painter.setPen(QPen(style::color(Token::BorderStrong), 1));
    for (const RulerPart& part : parts_) {
        const QRectF box = rectOf(part);
        if (box.width() >= kSeparated && box.left() > all.left() + 1)
            painter.drawLine(QPointF(box.left(), box.top()), QPointF(box.left(), box.bottom()));
    }
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(frame);
}

/// Where they fit; that of the part that was hit always.
void WhyRuler::paintNames(QPainter& painter) const {
    const QRectF all = line();
    const double top = all.bottom() + 2, high = height() - top;
    double taken = -1, takenTo = -1;
    const auto write = [&](const RulerPart& part, const QString& label, double left, double wide) {
        painter.setFont(caption(part.hit));
        painter.setPen(style::color(part.hit ? Token::Text : Token::TextMuted));
        painter.drawText(QRectF(left, top, wide, high), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(label, Qt::ElideRight, static_cast<int>(wide)));
    };
    for (const RulerPart& part : parts_) {
        if (!part.hit) continue;
        const double wide = std::min(all.width(), QFontMetricsF(caption(true)).horizontalAdvance(labelOf(part)) + 2);
        const QRectF box = rectOf(part);
        taken = std::clamp(box.center().x() - wide / 2, all.left(), all.right() - wide);
        takenTo = taken + wide;
        write(part, labelOf(part), taken, wide);
    }
    const QFontMetricsF metrics(caption(false));
    for (const RulerPart& part : parts_) {
        if (part.hit) continue;
        const QRectF box = rectOf(part);
        for (const QString& label : {labelOf(part), part.name, part.note}) {  // as much as there is room for
            const double wide = metrics.horizontalAdvance(label) + 2;
            const double left = box.center().x() - wide / 2;
            const bool free = left >= takenTo + 8 || left + wide <= taken - 8;
            if (label.isEmpty() || wide > box.width() - 4 || !free) continue;
            write(part, label, left, wide);
            break;
        }
    }
}

void WhyRuler::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all = line();
    painter.setFont(style::font(style::Type::Small));
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(QRectF(kPad, all.top() - 4, all.left() - kPad - 6, all.height() + 8),
                     Qt::AlignLeft | Qt::AlignVCenter, title_);
    if (parts_.isEmpty()) return;
    paintParts(painter);
    paintNames(painter);
    // The number over the place it falls on.
    const double x = all.left() + std::clamp(number_, 0.0, 1.0) * all.width();
    painter.setPen(QPen(style::color(Token::Text), 1.5));
    painter.drawLine(QPointF(x, all.top() - 3), QPointF(x, all.bottom() + 2));
    QPainterPath mark;
    mark.moveTo(x, all.top() - 1);
    mark.lineTo(x - kMark, all.top() - 1 - kMark);
    mark.lineTo(x + kMark, all.top() - 1 - kMark);
    mark.closeSubpath();
    painter.fillPath(mark, style::color(Token::Text));
    const QString text = bridges::numberText(number_);
    painter.setFont(caption(true));
    const double wide = style::numberWidth(painter.font(), text) + 2;
    const double left = std::clamp(x + kMark + 3, all.left(), all.right() - wide);
    painter.setPen(style::color(Token::Text));
    style::drawNumber(painter,
                      QRectF(x + kMark + 3 + wide > all.right() ? x - kMark - 3 - wide : left, 0, wide, kTop - 3),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
}

bool WhyRuler::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (const RulerPart& part : parts_) {
        if (!rectOf(part).adjusted(0, -6, 0, 20).contains(help->pos())) continue;
        QToolTip::showText(help->globalPos(),
                           tr("%1: %2", "part of a line, range").arg(part.name, bridges::rangeText(part.from, part.to)),
                           this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

}  // namespace ludus::pages
