// SPDX-License-Identifier: GPL-3.0-or-later
// Elementary functions of our own, the same bits on every machine: only + - * / and sqrt, no libm, no fused
// multiply-add. Any thread. Accuracy (tested): exp, log, sin, cos, tanh in double within 2e-15 relative or absolute;
// expFloat within 3e-7, tanhFloat within 4e-7: both vectorise in loops.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace ludus::math {

double exp(double x);
double log(double x);
double sin(double x);
double cos(double x);
double tanh(double x);

/// sqrt is exactly rounded everywhere by IEEE 754.
inline double squareRoot(double x) {
    return std::sqrt(x);
}

/// 2^n e^r with a polynomial of degree 6 on |r| <= ln 2 / 2; clamps to [-87, 88].
inline __attribute__((always_inline)) float expFloat(float x) {
    x = x < -87.0F ? -87.0F : x;
    x = x > 88.0F ? 88.0F : x;
    const float shifted = x * 1.44269504F + 12582912.0F;  // 1.5 * 2^23: rounds to the nearest integer
    const float n = shifted - 12582912.0F;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.3888889e-3F;
    p = p * r + 8.3333333e-3F;
    p = p * r + 4.1666667e-2F;
    p = p * r + 1.6666667e-1F;
    p = p * r + 0.5F;
    p = p * r + 1.0F;
    p = p * r + 1.0F;
    const auto bits = static_cast<int32_t>(n);
    return p * std::bit_cast<float>((bits + 127) << 23);
}

/// tanh by Eigen's rational of degree 13/6 (MathFunctionsImpl.h) on |x| <= 7.9988, where it saturates in float; odd.
inline __attribute__((always_inline)) float tanhFloat(float x) {
    x = x < -7.99881172F ? -7.99881172F : x;
    x = x > 7.99881172F ? 7.99881172F : x;
    const float y = x * x;
    float p = -2.76076847742355e-16F;
    p = p * y + 2.00018790482477e-13F;
    p = p * y + -8.60467152213735e-11F;
    p = p * y + 5.12229709037114e-08F;
    p = p * y + 1.48572235717979e-05F;
    p = p * y + 6.37261928875436e-04F;
    p = p * y + 4.89352455891786e-03F;
    float q = 1.19825839466702e-06F;
    q = q * y + 1.18534705686654e-04F;
    q = q * y + 2.26843463243900e-03F;
    q = q * y + 4.89352518554385e-03F;
    return x * p / q;
}

}  // namespace ludus::math
