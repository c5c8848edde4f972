// SPDX-License-Identifier: GPL-3.0-or-later
// League: the task source of a population of learners with roles. First a main agent makes the common root by
// self-play (the next one, should it fail), then specific exploiters make their starts, then everybody plays: roles say
// whom next and what now, the book keeps what happened. Run thread only; deterministic.
#pragma once

#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/league/league_book.h"
#include "core/league/role.h"
#include "core/records/task_source.h"

namespace ludus::league {

class League final : public TaskSource {
public:
    /// The options are sound (checkLeague).
    League(LeagueOptions options, uint64_t seed);

    OpponentDraw drawOpponent(int player, int block, int64_t step) override;
    bool wantsDraw(int player, int block, int64_t step, int64_t since) override;
    int lanes() const override { return kLanes; }
    int players() const override { return static_cast<int>(book_.learners().size()); }
    std::string shortName(int player) const override;
    double share(int player) const override;
    Decision whatNow(int player, int64_t step) override;
    void trained(int player, int64_t steps) override { book_.trained(player, steps); }
    void snapshotTaken(const SnapshotRecord& snapshot) override;
    void tallied(const TallyRecord& tally) override { book_.tallied(tally); }
    int64_t tallySteps() const override { return book_.options().swapSteps; }
    TallyRecord matchesPlayed(int player, const MatchesWanted& wanted, const std::vector<float>& scores,
                              const std::vector<uint8_t>& sides) override;
    std::vector<MatchesWanted> openMatches(int player) const override;
    std::optional<LeagueVerdict> failed(int player, VerdictCause cause, int64_t step) override;
    std::optional<LeagueVerdict> lost(int snapshot, int64_t step) override;
    bool mayDraw(int player, int snapshot) const override;
    std::string saveState() const override;
    Status loadState(std::string_view state) override;

    const LeagueBook& book() const { return book_; }
    /// Other values for options that may change while a run goes on.
    void setOptions(LeagueOptions options) { book_.setOptions(std::move(options)); }

private:
    static constexpr int kLanes = 4;
    struct Progress {
        bool begun = false;               // has taken the weights it begins with
        std::vector<MatchesWanted> open;  // that its verdict waits for
    };

    LeagueDraw drawRecord(int player, int block, int64_t step);
    bool rests(int player) const;
    LeagueVerdict judge(int player);
    void number(LeagueVerdict& verdict, int64_t step);
    std::vector<MatchesWanted> missing(const LeagueVerdict& verdict) const;

    LeagueBook book_;
    Rng draws_, verdicts_;
    std::vector<Progress> progress_;  // [learners]
    int64_t drawId_ = 0, verdictId_ = 0;
};

}  // namespace ludus::league
