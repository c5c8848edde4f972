// SPDX-License-Identifier: GPL-3.0-or-later
// How a LineageView is drawn.
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/style/format.h"
#include "widgets/style/words.h"
#include "widgets/views/lineage_view.h"

namespace ludus::views {

using models::kNobody;
using models::LeagueId;
using models::LeagueLearner;
using models::LeagueNode;
using models::LeagueRole;
using style::Token;

namespace {

// Lines lead down between a sign with its second outline and its label.
constexpr double kStub = 14, kStubHalf = 5, kSign = 5.5, kLive = 4.5, kRulerDot = 3.75, kSymbol = 4.25, kElbow = 11.5,
                 kCorner = 4, kBesideLine = 4;
constexpr double kFrame = 12.5, kLearnerFrame = 15, kLine = 1.75, kChosen = 2.75;

using Fill = LeagueMarks::Fill;

template <class One>
Fill fillOf(const One& one) {
    return LineageView::isUnknown(one) ? Fill::Half : one.inside ? Fill::Full : Fill::Hollow;
}

QColor colourOf(LeagueRole role) {
    return style::Theme::instance().role(roleOf(role));
}

QFont strong(style::Type type) {
    QFont font = style::font(type);
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

double LineageView::radius() const {
    return std::clamp(0.4 * view().sx, 2.0, kSign);
}

void LineageView::paintPicture(QPainter& painter) {
    if (rows() == 0) return paintEmpty(painter);
    paintGrid(painter);
    const double top = rulerY() + 17;
    painter.save();
    painter.setClipRect(QRectF(0, top, width(), height() - top));
    const int first = std::max(0, static_cast<int>(std::floor(view().y)) - 1);
    const int last = std::min(rows() - 1, static_cast<int>(view().y + field().height() / view().sy) + 2);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row);
    uprights_ = uprights(first, last);
    painter.setClipRect(QRectF(clip().left() - 4, top, width(), height() - top));
    paintWayToRoot(painter);
    for (int row = first; row <= last; ++row)
        paintSigns(painter, row);
    painter.restore();
    paintRuler(painter);
    paintSelection(painter);
    paintScroll(painter);
}

void LineageView::paintGrid(QPainter& painter) const {
    const QRectF seen = clip();
    const double bottom = std::min<double>(rowY(rows() - 1) + 16, height() - 2);
    painter.setFont(style::font(style::Type::Small));
    const int step = numberStep();
    const auto column = [&](double x, const QString& text) {
        painter.setPen(QPen(style::color(Token::ChartGrid), 1));
        const double sharp = std::floor(x) + 0.5;
        painter.drawLine(QPointF(sharp, rulerY() - 10), QPointF(sharp, bottom));
        painter.setPen(style::color(Token::TextMuted));
        if (periodsShown_) painter.drawText(QRectF(x - 40, rulerY() - 31, 80, 18), Qt::AlignCenter, text);
    };
    const QString now = model()->isNow() ? tr("now") : tr("then", "at a period that is looked back to");
    const double room = (painter.fontMetrics().horizontalAdvance(now) + numberWide()) / 2.0 + 8;
    for (int period = model()->firstPeriod(); period <= model()->lastPeriod(); ++period) {
        const double x = toPixel(QPointF(period, 0)).x();
        if (period % step != 0 || x < seen.left() || x > seen.right()) continue;
        column(x, x <= nowX() - room ? QString::number(period) : QString());
    }
    column(nowX(), now);
    if (periodsShown_)
        painter.drawText(QRectF(symbolX() - 116, rulerY() - 31, 120, 18), Qt::AlignRight | Qt::AlignVCenter,
                         tr("period"));
}

void LineageView::paintRuler(QPainter& painter) {
    const int lane = static_cast<int>(learnerRows_.indexOf(-1));
    if (lane < 0) return;
    const LeagueLearner& main = model()->learners()[lane];
    const double y = rulerY();
    painter.setFont(strong(style::Type::Small));
    painter.setPen(style::color(Token::Text));
    painter.drawText(QRectF(symbolX() - 12 - names_, y - 10, names_, 20), Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(main.name, Qt::ElideMiddle, static_cast<int>(names_)));
    marks().paint(painter, QPointF(symbolX(), y), main.role, kSymbol);
    if (!model()->isShown(main.role)) return;
    const QRectF seen = clip();
    const Mapper pixels = mapper();
    double before = -1e9;
    for (const int index : ruler_) {
        if (!isDrawn(index)) continue;
        const double x = pixels(places()[index]).x();
        if (before < -1e8) {
            painter.setPen(QPen(colourOf(main.role), 2));
            painter.drawLine(QPointF(std::max(x, seen.left()), y), QPointF(nowX(), y));
        }
        if (x >= seen.left() && x <= seen.right() && x - before >= 2)
            marks().paint(painter, QPointF(x, y), main.role, std::min(kRulerDot, radius()));
        before = x;
    }
    marks().paint(
        painter, QPointF(nowX(), y), main.role, 4.5, false,
        main.state == models::LeagueLearnerState::Learning ? LeagueMarks::Ring::Outside : LeagueMarks::Ring::None);
}

/// Where a line leads down: between the two that it joins and between the columns.
double LineageView::elbow(double from, double to) const {
    return from + std::min({kElbow, view().sx / 2, (to - from) / 2});
}

/// Only the first one of a row has its parent in another one.
std::vector<LineageView::Upright> LineageView::uprights(int first, int last) const {
    std::vector<Upright> out;
    const Mapper pixels = mapper();
    const auto add = [&](LeagueId parent, int row, double x) {
        const int index = model()->indexOf(parent), above = rowOf(parent);
        if (above < 0 || above == row || index < 0 || !isDrawn(index)) return;
        out.push_back({elbow(pixels(places()[index]).x(), x), std::min(above, row), std::max(above, row)});
    };
    for (int row = first; row <= last; ++row) {
        const QVector<int> nodes = rowNodes_.value(row);
        if (!nodes.isEmpty() && isDrawn(nodes.front()))
            add(model()->nodes()[nodes.front()].parent, row, pixels(places()[nodes.front()]).x());
    }
    for (int lane = 0; lane < learnerRows_.size(); ++lane)
        if (learnerRows_[lane] >= first && learnerRows_[lane] <= last && !std::isnan(learnerPoint(lane).x()))
            add(model()->learners()[lane].parent, learnerRows_[lane], nowX());
    std::sort(out.begin(), out.end(), [](const Upright& a, const Upright& b) { return a.x < b.x; });
    return out;
}

/// From parent to heir: along the row, or over an elbow into another one.
QPainterPath LineageView::heirloom(const QPointF& from, const QPointF& to) const {
    QPainterPath path(from);
    if (std::fabs(from.y() - to.y()) < 1) {
        path.lineTo(to);
        return path;
    }
    const double x = elbow(from.x(), to.x()), down = to.y() > from.y() ? 1 : -1;
    const double corner = std::min({kCorner, std::fabs(x - from.x()), std::fabs(to.x() - x)});
    path.lineTo(x - corner, from.y());
    path.quadTo(QPointF(x, from.y()), QPointF(x, from.y() + down * corner));
    path.lineTo(x, to.y() - down * corner);
    path.quadTo(QPointF(x, to.y()), QPointF(x + corner, to.y()));
    path.lineTo(to);
    return path;
}

void LineageView::paintHeir(QPainter& painter, LeagueId parent, const QPointF& at, LeagueRole role) const {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colourOf(role), kLine));
    const int row = rowOf(parent);
    const int index = model()->indexOf(parent);
    if (row >= 0 && index >= 0 && isDrawn(index)) {
        painter.drawPath(heirloom(QPointF(toPixel(places()[index]).x(), rowY(row)), at));
        return;
    }
    if (row >= 0) return;  // its parent is not shown
    const double from = at.x() - kStub;
    painter.drawLine(QPointF(from, at.y()), at);
    painter.drawLine(QPointF(from, at.y() - kStubHalf), QPointF(from, at.y() + kStubHalf));
}

