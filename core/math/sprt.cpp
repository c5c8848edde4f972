// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/sprt.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/math/elo.h"

namespace ludus::math {
namespace {

constexpr double kEmptyKind = 0.001;
constexpr double kMostElo = 2000;
constexpr int kHalvings = 1200;  // until no double lies between the two ends
constexpr int kRounds = 1000;
constexpr double kSettled = 1e-15;
constexpr double kFulfilled = 1e-9;

/// Results worth 0 to 1 in even steps, with their share of all.
struct Sample {
    double count = 0;
    std::vector<double> worth, share;
};
using Shares = std::vector<double>;

Sample sampleOf(std::span<const double> counts) {
    Sample out;
    for (size_t i = 0; i < counts.size(); ++i) {
        out.worth.push_back(static_cast<double>(i) / static_cast<double>(counts.size() - 1));
        out.share.push_back(counts[i] > 0 ? counts[i] : kEmptyKind);
        out.count += out.share.back();
    }
    for (double& share : out.share)
        share /= out.count;
    return out;
}

/// The likeliest q given the sample's shares p under sum q_i g_i = 0: q_i = p_i / (1 + theta g_i) where theta is the
/// root of sum p_i g_i / (1 + theta g_i), which falls between its poles (Owen 2001, empirical likelihood).
std::optional<Shares> likeliest(const Shares& p, const std::vector<double>& g) {
    const auto [least, most] = std::minmax_element(g.begin(), g.end());
    if (!(*least < 0 && *most > 0)) return std::nullopt;
    double low = -1 / *most, high = -1 / *least;
    for (int step = 0; step < kHalvings; ++step) {
        const double theta = low + (high - low) / 2;
        if (theta <= low || theta >= high) break;
        double sum = 0;
        for (size_t i = 0; i < p.size(); ++i)
            sum += p[i] * g[i] / (1 + theta * g[i]);
        (sum > 0 ? low : high) = theta;
    }
    const double theta = low + (high - low) / 2;
    Shares q(p.size());
    for (size_t i = 0; i < p.size(); ++i)
        q[i] = p[i] / (1 + theta * g[i]);
    return q;
}

struct Moments {
    double mean = 0, deviation = 0;
};

Moments momentsOf(const std::vector<double>& worth, const Shares& q) {
    Moments out;
    for (size_t i = 0; i < q.size(); ++i)
        out.mean += q[i] * worth[i];
    for (size_t i = 0; i < q.size(); ++i)
        out.deviation += q[i] * (worth[i] - out.mean) * (worth[i] - out.mean);
    out.deviation = std::sqrt(out.deviation);
    return out;
}

std::optional<Shares> likeliestWithMean(const Sample& sample, double mean) {
    std::vector<double> off;
    for (const double worth : sample.worth)
        off.push_back(worth - mean);
    return likeliest(sample.share, off);
}

/// With (mean - 1/2) / deviation fixed at t: the constraint is made linear around the last answer until that settles.
std::optional<Shares> likeliestWithRatio(const Sample& sample, double t) {
    Shares q(sample.share.size(), 1.0 / static_cast<double>(sample.share.size()));
    for (int round = 0; round < kRounds; ++round) {
        const Moments at = momentsOf(sample.worth, q);
        std::vector<double> g;
        for (const double worth : sample.worth) {
            const double z = (worth - at.mean) / at.deviation;
            g.push_back(worth - 0.5 - t * at.deviation / 2 * (1 + z * z));
        }
        const std::optional<Shares> next = likeliest(sample.share, g);
        if (!next) return std::nullopt;
        double moved = 0;
        for (size_t i = 0; i < q.size(); ++i)
            moved = std::max(moved, std::fabs((*next)[i] - q[i]));
        q = *next;
        if (moved <= kSettled) break;
    }
    const Moments at = momentsOf(sample.worth, q);
    if (!(std::fabs(at.mean - 0.5 - t * at.deviation) <= kFulfilled)) return std::nullopt;
    return q;
}

/// The log likelihood ratio of the sample under q1 and q0; NaN where one of them does not exist.
double ratio(const Sample& sample, const std::optional<Shares>& q0, const std::optional<Shares>& q1) {
    if (!q0 || !q1) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0;
    for (size_t i = 0; i < sample.share.size(); ++i)
        sum += sample.share[i] * std::log((*q1)[i] / (*q0)[i]);
    return sample.count * sum;
}

double logisticRatio(const Sample& sample, double score0, double score1) {
    return ratio(sample, likeliestWithMean(sample, score0), likeliestWithMean(sample, score1));
}

/// `gamesInOne` games in a result: the deviation of the mean of two is that of one divided by sqrt 2.
double generalised(std::span<const double> counts, double gamesInOne, const SprtOptions& options) {
    const Sample sample = sampleOf(counts);
    if (options.model == SprtModel::logistic)
        return logisticRatio(sample, expectedScore(options.elo0), expectedScore(options.elo1));
    const double unit = std::sqrt(gamesInOne) / (2 * kEloPerLogit);
    return ratio(sample, likeliestWithRatio(sample, options.elo0 * unit),
                 likeliestWithRatio(sample, options.elo1 * unit));
}

/// Coulom's BayesElo: the chances of a win and a loss at a difference and a draw Elo, both in its own units.
struct BayesElo {
    double win = 0, draw = 0, loss = 0;

