// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/mlp_policy.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/math.h"
#include "core/nn/kernels.h"

namespace ludus::nn {
namespace {

constexpr int kChunk = 32;  // rows that pass through all layers together, so that they stay in the cache
constexpr double kVarianceFloor = 1e-8;

PackedWeights::Layer pack(const LayerPlace& place, const std::vector<float>& values) {
    PackedWeights::Layer layer;
    layer.inputs = place.inputs;
    layer.outputs = place.outputs;
    layer.stride = padded(place.outputs);
    layer.transposed.assign(static_cast<size_t>(place.inputs) * layer.stride, 0.0F);
    layer.bias.assign(static_cast<size_t>(layer.stride), 0.0F);
    for (int o = 0; o < place.outputs; ++o) {
        const float* row = &values[static_cast<size_t>(place.weightOffset) + static_cast<size_t>(o) * place.inputs];
        for (int i = 0; i < place.inputs; ++i)
            layer.transposed[static_cast<size_t>(i) * layer.stride + o] = row[i];
        layer.bias[o] = values[static_cast<size_t>(place.biasOffset) + o];
    }
    return layer;
}

/// One layer over `rows` rows of pitch `pitch`.
void apply(const PackedWeights::Layer& layer, int rows, const float* x, int pitch, float* y) {
    kernels().dense(rows, layer.inputs, x, pitch, layer.transposed.data(), layer.bias.data(), layer.stride, y);
}

void activate(Activation activation, int64_t n, float* x) {
    activation == Activation::tanh ? kernels().tanh(n, x) : kernels().relu(n, x);
}

/// A place in memory and the distance between its rows.
struct Rows {
    const float* data;
    int pitch;
};

/// The torso (all layers but the last); the result lies in one of the two scratch areas.
Rows torso(const std::vector<PackedWeights::Layer>& layers, Activation activation, int rows, Rows x, float* a,
           float* b) {
    for (size_t l = 0; l + 1 < layers.size(); ++l) {
        apply(layers[l], rows, x.data, x.pitch, a);
        activate(activation, static_cast<int64_t>(rows) * layers[l].stride, a);
        x = {a, layers[l].stride};
        std::swap(a, b);
    }
    return x;
}

void copyOut(const float* from, int pitch, int rows, int count, float* to) {
    for (int r = 0; r < rows; ++r)
        std::copy_n(from + static_cast<size_t>(r) * pitch, count, to + static_cast<size_t>(r) * count);
}

}  // namespace

PackedWeights::PackedWeights(std::shared_ptr<const Weights> weights) : weights_(std::move(weights)) {
    LUDUS_CHECK_EQ(static_cast<int64_t>(weights_->values.size()), parameterCount(weights_->spec));
    for (const LayerPlace& place : layerPlaces(weights_->spec)) {
        (place.name.starts_with("actor") ? actor : critic).push_back(pack(place, weights_->values));
    }
    const Normaliser& normaliser = weights_->normaliser;
    for (size_t i = 0; i < normaliser.mean.size(); ++i) {
        mean.push_back(static_cast<float>(normaliser.mean[i]));
        inverseDeviation.push_back(static_cast<float>(1 / math::squareRoot(normaliser.variance[i] + kVarianceFloor)));
    }
}

MlpPolicy::MlpPolicy(std::shared_ptr<const PackedWeights> weights) : packed_(std::move(weights)) {
    int widest = padded(packed_->weights().spec.inputs);
    for (const auto* layers : {&packed_->actor, &packed_->critic}) {
        for (const PackedWeights::Layer& layer : *layers)
            widest = std::max(widest, layer.stride);
    }
    for (std::vector<float>& area : scratch_)
        area.resize(static_cast<size_t>(kChunk) * widest);
}

void MlpPolicy::forward(int rows, const float* observations, float* logits, float* values) {
    const NetworkSpec& spec = packed_->weights().spec;
    const int actions = spec.logitCount();
    float* const area[3] = {scratch_[0].data(), scratch_[1].data(), scratch_[2].data()};
    for (int start = 0; start < rows; start += kChunk) {
        const int count = std::min(kChunk, rows - start);
        Rows x{observations + static_cast<size_t>(start) * spec.inputs, spec.inputs};
        if (!packed_->mean.empty()) {
            for (int r = 0; r < count; ++r) {
                kernels().normalise(spec.inputs, x.data + static_cast<size_t>(r) * spec.inputs, packed_->mean.data(),
                                    packed_->inverseDeviation.data(), packed_->weights().normaliser.clip,
                                    area[2] + static_cast<size_t>(r) * spec.inputs);
            }
            x.data = area[2];
        }
        const bool shared = spec.value && !spec.separateCritic;
        Rows features = x;
        if (logits != nullptr || (shared && values != nullptr)) {
            features = torso(packed_->actor, spec.activation, count, x, area[0], area[1]);
        }
        float* const head = features.data == area[0] ? area[1] : area[0];
        if (logits != nullptr) {
            apply(packed_->actor.back(), count, features.data, features.pitch, head);
            copyOut(head, packed_->actor.back().stride, count, actions, logits + static_cast<size_t>(start) * actions);
        }
        if (values == nullptr) continue;
        if (!spec.value) {
            std::fill_n(values + start, count, 0.0F);
            continue;
        }
        if (!shared) features = torso(packed_->critic, spec.activation, count, x, area[0], area[1]);
        float* const out = features.data == area[0] ? area[1] : area[0];
        apply(packed_->critic.back(), count, features.data, features.pitch, out);
        copyOut(out, packed_->critic.back().stride, count, 1, values + start);
    }
}

void MlpPolicy::act(const games::PolicyInput& input, const games::PolicyOutput& output) {
    const NetworkSpec& spec = packed_->weights().spec;
    const size_t actions = static_cast<size_t>(spec.logitCount());
    const size_t branches = spec.branches.size();
    logits_.resize(static_cast<size_t>(input.rows) * actions);
    forward(input.rows, input.observations, logits_.data(), output.values);
    std::vector<int32_t> spare(output.actions == nullptr ? branches : 0);
    for (size_t r = 0; r < static_cast<size_t>(input.rows); ++r) {
        const float logProbability =
            chooseActions(&logits_[r * actions], input.masks == nullptr ? nullptr : input.masks + r * actions,
                          spec.branches, input.greedy, input.rngs == nullptr ? nullptr : input.rngs[r],
                          output.actions == nullptr ? spare.data() : output.actions + r * branches,
                          output.probabilities == nullptr ? nullptr : output.probabilities + r * actions);
        if (output.logProbabilities != nullptr) output.logProbabilities[r] = logProbability;
    }
}

float chooseActions(const float* logits, const uint8_t* mask, const std::vector<int>& branches, bool greedy, Rng* rng,
                    int32_t* actions, float* probabilities) {
    LUDUS_CHECK(greedy || rng != nullptr);
    double joint = 0;
    for (size_t b = 0; b < branches.size(); ++b) {
        const int size = branches[b];
        const auto legal = [&](int a) { return mask == nullptr || mask[a] != 0; };
        int best = -1;
        for (int a = 0; a < size; ++a) {
            if (legal(a) && (best < 0 || logits[a] > logits[best])) best = a;
        }
        LUDUS_CHECK(best >= 0);  // a branch without a legal action
        float total = 0;
        for (int a = 0; a < size; ++a)
            total += legal(a) ? math::expFloat(logits[a] - logits[best]) : 0.0F;
        int chosen = best;
        if (!greedy) {
            float left = rng->uniformFloat() * total;
            for (int a = 0; a < size; ++a) {
                if (!legal(a)) continue;
                left -= math::expFloat(logits[a] - logits[best]);
                chosen = a;
                if (left < 0) break;
            }
        }
        joint += static_cast<double>(logits[chosen]) - logits[best] - math::log(total);
        if (probabilities != nullptr) {
            for (int a = 0; a < size; ++a) {
                probabilities[a] = legal(a) ? math::expFloat(logits[a] - logits[best]) / total : 0.0F;
            }
            probabilities += size;
        }
        actions[b] = chosen;
        logits += size;
        if (mask != nullptr) mask += size;
    }
    return static_cast<float>(joint);
}

}  // namespace ludus::nn
