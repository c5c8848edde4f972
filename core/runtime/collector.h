// SPDX-License-Identifier: GPL-3.0-or-later
// Collector: plays a block of slots with the learner's newest weights against drawn opponents and fills a StreamBatch.
// One work item at a time has it. An episode is played by one opponent from start to end: a new draw takes effect slot
// by slot at the next reset. Everything depends on the seed and the draws only, not on threads or time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/games/game.h"
#include "core/games/policy.h"
#include "core/learn/trajectory.h"
#include "core/nn/mlp_policy.h"
#include "core/records/records.h"

namespace ludus::runtime {

/// Whom a block meets: the learner itself (no policy of its own) or a policy that plays.
struct Opponent {
    std::string label;                      // for tallies: "latest", "snapshot 12", "bot:chaser"
    std::unique_ptr<games::Policy> policy;  // null: the latest weights
    bool learnBoth = false;
};

struct Collected {
    std::shared_ptr<const learn::StreamBatch> batch;
    std::vector<TallyRecord> tallies;  // one an opponent
    int64_t steps = 0;                 // rows in the batch
};

class Collector {
public:
    Collector(std::unique_ptr<games::VectorGame> game, uint64_t seed, int block);

    /// Between items: whom episodes meet that start from now on.
    void meet(std::shared_ptr<Opponent> opponent) { next_ = std::move(opponent); }
    /// Plays `steps` steps of every slot.
    Collected collect(const std::shared_ptr<const nn::PackedWeights>& weights, int steps);

private:
    struct Row {  // a seat that acts by the learner's network
        int slot = 0;
        int seat = 0;
        int stream = -1;  // -1: plays, but does not learn
    };
    struct Group {  // seats that act by one opponent's policy
        std::shared_ptr<Opponent> opponent;
        std::vector<int> rows;  // slot * N + seat
        std::vector<double> state;
    };
    struct Tally {
        std::string opponent;
        TallyRecord record;
    };

    void startEpisode(int slot);
    void seatRows();
    void actLearner(learn::StreamBatch& batch);
    void actOpponents();
    void takeRewards(learn::StreamBatch& batch);
    void bootstrapTruncated(learn::StreamBatch& batch);
    void finishEpisodes();
    void lastValues(learn::StreamBatch& batch);
    std::vector<double> valuesOf(const std::vector<Row>& rows);

    std::unique_ptr<games::VectorGame> game_;
    std::unique_ptr<nn::MlpPolicy> policy_;
    std::shared_ptr<const nn::PackedWeights> weights_;
    std::shared_ptr<Opponent> next_;
    Rng rng_;      // sides and seeds of episodes
    Rng actions_;  // the learner's draws
    Rng others_;   // the opponents' draws
    int seats_, sides_;
    std::vector<std::shared_ptr<Opponent>> opponentOf_;  // [B]
    std::vector<int> learnerSide_;                       // [B]
    std::vector<std::vector<double>> opponentState_;     // [B, N] memory of recurrent opponents
    bool seatsChanged_ = true;
    std::vector<Row> rows_;
    std::vector<Group> groups_;
    std::vector<int32_t> joint_;       // [B, N, branches]
    std::vector<float> observations_;  // gathered rows
    std::vector<uint8_t> masks_;
    std::vector<int32_t> chosen_;
    std::vector<float> logProbabilities_, values_;
    std::vector<Rng*> rngs_;
    std::vector<Tally> tallies_;
};

}  // namespace ludus::runtime
