// SPDX-License-Identifier: GPL-3.0-or-later
// Honest summaries of few runs (Agarwal et al. 2021, "Deep Reinforcement Learning at the Edge of the Statistical
// Precipice"): interquartile mean, probability of improvement, stratified bootstrap intervals. Pure; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace ludus::math {

/// One list of scores a task (game, preset), one score a run (seed). Lists may differ in length; none may be empty.
using Strata = std::vector<std::vector<double>>;

double mean(const std::vector<double>& values);  // NaN of nothing
/// The mean of what is left when the lowest and the highest quarter (each floor(n / 4) values) are taken away.
double interquartileMean(std::vector<double> values);
/// Over the scores of all tasks together.
double interquartileMean(const Strata& scores);
/// The p-quantile, 0 <= p <= 1, between the nearest two of the sorted values by straight line (Hyndman and Fan's 7).
double quantile(std::vector<double> values, double p);

/// The chance that a run of x scores above a run of y on a random task, ties half: the mean of the tasks' Mann-Whitney
/// U / (n m). Both have the same tasks in the same order.
double probabilityOfImprovement(const Strata& x, const Strata& y);

struct BootstrapOptions {
    double level = 0.95;  // of the interval, in (0, 1)
    int resamples = 2000;
    uint64_t seed = 1;
};

struct BootstrapInterval {
    double estimate = 0;  // of the scores as they are
    double low = 0, high = 0;
};

using Statistic = std::function<double(const Strata&)>;
using PairStatistic = std::function<double(const Strata&, const Strata&)>;

/// Percentile interval: each task's runs are drawn anew with replacement, as many as there are. The same seed gives the
/// same interval. One run a task gives no spread: low and high are then the estimate.
BootstrapInterval bootstrap(const Strata& scores, const Statistic& statistic, const BootstrapOptions& options = {});
/// The same for two sets, drawn independently.
BootstrapInterval bootstrap(const Strata& x, const Strata& y, const PairStatistic& statistic,
                            const BootstrapOptions& options = {});

}  // namespace ludus::math
