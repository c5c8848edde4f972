// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/league_graph.h"

#include <algorithm>
#include <cmath>

namespace ludus::views {

using models::kNobody;
using models::LeagueId;
using models::LeagueNode;

namespace {

constexpr double kTop = 31, kBottom = 47, kRight = 30, kBeforeFirst = 30, kLeft = 12, kRing = 17, kOver = 16;
constexpr double kWidestPeriod = 56, kLowestLane = 22, kHighestLane = 64, kNarrowestField = 40;
constexpr double kForceMargin = 28, kForceLargest = 40;

}  // namespace

LeagueGraph::LeagueGraph(QWidget* parent) : LeagueCanvas(parent) {
    setObjectName(QStringLiteral("leagueGraph"));
    setAccessibleName(tr("League graph"));
    setAccessibleDescription(
        tr("Arrow keys walk along and across the lanes, Enter opens, plus and minus zoom, 0 shows all."));
}

void LeagueGraph::setArrangement(Arrangement arrangement) {
    if (arrangement == arrangement_) return;
    arrangement_ = arrangement;
    fit();
    placeAll();
}

void LeagueGraph::setEdgesBy(EdgesBy by) {
    if (by == edgesBy_) return;
    edgesBy_ = by;
    update();
    Q_EMIT noteChanged();
}

void LeagueGraph::setEdgeCount(int strongest) {
    edgeCount_ = std::max(0, strongest);
    update();
}

QString LeagueGraph::note() const {
    const QString name = model() ? model()->name(model()->selection()->learner()) : QString();
    if (name.isEmpty()) return {};
    return edgesBy_ == EdgesBy::Share ? tr("opponents of %1, share of matches").arg(name)
                                      : tr("opponents of %1, how often they win").arg(name);
}

QString LeagueGraph::pictureName() const {
    return tr("league graph");
}

void LeagueGraph::restart() {
    lanes_.clear();
    force_.clear();
    laneNodes_.clear();
    learnerPlaces_.clear();
    names_ = nameWidth();
    elo_ = eloOffset();
}

QPointF LeagueGraph::place(const LeagueNode& node, int index) {
    const int lane = model()->laneOf(node.learner);
    if (lane < 0) return kNowhere;
    if (laneNodes_.size() <= lane) laneNodes_.resize(lane + 1);
    laneNodes_[lane].push_back(index);
    if (!isForce()) return lanes_.place(node.period, lane);
    const int parent = model()->indexOf(node.parent);
    const bool known = parent >= 0 && parent < index && !std::isnan(places()[parent].x());
    return force_.place(models::leaguePlayer(node.learner), known ? std::optional(places()[parent]) : std::nullopt);
}

/// Learners go on, so their places do: beside the one they come from, where there is room now.
void LeagueGraph::placed() {
    learnerPlaces_.clear();
    Q_EMIT noteChanged();
    if (!isForce() || !model()) return;
    ForceLayout around = force_;
    for (const models::LeagueLearner& learner : model()->learners()) {
        const int parent = model()->indexOf(learner.parent);
        const bool known = parent >= 0 && !std::isnan(places()[parent].x());
        learnerPlaces_.push_back(
            around.place(models::leaguePlayer(learner.id), known ? std::optional(places()[parent]) : std::nullopt));
    }
}

double LeagueGraph::nowX() const {
    return std::floor(std::max(width() - elo_ - kRight, symbolX() + kBeforeFirst + kNarrowestField)) + 0.5;
}

QRectF LeagueGraph::field() const {
    if (isForce()) return QRectF(rect()).adjusted(kForceMargin, kForceMargin, -kForceMargin, -kForceMargin);
    const double left = std::floor(symbolX() + kBeforeFirst) + 0.5;
    return {left, kTop + 0.5, nowX() - left, std::max(kLowestLane, height() - kTop - kBottom)};
}

QRectF LeagueGraph::clip() const {
    if (isForce()) return rect();
    const QRectF area = field();
    const double left = symbolX() + 10;
    return {left, area.top() - kOver, nowX() - kRing - left, area.height() + 2 * kOver};
}

QRectF LeagueGraph::world() const {
    if (!model()) return {0, 0, 1, 1};
    if (!isForce()) {
        const int first = model()->firstPeriod();
        return QRectF(first, 0, model()->lastPeriod() + 1 - first,
                      std::max<double>(0, static_cast<double>(model()->learners().size()) - 1));
    }
    QRectF bounds = force_.bounds().isNull() ? QRectF(-1, -1, 2, 2) : force_.bounds();
    for (const QPointF& at : learnerPlaces_)
        bounds = bounds.united(QRectF(at - QPointF(1, 1), QSizeF(2, 2)));
    return bounds;
}

LeagueCanvas::View LeagueGraph::fittedView() const {
    const QRectF all = world(), area = field();
    if (isForce()) {
        const double scale = std::min({area.width() / all.width(), area.height() / all.height(), kForceLargest});
        return {all.center().x() - area.width() / 2 / scale, all.center().y() - area.height() / 2 / scale, scale,
                scale};
    }
    const double rows = std::max(1.0, all.height());
    return {all.left(), 0, std::min(kWidestPeriod, area.width() / all.width()),
            std::clamp(area.height() / rows, kLowestLane, kHighestLane)};
}

double LeagueGraph::laneY(int lane) const {
    return std::floor(field().top() + (lane - view().y) * view().sy) + 0.5;
}

double LeagueGraph::lastLaneY() const {
    return std::min(laneY(static_cast<int>(model()->learners().size()) - 1), field().bottom());
}

QPointF LeagueGraph::learnerPoint(int lane) const {
    if (!model()->isShown(model()->learners()[lane].role)) return kNowhere;
    if (isForce()) return toPixel(learnerPlaces_.value(lane, kNowhere));
    return {nowX(), laneY(lane)};
}

/// As large as the distance to the next one allows.
double LeagueGraph::largestRadius() const {
    const double room = isForce() ? 0.42 * view().sx : std::min(0.45 * view().sx, 0.3 * view().sy);
    return std::clamp(room, 1.75, 7.0);
}

int LeagueGraph::laneOfId(LeagueId id) const {
    const LeagueNode* node = model()->node(id);
    return model()->laneOf(node ? node->learner : id);
}

/// What stands in a lane, from left to right.
std::vector<LeagueGraph::Item> LeagueGraph::itemsOf(int lane) const {
    std::vector<Item> items;
    const Mapper pixels = mapper();
    for (const int index : laneNodes_.value(lane))
        if (isDrawn(index)) items.push_back({model()->nodes()[index].id, pixels(places()[index]).x()});
    const QPointF now = learnerPoint(lane);
    if (!std::isnan(now.x())) items.push_back({model()->learners()[lane].id, now.x()});
    return items;
}

LeagueId LeagueGraph::neighbour(LeagueId from, int key) const {
    if (isForce()) return LeagueCanvas::neighbour(from, key);
    const int lanes = static_cast<int>(model()->learners().size());
    int lane = laneOfId(from);
    std::vector<Item> items = lane < 0 ? std::vector<Item>() : itemsOf(lane);
    auto here = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == from; });
    if (here == items.end()) {
        // Begin with the learner whose edges are drawn, or with whoever is there.
        const LeagueId owner = model()->selection()->learner();
        if (const int own = model()->laneOf(owner); own >= 0 && !std::isnan(learnerPoint(own).x())) return owner;
        for (lane = 0; lane < lanes; ++lane)
            if (items = itemsOf(lane); !items.empty()) return items.back().id;
        return kNobody;
    }
    switch (key) {
        case Qt::Key_Left: return here == items.begin() ? kNobody : std::prev(here)->id;
        case Qt::Key_Right: return std::next(here) == items.end() ? kNobody : std::next(here)->id;
        case Qt::Key_Home: return items.front().id;
        case Qt::Key_End: return items.back().id;
        default: break;
    }
    const double x = here->x;
    const int step = key == Qt::Key_Up ? -1 : 1;
    for (lane += step; lane >= 0 && lane < lanes; lane += step) {
        items = itemsOf(lane);
        const auto nearest = std::min_element(items.begin(), items.end(), [x](const Item& a, const Item& b) {
            return std::fabs(a.x - x) < std::fabs(b.x - x);
        });
        if (nearest != items.end()) return nearest->id;
    }
    return kNobody;
}

}  // namespace ludus::views
