// SPDX-License-Identifier: GPL-3.0-or-later
// Adam (Kingma and Ba 2015) over one flat vector, with clipping of the gradient's norm; pure, no Torch. One owner.
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::learn {

struct AdamState {
    std::vector<float> first;   // [P] running mean of the gradient
    std::vector<float> second;  // [P] of its square
    int64_t steps = 0;
};

struct AdamOptions {
    double learningRate = 3e-4;
    double beta1 = 0.9, beta2 = 0.999;
    double epsilon = 1e-5;
};

/// Sum of squares, accumulated in double; not finite when a number is not.
double squareSum(int64_t n, const float* x);
/// Euclidean norm, likewise.
double norm(int64_t n, const float* x);
/// sum[i] += x[i].
void addTo(int64_t n, const float* x, float* sum);
/// One step with the gradient times `scale` (bias-corrected, as in the paper's algorithm 1).
void adamStep(const AdamOptions& options, double scale, const float* gradient, AdamState& state, int64_t n,
              float* parameters);
/// The same in parts: planned once, then for [from, to) of all numbers, by several threads at once.
struct AdamPlan {
    float scale, beta1, rest1, beta2, rest2, rate, floor;  // x -= rate m / (sqrt(v) + floor)
};
AdamPlan planAdam(const AdamOptions& options, double scale, AdamState& state);
void adamPart(const AdamPlan& plan, int64_t from, int64_t to, const float* gradient, AdamState& state,
              float* parameters);

}  // namespace ludus::learn
