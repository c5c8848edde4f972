// SPDX-License-Identifier: GPL-3.0-or-later
// What one game between two players says about the difference of their strengths, by model of draws. Values; any
// thread. Differences in natural units: the odds of the expected score are exp(difference).
#pragma once

#include "core/math/rating_fit.h"

namespace ludus::math {

struct OutcomeChances {
    double win = 0, draw = 0, loss = 0;
};

struct OutcomeCounts {
    double wins = 0, draws = 0, losses = 0;
    double games() const { return wins + draws + losses; }
    double points() const { return wins + 0.5 * draws; }
};

/// 1 / (1 + exp(-difference)).
double logistic(double difference);

/// Davidson's draws with a logistic expected score (Ordo): f = (1 - rate) / (2 rate), D solves
/// (4 f^2 - 1) D^2 + 2 D - 4 p (1 - p) = 0, a win has p - D / 2.
OutcomeChances davidsonChances(double difference, double rate);
OutcomeChances raoKupperChances(double difference, double rate);

class OutcomeModel {
public:
    struct Slope {
        double logLikelihood = 0;
        double gradient = 0;
        double curvature = 0;  // minus the second derivative, or what is expected of it where that is not positive
    };

    /// `rate`: draws between equals, 0 <= rate < 1; without meaning for half points.
    OutcomeModel(DrawModel kind, double rate);

    Slope slope(double difference, const OutcomeCounts& counts) const;
    /// Fisher's information of one game.
    double information(double difference) const;
    /// Derivative of the log-likelihood by the draw parameter (positive: more draws fit better).
    double drawSlope(double difference, const OutcomeCounts& counts) const;
    OutcomeChances chances(double difference) const;
    double rate() const { return rate_; }

private:
    Slope davidsonSlope(double difference, const OutcomeCounts& counts) const;
    Slope raoKupperSlope(double difference, const OutcomeCounts& counts) const;

    DrawModel kind_;
    double rate_;
    double parameter_ = 0;  // Davidson: rate / (1 - rate); Rao and Kupper: the margin of a win
};

}  // namespace ludus::math
