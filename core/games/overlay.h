// SPDX-License-Identifier: GPL-3.0-or-later
// Overlay: what may be drawn over a scene because the game knows it: where the ball will go, what a seat senses. Pure;
// any thread. World coordinates as in Scene.
#pragma once

#include <span>
#include <vector>

#include "core/games/game.h"

namespace ludus::games {

/// What a ray meets; from the eyes of who sends it.
enum class RayHit { nothing, ball, ownGoal, goal, wall, mate, opponent };

/// A ray as the observation tells it, relative to where the body looks.
struct SensedRay {
    double degrees = 0;   // counter-clockwise
    double distance = 1;  // share of the longest ray
    RayHit hit = RayHit::nothing;
    int age = 0;  // decisions ago; 0 is the newest
};

struct DrawnRay {
    double fromX = 0, fromY = 0, toX = 0, toY = 0;
    RayHit hit = RayHit::nothing;
};

/// The rays in an observation, oldest first; empty where the game has none.
std::vector<SensedRay> sensedRays(const GameInfo& info, std::span<const float> observation);
/// The newest of them from where the seat's body stands in the scene.
std::vector<DrawnRay> drawnRays(const GameInfo& info, const Scene& scene, int seat, std::span<const float> observation);
/// Where the ball goes when nobody touches it, x0 y0 x1 y1 ..., until it lands; empty where the game does not know.
std::vector<double> forecast(const GameInfo& info, const Scene& scene);

/// The shape of a seat's body: bodies with eyes stand in the order of the seats. Null where the game draws none.
const Shape* bodyOfSeat(const Scene& scene, int seat);
/// The ball, or null.
const Shape* ballOf(const Scene& scene);

}  // namespace ludus::games
