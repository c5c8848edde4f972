// SPDX-License-Identifier: GPL-3.0-or-later
// PpoLearner: PPO (Schulman et al. 2017) with autograd for the network and the loss's slope in closed form. Phase 0
// prepares rows, then one phase a minibatch. Parameters live in one flat vector; each shard has leaves over it and a
// gradient of its own. Threads as Learner says.
#pragma once

#include <mutex>

#include "core/learn/adam.h"
#include "core/learn/learner.h"
#include "core/learn/learner_state.h"
#include "core/learn/ppo_loss.h"
#include "core/learn/update_batch.h"
#include "core/nn/detail/torch_network.h"

namespace ludus::learn {

class PpoLearner final : public Learner {
public:
    PpoLearner(const PpoOptions& options, std::shared_ptr<const nn::Weights> start, uint64_t seed);

    std::shared_ptr<const nn::Weights> weights() const override;
    void begin(std::vector<std::shared_ptr<const StreamBatch>> batches, int shards, double progress) override;
    void work(int shard) override;
    bool advance() override;
    UpdateReport report() override { return report_; }
    std::string saveState() const override;
    Status loadState(std::string_view state) override;

private:
    struct Shard {
        explicit Shard(const nn::NetworkSpec& spec, float* parameters)
            : network(spec, parameters), gradient(static_cast<size_t>(nn::parameterCount(spec))) {}
        nn::TorchNetwork network;
        std::vector<float> gradient;  // [P]
        Minibatch rows;
        std::vector<float> logitSlopes, valueSlopes;
        PpoLossSums sums;
    };

    int rowOf(int minibatch) const;  // first row of a minibatch in the epoch's order
    int rowOf(int minibatch, int shard) const;
    void startMinibatch();
    bool applyMinibatch();           // false: stop here
    bool finishUpdate(bool finite);  // always false: nothing follows

    PpoOptions options_;
    PpoLossOptions loss_;
    Rng rng_;
    std::vector<float> parameters_;  // [P]
    AdamState adam_;
    UpdateBatch batch_;
    std::vector<std::unique_ptr<Shard>> shards_;
    int activeShards_ = 0, minibatches_ = 0;
    int phase_ = -1;  // -1 preparing, then epoch * minibatches + minibatch
    PpoLossSums totals_;
    double totalRows_ = 0;
    UpdateReport report_;

    mutable std::mutex mutex_;  // guards the writing of settled_, which happens between phases only
    LearnerState settled_;      // as of the end of the last update
};

}  // namespace ludus::learn