/// The name of a row and what leads to those that stand in it.
void LineageView::paintRow(QPainter& painter, int row) {
    const std::vector<Item> items = itemsOf(row);
    painter.setFont(style::font(style::Type::Small));
    painter.setPen(style::color(items.empty() ? Token::TextDisabled : Token::TextMuted));
    painter.drawText(QRectF(0, rowY(row) - 10, symbolX() + 4, 20), Qt::AlignRight | Qt::AlignVCenter,
                     tr("branch %1").arg(row + 1));
    painter.save();
    painter.setClipRect(QRectF(clip().left() - 4, 0, nowX() - clip().left() + 4, height()), Qt::IntersectClip);
    for (const Item& item : items) {
        const QPointF at(item.at.x(), rowY(row));
        const LeagueNode* node = model()->node(item.id);
        const LeagueLearner* learner = model()->learner(item.id);
        if (at.x() < clip().left()) continue;
        paintHeir(painter, node ? node->parent : learner->parent, at, node ? node->role : learner->role);
    }
    painter.restore();
}

void LineageView::paintWayToRoot(QPainter& painter) const {
    LeagueId id = model()->selected();
    const LeagueLearner* learner = model()->learner(id);
    int row = rowOf(id);
    if (row < 0) return;
    QPointF at = anyPointOf(id);
    if (std::isnan(at.x())) at = {learner ? nowX() : toPixel(places()[model()->indexOf(id)]).x(), rowY(row)};
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style::color(Token::Accent), kChosen));
    for (int steps = 0; steps <= model()->nodes().size(); ++steps) {
        const LeagueNode* node = model()->node(id);
        const LeagueId parent = node ? node->parent : learner ? learner->parent : kNobody;
        const int index = model()->indexOf(parent);
        row = rowOf(parent);
        if (row < 0 || index < 0 || !isDrawn(index)) break;
        const QPointF from(toPixel(places()[index]).x(), rowY(row));
        painter.drawPath(heirloom(from, at));
        id = parent;
        at = from;
    }
    painter.drawLine(at - QPointF(kStub, 0), at);
    painter.drawLine(at - QPointF(kStub, kStubHalf), at - QPointF(kStub, -kStubHalf));
}

