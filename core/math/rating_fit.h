// SPDX-License-Identifier: GPL-3.0-or-later
// The joint Bradley-Terry fit (Zermelo 1929; Bradley and Terry 1952; draws as half wins) with analytic standard errors.
// Pure; any thread. Ratings on the Elo scale (400 points = odds of 10).
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::math {

/// Results of all games between players a and b, from a's side.
struct PairResult {
    int a = 0;
    int b = 0;
    double wins = 0, draws = 0, losses = 0;
};

struct RatingFitOptions {
    int anchor = -1;  // this player's rating is anchorRating; -1: the mean is
    double anchorRating = 0;
    /// A weak prior keeps perfect records and groups without links finite: one virtual drawn game of this weight
    /// between each player and the anchor (or the mean). 0: none, then such players get no estimate (NaN).
    double priorDraws = 0.1;
};

struct FittedRating {
    double elo = 0;
    double error = 0;  // standard error relative to the anchor (or mean)
    double games = 0;
    double score = 0;  // points a game
};

/// Newton's method on the log-likelihood; errors from the covariance H^-1 V H^-1 with V from the real draw rate.
std::vector<FittedRating> fitRatings(int players, const std::vector<PairResult>& results,
                                     const RatingFitOptions& options);

}  // namespace ludus::math
