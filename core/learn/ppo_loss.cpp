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

/// The logits of one branch less the largest legal one, into `shifted`; the legal ones are at most 0.
void shift(int size, const float* logits, const uint8_t* mask, int32_t action, float* shifted) {
    LUDUS_CHECK(action >= 0 && action < size && (mask == nullptr || mask[action] != 0));
    float best = logits[action];
    for (int a = 0; a < size; ++a)
        best = (mask == nullptr || mask[a] != 0) && logits[a] > best ? logits[a] : best;
    for (int a = 0; a < size; ++a)
        shifted[a] = logits[a] - best;
}

/// From p = exp(shifted) to probabilities and log-probabilities [size] (both 0 where illegal).
Branch distribution(int size, const uint8_t* mask, int32_t action, float* p, float* shifted) {
    float total = 0;
    for (int a = 0; a < size; ++a) {
        p[a] = mask == nullptr || mask[a] != 0 ? p[a] : 0.0F;
        total += p[a];
    }
    const double logTotal = math::log(total);
    const float inverse = 1.0F / total;
    Branch branch;
    branch.chosenLogProbability = static_cast<double>(shifted[action]) - logTotal;
    for (int a = 0; a < size; ++a) {
        shifted[a] = p[a] > 0 ? static_cast<float>(static_cast<double>(shifted[a]) - logTotal) : 0.0F;
        p[a] *= inverse;
        branch.entropy -= static_cast<double>(p[a]) * shifted[a];
    }
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
    std::vector<double> entropies(branches.size());
    const size_t logitPitch = input.logitPitch > 0 ? static_cast<size_t>(input.logitPitch) : width;
    const size_t valuePitch = input.valuePitch > 0 ? static_cast<size_t>(input.valuePitch) : 1;
    PpoLossSums sums;
    const double mean = 1.0 / std::max(1, input.totalRows);
    std::vector<float> allShifted(static_cast<size_t>(input.rows) * width);
    for (size_t r = 0; r < static_cast<size_t>(input.rows); ++r) {
        for (size_t b = 0, at = 0; b < branches.size(); at += static_cast<size_t>(branches[b]), ++b) {
            shift(branches[b], input.logits + r * logitPitch + at,
                  input.masks == nullptr ? nullptr : input.masks + r * width + at,
                  input.actions[r * branches.size() + b], &allShifted[r * width + at]);
        }
    }
    std::vector<float> allP(allShifted.size());
    for (size_t i = 0; i < allP.size(); ++i)
        allP[i] = math::expFloat(allShifted[i]);
    for (size_t r = 0; r < static_cast<size_t>(input.rows); ++r) {
        float *const p = &allP[r * width], *const logP = &allShifted[r * width];
        const uint8_t* mask = input.masks == nullptr ? nullptr : input.masks + r * width;
        const int32_t* actions = input.actions + r * branches.size();
        double logProbability = 0, entropy = 0;
        for (size_t b = 0, at = 0; b < branches.size(); at += static_cast<size_t>(branches[b]), ++b) {
            const Branch branch =
                distribution(branches[b], mask == nullptr ? nullptr : mask + at, actions[b], p + at, logP + at);
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
