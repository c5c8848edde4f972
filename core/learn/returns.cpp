// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/returns.h"

namespace ludus::learn {

void generalisedAdvantage(int length, const float* rewards, const float* values, const uint8_t* cuts,
                          const float* bootstraps, float lastValue, double gamma, double lambda, float* advantages,
                          float* returns) {
    double nextValue = lastValue;
    double nextAdvantage = 0;
    for (int t = length - 1; t >= 0; --t) {
        const auto cut = static_cast<Cut>(cuts[t]);
        if (cut != Cut::none) {
            nextValue = cut == Cut::truncated ? static_cast<double>(bootstraps[t]) : 0.0;
            nextAdvantage = 0;
        }
        const double delta = rewards[t] + gamma * nextValue - values[t];
        nextAdvantage = delta + gamma * lambda * nextAdvantage;
        nextValue = values[t];
        advantages[t] = static_cast<float>(nextAdvantage);
        returns[t] = static_cast<float>(nextAdvantage + values[t]);
    }
}

}  // namespace ludus::learn
