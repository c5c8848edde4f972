// SPDX-License-Identifier: GPL-3.0-or-later
// What `ludus-cli rate` asks and what it gets: one list of players by rating, whatever the method. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/headless/game_list.h"
#include "core/base/result.h"
#include "core/math/rating_fit.h"

namespace ludus::headless {

inline constexpr double k95 = 1.959963984540054;  // half widths of 95 % intervals, in standard errors

/// As it was typed.
struct RateQuery {
    std::string file, method = "bradley-terry";
    std::optional<double> mean, scale;
    std::vector<std::string> anchors, priors;
    std::string advantage, drawRate, drawModel;
    bool force = false, matrix = false;
};

struct RatedPlayer {
    int index = 0;  // in the list of games
    std::string name;
    double rating = 0, deviation = 0;  // standard error; NaN where there is none
    double games = 0, score = 0;       // points a game
    math::RatingKind kind = math::RatingKind::none;
    math::Opposition met;
    double superiority = 0;  // over the next in the list; NaN for the last
};

struct RatedPlayers {
    std::vector<RatedPlayer> players;  // best first
    double advantage = 0, advantageDeviation = 0, drawRate = 0;
    std::vector<std::vector<int>> groups;
    math::RatingFit fit;  // of bradley-terry
};

/// What is wrong with the query by itself.
Status checkRateQuery(const RateQuery& query);
/// Players outside the largest group have no rating unless query.force.
Result<RatedPlayers> ratePlayers(const RateQuery& query, const GameList& list);

}  // namespace ludus::headless
