// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds the maximum of a joint fit: the draw rate, the noise of scores, where one-way results put a player.
// Pure; any thread. Natural units.
#pragma once

#include <optional>
#include <vector>

#include "core/math/joint_problem.h"

namespace ludus::math {

/// Finds the ratings and, where no rate is given and the model has draws in its likelihood, the rate.
OutcomeModel solveWithDraws(JointProblem& problem, DrawModel kind, const std::optional<double>& rate);

/// The rate at which Davidson's model expects as many draws as there were; NaN without games. `unsure`: as if half a
/// draw and half a decided game had been seen besides (Jeffreys), so that no rate is 0 or 1 for sure.
double fittedDrawRate(const JointProblem& problem, bool unsure = false);

/// By term: games times p (1 - p) - D / 4. Where no game was drawn D is 0.
std::vector<double> scoreVariances(const JointProblem& problem, const std::optional<double>& rate);

/// Decided games against placed players.
struct OneWayGame {
    double ahead = 0;  // difference before the shift
    double wins = 0, losses = 0;
};

/// By how much to move: where nothing but wins (or losses) has probability 1/2; with both, where as many are expected.
double oneWayShift(const std::vector<OneWayGame>& games, DrawModel model, double rate);

}  // namespace ludus::math
