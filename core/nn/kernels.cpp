// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels.h"

#include "core/base/math.h"

#define LUDUS_INLINE static inline __attribute__((always_inline))

namespace ludus::nn {
namespace {

// Vectors of GCC and Clang, loaded from any float address. Rows x Vectors accumulators fit the registers of each set.
struct Baseline {
    typedef float Vector __attribute__((vector_size(16), aligned(4), may_alias));
    static constexpr int kLanes = 4, kRows = 4, kVectors = 2;
};
struct Avx2 {
    typedef float Vector __attribute__((vector_size(32), aligned(4), may_alias));
    static constexpr int kLanes = 8, kRows = 4, kVectors = 2;
};
struct Avx512 {
    typedef float Vector __attribute__((vector_size(64), aligned(4), may_alias));
    static constexpr int kLanes = 16, kRows = 4, kVectors = 4;
};

template <class Set, int Rows, int Vectors>
LUDUS_INLINE void block(int inputs, const float* x, int xPitch, const float* w, const float* bias, int outputs,
                        float* y) {
    using Vector = typename Set::Vector;
    Vector sum[Rows][Vectors];
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v)
            sum[r][v] = *reinterpret_cast<const Vector*>(bias + v * Set::kLanes);
    }
    for (int i = 0; i < inputs; ++i, w += outputs) {
        Vector weight[Vectors];
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v)
            weight[v] = *reinterpret_cast<const Vector*>(w + v * Set::kLanes);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) {
            const float value = x[r * xPitch + i];
#pragma GCC unroll 16
            for (int v = 0; v < Vectors; ++v)
                sum[r][v] += weight[v] * value;
        }
    }
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v)
            *reinterpret_cast<Vector*>(y + r * outputs + v * Set::kLanes) = sum[r][v];
    }
}

template <class Set, int Vectors>
LUDUS_INLINE void columns(int rows, int inputs, const float* x, int xPitch, const float* w, const float* bias,
                          int outputs, float* y) {
    int r = 0;
    for (; r + Set::kRows <= rows; r += Set::kRows) {
        block<Set, Set::kRows, Vectors>(inputs, x + r * xPitch, xPitch, w, bias, outputs, y + r * outputs);
    }
    for (; r < rows; ++r)
        block<Set, 1, Vectors>(inputs, x + r * xPitch, xPitch, w, bias, outputs, y + r * outputs);
}

template <class Set>
LUDUS_INLINE void denseOf(int rows, int inputs, const float* x, int xPitch, const float* w, const float* bias,
                          int outputs, float* y) {
    constexpr int kWide = Set::kVectors * Set::kLanes;
    int p = 0;
    for (; p + kWide <= outputs; p += kWide) {
        columns<Set, Set::kVectors>(rows, inputs, x, xPitch, w + p, bias + p, outputs, y + p);
    }
    for (; p < outputs; p += Set::kLanes) {
        columns<Set, 1>(rows, inputs, x, xPitch, w + p, bias + p, outputs, y + p);
    }
}

LUDUS_INLINE void tanhOf(int64_t n, float* x) {
    for (int64_t i = 0; i < n; ++i)
        x[i] = math::tanhFloat(x[i]);
}
LUDUS_INLINE void reluOf(int64_t n, float* x) {
    for (int64_t i = 0; i < n; ++i)
        x[i] = x[i] < 0.0F ? 0.0F : x[i];
}
LUDUS_INLINE void tanhGradientOf(int64_t n, const float* __restrict y, float* __restrict g) {
    for (int64_t i = 0; i < n; ++i)
        g[i] *= 1.0F - y[i] * y[i];
}
LUDUS_INLINE void reluGradientOf(int64_t n, const float* __restrict y, float* __restrict g) {
    for (int64_t i = 0; i < n; ++i)
        g[i] = y[i] > 0.0F ? g[i] : 0.0F;
}
LUDUS_INLINE void normaliseOf(int n, const float* __restrict x, const float* __restrict mean,
                              const float* __restrict inverse, float clip, float* __restrict out) {
    for (int i = 0; i < n; ++i) {
        float value = (x[i] - mean[i]) * inverse[i];
        value = value < -clip ? -clip : value;
        out[i] = value > clip ? clip : value;
    }
}
LUDUS_INLINE void accumulateOf(int n, const float* __restrict x, double* __restrict sum, double* __restrict squares) {
    for (int i = 0; i < n; ++i) {
        const double value = x[i];
        sum[i] += value;
        squares[i] += value * value;
    }
}

}  // namespace

// One set of functions a version: the bodies above, compiled for its instructions.
#define LUDUS_VERSION(SPACE, SET, TARGET, NAME)                                                                   \
    namespace SPACE {                                                                                             \
    TARGET static void dense(int rows, int inputs, const float* x, int xPitch, const float* w, const float* bias, \
                             int outputs, float* y) {                                                             \
        denseOf<SET>(rows, inputs, x, xPitch, w, bias, outputs, y);                                               \
    }                                                                                                             \
    TARGET static void tanh(int64_t n, float* x) {                                                                \
        tanhOf(n, x);                                                                                             \
    }                                                                                                             \
    TARGET static void relu(int64_t n, float* x) {                                                                \
        reluOf(n, x);                                                                                             \
    }                                                                                                             \
    TARGET static void tanhGradient(int64_t n, const float* y, float* g) {                                        \
        tanhGradientOf(n, y, g);                                                                                  \
    }                                                                                                             \
    TARGET static void reluGradient(int64_t n, const float* y, float* g) {                                        \
        reluGradientOf(n, y, g);                                                                                  \
    }                                                                                                             \
    TARGET static void normalise(int n, const float* x, const float* mean, const float* inverse, float clip,      \
                                 float* out) {                                                                    \
        normaliseOf(n, x, mean, inverse, clip, out);                                                              \
    }                                                                                                             \
    TARGET static void accumulate(int n, const float* x, double* sum, double* squares) {                          \
        accumulateOf(n, x, sum, squares);                                                                         \
    }                                                                                                             \
    static const Kernels kVersion = {NAME, dense, tanh, relu, tanhGradient, reluGradient, normalise, accumulate}; \
    }

LUDUS_VERSION(baseline, Baseline, , "baseline")
#if defined(__x86_64__)
LUDUS_VERSION(avx2, Avx2, __attribute__((target("avx2"))), "avx2")
LUDUS_VERSION(avx512, Avx512, __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw"))), "avx512")
#endif

const std::vector<const Kernels*>& availableKernels() {
    static const std::vector<const Kernels*> all = [] {
        std::vector<const Kernels*> found{&baseline::kVersion};
#if defined(__x86_64__)
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx2")) found.push_back(&avx2::kVersion);
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")) {
            found.push_back(&avx512::kVersion);
        }
#endif
        return found;
    }();
    return all;
}

const Kernels& kernels() {
    static const Kernels& best = *availableKernels().back();
    return best;
}

}  // namespace ludus::nn
