// SPDX-License-Identifier: GPL-3.0-or-later
// Soccer Twos: two teams of n discs, one ball, two goals, first goal wins; the plane game that the scene SoccerTwos of
// Unity ML-Agents (release 20, Apache-2.0) in fact is, with its numbers, written anew. Values; one owner at a time.
// Seats 0..n-1 = side 0 = left, n..2n-1 = side 1 = right. Units: metres, seconds; x along the field, y across it;
// angles counter-clockwise. A side's own frame is the field turned by half a turn for the right side, so that each
// attacks towards +x and the signs alone differ: mirrored positions give mirrored bits.
//
// Where Unity leaves things to its solver, here: a physics step adds the run, then drags (v *= 1 - drag dt), then finds
// contacts along the straight relative motion of the step, all from the same state (so that no order matters), answers
// them with impulses (restitution 0.8 above 2 m/s where the ball takes part, else 0; friction at most 0.6 of the
// impulse; the ball spins about its vertical axis, players do not), moves, pushes apart what still overlaps by inverse
// masses, and keeps all inside the walls. A player who presses the ball onto a wall is stopped by it. The floor does
// not brake. A kick acts within the step of its contact. A touch lasts while the gap stays below 0.02.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/config/option.h"
#include "core/games/joint_game.h"
#include "core/games/policy.h"

namespace ludus::games::soccer {

inline constexpr double kTimeStep = 0.02;
inline constexpr int kPhysicsSteps = 5;  // a decision
inline constexpr int kMaxTime = 5000;    // physics steps
inline constexpr int kMaxSteps = kMaxTime / kPhysicsSteps;
inline constexpr double kSideWall = 7.51;  // |y| of its inner face
// Inner face of a corner wall (4.8 x 0.46, centred at 14.46, 6.41, turned by 60 degrees): x kWallX + y kWallY = kWall.
// Prolonged it meets the side net at the goal's front, so that wall and net have one common edge.
inline constexpr double kWallX = 0.86602540378443865;
inline constexpr double kWallY = 0.5;
inline constexpr double kWall = 14.46 * kWallX + 6.41 * kWallY - 0.23;
inline constexpr double kGoalWidth = 4.15;  // half of the mouth; inner face of the side nets
inline constexpr double kPostX = (kWall - kGoalWidth * kWallY) / kWallX;
inline constexpr double kBackNet = 17.37;
inline constexpr double kGoalLine = 15.126;  // from here on the ball touches the floor of the goal
inline constexpr double kBallRadius = 0.6242;
inline constexpr double kBallMass = 3;
inline constexpr double kBallDrag = 1;  // of its motion and its spin
inline constexpr double kBounce = 0.8;
inline constexpr double kBounceSpeed = 2;  // slower contacts do not bounce
inline constexpr double kFriction = 0.6;
inline constexpr double kPlayerRadius = 0.5;
inline constexpr double kPlayerMass = 50;
inline constexpr double kPlayerDrag = 3;
inline constexpr double kRunStep = 2;  // speed that a physics step of running adds
inline constexpr double kForward = 1, kSideways = 0.3;
inline constexpr int kTurnStep = 2;  // degrees a physics step
inline constexpr double kKickSpeed = 2000 * kTimeStep / kBallMass;
inline constexpr double kTouchGap = 0.02;
inline constexpr double kTouchReward = 0.2;
inline constexpr double kStartX = 3.19, kStartGap = 2.4, kStartShift = 5, kStartTurn = 10, kBallShift = 2.5;
inline constexpr int kMostPlayers = 4;  // a side

inline constexpr int kForwardRays = 11, kBackwardRays = 3, kRays = kForwardRays + kBackwardRays;
inline constexpr double kRayLength = 20, kRayRadius = 0.5;
inline constexpr int kRayNumbers = 8;  // one-hot of the tag, 1 when nothing is met, distance / length (then 1)
inline constexpr int kFrames = 3;      // of each sensor, oldest first
inline constexpr int kObservations = kRays * kRayNumbers * kFrames;
enum Tag : int32_t { tagBall, tagOwnGoal, tagGoal, tagWall, tagMate, tagOpponent, kTags };

inline constexpr int kBranches = 3;
enum Run : int32_t { runNone, runForward, runBack };
enum Sidestep : int32_t { sideNone, sideRight, sideLeft };
enum Turn : int32_t { turnNone, turnLeft, turnRight };

struct Ball {
    double x = 0, y = 0, vx = 0, vy = 0, spin = 0;
};

struct Player {
    double x = 0, y = 0, vx = 0, vy = 0;
    double startCos = 1, startSin = 0;  // of the heading at the start, in the side's own frame
    int32_t turns = 0;                  // steps of 2 degrees since, 0..179
    int32_t touching = 0;               // whether it is in contact with the ball
    int32_t touches = 0;                // contacts begun in the last decision
    int32_t kicks = 0;                  // those that were kicks
};

struct Direction {
    double x = 1, y = 0;
};
/// Where the player looks, in its side's own frame.
Direction heading(const Player& player);

/// One physics step: `players` are those of both sides, `actions` [2 n, 3]. +1: the left side scored, -1: the right.
int physicsStep(Ball& ball, Player* players, int perSide, const int32_t* actions);
/// The newest frame of a seat, [112]: 11 forward rays (centre, right, left, further right ...), 3 backward ones.
void senseRays(const Ball& ball, const Player* players, int perSide, int seat, float* frame);
/// Observations of all seats, [2 n, 336]: the forward sensor's frames, then the backward one's. `out` holds those of
/// the decision before and becomes older by one frame; `fresh`: the past is empty, all 0.
void observeAll(const Ball& ball, const Player* players, int perSide, bool fresh, float* out);
void placeAll(Ball& ball, Player* players, int perSide, Rng& rng);
Scene drawScene(const Ball& ball, const Player* players, int perSide, int scored);

template <int PerSide>
struct State {
    Ball ball;
    int32_t time = 0;    // physics steps
    int32_t scored = 0;  // +1 left, -1 right
    Player players[2 * PerSide];
};

template <int PerSide>
struct SideOfSeat {
    constexpr int operator[](int seat) const { return seat < PerSide ? 0 : 1; }
};

template <int PerSide>
struct Rules {
    using State = soccer::State<PerSide>;
    static constexpr int kSeats = 2 * PerSide;
    static constexpr int kSides = 2;
    static constexpr int kBranches = soccer::kBranches;
    static constexpr SideOfSeat<PerSide> kSideOfSeat{};
    static constexpr bool kUsesChance = true;

