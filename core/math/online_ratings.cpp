// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/online_ratings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/check.h"
#include "core/math/elo.h"
#include "core/math/normal.h"

namespace ludus::math {
namespace {

constexpr double kGlickoCentre = 1500;
constexpr int kMostSteps = 200;
constexpr double kVolatilityTolerance = 1e-13;  // of ln(volatility squared)
constexpr double kNoMargin = 1e-5;              // below it the margin of a draw is as good as none

void checkScore(double score) {
    LUDUS_CHECK(score >= 0 && score <= 1);
}

// ---- Glicko
// ----------------------------------------------------------------------------------------------------------

/// How much a game against somebody of this deviation (natural units) counts.
double certainty(double deviation) {
    constexpr double kPi = std::numbers::pi;
    return 1.0 / std::sqrt(1 + 3 * deviation * deviation / (kPi * kPi));
}

/// What a period's games say about a player, natural units.
struct Evidence {
    double information = 0;  // 1 / v: sum of g^2 E (1 - E)
    double surprise = 0;     // sum of g (score - E)
};

Evidence weigh(const GlickoRating& player, std::span<const GlickoGame> games) {
    Evidence out;
    for (const GlickoGame& game : games) {
        checkScore(game.score);
        const double g = certainty(game.opponentDeviation / kEloPerLogit);
        const double expected = expectedScore(g * (player.rating - game.opponentRating));
        out.information += g * g * expected * (1 - expected);
        out.surprise += g * (game.score - expected);
    }
    return out;
}

/// Step 5 of Glickman's "Example of the Glicko-2 system": the root by the Illinois variant of regula falsi.
double newVolatility(double volatility, double deviation, double v, double delta, double tau) {
    const double start = std::log(volatility * volatility);
    const auto f = [&](double x) {
        const double e = std::exp(x);
        const double total = deviation * deviation + v + e;
        return e * (delta * delta - total) / (2 * total * total) - (x - start) / (tau * tau);
    };
    double a = start, b = 0;
    if (delta * delta > deviation * deviation + v) {
        b = std::log(delta * delta - deviation * deviation - v);
    } else {
        b = start - tau;
        while (f(b) < 0)
            b -= tau;
    }
    double fa = f(a), fb = f(b);
    for (int step = 0; step < kMostSteps && std::fabs(b - a) > kVolatilityTolerance && fb != 0; ++step) {
        const double c = a + (a - b) * fa / (fb - fa);
        const double fc = f(c);
        if (fc * fb <= 0) {
            a = b;
            fa = fb;
        } else {
            fa /= 2;
        }
        b = c;
        fb = fc;
    }
    return std::exp((fb == 0 ? b : a) / 2);
}

// ---- TrueSkill
// -------------------------------------------------------------------------------------------------------

/// v moves the means, w narrows the deviations (both in units of the match's deviation c).
struct Correction {
    double v = 0, w = 0;
};

/// The winner is `lead` above the loser and has to be `margin` above to win.
Correction afterWin(double lead, double margin) {
    const double x = lead - margin;
    const double v = inverseMillsRatio(x);
    return {v, std::clamp(v * (v + x), 0.0, 1.0)};
}

/// Moments of a normal cut to [-margin - lead, margin - lead], with the densities divided by the nearer end's, so that
/// nothing vanishes for a lead of many deviations.
Correction afterDraw(double lead, double margin) {
    if (margin < kNoMargin) return {-lead, 1};
    const double sign = lead < 0 ? -1 : 1;
    const double near = margin - std::fabs(lead), far = -margin - std::fabs(lead);
    const double ratio = std::exp(0.5 * (near * near - far * far));
    const double mass = 1 / inverseMillsRatio(near) - ratio / inverseMillsRatio(far);
    const double v = (ratio - 1) / mass;
    return {sign * v, std::clamp(v * v + (near - far * ratio) / mass, 0.0, 1.0)};
}

struct Sum {
    double mean = 0, variance = 0;
};

Sum sumOf(std::span<const TrueSkillRating> side) {
    Sum out;
    for (const TrueSkillRating& member : side) {
        out.mean += member.mean;
        out.variance += member.deviation * member.deviation;
    }
    return out;
}

void correct(std::span<TrueSkillRating> side, double c, double direction, const Correction& correction) {
    for (TrueSkillRating& member : side) {
        const double variance = member.deviation * member.deviation;
        member.mean += direction * variance / c * correction.v;
        member.deviation = std::sqrt(variance * (1 - variance / (c * c) * correction.w));
    }
}

}  // namespace

std::pair<double, double> updateElo(double first, double second, double score, const EloOptions& options) {
    checkScore(score);
    const double gain = options.k * (score - expectedScore(first - second));
    return {first + gain, second - gain};
}

GlickoRating updateGlicko2(const GlickoRating& player, std::span<const GlickoGame> games,
                           const Glicko2Options& options) {
    LUDUS_CHECK(player.deviation > 0 && player.volatility > 0 && options.tau > 0);
    GlickoRating out = player;
    const double phi = player.deviation / kEloPerLogit;
    const Evidence evidence = weigh(player, games);
    const bool silent = evidence.information <= 0;  // no games, or only against somebody infinitely far away
    if (!silent) {
        const double v = 1 / evidence.information;
        out.volatility = newVolatility(player.volatility, phi, v, v * evidence.surprise, options.tau);
    }
    const double before = std::sqrt(phi * phi + out.volatility * out.volatility);
    const double after = 1 / std::sqrt(1 / (before * before) + evidence.information);
    out.deviation = after * kEloPerLogit;
    if (!silent) out.rating += kEloPerLogit * after * after * evidence.surprise;
    return out;
}

GlickoRating updateGlicko1(const GlickoRating& player, std::span<const GlickoGame> games) {
    LUDUS_CHECK_GT(player.deviation, 0);
    GlickoRating out = player;
    const double phi = player.deviation / kEloPerLogit;
    const Evidence evidence = weigh(player, games);
    const double variance = 1 / (1 / (phi * phi) + evidence.information);
    out.rating += kEloPerLogit * variance * evidence.surprise;
    out.deviation = kEloPerLogit * std::sqrt(variance);
    return out;
}

void closeGlicko2Period(std::vector<GlickoRating>& players, std::span<const RatedGame> games,
                        const Glicko2Options& options) {
    std::vector<std::vector<GlickoGame>> lists(players.size());
    for (const RatedGame& game : games) {
        checkScore(game.score);
        const GlickoRating& first = players.at(static_cast<size_t>(game.first));
        const GlickoRating& second = players.at(static_cast<size_t>(game.second));
        lists[static_cast<size_t>(game.first)].push_back({second.rating, second.deviation, game.score});
        lists[static_cast<size_t>(game.second)].push_back({first.rating, first.deviation, 1 - game.score});
    }
    for (size_t i = 0; i < players.size(); ++i)
        players[i] = updateGlicko2(players[i], lists[i], options);
}

void updateTrueSkill(std::span<TrueSkillRating> first, std::span<TrueSkillRating> second, double score,
                     const TrueSkillOptions& options) {
    LUDUS_CHECK(!first.empty() && !second.empty());
    LUDUS_CHECK(score == 1 || score == 0.5 || score == 0);
    LUDUS_CHECK(options.drawProbability >= 0 && options.drawProbability < 1);
    for (const std::span<TrueSkillRating> side : {first, second}) {
        for (TrueSkillRating& member : side)
            member.deviation = std::hypot(member.deviation, options.tau);
    }
    const Sum one = sumOf(first), two = sumOf(second);
    const double noise = static_cast<double>(first.size() + second.size()) * options.beta * options.beta;
    const double c = std::sqrt(noise + one.variance + two.variance);
    const double margin = normalQuantile((options.drawProbability + 1) / 2) * std::sqrt(noise) / c;
    const double direction = score == 0 ? -1 : 1;
    const double lead = direction * (one.mean - two.mean) / c;
    const Correction correction = score == 0.5 ? afterDraw(lead, margin) : afterWin(lead, margin);
    correct(first, c, direction, correction);
    correct(second, c, -direction, correction);
}

void updateTrueSkill(TrueSkillRating& first, TrueSkillRating& second, double score, const TrueSkillOptions& options) {
    updateTrueSkill(std::span(&first, 1), std::span(&second, 1), score, options);
}

double matchQuality(std::span<const TrueSkillRating> first, std::span<const TrueSkillRating> second,
                    const TrueSkillOptions& options) {
    const Sum one = sumOf(first), two = sumOf(second);
    const double noise = static_cast<double>(first.size() + second.size()) * options.beta * options.beta;
    const double total = noise + one.variance + two.variance;
    const double difference = one.mean - two.mean;
    return std::sqrt(noise / total) * std::exp(-difference * difference / (2 * total));
}

double matchQuality(const TrueSkillRating& first, const TrueSkillRating& second, const TrueSkillOptions& options) {
    return matchQuality(std::span(&first, 1), std::span(&second, 1), options);
}

}  // namespace ludus::math
