// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/soccer_senses.h"

#include <algorithm>
#include <cmath>

#include "core/games/soccer_rays.h"

namespace ludus::games::soccer {

namespace {

constexpr double kDecision = kTimeStep * kPhysicsSteps;
constexpr double kTurn = kTurnStep * kPhysicsSteps * kRadian;
constexpr double kSeen = kRayRadius + kBallRadius;  // a ray stops so far from the middle of the ball

// ---- where am I? ----------------------------------------------------------------------------------------------------

/// How badly the walls seen from `pose` fit; `off` gets the differences of rays that count.
double misfit(const Sight& sight, const Pose& pose, double* off, bool* counts) {
    constexpr double kWorst = 1;
    Rays rays;
    const Point look = facing(pose.angle);
    castOnField(static_cast<float>(pose.x), static_cast<float>(pose.y), {look.x, look.y}, rays);
    double sum = 0;
    for (size_t i = 0; i < kRays; ++i) {
        const int ray = static_cast<int>(i);
        counts[i] = false;
        if (!sight.onField(ray)) continue;
        off[i] = static_cast<double>(rays.distance[i]) - sight.distance[i];
        counts[i] = rays.tag[i] == sight.tag[i] && std::abs(off[i]) < kWorst;
        sum += counts[i] ? off[i] * off[i] : kWorst * kWorst;
    }
    return sum;
}

/// Solves the symmetric 3 x 3 system a x = b by elimination; a is positive definite.
void solve(double a[3][3], double b[3], double x[3]) {
    for (int k = 0; k < 3; ++k) {
        for (int i = k + 1; i < 3; ++i) {
            const double f = a[i][k] / a[k][k];
            for (int j = k; j < 3; ++j)
                a[i][j] -= f * a[k][j];
            b[i] -= f * b[k];
        }
    }
    for (int i = 2; i >= 0; --i) {
        x[i] = b[i];
        for (int j = i + 1; j < 3; ++j)
            x[i] -= a[i][j] * x[j];
        x[i] /= a[i][i];
    }
}

/// A damped step of Gauss and Newton towards the pose whose walls fit; keeps the better of both.
bool improve(const Sight& sight, Pose& pose, double& badness) {
    constexpr double kStep[3] = {0.02, 0.02, 0.003};
    double off[kRays], moved[3][kRays];
    bool counts[kRays], movedCounts[kRays];
    misfit(sight, pose, off, counts);
    for (int k = 0; k < 3; ++k) {
        Pose near = pose;
        (k == 0 ? near.x : k == 1 ? near.y : near.angle) += kStep[k];
        misfit(sight, near, moved[k], movedCounts);
        for (int i = 0; i < kRays; ++i)
            moved[k][i] = counts[i] && movedCounts[i] ? (moved[k][i] - off[i]) / kStep[k] : 0;
    }
    double a[3][3] = {}, b[3] = {}, x[3] = {};
    for (int i = 0; i < kRays; ++i) {
        if (!counts[i]) continue;
        for (int k = 0; k < 3; ++k) {
            for (int l = 0; l < 3; ++l)
                a[k][l] += moved[k][i] * moved[l][i];
            b[k] -= moved[k][i] * off[i];
        }
    }
    for (int k = 0; k < 3; ++k)
        a[k][k] += 1e-3;
    solve(a, b, x);
    const Pose next = {pose.x + std::clamp(x[0], -1.0, 1.0), pose.y + std::clamp(x[1], -1.0, 1.0),
                       pose.angle + std::clamp(x[2], -0.2, 0.2)};
    const double after = misfit(sight, next, off, counts);
    if (after >= badness) return false;
    pose = next;
    badness = after;
    return true;
}

void refine(const Sight& sight, Pose& pose, int tries) {
    double off[kRays];
    bool counts[kRays];
    double badness = misfit(sight, pose, off, counts);
    for (int i = 0; i < tries && badness > 1e-6; ++i)
        if (!improve(sight, pose, badness)) return;
}

/// The best of the places where a match may begin.
Pose firstPose(const Sight& sight) {
    Pose best;
    double least = 1e9, off[kRays];
    bool counts[kRays];
    for (int row = -3; row <= 3; ++row) {
        for (double x = -kStartX - kStartShift; x <= -kStartX + kStartShift; x += 0.5) {
            for (double degrees = -9; degrees <= 9; degrees += 3) {
                const Pose pose = {x, row * kStartGap / 2, degrees * kRadian};
                const double now = misfit(sight, pose, off, counts);
                if (now >= least) continue;
                least = now;
                best = pose;
            }
        }
    }
    return best;
}

/// The last action for five physics steps.
void moveOn(Mind& mind) {
    const Action last = {static_cast<int32_t>(mind.run), static_cast<int32_t>(mind.side),
                         static_cast<int32_t>(mind.turn)};
    const double turn = last.turn == turnLeft ? kTurn : last.turn == turnRight ? -kTurn : 0;
    const double along = last.run == runForward ? kForward * kRunStep : last.run == runBack ? -kForward * kRunStep : 0;
    const double across = last.side == sideRight ? kSideways * kRunStep : -kSideways * kRunStep;
    for (int i = 0; i < kPhysicsSteps; ++i) {
        const Point look = facing(mind.pose.angle);
        const Point right = {look.y, -look.x};
        const Point push = last.side == sideNone ? look * along : right * across;
        mind.speed = (mind.speed + push) * (1 - kPlayerDrag * kTimeStep);
        mind.pose.x += mind.speed.x * kTimeStep;
        mind.pose.y += mind.speed.y * kTimeStep;
        mind.pose.angle += turn / kPhysicsSteps;
    }
}

// ---- where is the ball? ---------------------------------------------------------------------------------------------

/// Each ray that met the ball ends at a known distance from its middle: two make it certain, one leaves it about there.
bool seenBall(const Sight& sight, const Pose& pose, Point& ball) {
    Rays rays;
    const Point look = facing(pose.angle);
    castOnField(static_cast<float>(pose.x), static_cast<float>(pose.y), {look.x, look.y}, rays);
    Point ends[2], ways[2];
    int found = 0;
    for (size_t i = 0; i < kRays && found < 2; ++i) {
        if (sight.tag[i] != tagBall) continue;
        ways[found] = {static_cast<double>(rays.x[i]), static_cast<double>(rays.y[i])};
        ends[found] = Point{pose.x, pose.y} + ways[found] * sight.distance[i];
        ++found;
    }
    if (found == 0) return false;
    ball = ends[0] + ways[0] * kSeen;
    if (found < 2) return true;
    const Point between = ends[1] - ends[0];
    const double half = length(between) / 2;
    if (half >= kSeen || half < 1e-3) return true;
    Point away = {-between.y / (2 * half), between.x / (2 * half)};
    if (dot(away, ways[0]) < 0) away = away * -1;
    ball = (ends[0] + ends[1]) * 0.5 + away * math::squareRoot(kSeen * kSeen - half * half);
    return true;
}

}  // namespace

Sight::Sight(const float* observation) {
    constexpr int kAhead = kForwardRays * kRayNumbers, kBehind = kBackwardRays * kRayNumbers;
    const float* ahead = observation + (kFrames - 1) * kAhead;
    const float* behind = observation + kFrames * kAhead + (kFrames - 1) * kBehind;
    for (int i = 0; i < kRays; ++i) {
        const float* ray = i < kForwardRays ? ahead + i * kRayNumbers : behind + (i - kForwardRays) * kRayNumbers;
        tag[i] = ray[kTags] > 0.5F ? -1 : static_cast<int32_t>(std::max_element(ray, ray + kTags) - ray);
        distance[i] = static_cast<double>(ray[kTags + 1]) * kRayLength;
    }
}

Others::Others(const Sight& sight, const Pose& pose) {
    Rays rays;
    const Point look = facing(pose.angle);
    castOnField(static_cast<float>(pose.x), static_cast<float>(pose.y), {look.x, look.y}, rays);
    for (size_t i = 0; i < kRays; ++i) {
        if (sight.tag[i] != tagOpponent) continue;
        const Point way = {static_cast<double>(rays.x[i]), static_cast<double>(rays.y[i])};
        at[count++] = Point{pose.x, pose.y} + way * (sight.distance[i] + kRayRadius + kPlayerRadius);
    }
}

bool Others::block(Point ball, Point way) const {
    constexpr double kFar = 7, kBeside = 1.4;
    for (int i = 0; i < count; ++i) {
        const double along = dot(at[i] - ball, way);
        if (along > 0 && along < kFar && std::abs(cross(at[i] - ball, way)) < kBeside) return true;
    }
    return false;
}

void findMyself(const Sight& sight, Mind& mind) {
    if (mind.awake == 0) {
        mind.awake = 1;
        mind.pose = firstPose(sight);
        refine(sight, mind.pose, 8);
        mind.keeper = mind.pose.y < -kStartGap / 4 ? 1 : 0;
        return;
    }
    moveOn(mind);
    const Pose expected = mind.pose;
    refine(sight, mind.pose, 3);
    const Point off = {mind.pose.x - expected.x, mind.pose.y - expected.y};
    mind.speed = mind.speed + off * (0.8 / kDecision);
}

void findBall(const Sight& sight, Mind& mind) {
    const Point expected = mind.ball + mind.ballSpeed * (kDecision * 0.95);
    const Point slower = mind.ballSpeed * (1 - kBallDrag * kDecision);
    Point seen;
    if (!seenBall(sight, mind.pose, seen)) {
        mind.ball = {std::clamp(expected.x, -15.0, 15.0), std::clamp(expected.y, -6.9, 6.9)};
        mind.ballSpeed = slower;
        mind.unseen += 1;
        return;
    }
    const double gap = (mind.unseen + 1) * kDecision;
    mind.ballSpeed = gap > 1 ? Point{} : slower + (seen - expected) * (0.9 / gap);
    mind.ball = seen;
    mind.unseen = 0;
}

}  // namespace ludus::games::soccer
