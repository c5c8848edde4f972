// SPDX-License-Identifier: GPL-3.0-or-later
// How far the relative performance of two leagues can be trusted.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "core/base/check.h"
#include "core/base/rng.h"
#include "core/math/bootstrap.h"
#include "core/math/matrix_game.h"
#include "core/runs/league_comparison.h"

namespace ludus::runs {
namespace {

constexpr uint64_t kPurpose = 0x72656C6174697665;  // "relative"
constexpr int kMost = 1000, kFewest = 100;
constexpr int64_t kFewGames = 64;         // of a pair
constexpr double kGames = 4e7;            // drawn in about a second
constexpr double kPairs = 3600;           // of which a thousand games are solved in about a second
constexpr size_t kMostPairs = 200 * 200;  // a hundred take seconds
constexpr double kLevel = 0.95;

/// How probable each sum of results is when `score` is drawn anew: [lead + games], added up.
std::vector<double> chancesOf(const PairScore& score) {
    const auto games = static_cast<size_t>(score.games());
    const double one = 1.0 / static_cast<double>(games);
    const double win = one * static_cast<double>(score.wins), loss = one * static_cast<double>(score.losses);
    std::vector<double> chances(2 * games + 1), next(2 * games + 1);
    chances[games] = 1;
    for (size_t match = 0; match < games; ++match) {
        next.assign(next.size(), 0);
        for (size_t lead = games - match; lead <= games + match; ++lead) {
            next[lead + 1] += win * chances[lead];
            next[lead - 1] += loss * chances[lead];
            next[lead] += (1 - win - loss) * chances[lead];
        }
        chances.swap(next);
    }
    std::partial_sum(chances.begin(), chances.end(), chances.begin());
    return chances;
}

/// Draws the matches of a pair anew: of few at once by the chances of their sum, of many one by one.
class Redrawn {
public:
    explicit Redrawn(const std::vector<PairScore>& scores) {
        for (const PairScore& score : scores) {
            const std::vector<double>* chances = nullptr;
            if (score.games() <= kFewGames) {
                std::vector<double>& known = chances_[{score.wins, score.draws, score.losses}];
                if (known.empty()) known = chancesOf(score);
                chances = &known;
            }
            pairs_.push_back({score, chances});
        }
    }

    /// The advantage of the first one.
    double draw(size_t pair, Rng& rng) const {
        const auto& [score, chances] = pairs_[pair];
        const int64_t games = score.games();
        if (score.wins == games || score.losses == games || score.draws == games) return 2 * score.rate() - 1;
        int64_t lead = 0;
        if (chances != nullptr) {
            const auto found = std::upper_bound(chances->begin(), chances->end(), rng.uniform());
            lead = std::min<int64_t>(found - chances->begin(), 2 * games) - games;
        } else {
            for (int64_t i = 0; i < games; ++i) {
                const auto which = static_cast<int64_t>(rng.below(static_cast<uint32_t>(games)));
                lead += which < score.wins ? 1 : which < score.wins + score.losses ? -1 : 0;
            }
        }
        return static_cast<double>(lead) / static_cast<double>(games);
    }

private:
    struct Pair {
        PairScore score;
        const std::vector<double>* chances;  // nullptr: too many matches
    };
    std::map<std::tuple<int64_t, int64_t, int64_t>, std::vector<double>> chances_;
    std::vector<Pair> pairs_;
};

}  // namespace

int performanceResamples(size_t first, size_t second, int64_t games) {
    const size_t pairs = first * second;
    if (pairs == 0 || pairs > kMostPairs) return 0;
    const double byPairs = kMost * std::pow(kPairs / static_cast<double>(pairs), 1.5);  // a game takes that much longer
    const bool few = games <= kFewGames * static_cast<int64_t>(pairs);  // then a pair costs no more than a match
    const double byGames = kGames / static_cast<double>(few ? static_cast<int64_t>(pairs) : games);
    return std::clamp(static_cast<int>(std::min({byPairs, byGames, double{kMost}})), kFewest, kMost);
}

PerformanceInterval performanceInterval(const std::vector<PairScore>& scores, size_t first, size_t second,
                                        uint64_t seed, const std::function<bool()>& stopped) {
    LUDUS_CHECK_EQ(scores.size(), first * second);
    int64_t games = 0;
    for (const PairScore& score : scores) {
        LUDUS_CHECK_GT(score.games(), 0);
        games += score.games();
    }
    const int resamples = performanceResamples(first, second, games);
    const Redrawn redrawn(scores);
    std::vector<double> values;
    math::PayoffMatrix drawn{first, second, std::vector<double>(scores.size())};
    for (int i = 0; i < resamples; ++i) {
        if (stopped && stopped()) return {};
        Rng rng(seed, kPurpose, static_cast<uint64_t>(i));
        for (size_t pair = 0; pair < scores.size(); ++pair)
            drawn.values[pair] = redrawn.draw(pair, rng);
        const Result<math::Equilibrium> found = math::someEquilibrium(drawn);
        if (!found) return {};
        values.push_back(found->value);
    }
    if (values.empty()) return {};
    return {math::quantile(values, (1 - kLevel) / 2), math::quantile(values, (1 + kLevel) / 2), resamples};
}

}  // namespace ludus::runs
