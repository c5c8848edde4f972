// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how fast the games step on one core: observations written, resets included, actions drawn beforehand.
// Any thread; nothing is kept. Knows core/games alone.
#pragma once

#include <string>
#include <vector>

namespace ludus::headless {

/// `rate` in environment steps a second: one step of one slot, all its seats together.
struct GameRate {
    std::string name;
    int slots = 0;
    double rate = 0;
};

/// Every listed game and "free", with 16 to 4096 slots, about `seconds` of stepping in all.
std::vector<GameRate> benchGames(double seconds);

}  // namespace ludus::headless
