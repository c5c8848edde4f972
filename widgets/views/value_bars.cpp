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
#include "widgets/style/words.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kHead = 18, kPercent = 44, kGap = 8, kBranchGap = 4;
constexpr int kFolded = 24, kFoldedHead = 66;

QFont bold() {
    QFont font = style::font(style::Type::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

ValueBars::ValueBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        widest_ = 0;
        updateGeometry();
        update();
    });
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
    const bool same = !resized && std::equal(rows.begin(), rows.end(), rows_.begin(),
                                             [](const auto& a, const auto& b) { return a.label == b.label; });
    if (!same) widest_ = 0;
    rows_ = std::move(rows);
    if (resized) updateGeometry();
    QStringList words;
    for (const ValueBar& row : rows_) {
        QString word = row.label + QLatin1Char(' ') + style::formatPercent(row.share);
        if (std::isfinite(row.other)) word += QStringLiteral(" / ") + style::formatPercent(row.other);
        words << word;
    }
    setAccessibleDescription(style::listed(words));
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

void ValueBars::setFolded(bool on) {
    if (on == folded_) return;
    folded_ = on;
    updateGeometry();
    update();
}

int ValueBars::rowHeight() const {
    return std::max(15, style::Theme::instance().lineHeight(style::Type::Caption) + 1);
}

QSize ValueBars::sizeHint() const {
    if (folded_) return {230, std::max(kFolded, rowHeight() + 9)};
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
    style::drawWord(painter, head, Qt::AlignLeft | Qt::AlignVCenter,
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
    style::drawWord(painter, QRect(0, y, widest, rowHeight()), Qt::AlignRight | Qt::AlignVCenter, label);
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
    style::drawWord(painter, QRect(0, y - 1, width() - taken, rowHeight() - 2), Qt::AlignLeft | Qt::AlignVCenter,
                    painter.fontMetrics().elidedText(row.label, Qt::ElideRight, width() - taken));
    style::drawNumber(painter, QRectF(width() - taken, y - 1, taken, rowHeight() - 2),
                      Qt::AlignRight | Qt::AlignVCenter, number);
}

/// Which player, how it stands, and of each branch the chosen action over a thin bar.
void ValueBars::paintFolded(QPainter& painter) const {
    const QFont caption = style::font(style::Type::Caption), strong = bold();
    const double middle = height() / 2.0;
    if (selected_) painter.fillRect(QRectF(0, 2, 2, height() - 4), style::color(Token::Accent));
    style::paintSideFill(painter, QRectF(6, middle - 5, 10, 10), side_);
    painter.setFont(caption);
    painter.setPen(style::color(selected_ ? Token::Text : Token::TextMuted));
    const QString head = note_.isEmpty() ? name_ : name_ + QStringLiteral("  ") + note_;
    const double headWidth = std::max<double>(kFoldedHead, style::wordWidth(caption, QStringLiteral("8  +0.00")) + 26);
    style::drawNumber(painter, QRectF(22, 0, headWidth - 22, height()), Qt::AlignLeft | Qt::AlignVCenter,
                      painter.fontMetrics().elidedText(head, Qt::ElideRight, static_cast<int>(headWidth - 22)));
    int branches = rows_.empty() ? 0 : 1;
    for (const ValueBar& row : rows_)
        branches += row.begins ? 1 : 0;
    if (branches == 0) return;
    const double cell = (width() - headWidth) / branches;
    // Numbers beside all of the words or beside none.
    const bool both = std::all_of(rows_.begin(), rows_.end(), [&](const ValueBar& row) {
        const double numbered = style::numberWidth(caption, style::formatPercent(row.share));
        return !row.chosen || style::wordWidth(strong, row.label) + numbered + 10 <= cell;
    });
    int branch = 0;
    painter.setFont(strong);
    for (const ValueBar& row : rows_) {
        branch += row.begins ? 1 : 0;
        if (!row.chosen) continue;
        const QRectF box(headWidth + branch * cell + 3, 0, cell - 6, height());
        const QString number = style::formatPercent(row.share);
        const QRectF words(box.left(), 2, box.width(), height() - 9);
        painter.setFont(strong);
        painter.setPen(style::color(Token::Text));
        style::drawWord(painter, words, Qt::AlignLeft | Qt::AlignVCenter,
                        QFontMetrics(strong).elidedText(row.label, Qt::ElideRight, static_cast<int>(box.width())));
        painter.setFont(caption);
        painter.setPen(style::color(Token::TextMuted));
        if (both) style::drawNumber(painter, words, Qt::AlignRight | Qt::AlignVCenter, number);
        paintBar(painter, QRectF(box.left(), height() - 6, box.width(), 4), row);
    }
}

void ValueBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (folded_) {
        paintFolded(painter);
        if (focusShown_) style::paintFocusInside(painter, rect(), style::radius::kControl);
        return;
    }
    paintHead(painter);
    if (widest_ == 0) {
        const QFont plain = style::font(style::Type::Caption), strong = bold();
        for (const ValueBar& row : rows_) {
            const double own = std::max(style::wordWidth(plain, row.label), style::wordWidth(strong, row.label));
            widest_ = std::max(widest_, static_cast<int>(std::ceil(own)) + 2);
        }
    }
    const int widest = std::min(widest_, width() * 2 / 5);
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
