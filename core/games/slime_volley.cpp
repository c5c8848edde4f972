// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/slime_volley.h"

#include "core/base/math.h"

namespace ludus::games::slime {

namespace {

constexpr double kPlayerReach = kPlayerRadius + kBallRadius;
constexpr double kStubReach = kStubRadius + kBallRadius;
constexpr double kNetEdge = kFenceHalfWidth + kPlayerRadius;  // 2.0
constexpr double kWallEdge = kHalfCourt - kPlayerRadius;      // 22.5
constexpr double kWall = kHalfCourt - kBallRadius;            // 23.5
constexpr double kFloor = kGround + kBallRadius;              // 2.0
constexpr double kTop = kCeiling - kBallRadius;               // 47.5
constexpr double kFence = kFenceHalfWidth + kBallRadius;      // 1.0

/// Section "update" of the original: `dir` is -1 for the left player, +1 for the right one.
inline void move(Body& player, Buttons buttons, double dir) {
    double vx = 0;
    if (buttons.forward && !buttons.backward) vx = -kRunSpeed;
    if (buttons.backward && !buttons.forward) vx = kRunSpeed;
    const double vy = buttons.jump ? kJumpSpeed : 0;
    player.vy += kGravityStep;
    if (player.y <= kGround + kNudgeStep) player.vy = vy;
    player.vx = vx * dir;
    player.x += player.vx * kTimeStep;
    player.y += player.vy * kTimeStep;
    if (player.y <= kGround) {
        player.y = kGround;
        player.vy = 0;
    }
    if (player.x * dir <= kNetEdge) {
        player.vx = 0;
        player.x = dir * kNetEdge;
    }
    if (player.x * dir >= kWallEdge) {
        player.vx = 0;
        player.x = dir * kWallEdge;
    }
}

inline void fly(Body& ball, double& previousX) {
    ball.vy += kGravityStep;
    const double squared = ball.vx * ball.vx + ball.vy * ball.vy;
    if (squared > kBallSpeed * kBallSpeed) {
        const double speed = math::squareRoot(squared);
        ball.vx /= speed;
        ball.vy /= speed;
        ball.vx *= kBallSpeed;
        ball.vy *= kBallSpeed;
    }
    previousX = ball.x;
    ball.x += ball.vx * kTimeStep;
    ball.y += ball.vy * kTimeStep;
}

inline bool touches(const Body& ball, const Body& other, double reach) {
    const double dx = ball.x - other.x;
    const double dy = ball.y - other.y;
    return dx * dx + dy * dy < reach * reach;
}

/// Pushes the ball out along the normal, then mirrors the relative velocity at it; the other body is not affected.
inline void bounce(Body& ball, const Body& other, double reach) {
    if (!touches(ball, other, reach)) [[likely]]
        return;
    double nx = ball.x - other.x;
    double ny = ball.y - other.y;
    const double distance = math::squareRoot(nx * nx + ny * ny);
    nx /= distance;
    ny /= distance;
    const double pushX = nx * kNudge;
    const double pushY = ny * kNudge;
    while (touches(ball, other, reach)) {
        ball.x += pushX;
        ball.y += pushY;
    }
    double ux = ball.vx - other.vx;
    double uy = ball.vy - other.vy;
    const double un = ux * nx + uy * ny;
    ux -= nx * (un * 2.0);
    uy -= ny * (un * 2.0);
    ball.vx = ux + other.vx;
    ball.vy = uy + other.vy;
}

/// Walls, ground, ceiling, fence sides. -1: the left side lost the rally, +1: the right side did, 0: it goes on.
inline int meetEdges(Body& ball, double previousX) {
    if (ball.x <= -kWall) {
        ball.vx = -ball.vx;
        ball.x = -kWall + kNudgeStep;
    }
    if (ball.x >= kWall) {
        ball.vx = -ball.vx;
        ball.x = kWall - kNudgeStep;
    }
    if (ball.y <= kFloor) {
        ball.vy = -ball.vy;
        ball.y = kFloor + kNudgeStep;
        return ball.x <= 0 ? -1 : 1;
    }
    if (ball.y >= kTop) {
        ball.vy = -ball.vy;
        ball.y = kTop - kNudgeStep;
    }
    if (ball.y <= kFenceTop) {
        if (ball.x <= kFence && previousX > kFence) {
            ball.vx = -ball.vx;
            ball.x = kFence + kNudgeStep;
        }
        if (ball.x >= -kFence && previousX < -kFence) {
            ball.vx = -ball.vx;
            ball.x = -kFence - kNudgeStep;
        }
    }
    return 0;
}

constexpr Body kStub{0, kFenceTop, 0, 0};

}  // namespace

void State::place() {
    *this = State{};
    left = {-12, kGround, 0, 0};
    right = {12, kGround, 0, 0};
}

void State::serve(double vx, double vy) {
    ball = {0, 12, vx, vy};
    previousX = 0;
    delay = kServeDelay;
}

int State::advance(Buttons leftButtons, Buttons rightButtons) {
    ++step;
    move(left, leftButtons, -1);
    move(right, rightButtons, 1);
    if (delay == 0) {
        fly(ball, previousX);
    } else {
        --delay;
    }
    bounce(ball, left, kPlayerReach);
    bounce(ball, right, kPlayerReach);
    bounce(ball, kStub, kStubReach);
    const int loser = meetEdges(ball, previousX);
    if (loser == 0) [[likely]]
        return 0;
    --lives[loser < 0 ? 0 : 1];
    return -loser;
}

std::vector<double> forecast(Body ball) {
    constexpr int kMost = 180;
    std::vector<double> path{ball.x, ball.y};
    double previousX = ball.x;
    for (int step = 0; step < kMost; ++step) {
        fly(ball, previousX);
        bounce(ball, kStub, kStubReach);
        const bool landed = meetEdges(ball, previousX) != 0;
        path.push_back(ball.x);
        path.push_back(ball.y);
        if (landed) break;
    }
    return path;
}

/// Adding zero turns -0 into 0, so that mirrored states give the same bytes.
void State::observe(float* out) const {
    const auto scaled = [](double value) { return static_cast<float>(value / 10.0 + 0.0); };
    const float leftX = scaled(left.x), leftY = scaled(left.y), leftVx = scaled(left.vx), leftVy = scaled(left.vy);
    const float rightX = scaled(right.x), rightY = scaled(right.y), rightVx = scaled(right.vx),
                rightVy = scaled(right.vy);
    const float ballX = scaled(ball.x), ballY = scaled(ball.y), ballVx = scaled(ball.vx), ballVy = scaled(ball.vy);
    const auto flip = [](float value) { return 0.0F - value; };
    const float rows[2 * kObservations] = {flip(leftX),  leftY,  flip(leftVx), leftVy,  flip(ballX),  ballY,
                                           flip(ballVx), ballVy, rightX,       rightY,  rightVx,      rightVy,
                                           rightX,       rightY, rightVx,      rightVy, ballX,        ballY,
                                           ballVx,       ballVy, flip(leftX),  leftY,   flip(leftVx), leftVy};
    for (int i = 0; i < 2 * kObservations; ++i)
        out[i] = rows[i];
}

Scene Rules::scene(const State& state) const {
    Scene scene;
    scene.left = -kHalfCourt;
    scene.right = kHalfCourt;
    scene.bottom = 0;
    scene.top = 22;
    const auto add = [&scene](ShapeKind kind, Fill fill, double x, double y, double width, double height) -> Shape& {
        Shape shape;
        shape.kind = kind;
        shape.fill = fill;
        shape.x = x;
        shape.y = y;
        shape.width = width;
        shape.height = height;
        scene.shapes.push_back(shape);
        return scene.shapes.back();
    };
    add(ShapeKind::rectangle, Fill::sky, 0, scene.top / 2, 2 * kHalfCourt, scene.top);
    add(ShapeKind::rectangle, Fill::ground, 0, kGround / 2, 2 * kHalfCourt, kGround);
    add(ShapeKind::rectangle, Fill::neutral, 0, (kGround + kFenceTop) / 2, 2 * kFenceHalfWidth, kFenceTop - kGround)
        .label = "net";
    add(ShapeKind::circle, Fill::neutral, 0, kFenceTop, 2 * kStubRadius, 2 * kStubRadius);
    const Body* players[2] = {&state.left, &state.right};
    for (int side = 0; side < 2; ++side) {
        const Body& player = *players[side];
        Shape& body = add(ShapeKind::halfDisc, side == 0 ? Fill::side0 : Fill::side1, player.x, player.y,
                          2 * kPlayerRadius, kPlayerRadius);
        body.velocityX = player.vx;
        body.velocityY = player.vy;
        body.lookX = state.ball.x;
        body.lookY = state.ball.y;
        body.hasEye = true;
        body.moves = true;
        body.label = side == 0 ? "left" : "right";
    }
    Shape& ball = add(ShapeKind::circle, Fill::ball, state.ball.x, state.ball.y, 2 * kBallRadius, 2 * kBallRadius);
    ball.velocityX = state.delay > 0 ? 0 : state.ball.vx;
    ball.velocityY = state.delay > 0 ? 0 : state.ball.vy;
    ball.moves = true;
    ball.label = "ball";
    scene.lives = {static_cast<double>(state.lives[0]), static_cast<double>(state.lives[1])};
    scene.maxLives = {kLives, kLives};
    scene.points = {static_cast<double>(kLives - state.lives[1]), static_cast<double>(kLives - state.lives[0])};
    return scene;
}

GameInfo info() {
    GameInfo info;
    info.facts.name = "slime_volley";
    info.facts.title = LUDUS_TEXT("games", "Slime Volleyball");
    info.facts.description = LUDUS_TEXT(
        "games", "Two slimes keep a ball in the air; whoever lets it touch the ground loses one of five lives.");
    info.facts.seats = 2;
    info.facts.sideOfSeat = {0, 1};
    info.facts.sides = 2;
    info.facts.symmetricSides = true;
    info.facts.zeroSum = true;
    info.facts.maxSteps = kMaxSteps;
    info.facts.minScore = -kLives;
    info.facts.maxScore = kLives;
    info.facts.stepsPerSecond = 30;
    info.facts.bots = {"random", "chaser", "defender"};
    info.observation.size = kObservations;
    info.observation.names = {"own x",   "own y",   "own vx",     "own vy",     "ball x",      "ball y",
                              "ball vx", "ball vy", "opponent x", "opponent y", "opponent vx", "opponent vy"};
    info.action.branches = {kActions};
    info.action.names = {{"none", "forward", "forward + jump", "jump", "backward + jump", "backward"}};
    return info;
}

std::unique_ptr<VectorGame> make(int slots) {
    return std::make_unique<JointGame<Rules>>(info(), Rules{}, slots);
}

}  // namespace ludus::games::slime
