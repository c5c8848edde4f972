// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the joint rating of many recorded games on one core: counting them into pairs, fitting, standard errors.
// Any thread; nothing is kept. Knows core/math alone.
#pragma once

namespace ludus::headless {

struct RatingCost {
    double countSeconds = 0, fitSeconds = 0;  // the best of the rounds
    double farthest = 0;                      // largest distance of a rating from the truth, in standard errors
    double warmSeconds = 0;                   // the fit again, from its own ratings
    double seconds() const { return countSeconds + fitSeconds; }
};

/// `games` games of random pairs among `players`, who differ by about 200 Elo; draws as among equals half of the time.
RatingCost benchRatings(int players, int games, int rounds);

}  // namespace ludus::headless
