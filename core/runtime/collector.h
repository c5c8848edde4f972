// SPDX-License-Identifier: GPL-3.0-or-later
// Collector: plays a block of slots with the learner's newest weights against drawn opponents and fills a StreamBatch,
// in slices. One work item at a time has it. Its slots are shared out among lanes, neighbours in one lane; each lane
// has an opponent of its own. An episode is played by one opponent from start to end: a new draw takes effect slot by
// slot at the next reset. Rows of one network act together, whatever draws they came from. What is played depends on
// the seed and the draws only, not on threads, slices or time. A row is a seat of a slot: slot * N + seat; it is also
// the number of its stream.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/rng.h"
#include "core/games/game.h"
#include "core/games/policy.h"
#include "core/learn/trajectory.h"
#include "core/nn/mlp_policy.h"
#include "core/records/task_source.h"

namespace ludus::runtime {

/// Whom a block meets: the learner itself (no policy of its own) or a policy that plays.
struct Opponent {
    std::string label;                      // for tallies: "latest", "snapshot 12", "bot:chaser", "learner 3"
    std::unique_ptr<games::Policy> policy;  // null: the latest weights
    std::shared_ptr<const nn::PackedWeights> weights;  // that the policy plays with; null: it is no network
    bool learnBoth = false;
    OpponentDraw draw;  // that it came from
};
using OpponentMaker = std::function<Result<std::shared_ptr<Opponent>>(const OpponentDraw&)>;
/// The newest weights by player; null: it has none yet.
using LiveWeights = std::vector<std::shared_ptr<const nn::PackedWeights>>;

struct Collected {
    std::shared_ptr<const learn::StreamBatch> batch;
    std::vector<TallyRecord> tallies;  // one an opponent
    int64_t steps = 0;                 // rows in the batch
};

class Collector {
public:
    /// More lanes than slots are as many as slots.
    Collector(std::unique_ptr<games::VectorGame> game, uint64_t seed, int block, int player = 0, int lanes = 1);

    bool hasOpponents() const { return sides_ > 1; }
    int lanes() const { return static_cast<int>(next_.size()); }
    /// Between collections: whom episodes of a lane meet that start from now on.
    void meet(std::shared_ptr<Opponent> opponent, int lane = 0) {
        next_[static_cast<size_t>(lane)] = std::move(opponent);
    }
    /// A collection is begin, advance until it says no, take. It has `steps` steps of every slot. Opponents that are
    /// other learners play with their weights in `live` from now on.
    void begin(const std::shared_ptr<const nn::PackedWeights>& weights, int steps, const LiveWeights& live = {});
    /// About `seconds` of it, at least one step; false when it is complete.
    bool advance(double seconds);
    Collected take();

    /// Between collections: everything that the next ones depend on, running episodes included.
    void save(std::string& out) const;
    /// Into a fresh one of the same game, slots and block. `make` makes each opponent that is still met, once.
    Status load(std::string_view state, const OpponentMaker& make);

private:
    struct Group {  // rows that act by one opponent's policy
        std::shared_ptr<Opponent> opponent;
        std::vector<int> rows;
        std::vector<double> state;  // [rows, H]
    };
    struct Tally {
        std::string opponent;
        TallyRecord record;
    };
    struct Gathered {
        const float* observations;
        const uint8_t* masks;
    };

    void refresh(const LiveWeights& live);
    size_t laneOf(int slot) const;
    void stepOnce();
    void startEpisode(int slot);
    void sortRows();
    void freshBatch();
    Gathered gather(const std::vector<int>& rows);
    void spreadActions(const std::vector<int>& rows);
    void actLearner();
    void store(size_t at, size_t acting, const Gathered& seen);
    void actOpponent(Group& group);
    void takeRewards();
    void bootstrapTruncated();
    void finishEpisodes();
    void tally(int slot);
    void valuesOf(const std::vector<int>& rows);
    Status loadSlots(bytes::Reader& in, const std::vector<std::shared_ptr<Opponent>>& opponents);

    std::unique_ptr<games::VectorGame> game_;
    std::unique_ptr<nn::MlpPolicy> policy_;
    std::shared_ptr<const nn::PackedWeights> weights_;
    std::vector<std::shared_ptr<Opponent>> next_;  // [lanes]
    Rng rng_;                                      // sides and seeds of episodes
    Rng actions_;                                  // the learner's draws
    Rng others_;                                   // the opponents' draws
    const int seats_, sides_;
    const size_t size_, logits_, branches_;  // O, A, branches
    bool started_ = false;
    int stepsLeft_ = 0;
    std::shared_ptr<learn::StreamBatch> batch_;
    std::vector<std::shared_ptr<learn::StreamBatch>> batches_;  // made so far; used again when everyone let go of them

    std::vector<std::shared_ptr<Opponent>> opponentOf_;  // [B]
    std::vector<int> learnerSide_;                       // [B]
    std::vector<std::vector<double>> opponentState_;     // [B, N] memory of recurrent opponents
    bool rowsChanged_ = true;
    std::vector<int> acting_;      // rows that act by the learner's network, rising
    std::vector<uint8_t> learns_;  // [acting]
    std::vector<int> learning_;    // those of them that learn
    std::vector<int> cut_;         // those of them that were truncated in this step
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
