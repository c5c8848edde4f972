// SPDX-License-Identifier: GPL-3.0-or-later
// Sequential probability ratio tests (Wald 1945): is the first side elo1 rather than elo0 better than the second? After
// any game the answer is yes, no, or play on. From games or from pairs (score_statistics.h). Pure; any thread.
#pragma once

#include "core/base/result.h"
#include "core/math/score_statistics.h"

namespace ludus::math {

/// What elo0 and elo1 mean. All but the last are generalised tests (Van den Bergh 2017): the likelihoods are those of
/// the likeliest distribution of results under each hypothesis; a kind of result that never came counts as 0.001.
enum class SprtModel {
    logistic,          // Elo: the mean score is fixed
    normalized,        // normalised Elo: (score - 1/2) / deviation is fixed
    bayesian,          // BayesElo with the sample's draw Elo gives the two scores; games only
    bayesianJeffreys,  // the classical test: BayesElo's three chances, 1/2 added to each kind of result; games only
};

struct SprtOptions {
    SprtModel model = SprtModel::normalized;
    double elo0 = 0, elo1 = 5;  // in the units of the model
    double alpha = 0.05;        // chance to accept elo1 where elo0 is true
    double beta = 0.05;         // chance to reject elo1 where it is true
};

enum class SprtVerdict { playOn, accept, reject };  // of elo1

struct Sprt {
    double llr = 0;               // log of the likelihood ratio of elo1 to elo0; 0 without games
    double lower = 0, upper = 0;  // reject at or below, accept at or above
    SprtVerdict verdict = SprtVerdict::playOn;
};

/// elo0 below elo1, both finite and within 2000; alpha and beta above 0 and below 1, together below 1.
Status checkSprt(const SprtOptions& options);

/// The options must have passed. No estimate (llr is NaN, the verdict: play on) where no distribution of results has
/// the Elo that is asked for.
Sprt sprt(const GameCounts& games, const SprtOptions& options);
/// The same from pairs; the model must be logistic or normalized.
Sprt sprt(const PairCounts& pairs, const SprtOptions& options);

}  // namespace ludus::math
