// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/base/rng.h"

namespace ludus::math {
namespace {

constexpr uint64_t kPurpose = 0x626f6f7473747261;  // "bootstra"

void checkStrata(const Strata& scores) {
    LUDUS_CHECK(!scores.empty());
    for (const std::vector<double>& task : scores)
        LUDUS_CHECK(!task.empty() && task.size() < UINT32_MAX);
}

/// `drawn` has the shape of `scores`.
void draw(const Strata& scores, Rng& rng, Strata& drawn) {
    for (size_t task = 0; task < scores.size(); ++task) {
        const auto runs = static_cast<uint32_t>(scores[task].size());
        for (double& score : drawn[task])
            score = scores[task][rng.below(runs)];
    }
}

/// The interval of what `next` gives, again and again.
BootstrapInterval interval(double estimate, const std::function<double(Rng&)>& next, const BootstrapOptions& options) {
    LUDUS_CHECK(options.level > 0 && options.level < 1);
    LUDUS_CHECK_GT(options.resamples, 0);
    Rng rng(options.seed, kPurpose);
    std::vector<double> all(static_cast<size_t>(options.resamples));
    for (double& value : all)
        value = next(rng);
    const double tail = (1 - options.level) / 2;
    return {estimate, quantile(all, tail), quantile(all, 1 - tail)};
}

/// How many (x, y) have x above y, ties half; both sorted.
double winsOf(const std::vector<double>& x, const std::vector<double>& y) {
    double wins = 0;
    auto below = y.begin(), notAbove = y.begin();
    for (const double value : x) {
        while (below != y.end() && *below < value)
            ++below;
        while (notAbove != y.end() && *notAbove <= value)
            ++notAbove;
        wins += 0.5 * static_cast<double>((below - y.begin()) + (notAbove - y.begin()));
    }
    return wins;
}

}  // namespace

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double interquartileMean(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto cut = static_cast<std::ptrdiff_t>(values.size() / 4);
    return mean(std::vector<double>(values.begin() + cut, values.end() - cut));
}

double interquartileMean(const Strata& scores) {
    std::vector<double> all;
    for (const std::vector<double>& task : scores)
        all.insert(all.end(), task.begin(), task.end());
    return interquartileMean(std::move(all));
}

double quantile(std::vector<double> values, double p) {
    LUDUS_CHECK(p >= 0 && p <= 1);
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const double place = p * static_cast<double>(values.size() - 1);
    const auto below = static_cast<size_t>(place);
    const size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - std::floor(place)) * (values[above] - values[below]);
}

double probabilityOfImprovement(const Strata& x, const Strata& y) {
    checkStrata(x);
    checkStrata(y);
    LUDUS_CHECK_EQ(x.size(), y.size());
    double sum = 0;
    for (size_t task = 0; task < x.size(); ++task) {
        std::vector<double> one = x[task], two = y[task];
        std::sort(one.begin(), one.end());
        std::sort(two.begin(), two.end());
        sum += winsOf(one, two) / (static_cast<double>(one.size()) * static_cast<double>(two.size()));
    }
    return sum / static_cast<double>(x.size());
}

BootstrapInterval bootstrap(const Strata& scores, const Statistic& statistic, const BootstrapOptions& options) {
    checkStrata(scores);
    Strata drawn = scores;
    const auto next = [&](Rng& rng) {
        draw(scores, rng, drawn);
        return statistic(drawn);
    };
    return interval(statistic(scores), next, options);
}

BootstrapInterval bootstrap(const Strata& x, const Strata& y, const PairStatistic& statistic,
                            const BootstrapOptions& options) {
    checkStrata(x);
    checkStrata(y);
    Strata one = x, two = y;
    const auto next = [&](Rng& rng) {
        draw(x, rng, one);
        draw(y, rng, two);
        return statistic(one, two);
    };
    return interval(statistic(x, y), next, options);
}

}  // namespace ludus::math
