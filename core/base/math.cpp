// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/math.h"

#include <initializer_list>
#include <limits>

namespace ludus::math {
namespace {

constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;

double roundNearest(double x) {
    const double big = 6755399441055744.0;  // 1.5 * 2^52
    return (x + big) - big;
}

double scaleByPowerOfTwo(double x, int n) {
    // Two steps, so that the intermediate power stays finite near the ends of the range.
    const int half = n / 2;
    const auto power = [](int k) { return std::bit_cast<double>(static_cast<uint64_t>(k + 1023) << 52); };
    return x * power(half) * power(n - half);
}

/// sin on |r| <= pi/4 by its Taylor series to r^17; cos to r^18.
double sinKernel(double r) {
    const double y = r * r;
    double p = 1.0 / 355687428096000.0;
    p = p * y - 1.0 / 1307674368000.0;
    p = p * y + 1.0 / 6227020800.0;
    p = p * y - 1.0 / 39916800.0;
    p = p * y + 1.0 / 362880.0;
    p = p * y - 1.0 / 5040.0;
    p = p * y + 1.0 / 120.0;
    p = p * y - 1.0 / 6.0;
    return r + r * y * p;
}

double cosKernel(double r) {
    const double y = r * r;
    double p = -1.0 / 6402373705728000.0;
    p = p * y + 1.0 / 20922789888000.0;
    p = p * y - 1.0 / 87178291200.0;
    p = p * y + 1.0 / 479001600.0;
    p = p * y - 1.0 / 3628800.0;
    p = p * y + 1.0 / 40320.0;
    p = p * y - 1.0 / 720.0;
    p = p * y + 1.0 / 24.0;
    return 1.0 - 0.5 * y + y * y * p;
}

/// Reduces to |r| <= pi/4 and a quadrant (Cody and Waite, three parts of pi/2; good to |x| about 1e6).
int reduceQuadrant(double x, double& r) {
    const double n = roundNearest(x * 0.63661977236758134308);
    r = x - n * 1.57079632673412561417e+00;
    r = r - n * 6.07710050630396597660e-11;
    r = r - n * 2.02226624879595063154e-21;
    return static_cast<int>(static_cast<int64_t>(n) & 3);
}

}  // namespace

double exp(double x) {
    if (x != x) return x;
    if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
    if (x < -745.2) return 0.0;
    const double n = roundNearest(x * 1.44269504088896338700);
    const double r = (x - n * kLn2High) - n * kLn2Low;
    double p = 1.0 / 6227020800.0;
    for (const double c : {1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0,
                           1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5}) {
        p = p * r + c;
    }
    return scaleByPowerOfTwo(1.0 + (r + r * r * p), static_cast<int>(n));
}

double log(double x) {
    if (x != x || x < 0) return std::numeric_limits<double>::quiet_NaN();
    if (x == 0) return -std::numeric_limits<double>::infinity();
    if (x == std::numeric_limits<double>::infinity()) return x;
    int exponent = 0;
    if (x < 0x1.0p-1022) {
        x *= 0x1.0p54;
        exponent = -54;
    }
    uint64_t bits = std::bit_cast<uint64_t>(x);
    exponent += static_cast<int>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++exponent;
    }
    // log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| <= 0.1716.
    const double s = (m - 1.0) / (m + 1.0);
    const double y = s * s;
    double p = 0;
    for (int k = 23; k >= 3; k -= 2)
        p = p * y + 1.0 / k;
    const double n = exponent;
    return n * kLn2High + (2.0 * s + (2.0 * s * y * p + n * kLn2Low));
}

double sin(double x) {
    double r = 0;
    switch (reduceQuadrant(x, r)) {
        case 0: return sinKernel(r);
        case 1: return cosKernel(r);
        case 2: return -sinKernel(r);
        default: return -cosKernel(r);
    }
}

double cos(double x) {
    double r = 0;
    switch (reduceQuadrant(x, r)) {
        case 0: return cosKernel(r);
        case 1: return -sinKernel(r);
        case 2: return -cosKernel(r);
        default: return sinKernel(r);
    }
}

double tanh(double x) {
    const double a = x < 0 ? -x : x;
    if (a > 20) return x < 0 ? -1.0 : 1.0;
    double t = 0;
    if (a < 0.3) {
        // Continued fraction of tanh: exact to double precision for small arguments, no cancellation.
        const double y = a * a;
        double d = 19;
        for (int k = 17; k >= 1; k -= 2)
            d = k + y / d;
        t = a / d;
    } else {
        t = 1.0 - 2.0 / (exp(2 * a) + 1.0);
    }
    return x < 0 ? -t : t;
}

}  // namespace ludus::math
