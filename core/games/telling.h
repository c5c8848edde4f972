// SPDX-License-Identifier: GPL-3.0-or-later
// Telling: how the matches of a game are told to people: what its sides are called, what is counted, how a result
// reads. Ratings and results know nothing of it. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/text.h"

namespace ludus::games {

struct Telling {
    std::vector<Text> sides;    // [sides] "Blue", "Orange"
    Text counted;               // "Goals"
    Text point;                 // "goal for %1", an agent
    std::vector<Text> pointOf;  // [sides] "goal for Blue"
};

/// Of any game, also of one that is not known.
Telling tellingOf(const std::string& game);

/// What stands on the board at the end of a match with these scores after so many steps: goals of Soccer Twos, points
/// of Slime Volleyball. Empty where the scores do not say it: of a volleyball match that was cut at its last step only
/// the difference is known.
std::vector<double> scoreline(const std::string& game, const std::vector<double>& scores, int64_t steps);

}  // namespace ludus::games
