// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/sampling.h"

#include <algorithm>
#include <numeric>

#include "core/base/check.h"

namespace ludus::league {
namespace {

constexpr double kNothing = 1e-10;

}  // namespace

const std::vector<std::string>& weightingNames() {
    static const std::vector<std::string> names{"uniform", "squared", "variance", "linear", "linear_capped"};
    return names;
}

std::optional<Weighting> weightingFromName(const std::string& name) {
    const auto found = std::find(weightingNames().begin(), weightingNames().end(), name);
    if (found == weightingNames().end()) return std::nullopt;
    return static_cast<Weighting>(found - weightingNames().begin());
}

double weightOf(Weighting weighting, double winRate) {
    const double lost = 1 - winRate;
    switch (weighting) {
        case Weighting::uniform: return 1;
        case Weighting::squared: return lost * lost;
        case Weighting::variance: return winRate * lost;
        case Weighting::linear: return lost;
        case Weighting::linearCapped: return std::min(0.5, lost);
    }
    return 1;
}

void normalise(std::vector<double>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights)
        weight = sum < kNothing ? 1.0 / static_cast<double>(weights.size()) : weight / sum;
}

int pick(std::span<const double> probabilities, double number) {
    LUDUS_CHECK(!probabilities.empty());
    double sum = 0;
    int last = 0;
    for (size_t i = 0; i < probabilities.size(); ++i) {
        if (probabilities[i] <= 0) continue;
        sum += probabilities[i];
        last = static_cast<int>(i);
        if (number < sum) return last;
    }
    return last;  // the sum missed 1 by rounding
}

int withoutMonotoneSuffix(std::span<const double> winRates) {
    for (size_t i = winRates.size(); i-- > 1;)
        if (winRates[i - 1] < winRates[i]) return static_cast<int>(i) + 1;
    return 0;
}

}  // namespace ludus::league
