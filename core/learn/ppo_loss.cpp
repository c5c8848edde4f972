// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ppo_loss.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::learn {
namespace {

/// Logarithm of a number of at least 1, as vectors can do it: Moshier's polynomial (Cephes, logf), within 2e-7.
inline float logFloat(float x) {
    const uint32_t bits = std::bit_cast<uint32_t>(x) - 0x3f3504f3U;  // of sqrt 1/2: the mantissa lies around 1
    const auto exponent = static_cast<float>(static_cast<int32_t>(bits) >> 23);
    const float f = std::bit_cast<float>((bits & 0x007fffffU) + 0x3f3504f3U) - 1.0F;
    float p = 7.0376836292e-2F;
    p = p * f + -1.1514610310e-1F;
    p = p * f + 1.1676998740e-1F;
    p = p * f + -1.2420140846e-1F;
    p = p * f + 1.4249322787e-1F;
    p = p * f + -1.6668057665e-1F;
    p = p * f + 2.0000714765e-1F;
    p = p * f + -2.4999993993e-1F;
    p = p * f + 3.3333331174e-1F;
    const float square = f * f;
    return f + (p * f * square - 0.5F * square - 2.12194440e-4F * exponent) + 0.693359375F * exponent;
}

/// Everything that loops over all rows at once, so that it runs in vectors. Axis letters as in the header.
struct Rows {
    std::vector<float> logP, p;          // [R, A]: logits less the largest legal one, in the end log-probabilities
    std::vector<float> total, logTotal;  // [R, branches]
    std::vector<float> logRatio, ratio;  // [R]
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

/// What the illegal actions are worth is 0; the sum of the others.
float sumLegal(int size, const uint8_t* mask, float* p) {
    float total = 0;
    for (int a = 0; a < size; ++a) {
        p[a] = mask == nullptr || mask[a] != 0 ? p[a] : 0.0F;
        total += p[a];
    }
    return total;
}

/// From p = exp(logP) to probabilities and log-probabilities [size] (both 0 where illegal); gives the entropy.
double distribution(int size, float total, float logTotal, float* p, float* logP) {
    const float inverse = 1.0F / total;
    double entropy = 0;
    for (int a = 0; a < size; ++a) {
        logP[a] = p[a] > 0 ? logP[a] - logTotal : 0.0F;
        p[a] *= inverse;
        entropy -= static_cast<double>(p[a]) * logP[a];
    }
    return entropy;
}

/// Probabilities, logarithms and ratios of all rows.
Rows prepare(const PpoLossInput& input, size_t width, size_t logitPitch) {
    const std::vector<int>& branches = *input.branches;
    const size_t rows = static_cast<size_t>(input.rows), count = branches.size();
    Rows out;
    out.logP.resize(rows * width);
    out.p.resize(rows * width);
    out.total.resize(rows * count);
    out.logTotal.resize(rows * count);
    out.logRatio.resize(rows);
    out.ratio.resize(rows);
    const auto overBranches = [&](const auto& body) {
        for (size_t r = 0; r < rows; ++r) {
            for (size_t b = 0, at = 0; b < count; at += static_cast<size_t>(branches[b]), ++b)
                body(r, b, at, input.masks == nullptr ? nullptr : input.masks + r * width + at);
        }
    };
    overBranches([&](size_t r, size_t b, size_t at, const uint8_t* mask) {
        shift(branches[b], input.logits + r * logitPitch + at, mask, input.actions[r * count + b],
              &out.logP[r * width + at]);
    });
    for (size_t i = 0; i < out.p.size(); ++i)
        out.p[i] = math::expFloat(out.logP[i]);
    overBranches([&](size_t r, size_t b, size_t at, const uint8_t* mask) {
        out.total[r * count + b] = sumLegal(branches[b], mask, &out.p[r * width + at]);
    });
    for (size_t i = 0; i < out.total.size(); ++i)
        out.logTotal[i] = logFloat(out.total[i]);
    for (size_t r = 0; r < rows; ++r) {
        float logProbability = 0;
        for (size_t b = 0, at = 0; b < count; at += static_cast<size_t>(branches[b]), ++b) {
            logProbability += out.logP[r * width + at + static_cast<size_t>(input.actions[r * count + b])];
            logProbability -= out.logTotal[r * count + b];
        }
        out.logRatio[r] = logProbability - input.oldLogProbabilities[r];
    }
    for (size_t r = 0; r < rows; ++r)
        out.ratio[r] = math::expFloat(out.logRatio[r]);
    return out;
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
    Rows all = prepare(input, width, logitPitch);
    for (size_t r = 0; r < static_cast<size_t>(input.rows); ++r) {
        float *const p = &all.p[r * width], *const logP = &all.logP[r * width];
        const int32_t* actions = input.actions + r * branches.size();
        double entropy = 0;
        for (size_t b = 0, at = 0; b < branches.size(); at += static_cast<size_t>(branches[b]), ++b) {
            const size_t place = r * branches.size() + b;
            entropies[b] = distribution(branches[b], all.total[place], all.logTotal[place], p + at, logP + at);
            entropy += entropies[b];
        }
        const double logRatio = all.logRatio[r], ratio = all.ratio[r];
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
