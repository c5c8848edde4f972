// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to watch, and what the game says of itself.
#include <algorithm>
#include <utility>

#include "core/games/soccer.h"

namespace ludus::games::soccer {

namespace {

constexpr double kEdgeX = 18.0, kEdgeY = 8.2;
constexpr double kOuter = kSideWall + 0.46;
constexpr double kCornerTop = (kWall - kSideWall * kWallY) / kWallX;  // x where the corner wall meets the side wall

class Painter {
public:
    explicit Painter(Scene& scene) : scene_(scene) {}

    Shape& add(ShapeKind kind, Fill fill, double x, double y, double width = 0, double height = 0) {
        Shape shape;
        shape.kind = kind;
        shape.fill = fill;
        shape.x = x;
        shape.y = y;
        shape.width = width;
        shape.height = height;
        scene_.shapes.push_back(std::move(shape));
        return scene_.shapes.back();
    }
    void polygon(Fill fill, std::vector<double> points) {
        Shape& shape = add(ShapeKind::polygon, fill, 0, 0);
        shape.points = std::move(points);
    }
    void line(Fill fill, double x, double y, double toX, double toY) {
        add(ShapeKind::line, fill, x, y, toX - x, toY - y);
    }
    Shape& disc(Fill fill, double x, double y, double radius) {
        return add(ShapeKind::circle, fill, x, y, 2 * radius, 2 * radius);
    }

private:
    Scene& scene_;
};

void drawField(Painter& paint) {
    paint.add(ShapeKind::rectangle, Fill::sky, 0, 0, 2 * kEdgeX, 2 * kEdgeY);
    for (const double y : {-kSideWall - 0.23, kSideWall + 0.23})
        paint.add(ShapeKind::rectangle, Fill::neutral, 0, y, 2 * kCornerTop + 0.5, 0.46);
    for (const double sx : {-1.0, 1.0}) {
        for (const double sy : {-1.0, 1.0}) {
            // The corner wall between its inner and its outer face, as far as it is seen.
            const double nx = 0.46 * kWallX, ny = 0.46 * kWallY;
            paint.polygon(Fill::neutral,
                          {sx * kCornerTop, sy * kSideWall, sx * kPostX, sy * kGoalWidth, sx * (kPostX + nx),
                           sy * (kGoalWidth + ny), sx * (kCornerTop + 0.27), sy * kOuter});
        }
        const Fill side = sx < 0 ? Fill::side0 : Fill::side1;
        for (const double y : {-kGoalWidth, kGoalWidth})
            paint.line(side, sx * kPostX, y, sx * kBackNet, y);
        paint.line(side, sx * kBackNet, -kGoalWidth, sx * kBackNet, kGoalWidth);
        for (const double x : {kPostX + 0.62, kPostX + 1.24})  // the net
            paint.line(Fill::neutral, sx * x, -kGoalWidth, sx * x, kGoalWidth);
        for (const double y : {-2.8, -1.4, 0.0, 1.4, 2.8})
            paint.line(Fill::neutral, sx * kPostX, y, sx * kBackNet, y);
        paint.line(Fill::muted, sx * kPostX, -kGoalWidth, sx * kPostX, kGoalWidth);
    }
    paint.disc(Fill::muted, 0, 0, 2.55);
    paint.disc(Fill::sky, 0, 0, 2.48);
    paint.disc(Fill::muted, 0, 0, 0.18);
    paint.line(Fill::muted, 0, -kSideWall, 0, kSideWall);
}

void drawPlayer(Painter& paint, const Player& player, int side, int number) {
    const double sign = side == 0 ? 1.0 : -1.0;
    const Direction look = heading(player);
    // A dark rim shows a kick.
    Shape& rim = paint.disc(Fill::ink, player.x, player.y, player.kicks > 0 ? kPlayerRadius + 0.16 : 0.0);
    rim.moves = true;
    Shape& nose = paint.disc(side == 0 ? Fill::side0 : Fill::side1, player.x + sign * look.x * 0.42,
                             player.y + sign * look.y * 0.42, 0.24);
    nose.moves = true;
    Shape& body = paint.disc(side == 0 ? Fill::side0 : Fill::side1, player.x, player.y, kPlayerRadius);
    body.velocityX = player.vx;
    body.velocityY = player.vy;
    body.lookX = player.x + sign * look.x * 4;
    body.lookY = player.y + sign * look.y * 4;
    body.hasEye = true;
    body.moves = true;
    body.label = (side == 0 ? "left " : "right ") + std::to_string(number);
}

config::OptionGroup<Options> optionGroup() {
    config::OptionGroup<Options> group("game");
    group.add("players", &Options::players,
              {.label = LUDUS_TEXT("games", "Players a side"),
               .help = LUDUS_TEXT("games", "How many players each team has."),
               .minimum = 1,
               .maximum = kMostPlayers});
    group.add("ball_touch", &Options::ballTouch,
              {.label = LUDUS_TEXT("games", "Reward for a touch"),
               .help = LUDUS_TEXT("games",
                                  "A player who begins to touch the ball is paid 0.2 times this; matches are decided "
                                  "by goals alone."),
               .minimum = 0,
               .maximum = 10});
    return group;
}

}  // namespace

Scene drawScene(const Ball& ball, const Player* players, int perSide, int scored) {
    Scene scene;
    scene.left = -kEdgeX;
    scene.right = kEdgeX;
    scene.bottom = -kEdgeY;
    scene.top = kEdgeY;
    Painter paint(scene);
    drawField(paint);
    for (int i = 0; i < 2 * perSide; ++i)
        drawPlayer(paint, players[i], i < perSide ? 0 : 1, i % perSide + 1);
    Shape& body = paint.disc(Fill::ball, ball.x, ball.y, kBallRadius);
    body.velocityX = ball.vx;
    body.velocityY = ball.vy;
    body.moves = true;
    body.label = "ball";
    scene.points = {scored > 0 ? 1.0 : 0.0, scored < 0 ? 1.0 : 0.0};
    return scene;
}

std::vector<config::OptionSpec> options() {
    return optionGroup().specs();
}

Result<GameInfo> info(const config::Values& values) {
    Options chosen;
    const auto group = optionGroup();
    if (Status status = group.read(values, chosen); !status.ok()) return status.error();
    GameInfo info;
    info.facts.name = "soccer_twos";
    info.facts.title = LUDUS_TEXT("games", "Soccer Twos");
    info.facts.description =
        LUDUS_TEXT("games", "Two teams that see by rays push and kick a ball; the first goal wins.");
    info.facts.seats = 2 * chosen.players;
    info.facts.sideOfSeat.clear();
    for (int seat = 0; seat < 2 * chosen.players; ++seat)
        info.facts.sideOfSeat.push_back(seat < chosen.players ? 0 : 1);
    info.facts.sides = 2;
    info.facts.symmetricSides = true;
    info.facts.zeroSum = true;
    info.facts.scoresAreRewards = false;
    info.facts.maxSteps = kMaxSteps;
    info.facts.minScore = -1;
    info.facts.maxScore = 1;
    info.facts.stepsPerSecond = 10;
    info.facts.bots = {"random", "heuristic"};
    info.observation.size = kObservations;
    info.action.branches = {3, 3, 3};
    info.action.names = {{"none", "forward", "back"}, {"none", "right", "left"}, {"none", "turn left", "turn right"}};
    group.write(chosen, info.options);
    return info;
}

Result<std::unique_ptr<VectorGame>> make(int slots, const config::Values& values) {
    Result<GameInfo> facts = info(values);
    if (!facts) return facts.error();
    Options chosen;
    if (Status status = optionGroup().read(facts->options, chosen); !status.ok()) return status.error();
    const auto touchReward = static_cast<float>(kTouchReward * chosen.ballTouch);
    const auto of = [&]<int kPlayers>() -> std::unique_ptr<VectorGame> {
        return std::make_unique<JointGame<Rules<kPlayers>>>(std::move(*facts), Rules<kPlayers>{touchReward}, slots);
    };
    switch (chosen.players) {
        case 1: return of.operator()<1>();
        case 2: return of.operator()<2>();
        case 3: return of.operator()<3>();
        default: return of.operator()<4>();
    }
}

}  // namespace ludus::games::soccer
