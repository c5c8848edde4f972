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

void activate(Activation activation, int64_t n, float* x) {
    activation == Activation::tanh ? kernels().tanh(n, x) : kernels().relu(n, x);
}

void copyOut(const float* from, int pitch, int rows, int count, float* to) {
    for (int r = 0; r < rows; ++r)
        std::copy_n(from + static_cast<size_t>(r) * pitch, count, to + static_cast<size_t>(r) * count);
}

}  // namespace

/// Where rows lie and the distance between them; binary ones come with the places of their ones.
struct MlpPolicy::Input {
    const float* data = nullptr;
    int pitch = 0;
    const int32_t* active = nullptr;
    int activePitch = 0;
    const int32_t* counts = nullptr;

    /// One layer over `rows` rows.
    void apply(const PackedWeights::Layer& layer, int rows, float* y) const {
        const Kernels& k = kernels();
        if (active == nullptr) {
            k.dense(rows, layer.inputs, data, pitch, layer.transposed.data(), layer.bias.data(), layer.stride, y);
            return;
        }
        for (int r = 0; r < rows; ++r) {
            k.sparse(counts[r], active + static_cast<int64_t>(r) * activePitch, layer.transposed.data(),
                     layer.bias.data(), layer.stride, y + static_cast<int64_t>(r) * layer.stride);
        }
    }
    /// The torso (all layers but the last); the result lies in one of the two scratch areas.
    Input torso(const std::vector<PackedWeights::Layer>& layers, Activation activation, int rows, float* a,
                float* b) const {
        Input x = *this;
        for (size_t l = 0; l + 1 < layers.size(); ++l) {
            x.apply(layers[l], rows, a);
            activate(activation, static_cast<int64_t>(rows) * layers[l].stride, a);
            x = {a, layers[l].stride};
            std::swap(a, b);
        }
        return x;
    }
};

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
    if (!weights_->spec.binaryInputs) return;
    foldNormaliser(actor.front());
    const bool apart = weights_->spec.separateCritic || weights_->spec.hidden.empty();
    if (weights_->spec.value && apart) foldNormaliser(critic.front());
}

void PackedWeights::foldNormaliser(Layer& layer) const {
    if (mean.empty()) return;
    const size_t inputs = mean.size();
    std::vector<float> zero(inputs), one(inputs);
    const std::vector<float> zeros(inputs, 0.0F), ones(inputs, 1.0F);
    const float clip = weights_->normaliser.clip;
    kernels().normalise(layer.inputs, zeros.data(), mean.data(), inverseDeviation.data(), clip, zero.data());
    kernels().normalise(layer.inputs, ones.data(), mean.data(), inverseDeviation.data(), clip, one.data());
    const size_t stride = static_cast<size_t>(layer.stride);
    for (size_t i = 0; i < inputs; ++i) {
        const float step = one[i] - zero[i];
        for (size_t p = 0; p < stride; ++p) {
            float& weight = layer.transposed[i * stride + p];
            layer.bias[p] += zero[i] * weight;
            weight *= step;
        }
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
    if (!packed_->weights().spec.binaryInputs) return;
    active_.resize(static_cast<size_t>(kChunk) * static_cast<size_t>(packed_->weights().spec.inputs + kActiveSlack));
    counts_.resize(kChunk);
}

/// What the first layers see of `rows` rows: normalised numbers, or the places of the ones.
MlpPolicy::Input MlpPolicy::input(int rows, const float* observations) {
    const int inputs = packed_->weights().spec.inputs;
    if (packed_->weights().spec.binaryInputs) {
        const int pitch = inputs + kActiveSlack;
        for (int r = 0; r < rows; ++r) {
            counts_[static_cast<size_t>(r)] =
                kernels().findActive(inputs, observations + static_cast<int64_t>(r) * inputs,
                                     &active_[static_cast<size_t>(r) * static_cast<size_t>(pitch)]);
            LUDUS_CHECK_GE(counts_[static_cast<size_t>(r)], 0);  // the game said that its observations are 0 or 1
        }
        return {nullptr, 0, active_.data(), pitch, counts_.data()};
    }
    if (packed_->mean.empty()) return {observations, inputs};
    float* const out = scratch_[2].data();
    for (int r = 0; r < rows; ++r) {
        const int64_t at = static_cast<int64_t>(r) * inputs;
        kernels().normalise(inputs, observations + at, packed_->mean.data(), packed_->inverseDeviation.data(),
                            packed_->weights().normaliser.clip, out + at);
    }
    return {out, inputs};
}

void MlpPolicy::forward(int rows, const float* observations, float* logits, float* values) {
    const NetworkSpec& spec = packed_->weights().spec;
    const int actions = spec.logitCount();
    float* const area[2] = {scratch_[0].data(), scratch_[1].data()};
    const bool shared = spec.value && !spec.separateCritic;
    for (int start = 0; start < rows; start += kChunk) {
        const int count = std::min(kChunk, rows - start);
        const Input x = input(count, observations + static_cast<size_t>(start) * spec.inputs);
        Input features = x;
        if (logits != nullptr || (shared && values != nullptr)) {
            features = x.torso(packed_->actor, spec.activation, count, area[0], area[1]);
        }
        float* const head = features.data == area[0] ? area[1] : area[0];
        if (logits != nullptr) {
            features.apply(packed_->actor.back(), count, head);
            copyOut(head, packed_->actor.back().stride, count, actions, logits + static_cast<size_t>(start) * actions);
        }
        if (values == nullptr) continue;
        if (!spec.value) {
            std::fill_n(values + start, count, 0.0F);
            continue;
        }
        if (!shared) features = x.torso(packed_->critic, spec.activation, count, area[0], area[1]);
        float* const out = features.data == area[0] ? area[1] : area[0];
        features.apply(packed_->critic.back(), count, out);
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