    float touchReward = 0;

    void reset(State& state, Rng& rng) const {
        state = State{};
        placeAll(state.ball, state.players, PerSide, rng);
    }
    StepResult step(State& state, Rng&, const int32_t* actions, float* rewards) const {
        for (Player& player : state.players)
            player.touches = player.kicks = 0;
        for (int i = 0; i < kPhysicsSteps && state.scored == 0; ++i) {
            ++state.time;
            state.scored = physicsStep(state.ball, state.players, PerSide, actions);
        }
        const float won = static_cast<float>(1.0 - static_cast<double>(state.time) / kMaxTime);
        for (int seat = 0; seat < kSeats; ++seat) {
            const bool scorer = (seat < PerSide) == (state.scored > 0);
            rewards[seat] = state.scored == 0 ? 0.0F : scorer ? won : -1.0F;
            rewards[seat] += touchReward * static_cast<float>(state.players[seat].touches);
        }
        return {state.scored != 0 ? Phase::terminated : state.time >= kMaxTime ? Phase::truncated : Phase::running};
    }
    void score(const State& state, float* scores) const {
        scores[0] = static_cast<float>(state.scored);
        scores[1] = static_cast<float>(-state.scored);
    }
    void observe(const State& state, float* out) const {
        observeAll(state.ball, state.players, PerSide, state.time == 0, out);
    }
    void fillMasks(uint8_t*) const {}
    Scene scene(const State& state) const { return drawScene(state.ball, state.players, PerSide, state.scored); }
};

struct Options {
    int players = 2;
    double ballTouch = 0;
};
std::vector<config::OptionSpec> options();
Result<GameInfo> info(const config::Values& values);
Result<std::unique_ptr<VectorGame>> make(int slots, const config::Values& values);
/// "heuristic" plays from what its rays show and what it remembers. Null when unknown.
std::unique_ptr<Policy> makeBot(const std::string& name);

}  // namespace ludus::games::soccer
