// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/foreign_kernels.h"

#include <bit>
#include <cstdint>

#include "core/base/math.h"

#define LUDUS_INLINE static inline __attribute__((always_inline))

namespace ludus::agents {
namespace {

// Vectors of GCC and Clang, loaded from any double's address. Outputs x Vectors accumulators fit the registers of each
// set.
struct Baseline {
    typedef double Vector __attribute__((vector_size(16), aligned(8), may_alias));
    static constexpr int kLanes = 2, kOutputs = 2, kVectors = 4;
};
struct Avx2 {
    typedef double Vector __attribute__((vector_size(32), aligned(8), may_alias));
    static constexpr int kLanes = 4, kOutputs = 2, kVectors = 4;
};
struct Avx512 {
    typedef double Vector __attribute__((vector_size(64), aligned(8), may_alias));
    static constexpr int kLanes = 8, kOutputs = 4, kVectors = 4;
};

template <class Set, int Outputs>
LUDUS_INLINE void tile(int inputs, int outputs, const double* weight, const double* bias, const double* in,
                       double* out) {
    using Vector = typename Set::Vector;
    Vector sum[Outputs][Set::kVectors] = {};
    for (int i = 0; i < inputs; ++i, weight += outputs, in += kBlock) {
        Vector x[Set::kVectors];
#pragma GCC unroll 8
        for (int v = 0; v < Set::kVectors; ++v)
            x[v] = *reinterpret_cast<const Vector*>(in + v * Set::kLanes);
#pragma GCC unroll 8
        for (int o = 0; o < Outputs; ++o) {
#pragma GCC unroll 8
            for (int v = 0; v < Set::kVectors; ++v)
                sum[o][v] += x[v] * weight[o];
        }
    }
#pragma GCC unroll 8
    for (int o = 0; o < Outputs; ++o) {
#pragma GCC unroll 8
        for (int v = 0; v < Set::kVectors; ++v)
            *reinterpret_cast<Vector*>(out + o * kBlock + v * Set::kLanes) = sum[o][v] + bias[o];
    }
}

template <class Set>
LUDUS_INLINE void denseOf(int inputs, int outputs, const double* weight, const double* bias, const double* in,
                          double* out) {
    constexpr int kRows = Set::kVectors * Set::kLanes;
    for (int r = 0; r < kBlock; r += kRows) {
        int o = 0;
        for (; o + Set::kOutputs <= outputs; o += Set::kOutputs)
            tile<Set, Set::kOutputs>(inputs, outputs, weight + o, bias + o, in + r, out + o * kBlock + r);
        for (; o < outputs; ++o)
            tile<Set, 1>(inputs, outputs, weight + o, bias + o, in + r, out + o * kBlock + r);
    }
}

/// As math::tanh where 0.3 <= |x|. Selects without branches, so that several go at a time.
LUDUS_INLINE double tanhLarge(double x) {
    constexpr double kRound = 6755399441055744.0;  // 1.5 * 2^52
    const double a = x < 0 ? -x : x;
    const double limited = a > 20 ? 20.5 : a;
    const double y = 2 * limited;
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
    const double t = 1.0 - 2.0 / ((1.0 + (r + r * r * p)) * power + 1.0);  // rounds to 1 above 20
    return x < 0 ? -t : t;
}

LUDUS_INLINE void tanhOf(int count, double* x) {
    for (int start = 0; start < count; start += kBlock, x += kBlock) {
        double before[kBlock];
        unsigned small = 0;
        for (int i = 0; i < kBlock; ++i)
            before[i] = x[i];
        for (int i = 0; i < kBlock; ++i)
            x[i] = tanhLarge(x[i]);
        for (int i = 0; i < kBlock; ++i)
            small |= static_cast<unsigned>(before[i] < 0.3 && before[i] > -0.3) << i;
        for (; small != 0; small &= small - 1) {
            const int i = std::countr_zero(small);
            x[i] = math::tanh(before[i]);
        }
    }
}

}  // namespace

// One set of functions a version: the bodies above, compiled for its instructions.
#define LUDUS_VERSION(SPACE, SET, TARGET, NAME)                                                                   \
    namespace SPACE {                                                                                             \
    TARGET static void dense(int inputs, int outputs, const double* weight, const double* bias, const double* in, \
                             double* out) {                                                                       \
        denseOf<SET>(inputs, outputs, weight, bias, in, out);                                                     \
    }                                                                                                             \
    TARGET static void tanh(int count, double* x) {                                                               \
        tanhOf(count, x);                                                                                         \
    }                                                                                                             \
    static const ForeignKernels version = {NAME, dense, tanh};                                                    \
    }

LUDUS_VERSION(baseline, Baseline, , "baseline")
#if defined(__x86_64__)
LUDUS_VERSION(avx2, Avx2, __attribute__((target("avx2"))), "AVX2")
LUDUS_VERSION(avx512, Avx512, __attribute__((target("avx512f,avx512dq,avx512vl"))), "AVX-512")
#endif

const std::vector<const ForeignKernels*>& availableForeignKernels() {
    static const std::vector<const ForeignKernels*> all = [] {
        std::vector<const ForeignKernels*> found = {&baseline::version};
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx2")) found.push_back(&avx2::version);
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512vl"))
            found.push_back(&avx512::version);
#endif
        return found;
    }();
    return all;
}

const ForeignKernels& foreignKernels() {
    static const ForeignKernels& best = *availableForeignKernels().back();
    return best;
}

}  // namespace ludus::agents
