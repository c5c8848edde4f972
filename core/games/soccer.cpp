// SPDX-License-Identifier: GPL-3.0-or-later
// What moves: running, contacts, walls, goals.
#include "core/games/soccer.h"

#include <array>
#include <cmath>

#include "core/base/math.h"

namespace ludus::games::soccer {

namespace {

constexpr double kBallKeeps = 1 - kBallDrag * kTimeStep;
constexpr double kPlayerKeeps = 1 - kPlayerDrag * kTimeStep;
constexpr double kReach = kPlayerRadius + kBallRadius;
constexpr double kFast = 3;         // no two bodies approach each other by more in a step
constexpr double kSpinShare = 2.5;  // m r^2 / I of a full sphere
constexpr int kTurnsAround = 360 / kTurnStep;

struct Table {
    std::array<Direction, kTurnsAround> at;
    Table() {
        for (int i = 0; i < kTurnsAround; ++i) {
            const double angle = static_cast<double>(i * kTurnStep) * (3.14159265358979323846 / 180);
            at[static_cast<size_t>(i)] = {math::cos(angle), math::sin(angle)};
        }
    }
};
const Table kTable;

/// What the contacts of a step change in a body.
struct Change {
    double vx = 0, vy = 0, x = 0, y = 0, spin = 0;
    void operator+=(const Change& o) {
        vx += o.vx;
        vy += o.vy;
        x += o.x;
        y += o.y;
        spin += o.spin;
    }
};
Change sum(const Change& a, const Change& b) {
    Change c = a;
    c += b;
    return c;
}

/// Two discs that meet in the step: when (0..1 of it) and along which normal, from the first to the second.
struct Meeting {
    double time = 0, nx = 0, ny = 0;
};

inline bool meet(double px, double py, double wx, double wy, double reach, Meeting& out) {
    const double apart = px * px + py * py - reach * reach;
    out.time = 0;
    if (apart > 0) {
        const double along = px * wx + py * wy;
        if (along >= 0) return false;
        const double squared = wx * wx + wy * wy;
        const double under = along * along - squared * apart;
        if (under < 0) return false;
        out.time = (-along - math::squareRoot(under)) / squared;
        if (out.time > 1) return false;
    }
    out.nx = px + wx * out.time;
    out.ny = py + wy * out.time;
    const double length = math::squareRoot(out.nx * out.nx + out.ny * out.ny);
    if (length == 0) return false;
    out.nx /= length;
    out.ny /= length;
    return true;
}

inline double clamped(double value, double most) {
    return value > most ? most : value < -most ? -most : value;
}

/// A velocity that changes at `time` of the step moves the body as if it had had the new one from this place on.
inline Change pushed(double dvx, double dvy, double time) {
    const double before = time * kTimeStep;
    return {dvx, dvy, -dvx * before, -dvy * before, 0};
}

void run(Player& player, int side, const int32_t* action) {
    const double sign = side == 0 ? 1.0 : -1.0;
    const Direction look = heading(player);
    double along = action[0] == runForward ? kForward * kRunStep : action[0] == runBack ? -kForward * kRunStep : 0.0;
    double across = 0;  // to the right
    if (action[1] != sideNone) {
        along = 0;
        across = action[1] == sideRight ? kSideways * kRunStep : -kSideways * kRunStep;
    }
    player.vx = (player.vx + sign * (look.x * along + look.y * across)) * kPlayerKeeps;
    player.vy = (player.vy + sign * (look.y * along - look.x * across)) * kPlayerKeeps;
    if (action[2] == turnLeft) player.turns = player.turns == kTurnsAround - 1 ? 0 : player.turns + 1;
    if (action[2] == turnRight) player.turns = player.turns == 0 ? kTurnsAround - 1 : player.turns - 1;
}

/// Players do not bounce off each other: the approach ends, and friction slows the sliding.
bool bump(const Player& a, const Player& b, Change& ofA, Change& ofB) {
    const double px = b.x - a.x, py = b.y - a.y;
    constexpr double kNear = 2 * kPlayerRadius + kFast;
    if (px * px + py * py > kNear * kNear) return false;
    const double ux = b.vx - a.vx, uy = b.vy - a.vy;
    Meeting at;
    if (!meet(px, py, ux * kTimeStep, uy * kTimeStep, 2 * kPlayerRadius, at)) return false;
    const double approach = -(ux * at.nx + uy * at.ny);
    if (approach <= 0) return false;
    const double sliding = uy * at.nx - ux * at.ny;
    const double normal = approach / 2, tangential = clamped(sliding / 2, kFriction * normal);
    const double dvx = at.nx * normal + at.ny * tangential, dvy = at.ny * normal - at.nx * tangential;
    ofB = pushed(dvx, dvy, at.time);
    ofA = pushed(-dvx, -dvy, at.time);
    return true;
}

/// The ball bounces off a player, who kicks it when the contact begins while it runs forward.
void play(Player& player, const Ball& ball, bool kicks, Change& ofPlayer, Change& ofBall) {
    const double px = ball.x - player.x, py = ball.y - player.y;
    const double squared = px * px + py * py;
    if (squared > (kReach + kFast) * (kReach + kFast)) {
        player.touching = 0;
        return;
    }
    const double ux = ball.vx - player.vx, uy = ball.vy - player.vy;
    Meeting at;
    if (!meet(px, py, ux * kTimeStep, uy * kTimeStep, kReach, at)) {
        if (squared > (kReach + kTouchGap) * (kReach + kTouchGap)) player.touching = 0;
        return;
    }
    double dvx = 0, dvy = 0;
    const double approach = -(ux * at.nx + uy * at.ny);
    if (approach > 0) {
        constexpr double kInverse = 1 / kBallMass + 1 / kPlayerMass;
        constexpr double kInverseAcross = (1 + kSpinShare) / kBallMass + 1 / kPlayerMass;
        const double impulse = (approach > kBounceSpeed ? 1 + kBounce : 1.0) * approach / kInverse;
        const double sliding = uy * at.nx - ux * at.ny - ball.spin * kBallRadius;
        const double across = clamped(sliding / kInverseAcross, kFriction * impulse);
        const double jx = at.nx * impulse + at.ny * across, jy = at.ny * impulse - at.nx * across;
        ofPlayer = pushed(-jx / kPlayerMass, -jy / kPlayerMass, at.time);
        dvx = jx / kBallMass;
        dvy = jy / kBallMass;
        ofBall.spin = kSpinShare * (across / kBallMass) / kBallRadius;
    }
    if (player.touching == 0) {
        ++player.touches;
        if (kicks) {
            ++player.kicks;
            dvx += at.nx * kKickSpeed;
            dvy += at.ny * kKickSpeed;
        }
    }
    player.touching = 1;
    const double spin = ofBall.spin;
    ofBall = pushed(dvx, dvy, at.time);
    ofBall.spin = spin;
}

/// Sums by side, so that swapping the sides swaps nothing but the terms of one last sum.
struct Sums {
    Change of[2 * kMostPlayers][2];
    Change ball[2];
};

template <class Body>
void apply(Body& body, const Change& change) {
    body.vx += change.vx;
    body.vy += change.vy;
    body.x += change.x;
    body.y += change.y;
}

void answerContacts(Ball& ball, Player* players, int perSide, const int32_t* actions) {
    Sums sums;
    const int count = 2 * perSide;
    for (int i = 0; i < count; ++i) {
        for (int j = i + 1; j < count; ++j) {
            Change first, second;
            if (!bump(players[i], players[j], first, second)) continue;
            const int other = (i < perSide) == (j < perSide) ? 0 : 1;
            sums.of[i][other] += first;
            sums.of[j][other] += second;
        }
    }
    Change played[2 * kMostPlayers];
    for (int i = 0; i < count; ++i) {
        Change ofBall;
        play(players[i], ball, actions[i * kBranches] == runForward, played[i], ofBall);
        sums.ball[i < perSide ? 0 : 1] += ofBall;
    }
    for (int i = 0; i < count; ++i)
        apply(players[i], sum(sum(sums.of[i][0], sums.of[i][1]), played[i]));
    const Change ofBall = sum(sums.ball[0], sums.ball[1]);
    apply(ball, ofBall);
    ball.spin += ofBall.spin;
}

/// What two overlapping discs need to be moved along (x, y) in all; false when they do not overlap.
inline bool overlap(double px, double py, double reach, double& x, double& y) {
    const double squared = px * px + py * py;
    if (squared >= reach * reach || squared == 0) return false;
    const double distance = math::squareRoot(squared);
    const double share = (reach - distance) / distance;
    x = px * share;
    y = py * share;
    return true;
}

void pushApart(Ball& ball, Player* players, int perSide) {
    constexpr double kOfPlayer = kBallMass / (kBallMass + kPlayerMass), kOfBall = 1 - kOfPlayer;
    const int count = 2 * perSide;
    Sums sums;
    Change pressed[2 * kMostPlayers];
    bool any = false;
    double x = 0, y = 0;
    for (int i = 0; i < count; ++i) {
        for (int j = i + 1; j < count; ++j) {
            if (!overlap(players[j].x - players[i].x, players[j].y - players[i].y, 2 * kPlayerRadius, x, y)) continue;
            const int other = (i < perSide) == (j < perSide) ? 0 : 1;
            sums.of[i][other] += {0, 0, -x / 2, -y / 2, 0};
            sums.of[j][other] += {0, 0, x / 2, y / 2, 0};
            any = true;
        }
        if (!overlap(ball.x - players[i].x, ball.y - players[i].y, kReach, x, y)) continue;
        pressed[i] = {0, 0, -x * kOfPlayer, -y * kOfPlayer, 0};
        sums.ball[i < perSide ? 0 : 1] += {0, 0, x * kOfBall, y * kOfBall, 0};
        any = true;
    }
    if (!any) return;
    for (int i = 0; i < count; ++i)
        apply(players[i], sum(sum(sums.of[i][0], sums.of[i][1]), pressed[i]));
    apply(ball, sum(sums.ball[0], sums.ball[1]));
}

// ---- walls ----------------------------------------------------------------------------------------------------------

/// Off a wall that lies along the unit vector (nx, ny), outwards.
void bounceBall(Ball& ball, double nx, double ny) {
    const double speed = ball.vx * nx + ball.vy * ny;
    if (speed <= 0) return;
    const double normal = (speed > kBounceSpeed ? 1 + kBounce : 1.0) * speed;
    const double sliding = ball.vy * nx - ball.vx * ny + ball.spin * kBallRadius;
    const double across = clamped(sliding / (1 + kSpinShare), kFriction * normal);
    ball.vx -= nx * normal - ny * across;
    ball.vy -= ny * normal + nx * across;
    ball.spin -= kSpinShare * across / kBallRadius;
}

void stopPlayer(Player& player, double nx, double ny) {
    const double speed = player.vx * nx + player.vy * ny;
    if (speed <= 0) return;
    const double across = clamped(player.vy * nx - player.vx * ny, kFriction * speed);
    player.vx -= nx * speed - ny * across;
    player.vy -= ny * speed + nx * across;
}

/// Beyond the corner wall's inner face by so much, and the |y| of the nearest point of its line.
struct Corner {
    double beyond, footY, nx, ny;
};
template <class Body>
inline Corner cornerOf(const Body& body) {
    const double beyond = std::abs(body.x) * kWallX + std::abs(body.y) * kWallY - kWall;
    return {beyond, std::abs(body.y) - kWallY * beyond, std::copysign(kWallX, body.x), std::copysign(kWallY, body.y)};
}

/// Keeps the ball inside; true when it lies on a wall. `goal`: it touches a net or the floor of a goal.
bool fenceBall(Ball& ball, bool& goal) {
    bool walled = false;
    if (std::abs(ball.y) > kSideWall - kBallRadius) {
        const double ny = std::copysign(1.0, ball.y);
        ball.y = ny * (kSideWall - kBallRadius);
        bounceBall(ball, 0, ny);
        walled = true;
    }
    const Corner corner = cornerOf(ball);
    if (corner.footY >= kGoalWidth) {
        const double depth = corner.beyond + kBallRadius;
        if (depth <= 0) return walled;
        ball.x -= corner.nx * depth;
        ball.y -= corner.ny * depth;
        bounceBall(ball, corner.nx, corner.ny);
        return true;
    }
    const double px = std::abs(ball.x) - kPostX, py = std::abs(ball.y) - kGoalWidth;
    goal = std::abs(ball.x) > kGoalLine || px * px + py * py < kBallRadius * kBallRadius;
    return walled;
}

void fencePlayer(Player& player) {
    if (std::abs(player.y) > kSideWall - kPlayerRadius) {
        const double ny = std::copysign(1.0, player.y);
        player.y = ny * (kSideWall - kPlayerRadius);
        stopPlayer(player, 0, ny);
    }
    const Corner corner = cornerOf(player);
    if (corner.footY >= kGoalWidth) {
        const double depth = corner.beyond + kPlayerRadius;
        if (depth <= 0) return;
        player.x -= corner.nx * depth;
        player.y -= corner.ny * depth;
        stopPlayer(player, corner.nx, corner.ny);
        return;
    }
    const double across = std::abs(player.x), sign = std::copysign(1.0, player.x);
    if (across <= kPostX) {
        const double px = kPostX - across, py = kGoalWidth - std::abs(player.y);
        const double squared = px * px + py * py;
        if (squared >= kPlayerRadius * kPlayerRadius || squared == 0) return;
        const double distance = math::squareRoot(squared);
        const double nx = sign * px / distance, ny = std::copysign(py / distance, py * player.y);
        player.x -= nx * (kPlayerRadius - distance);
        player.y -= ny * (kPlayerRadius - distance);
        stopPlayer(player, nx, ny);
        return;
    }
    if (std::abs(player.y) > kGoalWidth - kPlayerRadius) {
        const double ny = std::copysign(1.0, player.y);
        player.y = ny * (kGoalWidth - kPlayerRadius);
        stopPlayer(player, 0, ny);
    }
    if (across > kBackNet - kPlayerRadius) {
        player.x = sign * (kBackNet - kPlayerRadius);
        stopPlayer(player, sign, 0);
    }
}

/// The ball cannot give way: who presses it is pushed off and stopped.
void stopAtBall(const Ball& ball, Player& player) {
    double x = 0, y = 0;
    if (!overlap(ball.x - player.x, ball.y - player.y, kReach, x, y)) return;
    player.x -= x;
    player.y -= y;
    const double length = math::squareRoot(x * x + y * y);
    const double nx = x / length, ny = y / length;
    const double approach = (player.vx - ball.vx) * nx + (player.vy - ball.vy) * ny;
    if (approach <= 0) return;
    player.vx -= nx * approach;
    player.vy -= ny * approach;
}

}  // namespace

Direction heading(const Player& player) {
    const Direction turned = kTable.at[static_cast<size_t>(player.turns)];
    return {player.startCos * turned.x - player.startSin * turned.y,
            player.startSin * turned.x + player.startCos * turned.y};
}

int physicsStep(Ball& ball, Player* players, int perSide, const int32_t* actions) {
    const int count = 2 * perSide;
    for (int i = 0; i < count; ++i)
        run(players[i], i < perSide ? 0 : 1, actions + i * kBranches);
    ball.vx *= kBallKeeps;
    ball.vy *= kBallKeeps;
    ball.spin *= kBallKeeps;
    answerContacts(ball, players, perSide, actions);
    for (int i = 0; i < count; ++i) {
        players[i].x += players[i].vx * kTimeStep;
        players[i].y += players[i].vy * kTimeStep;
    }
    ball.x += ball.vx * kTimeStep;
    ball.y += ball.vy * kTimeStep;
    pushApart(ball, players, perSide);
    bool goal = false;
    const bool walled = fenceBall(ball, goal);
    for (int i = 0; i < count; ++i) {
        if (walled) stopAtBall(ball, players[i]);
        fencePlayer(players[i]);
    }
    return !goal ? 0 : ball.x > 0 ? 1 : -1;
}

/// Draws in the order of seats: shift and heading of each player in its own frame; then the ball, in the left one's.
void placeAll(Ball& ball, Player* players, int perSide, Rng& rng) {
    for (int seat = 0; seat < 2 * perSide; ++seat) {
        Player& player = players[seat];
        player = Player{};
        const double sign = seat < perSide ? 1.0 : -1.0;
        player.x = sign * (-kStartX + rng.uniform(-kStartShift, kStartShift));
        player.y = sign * (kStartGap * ((perSide - 1) / 2.0 - seat % perSide));
        const double angle = rng.uniform(-kStartTurn, kStartTurn) * (3.14159265358979323846 / 180);
        player.startCos = math::cos(angle);
        player.startSin = math::sin(angle);
    }
    ball = Ball{};
    ball.x = rng.uniform(-kBallShift, kBallShift);
    ball.y = rng.uniform(-kBallShift, kBallShift);
}

}  // namespace ludus::games::soccer
