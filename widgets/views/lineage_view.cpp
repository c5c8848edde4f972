// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/lineage_view.h"

#include <algorithm>
#include <cmath>

namespace ludus::views {

using models::kNobody;
using models::LeagueId;
using models::LeagueNode;
using models::LeagueRole;

namespace {

constexpr double kTop = 14, kPeriods = 22, kToFirst = 34, kRow = 33, kBottom = 16;
constexpr double kRight = 30, kBeforeFirst = 30, kRing = 15, kNarrowestField = 40, kWidestPeriod = 56, kUnderRuler = 18;

}  // namespace

LineageView::LineageView(QWidget* parent) : LeagueCanvas(parent) {
    setObjectName(QStringLiteral("lineage"));
    setAccessibleName(tr("Lineage"));
    setAccessibleDescription(
        tr("Arrow keys walk along and across the branches, Enter opens, plus and minus zoom, 0 shows all."));
}

void LineageView::setRoles(const QVector<LeagueRole>& roles) {
    if (roles == roles_) return;
    roles_ = roles;
    placeAll();
}

void LineageView::setPeriodsShown(bool shown) {
    periodsShown_ = shown;
    refit(false);
}

QString LineageView::pictureName() const {
    return tr("lineage");
}

void LineageView::restart() {
    inRow_.clear();
    branches_.clear();
    rowNodes_.clear();
    ruler_.clear();
    learnerRows_.clear();
    extraRows_ = 0;
    names_ = nameWidth();
    elo_ = eloOffset();
}

/// The first main agent; one that failed before there was anything to go on from gives way to the next.
LeagueId LineageView::rulerLearner() const {
    LeagueId first = kNobody;
    for (const models::LeagueLearner& learner : model()->learners()) {
        if (learner.role != LeagueRole::MainAgent) continue;
        if (learner.state != models::LeagueLearnerState::Failed || learner.parent != kNobody) return learner.id;
        if (first == kNobody) first = learner.id;
    }
    return first;
}

QPointF LineageView::place(const LeagueNode& node, int index) {
    if (roles_.contains(node.role)) {
        const int row = branches_.place(node.id, node.parent);
        if (rowNodes_.size() <= row) rowNodes_.resize(row + 1);
        rowNodes_[row].push_back(index);
        return inRow_.place(node.period, row);
    }
    if (node.role != LeagueRole::MainAgent) return kNowhere;
    const LeagueId ruler = rulerLearner();
    if (ruler != kNobody && node.learner != ruler) return kNowhere;
    if (ruler == kNobody && !ruler_.isEmpty() && model()->nodes()[ruler_.front()].learner != node.learner)
        return kNowhere;
    ruler_.push_back(index);
    return inRow_.place(node.period, -1);
}

/// A learner goes on in the row of its parent while nobody else does, else it is about to open one.
void LineageView::placed() {
    learnerRows_.clear();
    extraRows_ = 0;
    if (!model()) return;
    QVector<int> used;
    const LeagueId ruler = rulerLearner();
    if (!ruler_.isEmpty() && ruler != kNobody && model()->nodes()[ruler_.front()].learner != ruler)
        return placeAll();  // of which a later part comes here again
    for (const models::LeagueLearner& learner : model()->learners()) {
        int row = kNoRow;
        if (learner.id == ruler) {
            row = -1;
        } else if (roles_.contains(learner.role)) {
            row = branches_.rowAfter(learner.parent).value_or(-1);
            if (row < 0 || used.contains(row)) row = branches_.rows() + extraRows_++;
            used.push_back(row);
        }
        learnerRows_.push_back(row);
    }
}

int LineageView::rows() const {
    return branches_.rows() == 0 ? 0 : branches_.rows() + extraRows_;
}

bool LineageView::showsUnknown() const {
    if (!model()) return false;
    const auto unknown = [this](const auto& one) {
        return roles_.contains(one.role) && model()->isShown(one.role) && isUnknown(one);
    };
    const auto& nodes = model()->nodes();
    const auto& learners = model()->learners();
    return std::any_of(learners.begin(), learners.end(), unknown) ||
           std::any_of(nodes.begin(), nodes.end(),
                       [&](const LeagueNode& node) { return model()->isVisible(node) && unknown(node); });
}

double LineageView::nowX() const {
    return std::floor(std::max(width() - elo_ - kRight, symbolX() + kBeforeFirst + kNarrowestField)) + 0.5;
}

double LineageView::rowHeight() const {
    return std::max(kRow, kRow * style::Theme::instance().textPercent() / 100);
}

double LineageView::rulerY() const {
    return kTop + (periodsShown_ ? kPeriods : 0) + 0.5;
}

QRectF LineageView::field() const {
    const double left = std::floor(symbolX() + kBeforeFirst) + 0.5, top = rulerY() + kToFirst;
    return {left, top, nowX() - left, std::max(rowHeight(), height() - top - kBottom)};
}

QRectF LineageView::clip() const {
    const double left = symbolX() + 12;
    return {left, rulerY() - 10, nowX() - kRing - left, height() - rulerY() + 10};
}

QRectF LineageView::world() const {
    if (!model()) return {0, 0, 1, 1};
    const int first = model()->firstPeriod();
    return QRectF(first, 0, model()->lastPeriod() + 1 - first, std::max(0, rows() - 1));
}

LeagueCanvas::View LineageView::fittedView() const {
    const QRectF all = world(), area = field();
    return {all.left(), 0, std::min(kWidestPeriod, area.width() / all.width()), rowHeight()};
}

bool LineageView::wheelScrolls() const {
    return world().height() * view().sy > field().height() + 0.5;
}

double LineageView::rowY(int row) const {
    if (row < 0) return rulerY();
    return std::floor(field().top() + (row - view().y) * view().sy) + 0.5;
}

QPointF LineageView::nodePoint(int index, const Mapper& pixels) const {
    QPointF at = pixels(places()[index]);
    if (isOnRuler(index))
        at.setY(rulerY());
    else if (at.y() < rulerY() + kUnderRuler)
        return kNowhere;
    else
        at.setY(std::floor(at.y()) + 0.5);
    return at;
}

QPointF LineageView::learnerPoint(int lane) const {
    const int row = learnerRows_.value(lane, kNoRow);
    if (row == kNoRow || rows() == 0 || !model()->isShown(model()->learners()[lane].role)) return kNowhere;
    const double y = rowY(row);
    return row >= 0 && y < rulerY() + kUnderRuler ? kNowhere : QPointF(nowX(), y);
}

int LineageView::rowOf(LeagueId id) const {
    if (const int lane = model()->laneOf(id); lane >= 0) return learnerRows_.value(lane, kNoRow);
    const int index = model()->indexOf(id);
    if (index < 0 || std::isnan(places().value(index, kNowhere).x())) return kNoRow;
    return static_cast<int>(std::lround(places()[index].y()));
}

/// What stands in a row, from left to right.
std::vector<LineageView::Item> LineageView::itemsOf(int row) const {
    std::vector<Item> items;
    const Mapper pixels = mapper();
    for (const int index : row < 0 ? ruler_ : rowNodes_.value(row))
        if (isDrawn(index)) items.push_back({model()->nodes()[index].id, pixels(places()[index])});
    for (int lane = 0; lane < learnerRows_.size(); ++lane) {
        if (learnerRows_[lane] == row && model()->isShown(model()->learners()[lane].role))
            items.push_back({model()->learners()[lane].id, {nowX(), rowY(row)}});
    }
    return items;
}

LeagueId LineageView::neighbour(LeagueId from, int key) const {
    if (rows() == 0) return kNobody;
    int row = rowOf(from);
    std::vector<Item> items = row == kNoRow ? std::vector<Item>() : itemsOf(row);
    const auto here = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == from; });
    if (here == items.end()) {
        for (row = 0; row < rows(); ++row)
            if (items = itemsOf(row); !items.empty()) return items.back().id;
        return kNobody;
    }
    switch (key) {
        case Qt::Key_Left: {
            if (here != items.begin()) return std::prev(here)->id;
            // Over the elbow to whom it inherited from.
            const LeagueNode* node = model()->node(from);
            const LeagueId parent = node ? node->parent : kNobody;
            return parent != kNobody && rowOf(parent) != kNoRow ? parent : kNobody;
        }
        case Qt::Key_Right: return std::next(here) == items.end() ? kNobody : std::next(here)->id;
        case Qt::Key_Home: return items.front().id;
        case Qt::Key_End: return items.back().id;
        default: break;
    }
    const double x = here->at.x();
    const int step = key == Qt::Key_Up ? -1 : 1;
    for (row += step; row >= -1 && row < rows(); row += step) {
        items = itemsOf(row);
        const auto nearest = std::min_element(items.begin(), items.end(), [x](const Item& a, const Item& b) {
            return std::fabs(a.at.x() - x) < std::fabs(b.at.x() - x);
        });
        if (nearest != items.end()) return nearest->id;
    }
    return kNobody;
}

}  // namespace ludus::views
