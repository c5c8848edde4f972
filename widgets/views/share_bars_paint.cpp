// SPDX-License-Identifier: GPL-3.0-or-later
// How the lines of ShareBars look.
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat_map_parts.h"
#include "widgets/views/share_bars.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kHead = 24;
constexpr double kPad = 10, kIndent = 18, kDice = 16, kBar = 6;

QFont small(bool strong = false) {
    QFont font = style::font(style::Type::Small);
    if (strong) font.setWeight(QFont::DemiBold);
    return font;
}

QString elided(const QFont& font, const QString& text, double room) {
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, std::max(0.0, room));
}

QString percent(double share) {
    // One decimal tells 0.4 % from 0.
    // Among thousands of candidates everybody's share is small.
    const int decimals = !(share > 0) || share >= 0.0995 ? 0 : share >= 0.00095 ? 1 : share >= 0.000095 ? 2 : 3;
    return style::formatPercent(share, decimals);
}

}  // namespace

ShareBars::Columns ShareBars::columnsIn(double width) const {
    Columns columns;
    const double factor = style::Theme::instance().textPercent() / 100.0;
    const bool counts = width >= 420, weights = weighed_ && width >= 500;
    columns.name = std::clamp(width * 0.27, 96.0, 210.0);
    double x = columns.name;
    columns.win = x += 74 * factor;
    if (counts) columns.count = x += 84 * factor;
    if (weights) columns.weight = x += 56 * factor;
    columns.barLeft = x + 14;
    double right = width - kPad;
    if (compared_) {
        columns.next = right;
        right -= 54 * factor;
    }
    columns.now = right;
    columns.barRight = std::max(columns.barLeft + 12, right - 54 * factor);
    return columns;
}

QRectF ShareBars::bar(const QRectF& line, const Columns& columns, double share, bool next) const {
    const double part = std::isfinite(share) ? std::clamp(share / longest_, 0.0, 1.0) : 0;
    const double middle = line.center().y();
    const double top = !compared_ ? middle - kBar / 2 : next ? middle + 0.5 : middle - kBar - 0.5;
    return {columns.barLeft, std::round(top), std::max(1.0, part * (columns.barRight - columns.barLeft)), kBar};
}

void ShareBars::paintHead(QPainter& painter, double width) const {
    const QRectF head(0, 0, width, kHead);
    painter.fillRect(head, style::color(Token::Surface));
    painter.fillRect(QRectF(0, kHead - 1, width, 1), style::color(Token::Border));
    painter.setFont(small());
    painter.setPen(style::color(Token::TextMuted));
    const Columns columns = columnsIn(width);
    const auto title = [&](double right, double wide, const QString& text) {
        if (right > 0)
            painter.drawText(QRectF(right - wide, 0, wide, kHead), Qt::AlignRight | Qt::AlignVCenter,
                             elided(painter.font(), text, wide));
    };
    painter.drawText(QRectF(kPad, 0, columns.name - kPad, kHead), Qt::AlignLeft | Qt::AlignVCenter, tr("Candidate"));
    title(columns.win, 70, tr("Win rate"));
    title(columns.count, 70, tr("n"));
    title(columns.weight, 52, tr("Weight"));
    title(columns.now, 52, compared_ ? tr("Now") : tr("Share"));
    title(columns.next, 50, tr("New"));
    const QString scale = tr("longest bar %1").arg(percent(longest_));
    const double room = columns.barRight - columns.barLeft;
    if (QFontMetricsF(painter.font()).horizontalAdvance(scale) <= room)
        painter.drawText(QRectF(columns.barLeft, 0, room, kHead), Qt::AlignLeft | Qt::AlignVCenter, scale);
}

void ShareBars::paintShares(QPainter& painter, double now, double next, const QRectF& box, bool strong) const {
    const Columns columns = columnsIn(box.width());
    painter.setFont(small(strong));
    const auto say = [&](double right, double share, Token ink) {
        if (right <= 0) return;
        painter.setPen(style::color(ink));
        style::drawNumber(painter, QRectF(right - 54, box.top(), 54, box.height()), Qt::AlignRight | Qt::AlignVCenter,
                          percent(share));
    };
    say(columns.now, now, compared_ ? Token::TextMuted : Token::Text);
    if (compared_) say(columns.next, next, Token::Text);
}

