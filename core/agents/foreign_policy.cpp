// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/foreign_policy.h"

#include <algorithm>
#include <bit>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::agents {
namespace {

constexpr int kBlock = 32;  // rows side by side in the inner loops
constexpr int kButtons = 3;
constexpr int kActions = 6;
/// Action of slime_volley for buttons forward + 2 backward + 4 jump; opposite buttons cancel.
constexpr int32_t kActionOfButtons[8] = {0, 1, 5, 0, 3, 2, 4, 3};

/// As math::tanh for 0.3 <= |x|; smaller ones are put right by the caller.
inline double tanhLarge(double x) {
    constexpr double kRound = 6755399441055744.0;  // 1.5 * 2^52
    const double a = x < 0 ? -x : x;
    const double y = a > 20 ? 40.0 : 2 * a;
    const double shifted = y * 1.44269504088896338700 + kRound;
    const double n = shifted - kRound;
    const double r = (y - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    const double power = std::bit_cast<double>((std::bit_cast<uint64_t>(shifted) + 1023) << 52);
    const double t = 1.0 - 2.0 / ((1.0 + (r + r * r * p)) * power + 1.0);
    const double limited = a > 20 ? 1.0 : t;
    return x < 0 ? -limited : limited;
}

void applyActivation(const std::string& activation, double* x, int count) {
    if (activation == "tanh") {
        tanhInPlace(x, count);
    } else if (activation == "relu") {
        for (int i = 0; i < count; ++i)
            x[i] = x[i] > 0 ? x[i] : 0;
    }
}

/// out[o] = sum over inputs in order, then the bias; [outputs, kBlock] from [inputs, kBlock].
void dense(const ForeignNetwork::Layer& layer, const double* in, double* out) {
    for (int o = 0; o < layer.outputs; ++o) {
        double sum[kBlock] = {};
        for (int i = 0; i < layer.inputs; ++i) {
            const double w = layer.weight[static_cast<size_t>(i * layer.outputs + o)];
            const double* x = in + i * kBlock;
            for (int r = 0; r < kBlock; ++r)
                sum[r] += x[r] * w;
        }
        const double bias = layer.bias[static_cast<size_t>(o)];
        for (int r = 0; r < kBlock; ++r)
            out[o * kBlock + r] = sum[r] + bias;
    }
}

}  // namespace

void tanhInPlace(double* x, int count) {
    constexpr int kStep = 8;
    LUDUS_CHECK_EQ(count % kStep, 0);
    for (int start = 0; start < count; start += kStep) {
        double before[kStep];
        for (int i = 0; i < kStep; ++i)
            before[i] = x[start + i];
        for (int i = 0; i < kStep; ++i)
            x[start + i] = tanhLarge(before[i]);
        for (int i = 0; i < kStep; ++i)
            if (before[i] < 0.3 && before[i] > -0.3) x[start + i] = math::tanh(before[i]);
    }
}

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
        dense(layer, in, out);
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
