// SPDX-License-Identifier: GPL-3.0-or-later
// The scripted players of Slime Volleyball. They know the observation only, in the player's own frame: the own court is
// x > 0, forward runs towards the net (smaller x).
#include "core/base/math.h"
#include "core/games/bots.h"
#include "core/games/slime_volley.h"

namespace ludus::games::slime {

namespace {

enum Action : int32_t { none = 0, forward = 1, forwardJump = 2, jump = 3, backwardJump = 4, backward = 5 };

struct View {
    double x, y, ballX, ballY, ballVx, ballVy;

    explicit View(const float* o)
        : x(o[0] * 10.0),
          y(o[1] * 10.0),
          ballX(o[4] * 10.0),
          ballY(o[5] * 10.0),
          ballVx(o[6] * 10.0),
          ballVy(o[7] * 10.0) {}
};

/// One step of running covers 0.58; a player stops within half of that.
int32_t runTo(double x, double target, bool jumping) {
    constexpr double kNear = 0.3;
    if (x > target + kNear) return jumping ? forwardJump : forward;
    if (x < target - kNear) return jumping ? backwardJump : backward;
    return jumping ? jump : none;
}

/// Runs to the point under the ball, wherever the ball is.
class Chaser final : public ScriptedBot {
public:
    Chaser() : ScriptedBot(kObservations, kActions) {}

protected:
    int32_t choose(const float* observation) const override {
        const View view(observation);
        return runTo(view.x, view.ballX, false);
    }
};

/// Waits at home while the ball is the opponent's, goes to where it will come down, and jumps into a near ball.
class Defender final : public ScriptedBot {
public:
    Defender() : ScriptedBot(kObservations, kActions) {}

protected:
    int32_t choose(const float* observation) const override {
        const View view(observation);
        const double landing = landingPoint(view);
        if (landing < kOwnEdge) return runTo(view.x, kHome, false);
        const double target = landing + kBehind;
        const double dx = view.ballX - view.x;
        const double dy = view.ballY - view.y;
        const bool jumping =
            dx > -kJumpReach && dx < kJumpReach && dy < kJumpHeight && view.ballVy < 0 && view.x > kJumpFrom;
        return runTo(view.x, target, jumping);
    }

private:
    static constexpr double kHome = 11;
    static constexpr double kOwnEdge = -0.5;
    static constexpr double kBehind = 0.7;
    static constexpr double kCatchHeight = 3.0;
    static constexpr double kJumpReach = 1.5;
    static constexpr double kJumpHeight = 4.0;
    static constexpr double kJumpFrom = 2.5;

    /// Where the ball falls to the height at which it is played, by the parabola, mirrored at the walls.
    static double landingPoint(const View& view) {
        const double height = view.ballY - kCatchHeight;
        const double under = view.ballVy * view.ballVy - 2 * kGravity * height;
        const double time = under > 0 ? (view.ballVy + math::squareRoot(under)) / -kGravity : 0;
        constexpr double kEdge = kHalfCourt - kBallRadius;
        double x = view.ballX + view.ballVx * (time > 0 ? time : 0);
        if (x > kEdge) x = 2 * kEdge - x;
        if (x < -kEdge) x = -2 * kEdge - x;
        return x;
    }
};

}  // namespace

std::unique_ptr<Policy> makeBot(const std::string& name) {
    if (name == "random") return makeRandomBot(info().action);
    if (name == "chaser") return std::make_unique<Chaser>();
    if (name == "defender") return std::make_unique<Defender>();
    return nullptr;
}

}  // namespace ludus::games::slime
