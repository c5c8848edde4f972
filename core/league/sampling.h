// SPDX-License-Identifier: GPL-3.0-or-later
// How likely each candidate is met: weightings of prioritised fictitious self-play (AlphaStar's pseudo-code), and which
// earlier selves count as forgotten. Pure functions; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ludus::league {

/// Of x, my win rate against the candidate.
enum class Weighting {
    uniform,       // 1
    squared,       // (1 - x)^2: the hardest first
    variance,      // x (1 - x): those of my strength first
    linear,        // 1 - x
    linearCapped,  // min(1/2, 1 - x)
};
const std::vector<std::string>& weightingNames();  // "uniform", "squared", "variance", "linear", "linear_capped"
std::optional<Weighting> weightingFromName(const std::string& name);

double weightOf(Weighting weighting, double winRate);

/// Weights to probabilities that sum to 1; uniform when all of them together are below 1e-10. Empty stays empty.
void normalise(std::vector<double>& weights);

/// Index of the candidate that `number`, uniform in [0, 1), falls on; probabilities as normalise gives them.
int pick(std::span<const double> probabilities, double number);

/// How many of the oldest win rates remain when the suffix is taken away along which they only fall: a steady decline
/// towards newer selves is natural, only a dip among old ones is forgetting. [.9 .8 .7]: 0, [.5 .9 .8]: 2, a rising
/// list: all of it, a single one: 0.
int withoutMonotoneSuffix(std::span<const double> winRates);

}  // namespace ludus::league
