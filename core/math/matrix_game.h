// SPDX-License-Identifier: GPL-3.0-or-later
// Two-player zero-sum matrix games: Nash equilibria, the one of largest entropy, exploitability, Nash averaging
// (Balduzzi et al. 2018, "Re-evaluating Evaluation"). Pure; any thread (equilibria wait for each other, see
// linear_program.h).
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/result.h"

namespace ludus::math {

/// What the row player gets; the column player pays it. [rows, columns], row by row, finite, in any unit.
struct PayoffMatrix {
    size_t rows = 0, columns = 0;
    std::vector<double> values;

    double at(size_t row, size_t column) const { return values[row * columns + column]; }
};

/// A pair of mixed strategies (probabilities) of which none can be improved alone.
struct Equilibrium {
    std::vector<double> row, column;
    double value = 0;           // what the row player gets
    double exploitability = 0;  // what is left of it by rounding; below 1e-9 of the range of the payoffs
};

/// Some equilibrium: a corner of the set of all, the same for the same matrix. Fails with "math.equilibrium" where the
/// payoffs are not finite or the solver does not get there.
Result<Equilibrium> someEquilibrium(const PayoffMatrix& payoffs);

/// The one equilibrium of largest entropy (each player's): it depends on the game only, equal strategies get equal
/// probabilities, and copies of a strategy share what it had alone. Fails as above.
Result<Equilibrium> maxEntropyEquilibrium(const PayoffMatrix& payoffs);

/// What each row gets against a mixed column player, [rows]; and each column against a mixed row player, [columns]
/// (the row player's payoff in both).
std::vector<double> rowPayoffs(const PayoffMatrix& payoffs, const std::vector<double>& column);
std::vector<double> columnPayoffs(const PayoffMatrix& payoffs, const std::vector<double>& row);

/// NashConv: the sum of what the two could gain by best responses. Exploitability is its half, the mean gain. Exact.
double nashConv(const PayoffMatrix& payoffs, const std::vector<double>& row, const std::vector<double>& column);
double exploitability(const PayoffMatrix& payoffs, const std::vector<double>& row, const std::vector<double>& column);

/// Everybody's skill is the payoff against the other side's maximum-entropy equilibrium: agents against agents (an
/// antisymmetric matrix, both halves alike) or agents (rows) against tasks (columns, whose skill is to be hard).
struct NashAverage {
    Equilibrium equilibrium;
    std::vector<double> rowSkills, columnSkills;
};

Result<NashAverage> nashAverage(const PayoffMatrix& payoffs);

}  // namespace ludus::math
