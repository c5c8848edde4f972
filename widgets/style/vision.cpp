// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/vision.h"

#include <array>
#include <cmath>

namespace ludus::style {
namespace {

using Three = std::array<double, 3>;
using Matrix = std::array<Three, 3>;

// Machado, Oliveira, Fernandes 2009, severity 1, on linear sRGB.
constexpr Matrix kProtan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr Matrix kGrey{{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};

Three times(const Matrix& matrix, const Three& in) {
    Three out{};
    for (size_t i = 0; i < 3; ++i)
        out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
    return out;
}

Three linear(const QColor& color) {
    const auto part = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return {part(color.redF()), part(color.greenF()), part(color.blueF())};
}

QColor fromLinear(const Three& light) {
    const auto part = [](double v) {
        v = std::fmin(1.0, std::fmax(0.0, v));
        return static_cast<float>(v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055);
    };
    return QColor::fromRgbF(part(light[0]), part(light[1]), part(light[2]));
}

Three oklab(const QColor& color) {
    constexpr Matrix kCones{{{0.4122214708, 0.5363325363, 0.0514459929},
                             {0.2119034982, 0.6806995451, 0.1073969566},
                             {0.0883024619, 0.2817188376, 0.6299787005}}};
    constexpr Matrix kLab{{{0.2104542553, 0.7936177850, -0.0040720468},
                           {1.9779984951, -2.4285922050, 0.4505937099},
                           {0.0259040371, 0.7827717662, -0.8086757660}}};
    Three cones = times(kCones, linear(color));
    for (double& cone : cones)
        cone = std::cbrt(cone);
    return times(kLab, cones);
}

}  // namespace

QColor seenBy(const QColor& color, Vision vision) {
    switch (vision) {
        case Vision::Normal: return color;
        case Vision::Protan: return fromLinear(times(kProtan, linear(color)));
        case Vision::Deutan: return fromLinear(times(kDeutan, linear(color)));
        case Vision::Tritan: return fromLinear(times(kTritan, linear(color)));
        case Vision::Grey: return fromLinear(times(kGrey, linear(color)));
    }
    return color;
}

double colorDistance(const QColor& a, const QColor& b) {
    const Three x = oklab(a), y = oklab(b);
    return 100 *
           std::sqrt((x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]) + (x[2] - y[2]) * (x[2] - y[2]));
}

}  // namespace ludus::style
