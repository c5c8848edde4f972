// SPDX-License-Identifier: GPL-3.0-or-later
// What a league is worth, in numbers: who beats whom, the Nash mixture of its snapshots over time, diversity, cycles,
// forgetting, relative population performance (Balduzzi et al. 2019, "Open-ended Learning in Symmetric Zero-sum Games";
// AlphaStar, Nature 2019). Pure; any thread (equilibria wait for each other, see core/math/linear_program.h).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/league/story.h"
#include "core/math/matrix_game.h"

namespace ludus::league {

// ---- Who beats whom

struct PayoffCell {
    WinRate winRate;              // of the row against the column, both sides together
    double freshGames = 0;        // decayed, real matches
    double priorGames = 0;        // decayed, inherited
    std::array<double, 2> sides;  // win rate when the row had the first side, the second one; not a number: never
    double sideGap = std::numeric_limits<double>::quiet_NaN();  // first less second
    bool known = false;                                         // enough matches (or a prior) for a win rate
};
struct PayoffTable {
    std::vector<Member> members;
    std::vector<PayoffCell> cells;  // [members, members], row by row

    const PayoffCell& at(size_t row, size_t column) const { return cells[row * members.size() + column]; }
};

enum class MemberOrder { role, age, rating };
/// Learners that play and snapshots that may be met, at most `most` of them (0: all): learners, then the newest
/// snapshots. By role: role, player, age; by age: oldest first, learners last; by rating: the strongest first, then
/// those without a rating by age.
std::vector<Member> orderedMembers(const LeagueStory& story, MemberOrder order, int most);
PayoffTable payoffTable(const LeagueBook& book, std::vector<Member> members);
/// One cell of it.
PayoffCell payoffCell(const LeagueBook& book, Member row, Member column);

/// M = 2 p - 1 of every one against every other one; antisymmetric, 0 where nothing is known.
math::PayoffMatrix advantages(const LeagueBook& book, const std::vector<Member>& members);

// ---- Nash

/// The maximum-entropy equilibrium among the snapshots that were there when one was frozen.
struct NashMoment {
    int snapshot = -1;  // the frozen one
    int64_t step = 0;
    int alive = 0;                // snapshots that could be met then
    std::vector<int> considered;  // of them, oldest first
    std::vector<double> weights;  // [considered], sum 1; empty: the solver did not get there
    double known = 0;             // share of their pairs with enough matches; the others count as even
    double diversity = 0;         // effective diversity
};
constexpr int kNashMost = 60;
/// Of the snapshots up to `snapshot`. Of more than `most` those that carried weight in the `former` moment (at most
/// half) and the newest are considered.
NashMoment nashAt(const LeagueStory& story, int snapshot, const NashMoment* former, int most = kNashMost);
/// At each freeze of a main agent.
std::vector<NashMoment> nashOverTime(const LeagueStory& story, int most = kNashMost);

// ---- Numbers of a population

/// RPP(A, B): the value of the game in which one picks from A, the other from B: max over p of min over q of p' M q.
struct RelativePerformance {
    double value = 0;                   // -1 .. 1
    double winRate = 0;                 // (value + 1) / 2
    std::vector<double> first, second;  // an equilibrium: mixtures over A and B
};
/// `winRates` are those of A's members (rows) against B's (columns), 0 .. 1.
Result<RelativePerformance> relativePerformance(const math::PayoffMatrix& winRates);

/// Effective diversity: the sum of the positive advantages, weighted by the mixture on both sides.
double effectiveDiversity(const math::PayoffMatrix& advantages, const std::vector<double>& mixture);

/// Triples in which each beats the next by more than the threshold; exact. Every cycle is three ordered triples.
struct Cycles {
    int64_t ordered = 0;
    int64_t cycles = 0;
    int64_t triples = 0;  // all there are, unordered
};
Cycles nonTransitive(const math::PayoffMatrix& winRates, double threshold);

/// 1 less the smallest win rate against reference agents; none: not a number.
double robustness(const std::vector<double>& winRates);

/// A main agent against its own past, over its freezes.
struct Forgetting {
    int moments = 0;                                            // with something known
    double minimum = std::numeric_limits<double>::quiet_NaN();  // of the newest one
    double mean = std::numeric_limits<double>::quiet_NaN();
    double smallest = std::numeric_limits<double>::quiet_NaN();  // minimum of all of them
    int64_t smallestStep = -1;
};
Forgetting forgettingOf(const LeagueStory& story, int player);

}  // namespace ludus::league
