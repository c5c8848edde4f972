// SPDX-License-Identifier: GPL-3.0-or-later
// The scripted player of Soccer Twos. It has what any player has: the rays of its own, and a memory. One goes behind
// the ball and shoots, those who start on the right stay back; nobody tells the other anything.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "core/games/soccer_senses.h"

namespace ludus::games::soccer {

namespace {

constexpr Point kGoal = {15.5, 0};
constexpr Point kOwnGoal = {-15.5, 0};
constexpr double kClear = -5;  // nearer to the own goal the ball is only got away

int32_t turnTo(Point look, Point way) {
    const double side = cross(look, way), ahead = dot(look, way);
    constexpr double kHalfTurn = 0.087;  // half of what a decision turns
    if (ahead > 0 && std::abs(side) < kHalfTurn * ahead) return turnNone;
    return side > 0 ? turnLeft : turnRight;
}

/// Whether a move that way would push the near ball back towards the own goal.
bool spoils(const Mind& mind, Point way) {
    constexpr double kNear = 2.2;
    const Point toBall = mind.ball - Point{mind.pose.x, mind.pose.y};
    const double distance = length(toBall);
    return distance < kNear && toBall.x < 0.2 * distance && dot(toBall, way) > 0.4 * distance;
}

/// Moves towards `target` by whichever of the four ways gains most. Far from it the heading helps the run (backwards is
/// as fast as forwards), near it the player looks along `way`.
Action go(const Mind& mind, Point target, Point way) {
    constexpr double kCoast = 0.31;                    // seconds of motion that are left when nothing is done
    constexpr double kCloseAhead = 1.2, kClose = 0.4;  // one decision of running carries 3 m in the end
    constexpr double kFar = 3, kSidestepGain = 0.35;
    const Point look = facing(mind.pose.angle);
    const Point right = {look.y, -look.x};
    const Point off = target - Point{mind.pose.x, mind.pose.y} - mind.speed * kCoast;
    const double ahead = dot(off, look), across = dot(off, right);
    Action action;
    action.turn = turnTo(look, length(off) < kFar ? way : ahead > 0 ? off : off * -1);
    double best = 0;
    if (std::abs(ahead) > kCloseAhead && !spoils(mind, look * std::copysign(1.0, ahead))) {
        best = std::abs(ahead);
        action.run = ahead > 0 ? runForward : runBack;
    }
    if (kSidestepGain * std::abs(across) > best && std::abs(across) > kClose &&
        !spoils(mind, right * std::copysign(1.0, across))) {
        action.run = runNone;
        action.side = across > 0 ? sideRight : sideLeft;
    }
    return action;
}

/// The same without touching the ball on the way.
Action goAround(const Mind& mind, Point ball, Point target, Point way) {
    constexpr double kBerth = 1.9, kTooNear = 1.6;
    const Point self = {mind.pose.x, mind.pose.y};
    const Point line = unit(target - self), toBall = ball - self;
    const double along = dot(toBall, line), beside = cross(line, toBall);  // > 0: the ball is to the left
    if (along < 0 || along > length(target - self) + 0.5 || std::abs(beside) > kTooNear) return go(mind, target, way);
    double side = beside > 0 ? -1 : 1;
    const Point left = {-line.y, line.x};
    if (std::abs(ball.y + side * kBerth * left.y) > kSideWall - kPlayerRadius) side = -side;
    const double distance = length(toBall);
    if (distance < kBerth) return go(mind, self + left * (side * 2.5) - toBall * (1.5 / distance), way);
    return go(mind, ball + left * (side * kBerth), way);
}

/// Runs into the ball; the run is steered so that the sideways speed towards it vanishes.
Action strike(const Mind& mind, Point ball) {
    const Point look = facing(mind.pose.angle);
    const Point way = ball - Point{mind.pose.x, mind.pose.y};
    const double ahead = dot(look, way), left = cross(look, way);
    Action action;
    action.turn = turnTo(look, way);
    if (ahead <= 0 || spoils(mind, look)) return go(mind, ball, way);
    if (std::abs(left) < 0.7 * ahead) {
        action.run = runForward;
    } else {
        action.run = runForward;
        action.side = left > 0 ? sideLeft : sideRight;
    }
    return action;
}

bool inside(Point p) {
    const double x = std::abs(p.x), y = std::abs(p.y);
    return y < kSideWall - kPlayerRadius && x * kWallX + y * kWallY < kWall - kPlayerRadius && x < 15;
}

/// Where the ball will be when the player gets to it.
Point soonBall(const Mind& mind) {
    const double lead = std::min(0.4, length(mind.ball - Point{mind.pose.x, mind.pose.y}) / 25);
    return mind.ball + mind.ballSpeed * lead;
}

Point turned(Point way, double degrees) {
    const Point by = facing(degrees * kRadian);
    return {way.x * by.x - way.y * by.y, way.x * by.y + way.y * by.x};
}

/// Goes behind the ball and runs into it, towards the goal or, where somebody stands before it or there is no room
/// behind the ball, another way forward.
Action attack(const Mind& mind, const Others& others) {
    const Point self = {mind.pose.x, mind.pose.y};
    const Point ball = soonBall(mind);
    const Point toBall = ball - self;
    const double meets = toBall.x > 0 ? ball.y + toBall.y / toBall.x * (kGoal.x - ball.x) : 1e9;
    const bool lined = toBall.x > 0 && std::abs(meets) < 3;
    const bool clears = ball.x < kClear && toBall.x > 0.5 * length(toBall);
    if ((lined || clears) && !others.block(ball, unit(toBall))) return strike(mind, ball);
    for (const bool open : {true, false}) {
        for (const double degrees : {0, 12, -12, 25, -25, 40, -40, 60, -60, 80, -80}) {
            const Point aim = turned(unit(kGoal - ball), degrees);
            const Point behind = ball - aim * 2.2;
            if (aim.x < 0.2 || !inside(behind) || (open && others.block(ball, aim))) continue;
            // Near the line of the shot: on to the ball, bending towards that line.
            const double along = dot(toBall, aim), off = std::abs(cross(toBall, aim));
            if (along > 0.7 && off < 0.35 * along) return strike(mind, ball - aim * std::min(1.2, 0.4 * along));
            return goAround(mind, ball, behind, aim);
        }
    }
    return strike(mind, ball);
}

/// Before the own goal: where the ball will come through, or else between it and the middle of the goal.
Action guard(const Mind& mind) {
    constexpr double kLine = -14.6, kReachable = 3.6, kComing = -3, kFast = -10;
    const Point self = {mind.pose.x, mind.pose.y};
    const Point way = unit(mind.ball - kOwnGoal);
    Point target = {kLine, kOwnGoal.y + way.y * 3.3};
    if (mind.ballSpeed.x < kFast && mind.ball.x > self.x + 1) target.x = std::max(kLine, self.x);  // no time to run
    if (mind.ballSpeed.x < kComing && mind.ball.x > target.x) {
        double y = mind.ball.y + mind.ballSpeed.y / mind.ballSpeed.x * (target.x - mind.ball.x);
        constexpr double kWallAt = kSideWall - kBallRadius;
        if (std::abs(y) > kWallAt) y = std::copysign(2 * kWallAt, y) - y;
        target.y = y;
    }
    target.y = std::clamp(target.y, -kReachable, kReachable);
    // Half turned away, so that running covers the width of the goal and the ball stays in sight.
    const Point toBall = mind.ball - self;
    const double side = cross(toBall, facing(mind.pose.angle)) >= 0 ? 1 : -1;
    return goAround(mind, mind.ball, target, turned(toBall, side * 50));
}

Action decide(const Mind& mind, const Others& others) {
    constexpr double kLost = 12;
    const Point self = {mind.pose.x, mind.pose.y};
    if (mind.unseen > kLost) {
        Action action = go(mind, mind.keeper != 0 ? Point{-12, 0} : Point{-2, 0}, {1, 0});
        action.turn = turnLeft;
        return action;
    }
    if (mind.keeper == 0) return attack(mind, others);
    const Point toBall = mind.ball - self;
    const bool clears =
        mind.ball.x < -6 && length(toBall) < 5 && toBall.x > 0.4 * length(toBall) && std::abs(mind.ballSpeed.y) < 8;
    return clears ? strike(mind, soonBall(mind)) : guard(mind);
}

class Heuristic final : public Policy {
public:
    int stateSize() const override { return kMemory; }

