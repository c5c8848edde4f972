// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueBook: everything a league knows, and how it changes with what happens: matches, verdicts, snapshots, failures.
// The same happenings in the same order give the same book, so that any earlier state can be had again from what was
// recorded. Run thread; copyable.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/league/view.h"
#include "core/records/records.h"

namespace ludus::league {

class LeagueBook {
public:
    /// The options are sound (checkLeague).
    explicit LeagueBook(LeagueOptions options);

    const LeagueOptions& options() const { return options_; }
    /// Other values for options that may change while a run goes on.
    void setOptions(LeagueOptions options);
    const std::vector<LearnerState>& learners() const { return learners_; }
    const std::vector<FrozenState>& snapshots() const { return snapshots_; }
    const Payoff& payoff() const { return payoff_; }
    /// Rises by one with everything that changes whom a learner may meet or what becomes of it, but results.
    int64_t version() const { return version_; }
    LeagueView view() const;

    /// The common root: a main agent that played only itself, frozen; -1: it is not there yet.
    int root() const { return root_; }
    /// Who makes the root: the first main agent that has not failed. -1: it is made, or nobody is left for it.
    int rootMaker() const;
    /// The learner makes its own start against its bot.
    bool makesStart(int player) const;

    void trained(int player, int64_t steps);
    /// Results as they are stored, in that order; those against bots do not matter.
    void tallied(const TallyRecord& tally);
    /// One match of a learner; result above 0: it won. What was aborted is not told.
    void played(int player, Member opponent, int side, double result);
    /// One match of two members that was asked for by a verdict.
    void evaluated(Member member, Member main, int side, double result);
    /// What becomes of a learner; takes effect with its snapshot. Of goOn and evaluateFirst nothing changes.
    void decided(const LeagueVerdict& verdict);
    /// In the order of indices; one that no verdict asked for is nobody's opponent.
    void frozen(const SnapshotRecord& snapshot);
    void failed(int player);
    void lost(int snapshot);

    std::string saveState() const;
    /// Of a book with the same learners; error checkpoint.damaged.
    Status loadState(std::string_view state);

private:
    void closePeriod(LearnerState& learner, int player, int index, const LeagueVerdict& verdict);
    void count(int main, Member member, double points);
    bool consistent() const;

    LeagueOptions options_;
    std::vector<LearnerState> learners_;
    std::vector<FrozenState> snapshots_;
    Payoff payoff_;
    RecentResults recent_;
    std::vector<std::optional<LeagueVerdict>> pending_;  // [learners], whose snapshot is awaited
    int root_ = -1;
    int64_t version_ = 0;
};

}  // namespace ludus::league
