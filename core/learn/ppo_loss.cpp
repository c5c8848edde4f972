// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ppo_loss.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::learn {
namespace {

/// One branch of one row: probabilities and log-probabilities of the legal actions, entropy.
struct Branch {
    double chosenLogProbability = 0;
    double entropy = 0;
};

/// Fills p and logP [size] (0 where illegal) from the logits.
Branch distribution(int size, const float* logits, const uint8_t* mask, int32_t action, float* p, float* logP) {
    const auto legal = [&](int a) { return mask == nullptr || mask[a] != 0; };
    LUDUS_CHECK(action >= 0 && action < size && legal(action));
    float best = logits[action];
    for (int a = 0; a < size; ++a)
        best = legal(a) ? std::max(best, logits[a]) : best;
    float total = 0;
    for (int a = 0; a < size; ++a) {
        p[a] = legal(a) ? math::expFloat(logits[a] - best) : 0.0F;
        total += p[a];
    }
    const double logTotal = math::log(total);
    const float inverse = 1.0F / total;
    Branch branch;
    for (int a = 0; a < size; ++a) {
        logP[a] = p[a] > 0 ? static_cast<float>(static_cast<double>(logits[a]) - best - logTotal) : 0.0F;
        p[a] *= inverse;
        branch.entropy -= static_cast<double>(p[a]) * logP[a];
    }
    branch.chosenLogProbability = static_cast<double>(logits[action]) - best - logTotal;
    return branch;
}

/// Value loss of one row, halved squares; its slope goes to `gradient`.
double valueLoss(double value, double old, double target, double clip, double& gradient) {
    const double free = value - target;
    gradient = free;
    double loss = free * free;
    if (clip > 0 && std::abs(value - old) > clip) {
        const double held = old + std::clamp(value - old, -clip, clip) - target;
        if (held * held > loss) {
            loss = held * held;
            gradient = 0;
        }
    }
    return 0.5 * loss;
}

}  // namespace

void PpoLossSums::add(const PpoLossSums& other) {
    policyLoss += other.policyLoss;
    valueLoss += other.valueLoss;
    entropy += other.entropy;
    approximateKl += other.approximateKl;
    clipped += other.clipped;
}

PpoLossSums ppoLoss(const PpoLossInput& input, const PpoLossOptions& options, float* logitGradients,
                    float* valueGradients) {
    const std::vector<int>& branches = *input.branches;
    size_t width = 0;
    for (const int b : branches)
        width += static_cast<size_t>(b);
    std::vector<float> p(width), logP(width);
    std::vector<double> entropies(branches.size());
    const size_t logitPitch = input.logitPitch > 0 ? static_cast<size_t>(input.logitPitch) : width;
    const size_t valuePitch = input.valuePitch > 0 ? static_cast<size_t>(input.valuePitch) : 1;
    PpoLossSums sums;
    const double mean = 1.0 / std::max(1, input.totalRows);
    for (size_t r = 0; r < static_cast<size_t>(input.rows); ++r) {
        const float* logits = input.logits + r * logitPitch;
        const uint8_t* mask = input.masks == nullptr ? nullptr : input.masks + r * width;
        const int32_t* actions = input.actions + r * branches.size();
        double logProbability = 0, entropy = 0;
        for (size_t b = 0, at = 0; b < branches.size(); at += static_cast<size_t>(branches[b]), ++b) {
            const Branch branch = distribution(branches[b], logits + at, mask == nullptr ? nullptr : mask + at,
                                               actions[b], &p[at], &logP[at]);
            logProbability += branch.chosenLogProbability;
            entropy += entropies[b] = branch.entropy;
        }
        const double logRatio = logProbability - input.oldLogProbabilities[r];
        const double ratio = math::exp(logRatio);
        const double advantage = input.advantages[r];
        const double bounded = std::clamp(ratio, 1 - options.clip, 1 + options.clip);
        const bool held = bounded * advantage < ratio * advantage;  // the clipped term is the smaller one: no slope
        sums.policyLoss -= held ? bounded * advantage : ratio * advantage;
        sums.entropy += entropy;
        sums.approximateKl += ratio - 1 - logRatio;
        sums.clipped += std::abs(ratio - 1) > options.clip ? 1 : 0;

        const double slope = held ? 0.0 : -ratio * advantage * mean;  // d loss / d log-probability
        const double entropySlope = options.entropyCoefficient * mean;
        float* out = logitGradients + r * logitPitch;
        for (size_t b = 0, at = 0; b < branches.size(); at += static_cast<size_t>(branches[b]), ++b) {
            for (size_t a = at; a < at + static_cast<size_t>(branches[b]); ++a) {
                out[a] = static_cast<float>(-slope * p[a] + entropySlope * p[a] * (logP[a] + entropies[b]));
            }
            out[at + static_cast<size_t>(actions[b])] += static_cast<float>(slope);
        }
        double valueSlope = 0;
        sums.valueLoss += valueLoss(input.values[r * valuePitch], input.oldValues[r], input.returns[r],
                                    options.valueClip, valueSlope);
        valueGradients[r * valuePitch] = static_cast<float>(options.valueCoefficient * valueSlope * mean);
    }
    return sums;
}

}  // namespace ludus::learn
