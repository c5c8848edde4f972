// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with contraction to fused multiply-add where a version has it. Tiles were chosen by measurement: of the
// shapes that fit the registers they come nearest to the peak, and pass OpenBLAS 0.3.21 on layers of 64 to 256 units,
// because nothing is packed and all rows of a block stay in the cache.
#include "core/learn/train_kernels.h"

#include "core/base/math.h"

#define LUDUS_INLINE static inline __attribute__((always_inline))

namespace ludus::learn {
namespace {

// Vectors of GCC and Clang, loaded from any float address. Rows x Vectors accumulators fit the registers of each set.
struct Baseline {
    typedef float Vector __attribute__((vector_size(16), aligned(4), may_alias));
    static constexpr int kLanes = 4, kRows = 4, kVectors = 2;
};
struct Avx2 {
    typedef float Vector __attribute__((vector_size(32), aligned(4), may_alias));
    static constexpr int kLanes = 8, kRows = 6, kVectors = 2;
};
struct Avx512 {
    typedef float Vector __attribute__((vector_size(64), aligned(4), may_alias));
    static constexpr int kLanes = 16, kRows = 8, kVectors = 2;
};

template <class Set>
LUDUS_INLINE typename Set::Vector load(const float* from) {
    return *reinterpret_cast<const typename Set::Vector*>(from);
}
template <class Set>
LUDUS_INLINE void store(float* to, typename Set::Vector value) {
    *reinterpret_cast<typename Set::Vector*>(to) = value;
}

template <class Set, int Rows, int Vectors>
LUDUS_INLINE void tile(const Product& p, const float* a, const float* b, float* c, const float* bias) {
    using Vector = typename Set::Vector;
    Vector sum[Rows][Vectors];
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v) {
            sum[r][v] = p.start == Product::Start::zero  ? Vector{}
                        : p.start == Product::Start::add ? load<Set>(c + r * p.cPitch + v * Set::kLanes)
                                                         : load<Set>(bias + v * Set::kLanes);
        }
    }
    for (int k = 0; k < p.k; ++k, a += p.aStep, b += p.bPitch) {
        Vector weight[Vectors];
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v)
            weight[v] = load<Set>(b + v * Set::kLanes);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) {
            const float value = a[r * p.aRow];
#pragma GCC unroll 16
            for (int v = 0; v < Vectors; ++v)
                sum[r][v] += weight[v] * value;
        }
    }
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 16
        for (int v = 0; v < Vectors; ++v)
            store<Set>(c + r * p.cPitch + v * Set::kLanes, sum[r][v]);
    }
}

template <class Set, int Vectors>
LUDUS_INLINE void columns(const Product& p, int from) {
    const float* bias = p.bias == nullptr ? nullptr : p.bias + from;
    int m = 0;
    for (; m + Set::kRows <= p.m; m += Set::kRows)
        tile<Set, Set::kRows, Vectors>(p, p.a + m * p.aRow, p.b + from, p.c + m * p.cPitch + from, bias);
    for (; m + 2 <= p.m; m += 2)
        tile<Set, 2, Vectors>(p, p.a + m * p.aRow, p.b + from, p.c + m * p.cPitch + from, bias);
    for (; m < p.m; ++m)
        tile<Set, 1, Vectors>(p, p.a + m * p.aRow, p.b + from, p.c + m * p.cPitch + from, bias);
}

