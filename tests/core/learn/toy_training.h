// SPDX-License-Identifier: GPL-3.0-or-later
// Tiny problems with known answers and the collector that plays them. One thread.
#pragma once

#include <functional>

#include "core/learn/make_learner.h"
#include "core/learn/torch_module.h"
#include "core/nn/mlp_policy.h"

namespace ludus::learn::toy {

/// What a step gives.
struct Step {
    float reward = 0;
    Cut cut = Cut::none;
};

/// One small world: a whole number for its state, a counter of the steps of the episode.
struct Problem {
    int inputs = 1;
    bool binary = false;  // observations are 0 or 1
    std::vector<int> branches = {2};
    std::function<int(Rng&)> start = [](Rng&) { return 0; };
    std::function<void(int state, float* out)> observe;
    std::function<void(int state, uint8_t* mask)> mask;  // empty: all legal
    std::function<Step(int& state, int steps, const int32_t* actions, Rng&)> step;

    games::GameInfo info() const {
        games::GameInfo game;
        game.observation.size = inputs;
        game.observation.binary = binary;
        game.action.branches = branches;
        game.action.masked = static_cast<bool>(mask);
        return game;
    }
};

/// Plays `slots` worlds for `steps` steps into one batch; worlds go on in the next call.
class Collector {
public:
    Collector(Problem problem, int slots, int steps, uint64_t seed)
        : problem_(std::move(problem)),
          slots_(slots),
          steps_(steps),
          rng_(seed),
          states_(static_cast<size_t>(slots)),
          played_(static_cast<size_t>(slots)) {
        for (int& state : states_)
            state = problem_.start(rng_);
    }

    std::shared_ptr<StreamBatch> collect(const std::shared_ptr<const nn::Weights>& weights) {
        nn::MlpPolicy policy(std::make_shared<nn::PackedWeights>(weights));
        const int branches = static_cast<int>(problem_.branches.size()), logits = weights->spec.logitCount();
        auto batch = std::make_shared<StreamBatch>();
        batch->resize(slots_, steps_, problem_.inputs, branches, logits, static_cast<bool>(problem_.mask));
        batch->lengths.assign(static_cast<size_t>(slots_), steps_);
        batch->weightsVersion = weights->version;
        Rng* rng = &rng_;
        for (int b = 0; b < slots_; ++b) {
            int& state = states_[static_cast<size_t>(b)];
            int& played = played_[static_cast<size_t>(b)];
            for (int t = 0; t < steps_; ++t) {
                const size_t cell = static_cast<size_t>(b * steps_ + t);
                float* x = &batch->observations[cell * static_cast<size_t>(problem_.inputs)];
                int32_t* actions = &batch->actions[cell * static_cast<size_t>(branches)];
                uint8_t* mask = problem_.mask ? &batch->masks[cell * static_cast<size_t>(logits)] : nullptr;
                problem_.observe(state, x);
                if (mask != nullptr) problem_.mask(state, mask);
                policy.act({.rows = 1, .observations = x, .masks = mask, .rngs = &rng},
                           {.actions = actions,
                            .logProbabilities = &batch->logProbabilities[cell],
                            .values = &batch->values[cell]});
                const Step step = problem_.step(state, ++played, actions, rng_);
                batch->rewards[cell] = step.reward;
                batch->cuts[cell] = static_cast<uint8_t>(step.cut);
                total_ += step.reward;
                if (step.cut == Cut::truncated) batch->bootstraps[cell] = value(policy, state);
                if (step.cut == Cut::none) continue;
                ++episodes_;
                state = problem_.start(rng_);
                played = 0;
            }
            batch->lastValues[static_cast<size_t>(b)] = value(policy, state);
        }
        return batch;
    }

    float value(nn::MlpPolicy& policy, int state) const {
        std::vector<float> x(static_cast<size_t>(problem_.inputs));
        problem_.observe(state, x.data());
        float out = 0;
        policy.evaluate(1, x.data(), &out);
        return out;
    }
    std::vector<float> probabilities(nn::MlpPolicy& policy, int state) const {
        std::vector<float> x(static_cast<size_t>(problem_.inputs)), p(64);
        std::vector<uint8_t> mask(64, 1);
        std::vector<int32_t> actions(problem_.branches.size());
        problem_.observe(state, x.data());
        if (problem_.mask) problem_.mask(state, mask.data());
        policy.act({.rows = 1, .observations = x.data(), .masks = mask.data(), .greedy = true},
                   {.actions = actions.data(), .probabilities = p.data()});
        return p;
    }
    double meanReward() const { return episodes_ > 0 ? total_ / static_cast<double>(episodes_) : 0; }

private:
    Problem problem_;
    int slots_, steps_;
    Rng rng_;
    std::vector<int> states_, played_;
    double total_ = 0;
    int64_t episodes_ = 0;
};

/// One whole update in this thread.
inline UpdateReport update(Learner& learner, std::vector<std::shared_ptr<const StreamBatch>> batches, int shards = 1,
                           double progress = 0) {
    learner.begin(std::move(batches), shards, progress);
    do {
        for (int shard = 0; shard < shards; ++shard)
            learner.work(shard);
    } while (learner.advance());
    return learner.report();
}

}  // namespace ludus::learn::toy
