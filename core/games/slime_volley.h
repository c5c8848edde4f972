// SPDX-License-Identifier: GPL-3.0-or-later
// Slime Volleyball: two half discs, one ball, five lives each. The rules, number for number, of slimevolleygym by David
// Ha (github.com/hardmaru/slimevolleygym, commit 8ac2243, Apache-2.0), written anew. Values; one owner at a time.
// Double arithmetic in the order written, no fused multiply-add. Units: court widths of 48, seconds; one step is 1/30
// s. Seat 0 = side 0 = left, seat 1 = side 1 = right.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/games/joint_game.h"
#include "core/games/policy.h"

namespace ludus::games::slime {

inline constexpr double kTimeStep = 0x1.1111111111111p-5;      // 1/30 s
inline constexpr double kGravityStep = -0x1.f5c28f5c28f5dp-1;  // gravity (-9.8 * 2 * 1.5) times the time step
inline constexpr double kNudgeStep = 0x1.b4e81b4e81b4fp-9;     // 0.1 times the time step
inline constexpr double kGravity = -0x1.d666666666667p+4;
inline constexpr double kNudge = 0.1;
inline constexpr double kHalfCourt = 24;
inline constexpr double kGround = 1.5;
inline constexpr double kCeiling = 48;
inline constexpr double kFenceHalfWidth = 0.5;
inline constexpr double kFenceTop = 3.5;
inline constexpr double kStubRadius = 0.5;
inline constexpr double kPlayerRadius = 1.5;
inline constexpr double kBallRadius = 0.5;
inline constexpr double kRunSpeed = 17.5;
inline constexpr double kJumpSpeed = 13.5;
inline constexpr double kBallSpeed = 22.5;
inline constexpr int kServeDelay = 30;
inline constexpr int kLives = 5;
inline constexpr int kMaxSteps = 3000;
inline constexpr int kActions = 6;
inline constexpr int kObservations = 12;

/// In the player's own frame: forward is towards the net.
struct Buttons {
    bool forward = false;
    bool backward = false;
    bool jump = false;
};

/// The six actions: none, forward, forward + jump, jump, backward + jump, backward.
inline constexpr Buttons kButtons[kActions] = {{false, false, false}, {true, false, false}, {true, false, true},
                                               {false, false, true},  {false, true, true},  {false, true, false}};

struct Body {
    double x = 0, y = 0, vx = 0, vy = 0;
};

/// The thirteen numbers and the counters of a match. Plain; without padding.
struct State {
    Body ball;
    double previousX = 0;  // of the ball, before its last move
    Body left;
    Body right;
    int32_t lives[2] = {kLives, kLives};  // left, right
    int32_t delay = 0;                    // frozen steps until the ball moves
    int32_t step = 0;

    /// Players at their places, all lives; the ball waits for serve().
    void place();
    /// Puts the ball at (0, 12) with this velocity and freezes it for the serve delay.
    void serve(double vx, double vy);
    /// One step but for the new serve: the reward of the right side, +1 or -1 when a rally ended (a life is taken; the
    /// caller then serves and leaves the observations as they were), else 0.
    int advance(Buttons leftButtons, Buttons rightButtons);

    bool over() const { return step >= kMaxSteps || lives[0] == 0 || lives[1] == 0; }
    /// Both observations, [2, 12].
    void observe(float* out) const;
};

struct Rules {
    using State = slime::State;
    static constexpr int kSeats = 2;
    static constexpr int kSides = 2;
    static constexpr int kBranches = 1;
    static constexpr int kSideOfSeat[2] = {0, 1};
    static constexpr bool kUsesChance = true;

    /// Two draws: vx from [-20, 20), then vy from [10, 25).
    static void serve(State& state, Rng& rng) {
        const double vx = rng.uniform(-20, 20);
        const double vy = rng.uniform(10, 25);
        state.serve(vx, vy);
    }
    void reset(State& state, Rng& rng) const {
        state.place();
        serve(state, rng);
    }
    StepResult step(State& state, Rng& rng, const int32_t* actions, float* rewards) const {
        const int point = state.advance(kButtons[actions[0]], kButtons[actions[1]]);
        rewards[0] = static_cast<float>(-point);
        rewards[1] = static_cast<float>(point);
        if (point != 0) serve(state, rng);
        return {state.over() ? Phase::terminated : Phase::running, point == 0};
    }
    void observe(const State& state, float* out) const { state.observe(out); }
    void fillMasks(uint8_t*) const {}
    Scene scene(const State& state) const;
};

/// x0 y0 x1 y1 ... of a ball in flight that no player touches, a step each, until it is on the ground (6 s at most).
std::vector<double> forecast(Body ball);

GameInfo info();
std::unique_ptr<VectorGame> make(int slots);
/// "chaser" runs under the ball; "defender" waits at home and goes where the ball will come down. Null when unknown.
std::unique_ptr<Policy> makeBot(const std::string& name);

}  // namespace ludus::games::slime