template <class Set>
LUDUS_INLINE void multiplyOf(const Product& p) {
    constexpr int kWide = Set::kVectors * Set::kLanes;
    int n = 0;
    for (; n + kWide <= p.n; n += kWide)
        columns<Set, Set::kVectors>(p, n);
    for (; n < p.n; n += Set::kLanes)
        columns<Set, 1>(p, n);
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

// BODY for all columns from `column` on, kCount vectors at a time.
#define LUDUS_OVER_COLUMNS(SET, OUTPUTS, BODY)                                     \
    do {                                                                           \
        int column = 0;                                                            \
        for (; column + 8 * SET::kLanes <= (OUTPUTS); column += 8 * SET::kLanes) { \
            constexpr int kCount = 8;                                              \
            BODY;                                                                  \
        }                                                                          \
        for (; column + 4 * SET::kLanes <= (OUTPUTS); column += 4 * SET::kLanes) { \
            constexpr int kCount = 4;                                              \
            BODY;                                                                  \
        }                                                                          \
        for (; column < (OUTPUTS); column += SET::kLanes) {                        \
            constexpr int kCount = 1;                                              \
            BODY;                                                                  \
        }                                                                          \
    } while (false)

template <class Set, int Vectors>
LUDUS_INLINE void addRowsPart(int rows, int pitch, const float* x, float* sum) {
    typename Set::Vector total[Vectors];
    for (int v = 0; v < Vectors; ++v)
        total[v] = load<Set>(sum + v * Set::kLanes);
    for (int r = 0; r < rows; ++r, x += pitch) {
        for (int v = 0; v < Vectors; ++v)
            total[v] += load<Set>(x + v * Set::kLanes);
    }
    for (int v = 0; v < Vectors; ++v)
        store<Set>(sum + v * Set::kLanes, total[v]);
}
template <class Set>
LUDUS_INLINE void addRowsOf(int rows, int outputs, const float* x, float* sum) {
    LUDUS_OVER_COLUMNS(Set, outputs, (addRowsPart<Set, kCount>(rows, outputs, x + column, sum + column)));
}

template <class Set, int Vectors>
LUDUS_INLINE void sparseForwardPart(int pitch, const float* base, const float* w, const float* scale, int count,
                                    const int32_t* active, float* y) {
    typename Set::Vector sum[Vectors];
    for (int v = 0; v < Vectors; ++v)
        sum[v] = load<Set>(base + v * Set::kLanes);
    for (int a = 0; a < count; ++a) {
        const float* row = w + static_cast<int64_t>(active[a]) * pitch;
        const float factor = scale[active[a]];
        for (int v = 0; v < Vectors; ++v)
            sum[v] += load<Set>(row + v * Set::kLanes) * factor;
    }
    for (int v = 0; v < Vectors; ++v)
        store<Set>(y + v * Set::kLanes, sum[v]);
}
template <class Set>
LUDUS_INLINE void sparseForwardOf(int outputs, const float* base, const float* w, const float* scale, int count,
                                  const int32_t* active, float* y) {
    LUDUS_OVER_COLUMNS(
        Set, outputs,
        (sparseForwardPart<Set, kCount>(outputs, base + column, w + column, scale, count, active, y + column)));
}

template <class Set, int Vectors>
LUDUS_INLINE void sparseBackwardPart(int pitch, const float* g, int count, const int32_t* active, float* sums) {
    typename Set::Vector slope[Vectors];
    for (int v = 0; v < Vectors; ++v)
        slope[v] = load<Set>(g + v * Set::kLanes);
    for (int a = 0; a < count; ++a) {
        float* row = sums + static_cast<int64_t>(active[a]) * pitch;
        for (int v = 0; v < Vectors; ++v)
            store<Set>(row + v * Set::kLanes, load<Set>(row + v * Set::kLanes) + slope[v]);
    }
}
template <class Set>
LUDUS_INLINE void sparseBackwardOf(int outputs, const float* g, int count, const int32_t* active, float* sums) {
    LUDUS_OVER_COLUMNS(Set, outputs,
                       (sparseBackwardPart<Set, kCount>(outputs, g + column, count, active, sums + column)));
}

template <class Set, int Vectors>
LUDUS_INLINE void addWeightedPart(int inputs, int pitch, const float* x, const float* w, const float* bias,
                                  float* base) {
    typename Set::Vector sum[Vectors];
    for (int v = 0; v < Vectors; ++v)
        sum[v] = load<Set>(bias + v * Set::kLanes);
    for (int i = 0; i < inputs; ++i, w += pitch) {
        for (int v = 0; v < Vectors; ++v)
            sum[v] += load<Set>(w + v * Set::kLanes) * x[i];
    }
    for (int v = 0; v < Vectors; ++v)
        store<Set>(base + v * Set::kLanes, sum[v]);
}
template <class Set>
LUDUS_INLINE void addWeightedOf(int inputs, int outputs, const float* x, const float* w, const float* bias,
                                float* base) {
    LUDUS_OVER_COLUMNS(Set, outputs,
                       (addWeightedPart<Set, kCount>(inputs, outputs, x, w + column, bias + column, base + column)));
}

}  // namespace

