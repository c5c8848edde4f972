// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkSpec and Weights: the structure of a policy network and its numbers, without Torch. Values; published weights
// travel as shared_ptr<const Weights>. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/rng.h"

namespace ludus::nn {

enum class Activation { tanh, relu };

/// Multi-layer perceptron: an actor torso with one logit head over all branches and, apart from it or sharing its
/// torso, a critic with one value. No critic where `value` is false.
struct NetworkSpec {
    int inputs = 0;  // O
    std::vector<int> hidden = {64, 64};
    Activation activation = Activation::tanh;
    std::vector<int> branches;  // actions a branch; A = their sum
    bool value = true;
    bool separateCritic = true;
    bool binaryInputs = false;  // all inputs are 0 or 1: the first layer is then a sum over those that are 1

    int logitCount() const;
    bool operator==(const NetworkSpec&) const = default;
};

/// One dense layer in the flat parameter vector: weight [outputs, inputs] row-major (as torch::nn::Linear), then bias
/// [outputs].
struct LayerPlace {
    std::string name;  // "actor.0", "actor.head", "critic.0", "critic.head"
    int inputs = 0;
    int outputs = 0;
    int64_t weightOffset = 0;  // into the flat vector
    int64_t biasOffset = 0;
};
/// All layers in the order of the flat vector: actor torso, actor head, critic torso (when apart), critic head.
std::vector<LayerPlace> layerPlaces(const NetworkSpec& spec);
int64_t parameterCount(const NetworkSpec& spec);

/// Running mean and variance of observations; identity while empty. Normalised x = clip((x - mean) / sqrt(var + 1e-8)).
struct Normaliser {
    std::vector<double> mean;      // [O]
    std::vector<double> variance;  // [O]
    double count = 0;
    float clip = 10.0F;

    bool active() const { return !mean.empty(); }
    /// Merges sums over `n` rows (Chan et al. 1979).
    void merge(const std::vector<double>& sum, const std::vector<double>& sumOfSquares, double n);
};

struct Weights {
    NetworkSpec spec;
    std::vector<float> values;  // [parameterCount(spec)]
    Normaliser normaliser;
    int64_t version = 0;  // counts publishes
};

/// Orthogonal start (Saxe et al. 2014; gains: torso sqrt 2, logits 0.01, value 1), biases 0.
Weights initialWeights(const NetworkSpec& spec, Rng rng);

/// safetensors: one tensor a layer part, normaliser.mean and .variance (F64), the spec and `metadata` in __metadata__.
std::string toSafetensors(const Weights& weights, const std::map<std::string, std::string>& metadata);
/// Damaged or foreign bytes are errors agent.damaged; `metadata` may be null.
Result<Weights> fromSafetensors(std::string_view bytes, std::map<std::string, std::string>* metadata = nullptr);

}  // namespace ludus::nn
