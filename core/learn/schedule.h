// SPDX-License-Identifier: GPL-3.0-or-later
// Schedules: a number as a function of the run's progress in [0, 1]. Pure; any thread.
#pragma once

#include <algorithm>
#include <string>

#include "core/base/math.h"

namespace ludus::learn {

/// "constant": always `first`; "linear" and "cosine" (Loshchilov and Hutter 2017, eq. 5) reach `last` at progress 1.
inline double scheduled(const std::string& kind, double first, double last, double progress) {
    const double p = std::clamp(progress, 0.0, 1.0);
    if (kind == "linear") return first + (last - first) * p;
    if (kind == "cosine") return last + (first - last) * 0.5 * (1 + math::cos(3.14159265358979323846 * p));
    return first;
}

}  // namespace ludus::learn