    void act(const PolicyInput& input, const PolicyOutput& output) override {
        for (int row = 0; row < input.rows; ++row) {
            const auto r = static_cast<size_t>(row);
            std::array<double, kMemory> memory;
            std::copy_n(input.state + r * kMemory, kMemory, memory.begin());
            auto mind = std::bit_cast<Mind>(memory);
            const Sight sight(input.observations + r * kObservations);
            findMyself(sight, mind);
            findBall(sight, mind);
            const Action action = decide(mind, Others(sight, mind.pose));
            mind.run = action.run;
            mind.side = action.side;
            mind.turn = action.turn;
            memory = std::bit_cast<std::array<double, kMemory>>(mind);
            std::copy_n(memory.begin(), kMemory, input.state + r * kMemory);
            give(output, r, action);
        }
    }

private:
    static void give(const PolicyOutput& output, size_t row, const Action& action) {
        const int32_t chosen[kBranches] = {action.run, action.side, action.turn};
        if (output.actions != nullptr) std::copy_n(chosen, kBranches, output.actions + row * kBranches);
        if (output.logProbabilities != nullptr) output.logProbabilities[row] = 0;
        if (output.values != nullptr) output.values[row] = 0;
        if (output.probabilities == nullptr) return;
        float* probabilities = output.probabilities + row * 9;
        std::fill_n(probabilities, 9, 0.0F);
        for (size_t branch = 0; branch < kBranches; ++branch)
            probabilities[branch * 3 + static_cast<size_t>(chosen[branch])] = 1;
    }
};

}  // namespace

std::unique_ptr<Policy> makeBot(const std::string& name) {
    if (name == "heuristic") return std::make_unique<Heuristic>();
    return nullptr;
}

}  // namespace ludus::games::soccer
