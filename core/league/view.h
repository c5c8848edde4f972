// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueView: what a role knows when it decides. Plain references into the league; valid during one call. Run thread.
#pragma once

#include <map>
#include <vector>

#include "core/league/league_options.h"
#include "core/league/payoff.h"
#include "core/records/league_records.h"

namespace ludus::league {

struct LearnerState {
    LearnerSpec spec;
    int period = 1;
    int64_t trained = 0;        // steps in this period
    int64_t trainedBefore = 0;  // in earlier ones
    int start = -1;             // snapshot that a reset goes to; -1: not made yet
    int from = -1;              // snapshot that its weights descend from
    bool failed = false;        // frozen out of the league

    bool playing() const { return start >= 0 && !failed; }
};

struct FrozenState {
    int player = 0;
    LeagueRole role = LeagueRole::mainAgent;
    LeagueRole opponents = LeagueRole::mainAgent;
    int period = 0;      // that it closed; 0 for starts
    int parent = -1;     // snapshot whose weights it grew from
    int64_t step = 0;    // of the run
    bool start = false;  // the common root or a specific start
    bool usable = true;  // false: its file is gone or damaged, or it was frozen outside the league's periods
};

/// Matches against a main agent since it was last frozen: its strength of now.
struct Recent {
    int64_t played = 0;
    double points = 0;
    double rate() const { return played > 0 ? points / static_cast<double>(played) : 0.5; }
};
using RecentResults = std::vector<std::map<Member, Recent>>;  // [learners], only of main agents

struct LeagueView {
    const LeagueOptions& options;
    const std::vector<LearnerState>& learners;
    const std::vector<FrozenState>& snapshots;
    const Payoff& payoff;
    const RecentResults& recent;
    const std::vector<double>* meta = nullptr;  // [snapshots], probabilities of a meta-strategy, or none
    int64_t version = 0;

    /// Main agents that learn, but `without`.
    std::vector<int> mains(int without = -1) const;
    /// Usable snapshots, oldest first.
    std::vector<Member> history() const;
    /// Those of one main agent.
    std::vector<Member> historyOf(int player) const;
    /// Of a member against all main agents since they were last frozen.
    Recent againstMains(Member member) const;
};

}  // namespace ludus::league
