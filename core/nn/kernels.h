// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels of the small-network path, in versions for several instruction sets. Every version gives the same bits: a sum
// runs over the inputs in order, one accumulator an output, without fused multiply-add. Any thread.
// Axis letters: R rows, I inputs, P outputs padded to a multiple of 16.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ludus::nn {

constexpr int kPadding = 16;
constexpr int padded(int outputs) {
    return (outputs + kPadding - 1) / kPadding * kPadding;
}

constexpr int kActiveSlack = 16;  // numbers beyond the last that findActive may write

struct Kernels {
    const char* name;
    /// y[r, p] = bias[p] + sum over i of x[r, i] * w[i, p]; x [R, xPitch], w [I, P], y [R, P].
    void (*dense)(int rows, int inputs, const float* x, int xPitch, const float* w, const float* bias, int outputs,
                  float* y);
    /// y[p] = base[p] + sum over the active inputs i, in their order, of w[i, p]; w [I, P].
    void (*sparse)(int count, const int32_t* active, const float* w, const float* base, int outputs, float* y);
    /// The places of the ones among n numbers that are 0 or 1, rising, and how many there are; -1 when one is neither.
    /// `active` has room for n + kActiveSlack.
    int (*findActive)(int n, const float* x, int32_t* active);
    /// In place over n numbers.
    void (*tanh)(int64_t n, float* x);
    void (*relu)(int64_t n, float* x);
    /// g *= 1 - y y (tanh) or 0 where y <= 0 (relu), y being the layer's output.
    void (*tanhGradient)(int64_t n, const float* y, float* g);
    void (*reluGradient)(int64_t n, const float* y, float* g);
    /// out[i] = clip((x[i] - mean[i]) * inverse[i]) for one row.
    void (*normalise)(int n, const float* x, const float* mean, const float* inverse, float clip, float* out);
    /// sum[i] += x[i], squares[i] += x[i]^2 for one row.
    void (*accumulate)(int n, const float* x, double* sum, double* squares);
};

/// The fastest version this processor runs; chosen once.
const Kernels& kernels();
/// All versions this processor runs, plainest first.
const std::vector<const Kernels*>& availableKernels();

}  // namespace ludus::nn
