// SPDX-License-Identifier: GPL-3.0-or-later
// Role: what distinguishes the learners of a league. Each answers two questions, as a pure function of the view and the
// dice: whom next, and at the end of a learning period, what now. Roles have no state; any thread.
#pragma once

#include <functional>
#include <vector>

#include "core/league/dice.h"
#include "core/league/view.h"

namespace ludus::league {

struct Candidate {
    Member member;
    double winRate = 0.5;  // of the learner against it
    double weight = 0;
    double probability = 0;
};

/// A way to an opponent: its share of the draws, and where it looks, one place after the other. The last place always
/// has a candidate.
struct Place {
    DrawBranch branch = DrawBranch::selfPlay;
    std::function<std::vector<Candidate>()> candidates;  // asked only when it comes to it
};
struct Way {
    double share = 1;
    std::vector<Place> places;
};

class Role {
public:
    virtual ~Role() = default;
    /// Whom next: shares sum to 1; numbers of the learner's own are used. The learner plays (LearnerState::playing).
    virtual std::vector<Way> ways(const LeagueView& view, int self) const = 0;
    /// What now: ids, versions and steps are left to the caller.
    virtual LeagueVerdict whatNow(const LeagueView& view, int self, Dice& dice) const = 0;
};
const Role& roleOf(LeagueRole role);

/// One draw: a number for the way, one for the candidate. Ids, versions and steps are left to the caller.
LeagueDraw drawOpponent(const LeagueView& view, int self, Dice& dice);

/// Everybody whom a draw of now could find, with the probability of each; sums to 1.
struct Chance {
    DrawBranch branch = DrawBranch::selfPlay;
    Member member;
    double winRate = 0.5;
    double weight = 0;
    double probability = 0;
};
struct Distribution {
    std::vector<Chance> chances;
    std::vector<std::pair<DrawBranch, double>> empty;  // places without a candidate, with the share that looked there
};
Distribution drawnNow(const LeagueView& view, int self);
/// The candidates that a recorded draw chose from, the view being that of its versions.
std::vector<Candidate> candidatesOf(const LeagueView& view, const LeagueDraw& draw);

// ---- What roles share ----

std::vector<Candidate> weigh(const LeagueView& view, int self, const std::vector<Member>& members, Weighting weighting);
Place meet(const LeagueView& view, int self, DrawBranch branch, Member member);
/// Opponents of ME and SE, and those of LE; EE and AEE take one of them.
std::vector<Way> mainsWays(const LeagueView& view, int self);
std::vector<Way> historyWays(const LeagueView& view, int self);
std::vector<Way> waysLike(LeagueRole role, const LeagueView& view, int self);

/// Whether the period is over: by the most steps, or from the fewest on by the smallest win rate against `members`.
LeagueVerdict periodEnd(const LeagueView& view, int self, int64_t fewest, int64_t most,
                        const std::vector<Member>& members);
/// Of an exploiter of main agents.
LeagueVerdict exploiterPeriodEnd(const LeagueView& view, int self);
/// Freezes and goes back to where the learner started.
void reset(const LeagueView& view, int self, LeagueVerdict& verdict);

/// Whom an inheriting learner could go on from: frozen ones of its kind, and itself as it would be frozen now (the
/// member `learner`), with their results against the main agents of now. At most inheritCandidates, by `distance` of
/// what is known of them (smallest first); itself always. Some may lack games: then `complete` is false.
struct Heirs {
    std::vector<VerdictRow> rows;
    bool complete = true;
};
Heirs heirs(const LeagueView& view, int self, bool leavesOnly, const std::function<double(double winRate)>& distance);
/// [snapshots] those that somebody has grown from, or grows from: no leaves.
std::vector<bool> inheritedOnes(const LeagueView& view);
/// Goes on from one of them.
void inherit(const VerdictRow& row, LeagueVerdict& verdict);

}  // namespace ludus::league
