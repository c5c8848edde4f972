// SPDX-License-Identifier: GPL-3.0-or-later
// MatchEvaluator: the evaluator of a run. Each round the newest snapshot plays pairs (one seed, sides swapped) against
// chosen opponents and some of its earlier selves; the ratings are the joint Bradley-Terry fit over all evaluation
// pairs so far, bot:random at 0. Run thread; its jobs play on workers.
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

class MatchEvaluator final : public runtime::Evaluator {
public:
    /// `opponents`: the chosen ones, ready to play.
    MatchEvaluator(games::GameInfo game, std::vector<agents::AgentPtr> opponents, EvaluationOptions options,
                   RecordOptions record, RunId run, uint64_t seed, const Clock& clock);

    void snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) override;
    runtime::EvaluationJobs nextRound(int64_t step) override;
    std::vector<EventBody> roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) override;

private:
    struct Player {
        agents::AgentPtr agent;
        int64_t step = -1;  // of a snapshot
    };
    struct Tally {
        double wins = 0, draws = 0, losses = 0;
    };

    int playerOf(const agents::AgentPtr& agent, int64_t step);
    std::vector<int> pastPlayers() const;
    void addPairing(runtime::EvaluationJobs& jobs, int first, int second);
    const agents::Agent& agentOf(int player) const { return *players_[static_cast<size_t>(player)].agent; }
    void count(const std::vector<int>& players, const arena::MatchSpec& spec, const arena::FinishedMatch& match);
    MatchPlayed played(const std::vector<int>& players, const arena::MatchSpec& spec, const arena::FinishedMatch& match,
                       int64_t step) const;
    void report(const std::vector<RatingRecord>& ratings, int64_t step, Metrics& metrics,
                std::vector<EventBody>& out) const;
    std::vector<RatingRecord> rate() const;

    const games::GameInfo game_;
    const EvaluationOptions options_;
    const RecordOptions record_;
    const RunId run_;
    const uint64_t seed_;
    const Clock& clock_;
    std::vector<Player> players_;  // opponents first, then evaluated snapshots
    int opponents_ = 0;
    agents::AgentPtr newest_;  // the last snapshot frozen
    int64_t newestStep_ = 0;
    int subject_ = -1;                              // the player the round is about
    std::map<std::pair<int, int>, Tally> results_;  // by (smaller, larger) player
    int64_t pairings_ = 0;
    int64_t pairs_ = 0;
    int64_t recorded_ = 0;
};

}  // namespace ludus::runs
