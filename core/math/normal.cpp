// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/normal.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace ludus::math {
namespace {

constexpr double kFarTail = -12;
constexpr int kHalleySteps = 3;  // the error goes from 5e-4 to its third power each time

/// Abramowitz and Stegun 26.2.23, for p in (0, 0.5]; within 4.5e-4.
double roughQuantile(double p) {
    const double t = std::sqrt(-2 * std::log(p));
    const double above = 2.515517 + t * (0.802853 + t * 0.010328);
    const double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    return above / below - t;
}

}  // namespace

double normalDensity(double x) {
    return std::exp(-0.5 * x * x) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double normalChance(double x) {
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normalQuantile(double p) {
    if (!(p >= 0 && p <= 1)) return std::numeric_limits<double>::quiet_NaN();
    if (p == 0) return -std::numeric_limits<double>::infinity();
    if (p > 0.5) return -normalQuantile(1 - p);
    double x = roughQuantile(p);
    for (int step = 0; step < kHalleySteps; ++step) {
        const double off = (normalChance(x) - p) / normalDensity(x);
        x -= off / (1 + 0.5 * x * off);
    }
    return x;
}

double inverseMillsRatio(double x) {
    if (x > kFarTail) return normalDensity(x) / normalChance(x);
    double fraction = -x;  // Laplace's continued fraction, from within
    for (int k = 30; k >= 1; --k)
        fraction = -x + k / fraction;
    return fraction;
}

}  // namespace ludus::math
