// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/value_bars.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kHead = 18, kPercent = 44, kGap = 8, kBranchGap = 4;

QFont bold() {
    QFont font = style::font(style::Type::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

ValueBars::ValueBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void ValueBars::setHead(int side, const QString& name, const QString& note) {
    if (side == side_ && name == name_ && note == note_) return;
    side_ = side;
    name_ = name;
    note_ = note;
    setAccessibleName(name + QLatin1Char(' ') + note);
    setToolTip(name);
    update();
}

void ValueBars::setRows(std::vector<ValueBar> rows, int chosen) {
    if (chosen >= 0 && chosen < static_cast<int>(rows.size())) rows[static_cast<std::size_t>(chosen)].chosen = true;
    const bool resized = rows.size() != rows_.size();
    rows_ = std::move(rows);
    if (resized) updateGeometry();
    QStringList words;
    for (const ValueBar& row : rows_) {
        QString word = row.label + QLatin1Char(' ') + style::formatPercent(row.share);
        if (std::isfinite(row.other)) word += QStringLiteral(" / ") + style::formatPercent(row.other);
        words << word;
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ValueBars::setSelectable(bool on) {
    selectable_ = on;
    setFocusPolicy(on ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ValueBars::setSelected(bool on) {
    if (on == selected_) return;
    selected_ = on;
    update();
}

int ValueBars::rowHeight() const {
    return std::max(15, style::Theme::instance().lineHeight(style::Type::Caption) + 1);
}

QSize ValueBars::sizeHint() const {
    int height = kHead + static_cast<int>(rows_.size()) * rowHeight();
    for (const ValueBar& row : rows_)
        height += row.begins ? kBranchGap : 0;
    return {230, height};
}

QSize ValueBars::minimumSizeHint() const {
    return {92, sizeHint().height()};
}

void ValueBars::paintHead(QPainter& painter) const {
    style::paintSideFill(painter, QRectF(0, (kHead - 10) / 2.0, 10, 10), side_);
    painter.setFont(style::font(style::Type::Caption));
    painter.setPen(style::color(selected_ ? Token::Text : Token::TextMuted));
    const QRect head(16, 0, width() - 16, kHead);
    const QString text = note_.isEmpty() ? name_ : name_ + QStringLiteral("  ") + note_;
    // A number is worth more than the whole name.
    const int noteWidth = note_.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(QStringLiteral("  ") + note_);
    const QString name =
        painter.fontMetrics().elidedText(name_, Qt::ElideRight, std::max(24, head.width() - noteWidth));
    const QString shown = note_.isEmpty() ? name : name + QStringLiteral("  ") + note_;
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(shown, Qt::ElideRight, head.width()));
    if (selected_) painter.fillRect(QRectF(0, kHead - 2, width(), 2), style::color(Token::Accent));
}

void ValueBars::paintBar(QPainter& painter, const QRectF& track, const ValueBar& row) const {
    painter.fillRect(track, style::color(Token::Sunken));
    const double share = std::isfinite(row.share) ? std::clamp(row.share, 0.0, 1.0) : 0;
    if (share > 0) {
        style::paintSideFill(
            painter, QRectF(track.left(), track.top(), std::max(1.5, share * track.width()), track.height()), side_, 1);
    }
    if (!std::isfinite(row.other)) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(style::Theme::instance().ink(), 1));
    painter.setBrush(Qt::NoBrush);
    const double other = std::clamp(row.other, 0.0, 1.0);
    painter.drawRect(QRectF(track.left(), track.top() - 1, std::max(1.0, other * track.width()), track.height() + 1));
}

void ValueBars::paintRow(QPainter& painter, const ValueBar& row, int y, int widest) const {
    painter.setFont(row.chosen ? bold() : style::font(style::Type::Caption));
    painter.setPen(style::color(row.chosen ? Token::Text : Token::TextMuted));
    const QString label = painter.fontMetrics().elidedText(row.label, Qt::ElideRight, widest);
    painter.drawText(QRect(0, y, widest, rowHeight()), Qt::AlignRight | Qt::AlignVCenter, label);
    const int left = widest + kGap, barWidth = std::max(10, width() - left - kPercent);
    paintBar(painter, QRectF(left, y + (rowHeight() - 9) / 2, barWidth, 9), row);
    painter.setPen(style::color(row.chosen ? Token::Text : Token::TextMuted));
    style::drawNumber(painter, QRectF(width() - kPercent, y, kPercent, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                      style::formatPercent(row.share));
}

/// Words and number above a thin bar, where there is no room beside it.
void ValueBars::paintCompactRow(QPainter& painter, const ValueBar& row, int y) const {
    paintBar(painter, QRectF(0, y + rowHeight() - 3, width(), 3), row);
    painter.setFont(row.chosen ? bold() : style::font(style::Type::Caption));
    painter.setPen(style::color(row.chosen ? Token::Text : Token::TextMuted));
    const QString number = style::formatPercent(row.share);
    const int taken = painter.fontMetrics().horizontalAdvance(number) + 6;
    painter.drawText(QRect(0, y - 1, width() - taken, rowHeight() - 2), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.label, Qt::ElideRight, width() - taken));
    style::drawNumber(painter, QRectF(width() - taken, y - 1, taken, rowHeight() - 2),
                      Qt::AlignRight | Qt::AlignVCenter, number);
}

void ValueBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintHead(painter);
    int widest = 0;
    const QFontMetricsF plain(style::font(style::Type::Caption), this), strong(bold(), this);
    for (const ValueBar& row : rows_) {
        const double own = std::max(plain.horizontalAdvance(row.label), strong.horizontalAdvance(row.label));
        widest = std::max(widest, static_cast<int>(std::ceil(own)) + 2);
    }
    widest = std::min(widest, width() * 2 / 5);
    int y = kHead;
    for (const ValueBar& row : rows_) {
        y += row.begins ? kBranchGap : 0;
        if (isCompact()) {
            paintCompactRow(painter, row, y);
        } else {
            paintRow(painter, row, y, widest);
        }
        y += rowHeight();
    }
    if (focusShown_) style::paintFocusInside(painter, rect(), style::radius::kControl);
}

void ValueBars::mousePressEvent(QMouseEvent* event) {
    if (!selectable_ || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    Q_EMIT selected();
}

void ValueBars::keyPressEvent(QKeyEvent* event) {
    if (!selectable_ || (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter))
        return QWidget::keyPressEvent(event);
    Q_EMIT selected();
}

void ValueBars::focusInEvent(QFocusEvent* event) {
    focusShown_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
    QWidget::focusInEvent(event);
}

void ValueBars::focusOutEvent(QFocusEvent* event) {
    focusShown_ = false;
    update();
    QWidget::focusOutEvent(event);
}

}  // namespace ludus::views
