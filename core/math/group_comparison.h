// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of runs: curves taken together, and whether two groups of scores differ. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::math {

/// One run's curve; x must rise, values that are no number are left out.
struct Curve {
    std::vector<double> x, y;
};

enum class Centre { mean, median, interquartileMean };
/// What the band around the centre is: the standard deviation of the runs, the standard error of the mean, its 95 %
/// interval (Student's t; by bootstrap for medians and interquartile means), or smallest to largest.
enum class Spread { none, deviation, error, interval, range };

struct GroupPoint {
    double x = 0;
    double centre = 0;
    double low = 0, high = 0;  // NaN where fewer than two runs have a value
    int n = 0;                 // runs that have a value here
};

struct GroupOptions {
    Centre centre = Centre::mean;
    Spread spread = Spread::interval;
    int points = 200;  // of the common grid, evenly from the first x of all to the last
    int resamples = 500;
    uint64_t seed = 1;
};

/// Between two of its samples a run's value lies on a straight line; before its first and after its last it has none.
/// Grid points that no run reaches are left out.
std::vector<GroupPoint> groupCurve(const std::vector<Curve>& runs, const GroupOptions& options = {});

/// P(|T| >= |t|) of Student's t with `freedom` > 0 degrees of freedom (need not be whole), by the incomplete beta
/// function: I_{freedom / (freedom + t^2)}(freedom / 2, 1 / 2).
double studentTwoSided(double t, double freedom);
/// The t that is exceeded in size with chance 1 - level: 0.95 and 4 give 2.776.
double studentQuantile(double level, double freedom);

/// Means compared without assuming equal variances (Welch 1947). Fewer than two scores on a side: all NaN but the
/// difference.
struct MeanDifference {
    double difference = 0;  // mean of x less mean of y
    double halfWidth = 0;   // of its 95 % interval
    double t = 0, freedom = 0, p = 0;
};
MeanDifference welch(const std::vector<double>& x, const std::vector<double>& y);

/// Mann and Whitney's U test of whether a score of x tends to lie above one of y; two-sided. Exact without ties up to
/// 20 scores a side, else by the normal approximation with correction for ties and continuity.
struct RankTest {
    double improvement = 0;  // chance that x lies above y, ties half: U / (n m)
    double p = 1;
    bool exact = false;
};
RankTest mannWhitney(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace ludus::math
