// SPDX-License-Identifier: GPL-3.0-or-later
// The mixture of largest entropy among those that promise a given payoff against everything. Pure; any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace ludus::math::detail {

/// A player's own strategies (rows) against the other's (columns): the face is all mixtures x >= 0, sum 1, with
/// sum_i x_i margins(i, j) >= 0 for every j. Margins are payoffs less the value of the game, about 1 in size.
struct Face {
    size_t own = 0, other = 0;
    std::vector<double> margins;   // [own, other]
    std::vector<bool> mayPlay;     // [own]: false where the probability is 0 in every mixture of the face
    std::vector<bool> alwaysEven;  // [other]: true where the payoff is exactly 0 in every mixture of the face
};

/// Largest-entropy mixture [own], as far as numbers allow; the caller judges by the payoffs.
std::vector<double> maxEntropyMixture(const Face& face);

}  // namespace ludus::math::detail