void LineageView::paintSigns(QPainter& painter, int row) {
    const std::vector<Item> items = itemsOf(row);
    const QRectF seen = clip();
    double before = -1e9;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QPointF at(items[i].at.x(), rowY(row));
        const LeagueNode* node = model()->node(items[i].id);
        const LeagueLearner* learner = model()->learner(items[i].id);
        if (learner) {
            marks().paint(painter, at, learner->role, kLive, fillOf(*learner),
                          learner->state == models::LeagueLearnerState::Failed ? LeagueMarks::Ring::None
                                                                               : LeagueMarks::Ring::Outside);
            continue;
        }
        if (at.x() < seen.left() || at.x() > seen.right() || at.x() - before < 2) continue;
        before = at.x();
        const double size = radius();
        marks().paint(painter, at, node->role, node->leaf ? 0.8 * size : size, fillOf(*node),
                      node->leaf && size > 3.5 ? LeagueMarks::Ring::Outside : LeagueMarks::Ring::None);
        const double room =
            i + 1 < items.size() ? items[i + 1].at.x() - at.x() : std::numeric_limits<double>::infinity();
        const bool ringed =
            i + 1 < items.size() && (models::isLeagueLearner(items[i + 1].id) || model()->node(items[i + 1].id)->leaf);
        paintLabel(painter, *node, row, at, room - (ringed ? 11 : 6));
    }
}

/// The number above, how often it wins against the main agent below; beside lines that lead past, never on them.
void LineageView::paintLabel(QPainter& painter, const LeagueNode& node, int row, const QPointF& at, double room) const {
    const bool chosen = node.id == model()->selected();
    double left = at.x() + (chosen ? 16 : node.leaf ? 14 : 12);
    painter.setFont(style::font(style::Type::Caption));
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() - 1;
    const QString rate = std::isfinite(node.winRate) ? style::formatPercent(node.winRate) : style::kUnknown;
    const double wide = std::max(metrics.horizontalAdvance(node.tag),
                                 QFontMetricsF(strong(style::Type::Caption)).horizontalAdvance(rate));
    for (const Upright& upright : uprights_) {
        if (upright.x <= at.x() || row < upright.from || row > upright.to) continue;
        if (upright.x >= left + wide + kBesideLine) break;
        const bool through = upright.x > at.x() + kElbow + kBesideLine;
        if (through && !chosen) return;
        if (!through) left = std::max(left, upright.x + kBesideLine);
    }
    if (left + wide > at.x() + room && !chosen) return;
    paintRimmedText(painter, QRectF(left, at.y() - 1 - line, 60, line), Qt::AlignLeft, node.tag,
                    style::color(Token::TextMuted));
    if (!std::isfinite(node.winRate) && !isUnknown(node)) return;
    if (node.inside) painter.setFont(strong(style::Type::Caption));
    paintRimmedText(painter, QRectF(left, at.y() + 2, 60, line), Qt::AlignLeft, rate,
                    style::color(node.inside ? Token::Text : Token::TextMuted));
}

void LineageView::paintSelection(QPainter& painter) {
    const QPointF at = pointOf(model()->selected());
    if (std::isnan(at.x())) return;
    const LeagueNode* node = model()->node(model()->selected());
    if (!node) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(style::color(Token::Accent), 2));
        painter.drawRoundedRect(
            QRectF(at.x() - kLearnerFrame, at.y() - kLearnerFrame, 2 * kLearnerFrame, 2 * kLearnerFrame),
            style::radius::kControl, style::radius::kControl);
        return;
    }
    const bool ruler = node->role == LeagueRole::MainAgent && rowOf(node->id) < 0;
    paintSelectionFrame(painter, at, ruler ? 9 : kFrame);
    marks().paint(painter, at, node->role,
                  ruler        ? kRulerDot
                  : node->leaf ? 0.8 * radius()
                               : radius(),
                  ruler ? Fill::Full : fillOf(*node),
                  !ruler && node->leaf ? LeagueMarks::Ring::Outside : LeagueMarks::Ring::None);
}

/// Where in the rows the view is, while there are more than it shows.
void LineageView::paintScroll(QPainter& painter) const {
    if (!wheelScrolls()) return;
    const QRectF area = field();
    const double all = world().height() + 1, seen = area.height() / view().sy;
    const double high = std::max(20.0, area.height() * seen / all);
    const double top = area.top() + (area.height() - high) * view().y / std::max(1e-9, world().height() - seen);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::color(Token::BorderStrong));
    painter.drawRoundedRect(QRectF(width() - 6, top, 4, high), 2, 2);
    painter.setBrush(Qt::NoBrush);
}

}  // namespace ludus::views