    static BayesElo at(double difference, double drawElo) {
        const double won = expectedScore(difference - drawElo), lost = expectedScore(-difference - drawElo);
        return {won, won * lost * std::expm1(2 * drawElo / kEloPerLogit), lost};  // 1 - won - lost
    }
    double score() const { return (1 + win - loss) / 2; }
};

double drawEloOf(double win, double loss) {
    return 200 * std::log10((1 - loss) / loss * (1 - win) / win);
}

double bayesian(const GameCounts& games, const SprtOptions& options) {
    const Sample sample = sampleOf(std::array{games.losses, games.draws, games.wins});
    const double drawElo = drawEloOf(sample.share[2], sample.share[0]);
    return logisticRatio(sample, BayesElo::at(options.elo0, drawElo).score(),
                         BayesElo::at(options.elo1, drawElo).score());
}

double jeffreys(const GameCounts& games, const SprtOptions& options) {
    const double wins = games.wins + 0.5, draws = games.draws + 0.5, losses = games.losses + 0.5;
    const double count = wins + draws + losses;
    const double drawElo = drawEloOf(wins / count, losses / count);
    const double x = std::pow(10, -drawElo / 400);
    const double scale = 4 * x / ((1 + x) * (1 + x));  // Elo in one point of BayesElo near equality
    const BayesElo p0 = BayesElo::at(options.elo0 / scale, drawElo);
    const BayesElo p1 = BayesElo::at(options.elo1 / scale, drawElo);
    return wins * std::log(p1.win / p0.win) + draws * std::log(p1.draw / p0.draw) +
           losses * std::log(p1.loss / p0.loss);
}

Sprt judge(double llr, const SprtOptions& options) {
    Sprt out;
    out.llr = llr;
    out.lower = std::log(options.beta / (1 - options.alpha));
    out.upper = std::log((1 - options.beta) / options.alpha);
    if (llr >= out.upper) out.verdict = SprtVerdict::accept;
    if (llr <= out.lower) out.verdict = SprtVerdict::reject;
    return out;
}

}  // namespace

Status checkSprt(const SprtOptions& options) {
    const auto wrong = [](Text text) {
        return Status(Error{
            "option.sprt", std::move(text), {}, LUDUS_TEXT("Sprt", "A usual test: from 0 to 5, alpha and beta 0.05.")});
    };
    if (!(std::fabs(options.elo0) <= kMostElo && std::fabs(options.elo1) <= kMostElo))
        return wrong(LUDUS_TEXT("Sprt", "The two Elo values of the test must lie between -%1 and %1.").arg(kMostElo));
    if (!(options.elo0 < options.elo1)) {
        return wrong(LUDUS_TEXT("Sprt", "The first Elo value of the test (%1) must be below the second (%2).")
                         .arg(options.elo0)
                         .arg(options.elo1));
    }
    const auto isChance = [](double p) { return p > 0 && p < 1; };
    if (!isChance(options.alpha) || !isChance(options.beta))
        return wrong(LUDUS_TEXT("Sprt", "alpha and beta must lie above 0 and below 1."));
    if (!(options.alpha + options.beta < 1))
        return wrong(LUDUS_TEXT("Sprt", "alpha and beta must be below 1 together."));
    return {};
}

Sprt sprt(const GameCounts& games, const SprtOptions& options) {
    LUDUS_CHECK(checkSprt(options).ok());
    LUDUS_CHECK(areCounts(games));
    if (games.games() == 0) return judge(0, options);
    switch (options.model) {
        case SprtModel::bayesian: return judge(bayesian(games, options), options);
        case SprtModel::bayesianJeffreys: return judge(jeffreys(games, options), options);
        default: return judge(generalised(std::array{games.losses, games.draws, games.wins}, 1, options), options);
    }
}

Sprt sprt(const PairCounts& pairs, const SprtOptions& options) {
    LUDUS_CHECK(checkSprt(options).ok());
    LUDUS_CHECK(areCounts(pairs));
    LUDUS_CHECK(options.model == SprtModel::logistic || options.model == SprtModel::normalized);
    double count = 0;
    for (const double n : pairs)
        count += n;
    return judge(count > 0 ? generalised(pairs, 2, options) : 0, options);
}

}  // namespace ludus::math
