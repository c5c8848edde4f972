// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/telling.h"

#include <algorithm>

#include "core/games/slime_volley.h"

namespace ludus::games {
namespace {

Telling slimeTelling() {
    return {{LUDUS_TEXT("games", "Left"), LUDUS_TEXT("games", "Right")},
            LUDUS_TEXT("games", "Points"),
            LUDUS_TEXT("games", "point for %1"),
            {LUDUS_TEXT("games", "point for the left side"), LUDUS_TEXT("games", "point for the right side")}};
}

Telling soccerTelling() {
    return {{LUDUS_TEXT("games", "Blue"), LUDUS_TEXT("games", "Orange")},
            LUDUS_TEXT("games", "Goals"),
            LUDUS_TEXT("games", "goal for %1"),
            {LUDUS_TEXT("games", "goal for Blue"), LUDUS_TEXT("games", "goal for Orange")}};
}

Telling matrixTelling() {
    return {{LUDUS_TEXT("games", "Row player"), LUDUS_TEXT("games", "Column player")},
            LUDUS_TEXT("games", "Payoff"),
            LUDUS_TEXT("games", "payoff for %1"),
            {LUDUS_TEXT("games", "payoff for the row player"), LUDUS_TEXT("games", "payoff for the column player")}};
}

Telling plainTelling() {
    return {{LUDUS_TEXT("games", "Blue"), LUDUS_TEXT("games", "Orange")},
            LUDUS_TEXT("games", "Score"),
            LUDUS_TEXT("games", "point for %1"),
            {LUDUS_TEXT("games", "point for Blue"), LUDUS_TEXT("games", "point for Orange")}};
}

bool isMatrix(const std::string& game) {
    return game == "rps" || game == "matching_pennies" || game == "matrix";
}

}  // namespace

Telling tellingOf(const std::string& game) {
    if (game == "slime_volley") return slimeTelling();
    if (game == "soccer_twos") return soccerTelling();
    return isMatrix(game) ? matrixTelling() : plainTelling();
}

std::vector<double> scoreline(const std::string& game, const std::vector<double>& scores, int64_t steps) {
    if (scores.size() != 2) return scores;
    // A goal is worth one to who scores and costs the other side one.
    if (game == "soccer_twos") return {std::max(0.0, scores[0]), std::max(0.0, scores[1])};
    if (game != "slime_volley") return scores;
    // Who wins before the last step has taken all lives; the score is the difference.
    const double most = slime::kLives, ahead = std::max(scores[0], scores[1]);
    if (steps >= slime::info().facts.maxSteps && ahead < most) return {};
    return scores[0] > scores[1] ? std::vector{most, most - ahead} : std::vector{most - ahead, most};
}

}  // namespace ludus::games
