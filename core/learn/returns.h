// SPDX-License-Identifier: GPL-3.0-or-later
// Returns and advantages: pure functions, no Torch. Any thread.
#pragma once

#include "core/learn/trajectory.h"

namespace ludus::learn {

/// Generalised advantage estimation (Schulman et al. 2016, eq. 11-16) for one stream of `length` rows:
/// delta_t = r_t + gamma v_{t+1} - v_t, A_t = delta_t + gamma lambda A_{t+1}; a terminated row has no next value, a
/// truncated one takes its bootstrap and ends the sum; the last row continues with lastValue. returns = A + v.
void generalisedAdvantage(int length, const float* rewards, const float* values, const uint8_t* cuts,
                          const float* bootstraps, float lastValue, double gamma, double lambda, float* advantages,
                          float* returns);

}  // namespace ludus::learn
