// SPDX-License-Identifier: GPL-3.0-or-later
// MlpPolicy: the row-stable forward pass of our own for small networks. Every sum runs over the inputs in order (with
// binary inputs: over those that are 1), vectorised across outputs only and without fused multiply-add: a row gives the
// same bits in any batch, any place, any machine. One instance a thread (it owns scratch memory); the packed weights
// are shared and immutable.
#pragma once

#include <memory>
#include <vector>

#include "core/games/policy.h"
#include "core/nn/network.h"

namespace ludus::nn {

/// Weights laid out for the forward pass (transposed, normaliser folded into vectors); built once per published
/// version.
class PackedWeights {
public:
    explicit PackedWeights(std::shared_ptr<const Weights> weights);
    const Weights& weights() const { return *weights_; }

    struct Layer {
        int inputs = 0, outputs = 0, stride = 0;  // stride: outputs rounded up to 16, padded with zeros
        std::vector<float> transposed;            // [inputs, stride]
        std::vector<float> bias;                  // [stride]
    };
    std::vector<Layer> actor, critic;  // torso then head; a shared torso appears in actor only
    /// [O], empty when not normalised. With binary inputs the layers that see them have the normaliser folded in:
    /// the bias is what inputs of 0 give, a weight what an input of 1 adds.
    std::vector<float> mean, inverseDeviation;

private:
    void foldNormaliser(Layer& layer) const;

    std::shared_ptr<const Weights> weights_;
};

class MlpPolicy final : public games::Policy {
public:
    explicit MlpPolicy(std::shared_ptr<const PackedWeights> weights);

    bool hasValue() const override { return packed_->weights().spec.value; }
    void act(const games::PolicyInput& input, const games::PolicyOutput& output) override;
    /// Raw logits [R, A] and values [R] (either may be null).
    void forward(int rows, const float* observations, float* logits, float* values);
    /// Values alone (bootstrap), [R].
    void evaluate(int rows, const float* observations, float* values) { forward(rows, observations, nullptr, values); }
    const PackedWeights& packed() const { return *packed_; }

private:
    struct Input;
    Input input(int rows, const float* observations);

    std::shared_ptr<const PackedWeights> packed_;
    std::vector<float> scratch_[3];
    std::vector<int32_t> active_, counts_;  // of binary inputs: [rows, O + slack], [rows]
    std::vector<float> logits_;
};

/// Draws from (or takes the best of) masked logits of one row over `branches`; gives the joint log-probability and,
/// when wanted, probabilities [A]. Inverse-CDF with our own exp; one uniform number a branch.
float chooseActions(const float* logits, const uint8_t* mask, const std::vector<int>& branches, bool greedy, Rng* rng,
                    int32_t* actions, float* probabilities);

}  // namespace ludus::nn