void ShareBars::paintGroup(QPainter& painter, const ShareGroup& group, const QRectF& box) const {
    const double ratio = painter.device()->devicePixelRatioF();
    const QString chevron = isFolded(group.id) ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down");
    painter.drawPixmap(QPointF(6, box.center().y() - 7),
                       style::iconPixmap(chevron, style::color(Token::Text), 14, ratio));
    double x = kPad + 14;
    if (group.chosen) {
        painter.drawPixmap(QPointF(x, box.center().y() - 8),
                           style::iconPixmap(QStringLiteral("dice"), style::color(Token::Text), 16, ratio));
        x += kDice + 4;
    }
    painter.setFont(small(true));
    painter.setPen(style::color(Token::Text));
    const Columns columns = columnsIn(box.width());
    const double end = columns.now - 60;
    const QString name = elided(painter.font(), group.name, end - x);
    painter.drawText(QRectF(x, box.top(), end - x, box.height()), Qt::AlignLeft | Qt::AlignVCenter, name);
    x += QFontMetricsF(painter.font()).horizontalAdvance(name) + 10;
    QStringList notes;
    if (!group.note.isEmpty()) notes << group.note;
    if (group.asked > 0)
        notes << tr("empty %1 of %2 times").arg(style::formatInteger(group.empty), style::formatInteger(group.asked));
    painter.setFont(small());
    painter.setPen(style::color(Token::TextMuted));
    if (end - x > 20)
        painter.drawText(QRectF(x, box.top(), end - x, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         elided(painter.font(), notes.join(QStringLiteral("  \u00B7  ")), end - x));
    paintShares(painter, group.now, group.next, box, true);
}

void ShareBars::paintRow(QPainter& painter, const ShareRow& row, const QRectF& box) const {
    const Columns columns = columnsIn(box.width());
    double x = kPad + (grouped_ ? kIndent : 0);
    const auto role = roleOfKey(row.role);
    if (role) style::paintRole(painter, QPointF(x + 4, box.center().y()), *role, 4);
    x += 14;
    painter.setFont(small(row.chosen));
    painter.setPen(style::color(Token::Text));
    double end = columns.name;
    if (row.chosen) {
        // A symbol and a word; the word only where the name leaves it room.
        const QString word = tr("drawn");
        const double wide = QFontMetricsF(small()).horizontalAdvance(word);
        const double name = QFontMetricsF(painter.font()).horizontalAdvance(row.name);
        const bool both = x + name + 6 + kDice + 4 + wide <= end;
        end -= kDice + 4 + (both ? wide + 4 : 0);
        painter.drawPixmap(QPointF(end + 2, box.center().y() - 8),
                           style::iconPixmap(QStringLiteral("dice"), style::color(Token::Text), 16,
                                             painter.device()->devicePixelRatioF()));
        if (both) {
            painter.setFont(small());
            painter.drawText(QRectF(end + kDice + 5, box.top(), wide + 4, box.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, word);
            painter.setFont(small(true));
        }
    }
    painter.drawText(QRectF(x, box.top(), end - x, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elided(painter.font(), row.name, end - x));
    painter.setFont(small());
    const auto say = [&](double right, double wide, const QString& text, Token ink) {
        painter.setPen(style::color(ink));
        if (right > 0)
            style::drawNumber(painter, QRectF(right - wide, box.top(), wide, box.height()),
                              Qt::AlignRight | Qt::AlignVCenter, text);
    };
    const QString width = style::formatHalfWidth((row.high - row.low) / 2 * 100);
    const QString rate = style::formatPercent(row.winRate);
    say(columns.win, 74, width.isEmpty() ? rate : tr("%1 %2", "value and half width").arg(rate, width), Token::Text);
    const QString count = style::formatInteger(row.count);
    say(columns.count, 84,
        std::isfinite(row.effective) ? tr("%1 (%2)").arg(count, style::formatInteger(std::llround(row.effective)))
                                     : count,
        Token::TextMuted);
    if (columns.weight > 0) say(columns.weight, 56, style::formatReal(row.weight, 3), Token::Text);
    const QColor fill = style::Theme::instance().sequential(0.62);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (compared_ && std::isfinite(row.now)) {
        painter.setPen(QPen(style::color(Token::BorderStrong), 1));
        painter.setBrush(style::color(Token::Sunken));
        painter.drawRect(bar(box, columns, row.now, false).adjusted(0, 0, -1, -1));
    }
    const double filled = compared_ ? row.next : row.now;
    if (std::isfinite(filled)) painter.fillRect(bar(box, columns, filled, compared_), fill);
    painter.setRenderHint(QPainter::Antialiasing);
    paintShares(painter, row.now, row.next, box, row.chosen);
}

void ShareBars::paintLine(QPainter& painter, const Line& line, const QRectF& box) const {
    painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), style::color(Token::ChartGrid));
    if (line.row >= 0)
        paintRow(painter, rows_[line.row], box);
    else
        paintGroup(painter, groups_[line.group], box);
}

void ShareBars::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = viewport()->width();
    painter.fillRect(viewport()->rect(), style::color(Token::Surface));
    if (lines_.isEmpty()) {
        painter.setFont(small());
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         emptyText_);
    } else {
        const int high = style::Theme::instance().rowHeight(), scrolled = verticalScrollBar()->value();
        const int first = std::max(0, (event->rect().top() - kHead + scrolled) / high);
        const int last =
            std::min(static_cast<int>(lines_.size()) - 1, (event->rect().bottom() - kHead + scrolled) / high);
        for (int i = first; i <= last; ++i) {
            const QRectF box = lineRect(i, width).translated(0, kHead - scrolled);
            const bool chosen = idOf(lines_[i]) == selected_;
            if (chosen || i == hovered_)
                painter.fillRect(box.adjusted(0, 0, 0, -1), style::color(chosen ? Token::Selection : Token::Hover));
            if (chosen) painter.fillRect(QRectF(0, box.top(), 3, box.height() - 1), style::color(Token::Accent));
            paintLine(painter, lines_[i], box);
            if (chosen && keyFocus_) style::paintFocusInside(painter, box.adjusted(0, 0, 0, -1));
        }
        paintHead(painter, width);
    }
    if (keyFocus_ && lineOf(selected_) < 0) style::paintFocusInside(painter, QRectF(viewport()->rect()));
}

void ShareBars::paintPicture(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = viewport()->width();
    painter.fillRect(QRectF(QPointF(0, 0), QSizeF(exporter_->size())), style::color(Token::Surface));
    for (int i = 0; i < lines_.size(); ++i) {
        const QRectF box = lineRect(i, width).translated(0, kHead);
        if (box.top() > exporter_->size().height()) break;
        paintLine(painter, lines_[i], box);
    }
    paintHead(painter, width);
}

}  // namespace ludus::views
