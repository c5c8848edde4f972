// SPDX-License-Identifier: GPL-3.0-or-later
// The Elo scale (Elo 1978): 400 points are odds of 10. Pure; any thread.
#pragma once

#include <cmath>

namespace ludus::math {

inline constexpr double kEloPerLogit = 173.71779276130073;  // 400 / ln 10

/// Points a game (0 to 1) that are expected from somebody `difference` Elo above the opponent.
inline double expectedScore(double difference) {
    return 1.0 / (1.0 + std::exp(-difference / kEloPerLogit));
}

/// The difference that makes `score` the expected one: -infinity at 0, +infinity at 1, NaN outside [0, 1].
inline double eloOfScore(double score) {
    return kEloPerLogit * (std::log(score) - std::log1p(-score));
}

}  // namespace ludus::math
