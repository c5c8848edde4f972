// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where the nodes of a league stand, in units of their own: decided once, in the order in which they come, and never
// again, so that old nodes do not move. The same nodes give the same places. Plain values; any thread.

#include <QHash>
#include <QPointF>
#include <QRectF>
#include <QVector>

#include <optional>

#include "widgets/models/league_model.h"

namespace ludus::views {

// x = the period of birth, y = the lane. Those of one learner and period stand one after the other within the period.
class LaneLayout {
public:
    QPointF place(int period, int lane);
    void clear() { taken_.clear(); }

private:
    QHash<QPair<int, int>, int> taken_;
};

// New nodes near their parent, where the others leave room and the way leads outwards.
class ForceLayout {
public:
    QPointF place(int player, std::optional<QPointF> parent);
    QRectF bounds() const { return bounds_; }
    void clear();

private:
    double energy(const QPointF& at, double most) const;
    QPointF find(int player, std::optional<QPointF> parent) const;

    QHash<QPair<int, int>, QVector<QPointF>> cells_;
    QRectF bounds_;
};

// Rows of inheritance: the first heir goes on in the row of its parent, every other one and every new root opens a row.
class BranchLayout {
public:
    int place(models::LeagueId id, models::LeagueId parent);
    // The row it would go on in; nothing: it would open one.
    std::optional<int> rowAfter(models::LeagueId parent) const;
    bool knows(models::LeagueId id) const { return rowOf_.contains(id); }
    int rows() const { return static_cast<int>(tails_.size()); }
    void clear();

private:
    QHash<models::LeagueId, int> rowOf_;
    QVector<models::LeagueId> tails_;
};

}  // namespace ludus::views
