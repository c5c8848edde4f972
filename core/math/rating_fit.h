// SPDX-License-Identifier: GPL-3.0-or-later
// Joint ratings: the Bradley-Terry maximum likelihood of all games at once (Zermelo 1929; Bradley and Terry 1952), with
// analytic standard errors. Pure; any thread. Ratings in points (400 points = odds of ten, unless the scale says else).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace ludus::math {

constexpr double kEloScale = 400;

/// One game as it is recorded. outcome: 1 the first side won, 0 a draw, -1 the second side won.
struct GameResult {
    int first = 0, second = 0;
    int outcome = 0;
};

/// Results of all games with player a on the first side and b on the second, from a's side.
struct PairResult {
    int a = 0;
    int b = 0;
    double wins = 0, draws = 0, losses = 0;
};

/// One result a pair of sides, in order of (a, b).
std::vector<PairResult> countPairs(int players, std::span<const GameResult> games);

/// How draws enter the likelihood.
enum class DrawModel {
    halfPoint,  // as half a win; the draw rate matters for the errors only
    davidson,   // D^2 = C W L with an expected score that is logistic (as in Ordo); at a rate of 0.5 twice halfPoint
    raoKupper,  // a win needs a margin (as in BayesElo)
};

struct RatingAnchor {
    int player = 0;
    double rating = 0;
};

/// A Gaussian prior.
struct RatingPrior {
    int player = 0;
    double rating = 0, sigma = 1;
};

struct RatingFitOptions {
    double scale = kEloScale;  // points that make odds of ten
    /// Mean rating of the players that can be compared; where anchors or priors fix the scale it has no say.
    double mean = 0;
    std::vector<RatingAnchor> anchors;
    std::vector<RatingPrior> priors;
    /// A weak prior keeps perfect records and groups without links finite: one virtual drawn game of this weight
    /// between each player and the anchor (the mean of several, or of all). 0: none.
    double priorDraws = 0.1;
    double advantage = 0;  // points that the first side is worth
    bool fitAdvantage = false;
    DrawModel drawModel = DrawModel::halfPoint;
    std::optional<double> drawRate;  // share of draws between equals, 0..1 (excluded); nothing: fitted
    /// Players that cannot be compared with the largest (or anchored) group are placed all the same: where their
    /// one-way results have probability 1/2. Otherwise they get no rating (NaN).
    bool placeOutsiders = false;
    bool errorsToMean = false;  // also where there is an anchor
    std::vector<double> start;  // a guess [players]; NaN or nothing: none
};

enum class RatingKind {
    estimated,
    fixed,    // an anchor
    atLeast,  // only wins: the rating at which that has probability 1/2
    atMost,   // only losses
    placed,   // of a group that was placed as a whole
    none,
};

struct FittedRating {
    double elo = 0;
    double error = 0;  // standard error relative to the anchors, or to the mean; NaN where there is none
    double games = 0;
    double score = 0;  // points a game
    RatingKind kind = RatingKind::none;
};

class RatingCovariance;

struct RatingFit {
    std::vector<FittedRating> players;
    double advantage = 0;
    double advantageError = 0;  // infinite where the games do not tell
    double drawRate = 0;        // of equals: given or fitted; NaN without games
    /// Groups within which everybody has scored against everybody, directly or through others (or through anchors and
    /// priors), the one that sets the scale first. A single group: all can be compared.
    std::vector<std::vector<int>> groups;
    std::shared_ptr<const RatingCovariance> covariance;

    /// Standard error of the difference of two ratings; NaN where one of them has no error.
    double differenceError(int a, int b) const;
    /// Likelihood of superiority: the probability that a's true rating is above b's.
    double superiority(int a, int b) const;
};

/// Newton's method on the log-likelihood; errors from the covariance H^-1 V H^-1, where V knows how rare draws are.
RatingFit fitRatings(int players, const std::vector<PairResult>& results, const RatingFitOptions& options);

/// Games and scores of everybody, without ratings (NaN).
std::vector<FittedRating> countScores(int players, const std::vector<PairResult>& results);

/// Whom a player met.
struct Opposition {
    double wins = 0, draws = 0, losses = 0;
    double meanRating = 0;  // of the opponents, by games; NaN without rated ones
    int opponents = 0;
    double diversity = 0;  // exp(entropy of the opponents): as many as if all were met equally often
};

std::vector<Opposition> oppositions(const std::vector<PairResult>& results, const std::vector<FittedRating>& ratings);

}  // namespace ludus::math
