// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/adam.h"

#include <cmath>

#include "core/base/check.h"
#include "core/base/math.h"

#define LUDUS_INLINE static inline __attribute__((always_inline))

namespace ludus::learn {
namespace {

using Step = AdamPlan;

LUDUS_INLINE void stepOf(const Step& s, int64_t n, const float* __restrict g, float* __restrict m, float* __restrict v,
                         float* __restrict x) {
    for (int64_t i = 0; i < n; ++i) {
        const float gradient = g[i] * s.scale;
        m[i] = s.beta1 * m[i] + s.rest1 * gradient;
        v[i] = s.beta2 * v[i] + s.rest2 * (gradient * gradient);
        x[i] -= s.rate * m[i] / (__builtin_sqrtf(v[i]) + s.floor);
    }
}

LUDUS_INLINE double squareSumOf(int64_t n, const float* x) {
    constexpr int kLanes = 16;
    double sums[kLanes] = {};
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        for (int k = 0; k < kLanes; ++k)
            sums[k] += static_cast<double>(x[i + k]) * x[i + k];
    }
    double total = 0;
    for (const double s : sums)
        total += s;
    for (; i < n; ++i)
        total += static_cast<double>(x[i]) * x[i];
    return total;
}

LUDUS_INLINE void addOf(int64_t n, const float* __restrict x, float* __restrict sum) {
    for (int64_t i = 0; i < n; ++i)
        sum[i] += x[i];
}

void stepPlain(const Step& s, int64_t n, const float* g, float* m, float* v, float* x) {
    stepOf(s, n, g, m, v, x);
}
double squareSumPlain(int64_t n, const float* x) {
    return squareSumOf(n, x);
}
void addPlain(int64_t n, const float* x, float* sum) {
    addOf(n, x, sum);
}

#if defined(__x86_64__)
#define LUDUS_AVX2 __attribute__((target("avx2")))
LUDUS_AVX2 void stepAvx2(const Step& s, int64_t n, const float* g, float* m, float* v, float* x) {
    stepOf(s, n, g, m, v, x);
}
LUDUS_AVX2 double squareSumAvx2(int64_t n, const float* x) {
    return squareSumOf(n, x);
}
LUDUS_AVX2 void addAvx2(int64_t n, const float* x, float* sum) {
    addOf(n, x, sum);
}
bool wide() {
    static const bool supported = __builtin_cpu_supports("avx2");
    return supported;
}
#else
constexpr auto stepAvx2 = stepPlain;
constexpr auto squareSumAvx2 = squareSumPlain;
constexpr auto addAvx2 = addPlain;
constexpr bool wide() {
    return false;
}
#endif

}  // namespace

double squareSum(int64_t n, const float* x) {
    return wide() ? squareSumAvx2(n, x) : squareSumPlain(n, x);
}

double norm(int64_t n, const float* x) {
    return std::sqrt(squareSum(n, x));
}

void addTo(int64_t n, const float* x, float* sum) {
    wide() ? addAvx2(n, x, sum) : addPlain(n, x, sum);
}

AdamPlan planAdam(const AdamOptions& options, double scale, AdamState& state) {
    ++state.steps;
    const auto t = static_cast<double>(state.steps);
    const double correction1 = 1 - math::exp(t * math::log(options.beta1));
    const double correction2 = math::squareRoot(1 - math::exp(t * math::log(options.beta2)));
    AdamPlan step{};
    step.scale = static_cast<float>(scale);
    step.beta1 = static_cast<float>(options.beta1);
    step.rest1 = static_cast<float>(1 - options.beta1);
    step.beta2 = static_cast<float>(options.beta2);
    step.rest2 = static_cast<float>(1 - options.beta2);
    step.rate = static_cast<float>(options.learningRate * correction2 / correction1);
    step.floor = static_cast<float>(options.epsilon * correction2);
    return step;
}

void adamPart(const AdamPlan& plan, int64_t from, int64_t to, const float* gradient, AdamState& state,
              float* parameters) {
    (wide() ? stepAvx2 : stepPlain)(plan, to - from, gradient + from, state.first.data() + from,
                                    state.second.data() + from, parameters + from);
}

void adamStep(const AdamOptions& options, double scale, const float* gradient, AdamState& state, int64_t n,
              float* parameters) {
    LUDUS_CHECK_EQ(static_cast<int64_t>(state.first.size()), n);
    LUDUS_CHECK_EQ(static_cast<int64_t>(state.second.size()), n);
    adamPart(planAdam(options, scale, state), 0, n, gradient, state, parameters);
}

}  // namespace ludus::learn
