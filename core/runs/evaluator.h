// SPDX-License-Identifier: GPL-3.0-or-later
// MatchEvaluator: the evaluator of a run. Each round the newest snapshot plays pairs (one seed, sides swapped) against
// chosen opponents and some of its earlier selves; of several learning players each snapshot since the last round does,
// and besides the first player's newest one meets that of each other, so that one scale links them. The ratings are the
// joint Bradley-Terry fit over all evaluation pairs so far, bot:random at 0. Run thread; its jobs play, and fit, on
// workers. State: evaluator_state.cpp.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/agents/agent.h"
#include "core/arena/match_batch.h"
#include "core/base/clock.h"
#include "core/runs/run_config.h"
#include "core/runtime/evaluation.h"

namespace ludus::runs {

class RatingJob;

class MatchEvaluator final : public runtime::Evaluator {
public:
    /// `opponents`: the chosen ones, ready to play. `players`: what curves of the learning players are called after
    /// ("ME1"), but those of the first one, which have no such name; empty: there is one.
    MatchEvaluator(games::GameInfo game, std::vector<agents::AgentPtr> opponents, EvaluationOptions options,
                   RecordOptions record, RunId run, uint64_t seed, const Clock& clock,
                   std::vector<std::string> players = {});

    void snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) override;
    runtime::EvaluationJobs nextRound(int64_t step) override;
    std::shared_ptr<runtime::EvaluationJob> lastJob(const runtime::EvaluationJobs& jobs) override;
    std::vector<EventBody> roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) override;
    double newestElo() const override { return newestElo_; }
    /// Which matches are recorded from the next round on.
    void record(const RecordOptions& options) { record_ = options; }

    std::string saveState() const override;
    Status loadState(std::string_view state, const runtime::SnapshotLoader& weights) override;
    runtime::EvaluationJobs openRound() override;
    std::vector<EventBody> restored() const override;

private:
    struct Player {
        agents::AgentPtr agent;
        int64_t step = -1;        // of a snapshot
        SnapshotRecord snapshot;  // of an opponent: nothing but the hash
        bool gone = false;        // its weights are: it is met no more
    };
    struct Tally {
        double wins = 0, draws = 0, losses = 0;
    };
    using Results = std::map<std::pair<int, int>, Tally>;  // by (smaller, larger) player
    struct Counters {
        int64_t pairings = 0, pairs = 0, recorded = 0;
    };
    struct Pairing {
        int first = 0, second = 0;
    };
    struct Saved;

    int playerOf(const Player& wanted);
    bool several() const { return names_.size() > 1; }
    bool isSnapshotOf(int player, int learner) const;
    int newestOf(int learner) const;  // evaluated snapshot; -1: none
    std::vector<int> pastOf(int subject) const;
    void pairUp(int subject);
    std::string curve(const std::string& name, int learner) const;
    std::vector<int> reported() const;
    runtime::EvaluationJobs jobsOfRound();
    std::shared_ptr<runtime::EvaluationJob> jobOf(Pairing pairing);
    const agents::Agent& agentOf(int player) const { return *players_[static_cast<size_t>(player)].agent; }
    static void count(Results& results, const runtime::EvaluationJobs& jobs);
    MatchPlayed played(const std::vector<int>& players, const arena::MatchSpec& spec, const arena::FinishedMatch& match,
                       int64_t step) const;
    void report(int64_t step, Metrics& metrics, std::vector<EventBody>& out);
    std::unique_ptr<RatingJob> ratingJob(const Results& results) const;
    std::vector<RatingRecord> rate(const runtime::EvaluationJobs& jobs) const;
    Status take(Saved saved, const runtime::SnapshotLoader& weights);
    Result<Player> playerFrom(const Saved& saved, size_t player, const runtime::SnapshotLoader& weights) const;
    void leaveOutGone();
    Result<agents::AgentPtr> agentOf(const Saved& saved, size_t player, const runtime::SnapshotLoader& weights) const;

    const games::GameInfo game_;
    const EvaluationOptions options_;
    RecordOptions record_;
    const RunId run_;
    const uint64_t seed_;
    const Clock& clock_;
    const std::vector<std::string> names_;  // of the learning players
    std::vector<Player> players_;           // opponents first, then evaluated snapshots
    int opponents_ = 0;
    std::vector<Player> fresh_;  // the last snapshot frozen; of several players those since the last round
    std::vector<int> subjects_;  // players that the round is about, in the order in which they were frozen
    Results results_;
    Counters counters_;
    std::vector<Pairing> round_;  // the open one; empty: none is
    Counters beforeRound_;
    std::vector<RatingRecord> ratings_;  // the last table
    double newestElo_ = kUnknown;
};

}  // namespace ludus::runs
