// SPDX-License-Identifier: GPL-3.0-or-later
// The PPO loss and its gradient in closed form with respect to logits and values; pure, no Torch. Any thread.
// Schulman et al. 2017, eq. 7 and 9; clipped value loss as in its reference implementation. Masked actions take no
// part.
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::learn {

struct PpoLossOptions {
    double clip = 0.2;
    double valueClip = 0.2;  // 0: unclipped value loss
    double valueCoefficient = 0.5;
    double entropyCoefficient = 0.01;
};

/// Rows of one minibatch (or shard of it); advantages already normalised.
struct PpoLossInput {
    int rows = 0;
    int totalRows = 0;                           // of the whole minibatch: losses are means over it
    const float* logits = nullptr;               // [R, A]
    const float* values = nullptr;               // [R]
    const uint8_t* masks = nullptr;              // [R, A] or null
    const int32_t* actions = nullptr;            // [R, branches]
    const float* oldLogProbabilities = nullptr;  // [R]
    const float* oldValues = nullptr;            // [R]
    const float* advantages = nullptr;           // [R]
    const float* returns = nullptr;              // [R]
    const std::vector<int>* branches = nullptr;
    int logitPitch = 0, valuePitch = 0;  // between rows, also of the slopes; 0: they lie side by side
};

/// Sums over the rows (divide by totalRows of the minibatch for means).
struct PpoLossSums {
    double policyLoss = 0, valueLoss = 0, entropy = 0;
    double approximateKl = 0;  // mean of (ratio - 1) - log ratio (Schulman's k3 estimator)
    double clipped = 0;        // rows with |ratio - 1| > clip
    void add(const PpoLossSums& other);
};

/// Writes d(total loss)/d(logits) [R, A] and d/d(values) [R], total = policy + valueCoefficient * value -
/// entropyCoefficient * entropy, each a mean over totalRows.
PpoLossSums ppoLoss(const PpoLossInput& input, const PpoLossOptions& options, float* logitGradients,
                    float* valueGradients);

}  // namespace ludus::learn
