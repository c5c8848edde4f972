// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/game_scene.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "app/bridges/scenes.h"
#include "core/games/registry.h"

namespace ludus::bridges {
namespace {

constexpr uint64_t kSeed = 7;
constexpr uint64_t kPurpose = 1;
constexpr int kLooked = 400;          // steps, of which the one is shown where ball and players are closest together
constexpr double kLeastShare = 0.25;  // of the world's width
constexpr double kRoom = 1.1;         // around the bodies

/// Every seat is played by the strongest bot, which stands last.
class Exhibition {
public:
    explicit Exhibition(std::unique_ptr<games::VectorGame> game)
        : game_(std::move(game)), rng_(kSeed, kPurpose), actions_(actionCount()) {
        const games::GameFacts& facts = game_->info().facts;
        const int slot = 0;
        game_->reset({&slot, 1}, {&kSeed, 1});
        auto bot = games::makeBot(facts.name, facts.bots.back(), game_->info().options);
        if (bot) bot_ = std::move(*bot);
    }

    /// As long as the match goes on.
    void step() {
        if (!bot_ || game_->ended(0)) return;
        const games::GameInfo& info = game_->info();
        Rng* rng = &rng_;
        std::vector<double> state(static_cast<size_t>(std::max(1, bot_->stateSize())), 0.0);
        for (int seat = 0; seat < info.facts.seats; ++seat) {
            const games::PolicyInput input{1,
                                           game_->observation(0, seat).data(),
                                           game_->buffers().masks + seat * info.action.logitCount(),
                                           state.data(),
                                           &rng,
                                           false};
            games::PolicyOutput output;
            output.actions = actions_.data() + seat * info.action.branchCount();
            bot_->act(input, output);
        }
        game_->step(actions_);
    }
    games::Scene scene() const { return game_->scene(0); }

private:
    size_t actionCount() const {
        return static_cast<size_t>(game_->info().facts.seats * game_->info().action.branchCount());
    }

    std::unique_ptr<games::VectorGame> game_;
    std::unique_ptr<games::Policy> bot_;
    Rng rng_;
    std::vector<int32_t> actions_;
};

/// The table of one's own is another one than that of rock-paper-scissors.
config::Values shownOptions(const std::string& game) {
    if (game != "matrix") return {};
    return {{"game.payoff", {std::string("2 -1; -1 1"), 0}}};
}

/// Around the ball and the nearest player of each side; empty without a ball.
QRectF action(const games::Scene& scene) {
    const auto isBall = [](const games::Shape& shape) { return shape.moves && shape.fill == games::Fill::ball; };
    const auto ball = std::find_if(scene.shapes.begin(), scene.shapes.end(), isBall);
    if (ball == scene.shapes.end() || ball->velocityX == 0) return {};
    const auto around = [](const games::Shape& shape) {
        return QRectF(shape.x - shape.width, shape.y - shape.width, 2 * shape.width, 2 * shape.width);
    };
    QRectF out = around(*ball);
    for (const games::Fill side : {games::Fill::side0, games::Fill::side1}) {
        const games::Shape* nearest = nullptr;
        double least = 0;
        for (const games::Shape& shape : scene.shapes) {
            const double distance = std::hypot(shape.x - ball->x, shape.y - ball->y);
            if (!shape.moves || !shape.hasEye || shape.fill != side || (nearest && distance >= least)) continue;
            nearest = &shape;
            least = distance;
        }
        if (nearest) out |= around(*nearest);
    }
    return out;
}

/// As much of the world as `wanted` needs, in the world's own proportions.
QRectF closer(const QRectF& world, const QRectF& wanted) {
    const double share = std::clamp(kRoom * std::max(wanted.width() / world.width(), wanted.height() / world.height()),
                                    kLeastShare, 1.0);
    const QSizeF size = world.size() * share;
    const double left = std::clamp(wanted.center().x() - size.width() / 2, world.left(), world.right() - size.width());
    const double low = std::clamp(wanted.center().y() - size.height() / 2, world.top(), world.bottom() - size.height());
    return {QPointF(left, low), size};
}

/// What is left of the world of a game without bodies when its words are gone.
QRectF bounds(const games::Scene& scene) {
    QRectF out;
    for (const games::Shape& shape : scene.shapes)
        out |= QRectF(shape.x - shape.width / 2, shape.y - shape.height / 2, shape.width, shape.height);
    return out;
}

}  // namespace

models::Scene gameScene(const std::string& game) {
    auto made = games::makeGame(game, 1, shownOptions(game));
    if (!made) return {};
    Exhibition match(std::move(*made));
    match.step();
    games::Scene best = match.scene();
    QRectF where = action(best);
    for (int step = 1; step < kLooked; ++step) {
        match.step();
        games::Scene scene = match.scene();
        const QRectF here = action(scene);
        if (here.isEmpty() || (!where.isEmpty() && here.width() + here.height() >= where.width() + where.height()))
            continue;
        where = here;
        best = std::move(scene);
    }
    std::erase_if(best.shapes, [](const games::Shape& shape) { return shape.kind == games::ShapeKind::text; });
    models::Scene out = toScene(best);
    out.world = where.isEmpty() ? bounds(best) : closer(out.world, where);
    return out;
}

}  // namespace ludus::bridges
