// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels of the native gradient of small networks, in versions for several instruction sets. Unlike those of the
// forward pass in core/nn they may use fused multiply-add, but each sum runs in a fixed order. Any thread.
// Axis letters: R rows, I inputs, P outputs padded to a multiple of 16.
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::learn {

/// c[m, n] = start + sum over k of a[m * aRow + k * aStep] * b[k * bPitch + n]. `n` is a multiple of 16. The start is
/// what stands in c, or, with `bias` [n], that; with `zero`, 0.
struct Product {
    enum class Start { zero, bias, add };
    int m = 0, n = 0, k = 0;
    const float* a = nullptr;
    int64_t aRow = 0, aStep = 0;
    const float* b = nullptr;
    int64_t bPitch = 0;
    float* c = nullptr;
    int64_t cPitch = 0;
    Start start = Start::zero;
    const float* bias = nullptr;
};

struct TrainKernels {
    const char* name;
    void (*multiply)(const Product& product);
    /// In place over n numbers.
    void (*tanh)(int64_t n, float* x);
    void (*relu)(int64_t n, float* x);
    /// g *= 1 - y y, or 0 where y <= 0, y being the layer's output.
    void (*tanhGradient)(int64_t n, const float* y, float* g);
    void (*reluGradient)(int64_t n, const float* y, float* g);
    /// sum[p] += sum over rows of x[r, p]; x [R, P].
    void (*addRows)(int rows, int outputs, const float* x, float* sum);
    /// y[p] = base[p] + sum over the active inputs i of scale[i] * w[i, p]; w [I, P].
    void (*sparseForward)(int outputs, const float* base, const float* w, const float* scale, int count,
                          const int32_t* active, float* y);
    /// sums[i, p] += g[p] for each active input i.
    void (*sparseBackward)(int outputs, const float* g, int count, const int32_t* active, float* sums);
    /// base[p] = bias[p] + sum over i of x[i] * w[i, p].
    void (*addWeighted)(int inputs, int outputs, const float* x, const float* w, const float* bias, float* base);
};

/// to[c, r] = from[r, c]; pitches are the distances between rows.
void transpose(int rows, int columns, const float* from, int64_t fromPitch, float* to, int64_t toPitch);

/// The fastest version this processor runs; chosen once.
const TrainKernels& trainKernels();
/// All versions this processor runs, plainest first.
const std::vector<const TrainKernels*>& availableTrainKernels();

}  // namespace ludus::learn
