// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/score_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/base/check.h"
#include "core/math/elo.h"
#include "core/math/normal.h"

namespace ludus::math {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double eloOfBound(double score) {
    return score <= 0 ? -kInfinity : score >= 1 ? kInfinity : eloOfScore(score);
}

/// `counts` of results worth 0 to 1 in even steps, each of `games` games.
ScoreStatistics evaluate(std::span<const double> counts, double games) {
    ScoreStatistics out;
    double points = 0;
    const double step = 1.0 / static_cast<double>(counts.size() - 1);
    for (size_t i = 0; i < counts.size(); ++i) {
        LUDUS_CHECK(std::isfinite(counts[i]) && counts[i] >= 0);
        out.count += counts[i];
        points += counts[i] * static_cast<double>(i) * step;
    }
    out.score = points / out.count;
    const auto kinds = std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0; });
    for (size_t i = 0; kinds > 1 && i < counts.size(); ++i) {
        const double off = static_cast<double>(i) * step - out.score;
        out.variance += counts[i] * off * off / out.count;
    }
    if (kinds == 0) out.variance = kNothing;
    out.standardError = kinds > 1 ? std::sqrt(out.variance / out.count) : kNothing;
    out.low = out.score - kNormal95 * out.standardError;
    out.high = out.score + kNormal95 * out.standardError;
    out.elo = eloOfScore(out.score);
    out.eloLow = kinds > 1 ? eloOfBound(out.low) : kNothing;
    out.eloHigh = kinds > 1 ? eloOfBound(out.high) : kNothing;
    out.eloHalfWidth = (out.eloHigh - out.eloLow) / 2;

    const double perGame = 2 * kEloPerLogit / std::sqrt(games * out.variance);
    out.nelo = (out.score - 0.5) * perGame;
    out.neloHalfWidth = kNormal95 * out.standardError * perGame;
    out.los = normalChance((out.score - 0.5) / out.standardError);
    return out;
}

}  // namespace

ScoreStatistics scoreStatistics(const GameCounts& games) {
    return evaluate(std::array{games.losses, games.draws, games.wins}, 1);
}

ScoreStatistics scoreStatistics(const PairCounts& pairs) {
    return evaluate(pairs, 2);
}

double losIgnoringDraws(const GameCounts& games) {
    LUDUS_CHECK(areCounts(games));
    const double decided = games.wins + games.losses;
    return decided > 0 ? normalChance((games.wins - games.losses) / std::sqrt(decided)) : kNothing;
}

bool areCounts(const GameCounts& games) {
    return areCounts(PairCounts{games.wins, games.draws, games.losses, 0, 0});
}

bool areCounts(const PairCounts& pairs) {
    return std::all_of(pairs.begin(), pairs.end(), [](double n) { return std::isfinite(n) && n >= 0; });
}

}  // namespace ludus::math
