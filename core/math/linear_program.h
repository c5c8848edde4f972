// SPDX-License-Identifier: GPL-3.0-or-later
// Small dense linear programs, solved by GLPK's simplex method. Any thread; one is solved at a time (GLPK is not
// promised to be thread-safe), so that callers may wait for each other.
#pragma once

#include <vector>

#include "core/base/result.h"

namespace ludus::math {

/// Maximise objective x where rowLower <= matrix x <= rowUpper and lower <= x <= upper; +-infinity where nothing binds.
struct LinearProgram {
    std::vector<double> objective;           // [variables]
    std::vector<double> lower, upper;        // [variables]
    std::vector<double> matrix;              // [rows, variables], row by row
    std::vector<double> rowLower, rowUpper;  // [rows]
};

struct LinearSolution {
    double objective = 0;
    std::vector<double> x;      // [variables]: a corner of the optimal face
    std::vector<double> duals;  // [rows]: what one unit of the row's bound is worth
};

/// All numbers of the program must be finite (bounds: or infinite). Fails where there is no optimum ("math.program").
Result<LinearSolution> maximise(const LinearProgram& program);

}  // namespace ludus::math
