// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/league_graph_layout.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace ludus::views {

namespace {

constexpr double kReach = 2.0;   // beyond it nodes do not mind each other; the edge of a cell
constexpr double kRootRing = 3;  // how far from the middle the roots of learners stand
constexpr double kFurthest = 40, kCrowded = 8;
constexpr double kWide = 1.7;  // pictures are wider than high
constexpr int kDirections = 16;
constexpr std::array<double, 3> kDistances{1.0, 1.6, 2.4};

QPair<int, int> cellOf(const QPointF& at) {
    return {static_cast<int>(std::floor(at.x() / kReach)), static_cast<int>(std::floor(at.y() / kReach))};
}

}  // namespace

QPointF LaneLayout::place(int period, int lane) {
    // 0, 0.4, 0.6, 0.7, ... of the way to the next period.
    const int before = taken_[{period, lane}]++;
    return {period + 0.8 * (1 - std::pow(0.5, before)), static_cast<double>(lane)};
}

void ForceLayout::clear() {
    cells_.clear();
    bounds_ = {};
}

/// How much the nodes around mind a new one here; it need not be exact above `most`.
double ForceLayout::energy(const QPointF& at, double most) const {
    double sum = 0;
    const auto [column, row] = cellOf(at);
    for (int i = column - 1; i <= column + 1; ++i) {
        for (int j = row - 1; j <= row + 1; ++j) {
            const auto cell = cells_.constFind({i, j});
            if (cell == cells_.constEnd()) continue;
            for (const QPointF& other : *cell) {
                const QPointF way = at - other;
                const double square = QPointF::dotProduct(way, way);
                if (square < kReach * kReach) sum += 1 / (square + 0.01) - 1 / (kReach * kReach + 0.01);
            }
            if (sum > most) return sum;
        }
    }
    return sum;
}

/// Without the stretching.
QPointF ForceLayout::find(int player, std::optional<QPointF> parent) const {
    // Turned by the golden angle, players stand apart however many there are.
    const double turn = player * std::numbers::pi * (3 - std::sqrt(5.0));
    const QPointF from = parent ? *parent : kRootRing * QPointF(std::cos(turn), std::sin(turn));
    constexpr double kAny = std::numeric_limits<double>::infinity();
    if (!parent && energy(from, kAny) <= 0) return from;
    const double out = std::hypot(from.x(), from.y());
    const double ahead = out > 1e-6 ? std::atan2(from.y(), from.x()) : turn;
    QPointF best = from;
    double least = kAny;
    // Where all is full the search goes on further out.
    for (double wider = 0; wider < kFurthest && !(least < kCrowded); wider += 2) {
        for (const double distance : kDistances) {
            for (int i = 0; i < kDirections; ++i) {
                const double angle = ahead + 2 * std::numbers::pi * i / kDirections;
                const QPointF at = from + (distance + wider) * QPointF(std::cos(angle), std::sin(angle));
                const double way = 0.8 * (distance + wider) - 0.5 * (std::hypot(at.x(), at.y()) - out);
                if (way >= least) continue;
                const double cost = way + energy(at, least - way);
                if (cost < least - 1e-9) {
                    least = cost;
                    best = at;
                }
            }
        }
    }
    return best;
}

QPointF ForceLayout::place(int player, std::optional<QPointF> parent) {
    const QPointF at = find(player, parent ? std::optional(QPointF(parent->x() / kWide, parent->y())) : std::nullopt);
    cells_[cellOf(at)].push_back(at);
    const QPointF seen(kWide * at.x(), at.y());
    const QRectF around(seen - QPointF(1, 1), QSizeF(2, 2));
    bounds_ = bounds_.isNull() ? around : bounds_.united(around);
    return seen;
}

int BranchLayout::place(models::LeagueId id, models::LeagueId parent) {
    int row = rowAfter(parent).value_or(-1);
    if (row < 0) {
        row = rows();
        tails_.push_back(id);
    }
    tails_[row] = id;
    rowOf_.insert(id, row);
    return row;
}

std::optional<int> BranchLayout::rowAfter(models::LeagueId parent) const {
    const auto found = rowOf_.constFind(parent);
    if (found == rowOf_.constEnd() || tails_[*found] != parent) return std::nullopt;
    return *found;
}

void BranchLayout::clear() {
    rowOf_.clear();
    tails_.clear();
}

}  // namespace ludus::views