// One set of functions a version: the bodies above, compiled for its instructions.
#define LUDUS_VERSION(SPACE, SET, TARGET, NAME)                                                                     \
    namespace SPACE {                                                                                               \
    TARGET static void multiply(const Product& product) {                                                           \
        multiplyOf<SET>(product);                                                                                   \
    }                                                                                                               \
    TARGET static void tanh(int64_t n, float* x) {                                                                  \
        tanhOf(n, x);                                                                                               \
    }                                                                                                               \
    TARGET static void relu(int64_t n, float* x) {                                                                  \
        reluOf(n, x);                                                                                               \
    }                                                                                                               \
    TARGET static void tanhGradient(int64_t n, const float* y, float* g) {                                          \
        tanhGradientOf(n, y, g);                                                                                    \
    }                                                                                                               \
    TARGET static void reluGradient(int64_t n, const float* y, float* g) {                                          \
        reluGradientOf(n, y, g);                                                                                    \
    }                                                                                                               \
    TARGET static void addRows(int rows, int outputs, const float* x, float* sum) {                                 \
        addRowsOf<SET>(rows, outputs, x, sum);                                                                      \
    }                                                                                                               \
    TARGET static void sparseForward(int outputs, const float* base, const float* w, const float* scale, int count, \
                                     const int32_t* active, float* y) {                                             \
        sparseForwardOf<SET>(outputs, base, w, scale, count, active, y);                                            \
    }                                                                                                               \
    TARGET static void sparseBackward(int outputs, const float* g, int count, const int32_t* active, float* sums) { \
        sparseBackwardOf<SET>(outputs, g, count, active, sums);                                                     \
    }                                                                                                               \
    TARGET static void addWeighted(int inputs, int outputs, const float* x, const float* w, const float* bias,      \
                                   float* base) {                                                                   \
        addWeightedOf<SET>(inputs, outputs, x, w, bias, base);                                                      \
    }                                                                                                               \
    static const TrainKernels kVersion = {NAME,         multiply, tanh,          relu,           tanhGradient,      \
                                          reluGradient, addRows,  sparseForward, sparseBackward, addWeighted};      \
    }

LUDUS_VERSION(baseline, Baseline, , "baseline")
#if defined(__x86_64__)
LUDUS_VERSION(avx2, Avx2, __attribute__((target("avx2,fma"))), "avx2")
LUDUS_VERSION(avx512, Avx512, __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma"))), "avx512")
#endif

/// In squares of four numbers, so that each line that is written is filled while it is at hand.
void transpose(int rows, int columns, const float* from, int64_t fromPitch, float* to, int64_t toPitch) {
    using Four = Baseline::Vector;
    const int fullRows = rows / 4 * 4, fullColumns = columns / 4 * 4;
    for (int c = 0; c < fullColumns; c += 4) {
        for (int r = 0; r < fullRows; r += 4) {
            const float* const x = from + r * fromPitch + c;
            const Four x0 = load<Baseline>(x), x1 = load<Baseline>(x + fromPitch);
            const Four x2 = load<Baseline>(x + 2 * fromPitch), x3 = load<Baseline>(x + 3 * fromPitch);
            const Four low01 = __builtin_shufflevector(x0, x1, 0, 4, 1, 5),
                       low23 = __builtin_shufflevector(x2, x3, 0, 4, 1, 5);
            const Four high01 = __builtin_shufflevector(x0, x1, 2, 6, 3, 7),
                       high23 = __builtin_shufflevector(x2, x3, 2, 6, 3, 7);
            float* const y = to + c * toPitch + r;
            store<Baseline>(y, __builtin_shufflevector(low01, low23, 0, 1, 4, 5));
            store<Baseline>(y + toPitch, __builtin_shufflevector(low01, low23, 2, 3, 6, 7));
            store<Baseline>(y + 2 * toPitch, __builtin_shufflevector(high01, high23, 0, 1, 4, 5));
            store<Baseline>(y + 3 * toPitch, __builtin_shufflevector(high01, high23, 2, 3, 6, 7));
        }
    }
    for (int r = 0; r < rows; ++r) {
        for (int c = r < fullRows ? fullColumns : 0; c < columns; ++c)
            to[c * toPitch + r] = from[r * fromPitch + c];
    }
}

const std::vector<const TrainKernels*>& availableTrainKernels() {
    static const std::vector<const TrainKernels*> all = [] {
        std::vector<const TrainKernels*> found{&baseline::kVersion};
#if defined(__x86_64__)
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) found.push_back(&avx2::kVersion);
        if (found.size() == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")) {
            found.push_back(&avx512::kVersion);
        }
#endif
        return found;
    }();
    return all;
}

const TrainKernels& trainKernels() {
    static const TrainKernels& best = *availableTrainKernels().back();
    return best;
}

}  // namespace ludus::learn
