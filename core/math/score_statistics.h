// SPDX-License-Identifier: GPL-3.0-or-later
// What the results of two sides say: score, Elo, normalised Elo, likelihood of superiority, each with its uncertainty.
// From single games, or from pairs of games of one seed with sides swapped (pentanomial). Pure; any thread.
#pragma once

#include <array>

namespace ludus::math {

/// Games from the first side's view.
struct GameCounts {
    double wins = 0, draws = 0, losses = 0;
    double games() const { return wins + draws + losses; }
};

/// Pairs of games by the first side's points: 0, 1/2, 1, 1 1/2, 2.
using PairCounts = std::array<double, 5>;

/// Elo is on the logistic scale (400 points: odds of 10). Normalised Elo is the score's distance from 1/2 in deviations
/// of a single game, times 800 / ln 10: the number of games that shows it goes with 1 / nelo^2.
///
/// Bounds are those of the 95 % interval of the score, put through the Elo formula: its half width is half of their
/// distance. What cannot be known is not made up:
/// - no games: everything is NaN but `count`;
/// - a score of 0 or 1: elo is -infinity or +infinity; a bound of the score outside (0, 1): its Elo and the half
///   width are infinite;
/// - all results alike (variance 0): the spread is unknown, so that every error, bound and half width and `los` are
///   NaN; nelo is infinite, or NaN where the score is 1/2.
struct ScoreStatistics {
    double count = 0;          // games, or pairs
    double score = 0;          // points a game, 0 to 1
    double variance = 0;       // of the points (0 to 1) of one game, or one pair
    double standardError = 0;  // of the score
    double low = 0, high = 0;  // 95 % interval of the score
    double elo = 0, eloLow = 0, eloHigh = 0, eloHalfWidth = 0;
    double nelo = 0, neloHalfWidth = 0;
    double los = 0;  // chance that the first side is the better one, by the normal distribution of the score
};

ScoreStatistics scoreStatistics(const GameCounts& games);
ScoreStatistics scoreStatistics(const PairCounts& pairs);

/// The likelihood of superiority with draws left out: 1/2 + 1/2 erf((W - L) / sqrt(2 (W + L))); NaN without a decision.
double losIgnoringDraws(const GameCounts& games);

/// A finite number of results, none negative.
bool areCounts(const GameCounts& games);
bool areCounts(const PairCounts& pairs);

}  // namespace ludus::math
