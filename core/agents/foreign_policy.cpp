// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/foreign_policy.h"

#include <algorithm>

#include "core/agents/foreign_kernels.h"
#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::agents {
namespace {

constexpr int kButtons = 3;
constexpr int kActions = 6;
/// Action of slime_volley for buttons forward + 2 backward + 4 jump; opposite buttons cancel.
constexpr int32_t kActionOfButtons[8] = {0, 1, 5, 0, 3, 2, 4, 3};

void applyActivation(const std::string& activation, double* x, int count) {
    if (activation == "tanh") {
        foreignKernels().tanh(count, x);
    } else if (activation == "relu") {
        for (int i = 0; i < count; ++i)
            x[i] = x[i] > 0 ? x[i] : 0;
    }
}

}  // namespace

ForeignPolicy::ForeignPolicy(std::shared_ptr<const ForeignNetwork> network) : network_(std::move(network)) {
    LUDUS_CHECK(!network_->layers.empty());
    inputs_ = network_->layers.front().inputs;
    outputs_ = network_->layers.back().outputs;
    memory_ = network_->kind == "recurrent" ? outputs_ : 0;
    LUDUS_CHECK_GE(outputs_, kButtons);
    LUDUS_CHECK_GE(inputs_, memory_);
    int widest = inputs_;
    for (const ForeignNetwork::Layer& layer : network_->layers)
        widest = std::max(widest, layer.outputs);
    for (std::vector<double>& columns : columns_)
        columns.assign(static_cast<size_t>(widest * kBlock), 0.0);
}

void ForeignPolicy::forward(int rows, const double* inputs, double* outputs) {
    for (int row = 0; row < rows; row += kBlock)
        forwardBlock(std::min(kBlock, rows - row), inputs + static_cast<size_t>(row) * static_cast<size_t>(inputs_),
                     outputs + static_cast<size_t>(row) * static_cast<size_t>(outputs_));
}

void ForeignPolicy::forwardBlock(int rows, const double* inputs, double* outputs) {
    double* in = columns_[0].data();
    double* out = columns_[1].data();
    for (int i = 0; i < inputs_; ++i)
        for (int r = 0; r < kBlock; ++r)
            in[i * kBlock + r] = r < rows ? inputs[r * inputs_ + i] : 0.0;
    for (const ForeignNetwork::Layer& layer : network_->layers) {
        foreignKernels().dense(layer.inputs, layer.outputs, layer.weight.data(), layer.bias.data(), in, out);
        applyActivation(layer.activation, out, layer.outputs * kBlock);
        std::swap(in, out);
    }
    for (int r = 0; r < rows; ++r)
        for (int o = 0; o < outputs_; ++o)
            outputs[r * outputs_ + o] = in[o * kBlock + r];
}

void ForeignPolicy::act(const games::PolicyInput& input, const games::PolicyOutput& output) {
    const auto rows = static_cast<size_t>(input.rows);
    const auto wide = static_cast<size_t>(inputs_), outputs = static_cast<size_t>(outputs_);
    const auto remembered = static_cast<size_t>(memory_);
    const size_t seen = wide - remembered;
    constexpr size_t kObserved = 12;
    LUDUS_CHECK_LE(seen, kObserved);
    in_.resize(rows * wide);
    out_.resize(rows * outputs);
    for (size_t row = 0; row < rows; ++row) {
        for (size_t i = 0; i < seen; ++i)
            in_[row * wide + i] = input.observations[row * kObserved + i];
        for (size_t i = 0; i < remembered; ++i)
            in_[row * wide + seen + i] = input.state[row * remembered + i];
    }
    forward(input.rows, in_.data(), out_.data());
    for (size_t row = 0; row < rows; ++row) {
        const double* answer = out_.data() + row * outputs;
        std::copy_n(answer, remembered, input.state + row * remembered);
        choose(input, output, static_cast<int>(row), answer);
    }
}

void ForeignPolicy::choose(const games::PolicyInput& input, const games::PolicyOutput& output, int row,
                           const double* buttons) const {
    const bool draw = network_->sampled && !input.greedy;
    double pressed[kButtons];  // probability
    unsigned chosen = 0;
    for (unsigned i = 0; i < kButtons; ++i) {
        const bool above = buttons[i] > network_->threshold;
        pressed[i] = draw ? 1.0 / (1.0 + math::exp(-buttons[i])) : (above ? 1.0 : 0.0);
        const bool press = draw ? input.rngs[row]->uniform() < pressed[i] : above;
        chosen |= static_cast<unsigned>(press) << i;
    }
    const int32_t action = kActionOfButtons[chosen];
    if (output.actions != nullptr) output.actions[row] = action;
    if (output.values != nullptr) output.values[row] = 0;
    if (output.logProbabilities == nullptr && output.probabilities == nullptr) return;
    double chance[kActions] = {};
    for (unsigned combination = 0; combination < 8; ++combination) {
        double p = 1;
        for (unsigned i = 0; i < kButtons; ++i)
            p *= (combination >> i & 1U) != 0 ? pressed[i] : 1.0 - pressed[i];
        chance[kActionOfButtons[combination]] += p;
    }
    if (output.logProbabilities != nullptr)
        output.logProbabilities[row] = static_cast<float>(math::log(chance[action]));
    if (output.probabilities != nullptr)
        for (int a = 0; a < kActions; ++a)
            output.probabilities[row * kActions + a] = static_cast<float>(chance[a]);
}

}  // namespace ludus::agents
