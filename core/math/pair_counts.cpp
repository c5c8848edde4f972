// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "core/base/check.h"
#include "core/base/math.h"
#include "core/math/rating_fit.h"

namespace ludus::math {
namespace {

struct Tally {
    int opponent = 0;
    int outcome = 0;
};

}  // namespace

std::vector<PairResult> countPairs(int players, std::span<const GameResult> games) {
    const auto count = static_cast<size_t>(players);
    std::vector<size_t> begin(count + 1, 0);
    for (const GameResult& game : games) {
        LUDUS_CHECK(game.first >= 0 && game.first < players && game.second >= 0 && game.second < players);
        ++begin[static_cast<size_t>(game.first) + 1];
    }
    for (size_t player = 0; player < count; ++player)
        begin[player + 1] += begin[player];
    std::vector<Tally> byFirst(games.size());
    std::vector<size_t> next(begin.begin(), begin.end() - 1);
    for (const GameResult& game : games)
        byFirst[next[static_cast<size_t>(game.first)]++] = {game.second, game.outcome};

    std::vector<PairResult> out, row(count);
    for (size_t player = 0; player < count; ++player) {
        for (size_t i = begin[player]; i < begin[player + 1]; ++i) {
            PairResult& pair = row[static_cast<size_t>(byFirst[i].opponent)];
            (byFirst[i].outcome > 0 ? pair.wins : byFirst[i].outcome < 0 ? pair.losses : pair.draws) += 1;
        }
        for (size_t opponent = 0; begin[player] < begin[player + 1] && opponent < count; ++opponent) {
            PairResult& pair = row[opponent];
            if (pair.wins + pair.draws + pair.losses == 0) continue;
            pair.a = static_cast<int>(player);
            pair.b = static_cast<int>(opponent);
            out.push_back(pair);
            pair = {};
        }
    }
    return out;
}

std::vector<FittedRating> countScores(int players, const std::vector<PairResult>& results) {
    std::vector<FittedRating> ratings(static_cast<size_t>(players));
    for (const PairResult& pair : results) {
        const double games = pair.wins + pair.draws + pair.losses, points = pair.wins + pair.draws / 2;
        ratings[static_cast<size_t>(pair.a)].games += games;
        ratings[static_cast<size_t>(pair.a)].score += points;
        ratings[static_cast<size_t>(pair.b)].games += games;
        ratings[static_cast<size_t>(pair.b)].score += games - points;
    }
    for (FittedRating& rating : ratings) {
        rating.score = rating.games > 0 ? rating.score / rating.games : std::numeric_limits<double>::quiet_NaN();
        rating.elo = rating.error = std::numeric_limits<double>::quiet_NaN();
    }
    return ratings;
}

std::vector<Opposition> oppositions(const std::vector<PairResult>& results, const std::vector<FittedRating>& ratings) {
    const size_t count = ratings.size();
    std::vector<std::vector<std::pair<size_t, double>>> met(count);
    std::vector<Opposition> out(count);
    for (const PairResult& pair : results) {
        const auto a = static_cast<size_t>(pair.a), b = static_cast<size_t>(pair.b);
        const double games = pair.wins + pair.draws + pair.losses;
        if (games <= 0) continue;
        met[a].emplace_back(b, games);
        met[b].emplace_back(a, games);
        out[a].wins += pair.wins;
        out[a].losses += pair.losses;
        out[a].draws += pair.draws;
        out[b].wins += pair.losses;
        out[b].losses += pair.wins;
        out[b].draws += pair.draws;
    }
    std::vector<double> games(count, 0.0);
    for (size_t player = 0; player < count; ++player) {
        Opposition& own = out[player];
        double all = 0, rated = 0, sum = 0;
        for (const auto& [opponent, number] : met[player]) {
            games[opponent] += number;
            all += number;
            if (!std::isfinite(ratings[opponent].elo)) continue;
            rated += number;
            sum += number * ratings[opponent].elo;
        }
        double entropy = 0;
        for (const auto& [opponent, number] : met[player]) {
            const double share = games[opponent] / all;
            if (share <= 0) continue;  // counted with its other side
            ++own.opponents;
            entropy -= share * log(share);
            games[opponent] = 0;
        }
        own.meanRating = rated > 0 ? sum / rated : std::numeric_limits<double>::quiet_NaN();
        own.diversity = own.opponents > 0 ? exp(entropy) : 0;
    }
    return out;
}

}  // namespace ludus::math
