// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings that move with every game or period: Elo, Glicko-1, Glicko-2, TrueSkill for two sides. Plain values; pure
// functions, so that the same games in the same order give the same ratings. Any thread.
#pragma once

#include <span>
#include <utility>
#include <vector>

namespace ludus::math {

// ---- Elo (1978)
// ------------------------------------------------------------------------------------------------------

struct EloOptions {
    double start = 1200;  // Elo of a newcomer
    double k = 16;        // the most that one game can move a rating
};

/// Both ratings after a game in which the first scored `score` (1, 1/2, 0). What one gains the other loses.
std::pair<double, double> updateElo(double first, double second, double score, const EloOptions& options = {});

// ---- Glicko (Glickman 1999) and Glicko-2 (Glickman 2013, 2022)
// -------------------------------------------------------

struct GlickoRating {
    double rating = 1500;      // on the Elo scale
    double deviation = 350;    // standard error of the rating; 95 % interval: rating +- 1.96 deviation
    double volatility = 0.06;  // how much the strength wanders in a period, natural units; Glicko-1 leaves it alone
};

struct Glicko2Options {
    double tau = 0.5;  // how fast the volatility may change, 0.3 to 1.2
};

/// A game of a period: the opponent as rated before the period, the own score (1, 1/2, 0).
struct GlickoGame {
    double opponentRating = 1500;
    double opponentDeviation = 350;
    double score = 0.5;
};

/// One player's rating after a period; all games count at once. Without games only the deviation grows.
GlickoRating updateGlicko2(const GlickoRating& player, std::span<const GlickoGame> games,
                           const Glicko2Options& options = {});
/// The same by Glicko-1, which has no volatility; the deviation does not grow by itself.
GlickoRating updateGlicko1(const GlickoRating& player, std::span<const GlickoGame> games);

/// A game between two of a list of players; `score` is the first one's.
struct RatedGame {
    int first = 0, second = 0;
    double score = 0.5;
};

/// Closes a period for everybody (Glicko-2 wants 10 to 15 games a player and period): each game counts with the
/// ratings of before, those who did not play become less certain.
void closeGlicko2Period(std::vector<GlickoRating>& players, std::span<const RatedGame> games,
                        const Glicko2Options& options = {});

// ---- TrueSkill (Herbrich, Minka and Graepel 2006), two sides --------------------------------------------------------

struct TrueSkillRating {
    double mean = 25;
    double deviation = 25.0 / 3;
    /// What tables are ordered by: the strength is above it with a chance of 99.9 %.
    double conservative() const { return mean - 3 * deviation; }
};

struct TrueSkillOptions {
    double beta = 25.0 / 6;        // deviation of the performance in one game, a player
    double tau = 25.0 / 300;       // how much the strength wanders between two games
    double drawProbability = 0.1;  // between equal sides, in [0, 1)
};

/// Both sides after a game in which the first scored 1, 1/2 or 0; a side's strength is the sum of its members'.
void updateTrueSkill(std::span<TrueSkillRating> first, std::span<TrueSkillRating> second, double score,
                     const TrueSkillOptions& options = {});
void updateTrueSkill(TrueSkillRating& first, TrueSkillRating& second, double score,
                     const TrueSkillOptions& options = {});

/// How open a match is: the density of a draw relative to that between sides known to be equal, 0 to 1.
double matchQuality(std::span<const TrueSkillRating> first, std::span<const TrueSkillRating> second,
                    const TrueSkillOptions& options = {});
double matchQuality(const TrueSkillRating& first, const TrueSkillRating& second, const TrueSkillOptions& options = {});

}  // namespace ludus::math
