// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <bit>

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

template <class Set, int Vectors>
LUDUS_INLINE void sparsePart(int count, const int32_t* active, const float* w, const float* base, int outputs,
                             float* y) {
    using Vector = typename Set::Vector;
    Vector sum[Vectors];
#pragma GCC unroll 16
    for (int v = 0; v < Vectors; ++v)
        sum[v] = *reinterpret_cast<const Vector*>(base + v * Set::kLanes);
    for (int a = 0; a < count; ++a) {
        const float* row = w + static_cast<int64_t>(active[a]) * outputs;
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v)
            sum[v] += *reinterpret_cast<const Vector*>(row + v * Set::kLanes);
    }
#pragma GCC unroll 16
    for (int v = 0; v < Vectors; ++v)
        *reinterpret_cast<Vector*>(y + v * Set::kLanes) = sum[v];
}

template <class Set>
LUDUS_INLINE void sparseOf(int count, const int32_t* active, const float* w, const float* base, int outputs, float* y) {
    constexpr int kWide = 4 * Set::kLanes;
    int p = 0;
    for (; p + kWide <= outputs; p += kWide)
        sparsePart<Set, 4>(count, active, w + p, base + p, outputs, y + p);
    for (; p < outputs; p += Set::kLanes)
        sparsePart<Set, 1>(count, active, w + p, base + p, outputs, y + p);
}

/// The places of numbers [from, n); `count` were found before.
LUDUS_INLINE int findActiveOf(int from, int n, const float* x, int32_t* active, int count) {
    for (int i = from; i < n; ++i) {
        if (x[i] != 0.0F && x[i] != 1.0F) return -1;  // also what is not a number
        active[count] = i;
        count += x[i] == 1.0F ? 1 : 0;
    }
    return count;
}
LUDUS_INLINE int findActiveIn(const Baseline&, int n, const float* x, int32_t* active) {
    return findActiveOf(0, n, x, active, 0);
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) static inline int findActiveIn(const Avx2&, int n, const float* x, int32_t* active) {
    int count = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        const __m256 value = _mm256_loadu_ps(x + i);
        auto ones = static_cast<uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(value, _mm256_set1_ps(1), _CMP_EQ_OQ)));
        const auto others =
            static_cast<uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(value, _mm256_setzero_ps(), _CMP_NEQ_UQ)));
        if (ones != others) return -1;
        for (; ones != 0; ones &= ones - 1)
            active[count++] = i + std::countr_zero(ones);
    }
    return findActiveOf(i, n, x, active, count);
}
__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw"))) static inline int findActiveIn(const Avx512&, int n,
                                                                                             const float* x,
                                                                                             int32_t* active) {
    __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    int count = 0, i = 0;
    for (; i + 16 <= n; i += 16) {
        const __m512 value = _mm512_loadu_ps(x + i);
        const __mmask16 ones = _mm512_cmp_ps_mask(value, _mm512_set1_ps(1), _CMP_EQ_OQ);
        if (ones != _mm512_cmp_ps_mask(value, _mm512_setzero_ps(), _CMP_NEQ_UQ)) return -1;
        _mm512_storeu_si512(active + count, _mm512_maskz_compress_epi32(ones, places));
        count += std::popcount(static_cast<uint32_t>(ones));
        places = _mm512_add_epi32(places, _mm512_set1_epi32(16));
    }
    return findActiveOf(i, n, x, active, count);
}
#endif

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
    TARGET static void sparse(int count, const int32_t* active, const float* w, const float* base, int outputs,   \
                              float* y) {                                                                         \
        sparseOf<SET>(count, active, w, base, outputs, y);                                                        \
    }                                                                                                             \
    TARGET static int findActive(int n, const float* x, int32_t* active) {                                        \
        return findActiveIn(SET{}, n, x, active);                                                                 \
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
    static const Kernels kVersion = {NAME, dense,        sparse,       findActive, tanh,                          \
                                     relu, tanhGradient, reluGradient, normalise,  accumulate};                   \
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
