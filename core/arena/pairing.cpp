// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <map>

#include "core/arena/match_batch.h"
#include "core/base/check.h"
#include "core/base/math.h"
#include "core/base/rng.h"
#include "core/base/statistics.h"

namespace ludus::arena {
namespace {

constexpr uint64_t kPairStream = 0x70616972;  // purpose of the seeds of pairs

/// The side that agent 0 plays (the first one when it plays all).
size_t sideOfFirst(const MatchSpec& spec) {
    const auto found = std::find(spec.agentOfSide.begin(), spec.agentOfSide.end(), 0);
    LUDUS_CHECK(found != spec.agentOfSide.end());
    return static_cast<size_t>(found - spec.agentOfSide.begin());
}

/// The best of the other sides: win, draw and loss are against it.
double bestOther(const std::vector<double>& scores, size_t side) {
    double best = -std::numeric_limits<double>::infinity();
    for (size_t other = 0; other < scores.size(); ++other)
        if (other != side) best = std::max(best, scores[other]);
    return best;
}

}  // namespace

std::vector<MatchSpec> pairedSpecs(const games::GameInfo& game, int games, uint64_t seed, int recordEvery) {
    const int inPair = game.facts.symmetricSides && game.facts.sides == 2 ? 2 : 1;
    std::vector<MatchSpec> specs;
    specs.reserve(static_cast<size_t>(std::max(games, 0)));
    for (int i = 0; i < games; ++i) {
        MatchSpec spec;
        spec.pair = i / inPair;
        spec.seed = mixSeed(seed, kPairStream, static_cast<uint64_t>(spec.pair));
        spec.agentOfSide.assign(static_cast<size_t>(game.facts.sides), 1);
        spec.agentOfSide[static_cast<size_t>(i % inPair)] = 0;
        spec.record = recordEvery > 0 && i % recordEvery == 0;
        specs.push_back(std::move(spec));
    }
    return specs;
}

MatchSummary summarise(const std::vector<MatchSpec>& specs, const std::vector<FinishedMatch>& finished) {
    MatchSummary summary;
    std::map<int64_t, RunningMean> pairs;
    double sum = 0;
    for (const FinishedMatch& match : finished) {
        LUDUS_CHECK_LT(match.spec, specs.size());
        const MatchSpec& spec = specs[match.spec];
        const size_t side = sideOfFirst(spec);
        const double score = match.scores[side];
        const double other = match.scores.size() > 1 ? bestOther(match.scores, side) : 0.0;
        ++summary.games;
        ++(score > other ? summary.wins : score < other ? summary.losses : summary.draws);
        summary.steps += match.steps;
        sum += score;
        pairs[spec.pair].add(score);
    }
    if (summary.games == 0) return summary;
    summary.meanScore = sum / static_cast<double>(summary.games);
    // Variance of the mean of clusters: a pair cut in half counts by its games.
    double squares = 0;
    for (const auto& [pair, mean] : pairs) {
        const double off = static_cast<double>(mean.count()) * (mean.mean() - summary.meanScore);
        squares += off * off;
    }
    const double count = static_cast<double>(pairs.size());
    if (count > 1)
        summary.standardError = math::squareRoot(squares * count / (count - 1.0)) / static_cast<double>(summary.games);
    return summary;
}

}  // namespace ludus::arena
