// SPDX-License-Identifier: GPL-3.0-or-later
// The rays against walls and nets alone: what a player at a place would see of an empty field. Inside core/games only;
// any thread. Own frame of the player's side; 14 rays in the order of the observation.
#pragma once

#include <array>
#include <cstdint>

#include "core/games/soccer.h"

namespace ludus::games::soccer {

inline constexpr int kLanes = 16;  // rays, and two that nobody reads

struct alignas(64) Rays {
    std::array<float, kLanes> x, y;      // directions, unit vectors
    std::array<float, kLanes> distance;  // to the first thing met
    std::array<int32_t, kLanes> tag;
};

void castOnField(float x, float y, Direction look, Rays& rays);

}  // namespace ludus::games::soccer
