// SPDX-License-Identifier: GPL-3.0-or-later
// What the scripted player of Soccer Twos works out from its rays and its memory: where it stands, where the ball is,
// where opponents are. Inside core/games only; any thread. Own frame: the opponents' goal is at +x; metres, seconds.
#pragma once

#include <cstdint>

#include "core/base/math.h"
#include "core/games/soccer.h"

namespace ludus::games::soccer {

inline constexpr double kRadian = 3.14159265358979323846 / 180;

struct Point {
    double x = 0, y = 0;
};
inline Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}
inline Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}
inline Point operator*(Point a, double k) {
    return {a.x * k, a.y * k};
}
inline double dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}
inline double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}
inline double length(Point a) {
    return math::squareRoot(dot(a, a));
}
inline Point unit(Point a) {
    const double l = length(a);
    return l > 0 ? a * (1 / l) : Point{1, 0};
}
inline Point facing(double angle) {
    return {math::cos(angle), math::sin(angle)};
}

struct Pose {
    double x = 0, y = 0, angle = 0;
};

struct Action {
    int32_t run = runNone, side = sideNone, turn = turnNone;
};

/// What it remembers from one decision to the next: numbers only, all 0 at the start of a match.
struct Mind {
    double awake = 0;
    Pose pose;
    Point speed;
    Point ball, ballSpeed;
    double unseen = 0;  // decisions since the ball was seen
    double keeper = 0;
    double run = 0, side = 0, turn = 0;  // the last action
};
inline constexpr int kMemory = sizeof(Mind) / sizeof(double);

/// The newest frame of an observation, ray by ray.
struct Sight {
    int32_t tag[kRays];  // -1: nothing met
    double distance[kRays];

    explicit Sight(const float* observation);
    bool onField(int i) const { return tag[i] == tagWall || tag[i] == tagGoal || tag[i] == tagOwnGoal; }
};

/// Opponents in sight, about where they are.
struct Others {
    Point at[kRays];
    int count = 0;

    Others(const Sight& sight, const Pose& pose);
    /// Whether one of them would send a ball back that is shot from here that way.
    bool block(Point ball, Point way) const;
};

/// After the last action: the pose from the walls that the rays meet, the speed from how it changed.
void findMyself(const Sight& sight, Mind& mind);
/// From two rays on the ball exactly, from one about; unseen, it is thought to roll on.
void findBall(const Sight& sight, Mind& mind);

}  // namespace ludus::games::soccer
