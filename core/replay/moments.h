// SPDX-License-Identifier: GPL-3.0-or-later
// Moments: where a match is worth looking at: points, and where the value estimate of a side falls. Pure; any thread.
#pragma once

#include <array>
#include <vector>

#include "core/replay/replay.h"

namespace ludus::replay {

struct Moment {
    enum class Kind { point, drop };
    int frame = 0;
    Kind kind = Kind::point;
    int side = 0;     // who scored; whose value fell
    double size = 0;  // of a drop, positive
};

/// What a viewer wants to know of a match beforehand, for which it is played once.
struct Digest {
    std::vector<Moment> moments;             // by frame
    std::vector<std::vector<float>> value;   // [sides][steps], mean over a side's seats; empty where it has none
    std::vector<std::array<float, 2>> ball;  // [frames] where the ball was; empty where the game has none
    int best = 0;                            // the most interesting frame
};

/// Moves the cursor; it stands at frame 0 afterwards.
Digest digestOf(Cursor& cursor);

/// A drop is a fall by 40 % of the range of the curve and by 0.2 within a third of a second, with no point in it or
/// just before it (a point pays what was expected); the steepest ones, at least a second apart, twelve at most.
std::vector<Moment> findDrops(const std::vector<float>& value, int side, int stepsPerSecond,
                              const std::vector<Moment>& points);

}  // namespace ludus::replay
