// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/bench_ratings.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "core/base/rng.h"
#include "core/math/joint_model.h"
#include "core/math/rating_fit.h"

namespace ludus::headless {
namespace {

constexpr double kDeviation = 200, kDrawRate = 0.5;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct League {
    std::vector<double> strength;  // Elo, mean 0
    std::vector<math::GameResult> games;
};

League drawLeague(int players, int games) {
    League out;
    Rng rng(1);
    double mean = 0;
    for (int i = 0; i < players; ++i) {
        out.strength.push_back(kDeviation * rng.normal());
        mean += out.strength.back() / players;
    }
    for (double& strength : out.strength)
        strength -= mean;
    const double unit = math::kEloScale / std::log(10.0);
    for (int i = 0; i < games; ++i) {
        math::GameResult game;
        game.first = static_cast<int>(rng.below(static_cast<uint32_t>(players)));
        game.second = static_cast<int>(rng.below(static_cast<uint32_t>(players - 1)));
        if (game.second >= game.first) ++game.second;
        const double lead =
            out.strength[static_cast<size_t>(game.first)] - out.strength[static_cast<size_t>(game.second)];
        const math::OutcomeChances chances = math::davidsonChances(lead / unit, kDrawRate);
        const double drawn = rng.uniform();
        game.outcome = drawn < chances.win ? 1 : drawn < chances.win + chances.draw ? 0 : -1;
        out.games.push_back(game);
    }
    return out;
}

}  // namespace

RatingCost benchRatings(int players, int games, int rounds) {
    using Clock = std::chrono::steady_clock;
    const League league = drawLeague(players, games);
    RatingCost cost{1e9, 1e9, 0, 1e9};
    for (int round = 0; round < rounds; ++round) {
        math::RatingFitOptions options;
        options.priorDraws = 0;
        const auto start = Clock::now();
        const std::vector<math::PairResult> pairs = math::countPairs(players, league.games);
        cost.countSeconds = std::min(cost.countSeconds, secondsSince(start));
        const auto counted = Clock::now();
        const math::RatingFit fit = math::fitRatings(players, pairs, options);
        cost.fitSeconds = std::min(cost.fitSeconds, secondsSince(counted));
        for (const math::FittedRating& rating : fit.players)
            options.start.push_back(rating.elo);
        const auto fitted = Clock::now();
        static_cast<void>(math::fitRatings(players, pairs, options));
        cost.warmSeconds = std::min(cost.warmSeconds, secondsSince(fitted));
        cost.farthest = 0;
        for (size_t i = 0; i < fit.players.size(); ++i) {
            const double away = std::fabs(fit.players[i].elo - league.strength[i]) / fit.players[i].error;
            if (std::isfinite(away)) cost.farthest = std::max(cost.farthest, away);
        }
    }
    return cost;
}

}  // namespace ludus::headless
