// SPDX-License-Identifier: GPL-3.0-or-later
// PpoLearner: PPO (Schulman et al. 2017) over any GradientPath: phases, shards, clipping, Adam, early stop, bad
// numbers, state. Phase 0 prepares rows, then one phase a minibatch. Each shard has a gradient of its own; they are
// summed in order. Threads as Learner says.
#pragma once

#include <mutex>

#include "core/learn/adam.h"
#include "core/learn/aligned.h"
#include "core/learn/gradient_path.h"
#include "core/learn/learner.h"
#include "core/learn/learner_state.h"

namespace ludus::learn {

class PpoLearner final : public Learner {
public:
    PpoLearner(const PpoOptions& options, std::shared_ptr<const nn::Weights> start, uint64_t seed,
               std::unique_ptr<GradientPath> path);

    std::shared_ptr<const nn::Weights> weights() const override;
    void begin(std::vector<std::shared_ptr<const StreamBatch>> batches, int shards, double progress) override;
    void work(int shard) override;
    bool advance() override;
    UpdateReport report() override { return report_; }
    std::string saveState() const override;
    Status loadState(std::string_view state) override;

private:
    struct alignas(64) Shard {  // no cache line in common with the next one
        std::unique_ptr<ShardGradient> path;
        AlignedFloats gradient;  // [P], in the end the sum of all shards in its own part
        PpoLossSums sums;
        double squares = 0;  // of its part of the summed gradient
    };
    /// What shards compute of a minibatch. The second and third stand apart only where there are several shards: each
    /// then sums and steps its own part of all parameters, so that hardly anything is left for one thread alone.
    enum class Stage { gradient, sum, step };

    int rowOf(int minibatch) const;  // first row of a minibatch in the epoch's order
    int rowOf(int minibatch, int shard) const;
    int64_t partOf(int shard) const;  // first number of a shard's part of all parameters
    void sumPart(int shard);
    void stepPart(int shard);
    void startMinibatch();
    bool advanceMinibatch();         // false: the update is over
    bool planStep();                 // false: stop here
    bool finishUpdate(bool finite);  // always false: nothing follows

    PpoOptions options_;
    PpoLossOptions loss_;
    Rng rng_;
    std::unique_ptr<GradientPath> path_;
    AlignedFloats parameters_;  // [P], as Adam's numbers in the order of the path
    AdamState adam_;
    UpdateBatch batch_;
    std::vector<Shard> shards_;
    int activeShards_ = 0, minibatches_ = 0;
    int phase_ = -1;  // -1 preparing, then epoch * minibatches + minibatch
    Stage stage_ = Stage::gradient;
    AdamPlan plan_{};
    PpoLossSums totals_;
    double totalRows_ = 0;
    UpdateReport report_;

    mutable std::mutex mutex_;  // guards the writing of settled_, which happens between phases only
    LearnerState settled_;      // as of the end of the last update; its Adam in the order of the path
};

}  // namespace ludus::learn
