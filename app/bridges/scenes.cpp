// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/scenes.h"

#include <algorithm>

#include "app/bridges/game_words.h"

namespace ludus::bridges {
namespace {

constexpr int kTrailFrames = 40;

models::SceneFill toFill(games::Fill fill) {
    switch (fill) {
        case games::Fill::none: return models::SceneFill::None;
        case games::Fill::side0: return models::SceneFill::Side0;
        case games::Fill::side1: return models::SceneFill::Side1;
        case games::Fill::ground: return models::SceneFill::Ground;
        case games::Fill::sky: return models::SceneFill::Sky;
        case games::Fill::neutral: return models::SceneFill::Neutral;
        case games::Fill::ball: return models::SceneFill::Ball;
        case games::Fill::ink: return models::SceneFill::Ink;
        case games::Fill::muted: return models::SceneFill::Muted;
    }
    return models::SceneFill::Neutral;
}

models::SceneShape toShape(const games::Shape& in) {
    using Kind = models::SceneShape::Kind;
    models::SceneShape out;
    out.fill = toFill(in.fill);
    out.centre = {in.x, in.y};
    out.text = sceneText(in.label);
    out.moves = in.moves;
    out.velocity = {in.velocityX, in.velocityY};
    if (in.hasEye) out.eye = QPointF(in.lookX, in.lookY);
    switch (in.kind) {
        case games::ShapeKind::circle:
            out.kind = Kind::Circle;
            out.radius = in.width / 2;
            break;
        case games::ShapeKind::halfDisc:
            out.kind = Kind::HalfDisc;
            out.radius = in.width / 2;
            break;
        case games::ShapeKind::rectangle:
            out.kind = Kind::Rectangle;
            out.size = {in.width, in.height};
            out.outline = in.fill != games::Fill::sky && in.fill != games::Fill::ground;
            break;
        case games::ShapeKind::roundedRectangle:
            out.kind = Kind::RoundedRectangle;
            out.size = {in.width, in.height};
            out.radius = std::min(in.width, in.height) / 2;
            break;
        case games::ShapeKind::polygon:
            out.kind = Kind::Polygon;
            for (size_t i = 0; i + 1 < in.points.size(); i += 2)
                out.points << QPointF(in.points[i], in.points[i + 1]);
            break;
        case games::ShapeKind::line:
            out.kind = Kind::Line;
            out.points << QPointF(in.x, in.y) << QPointF(in.x + in.width, in.y + in.height);
            break;
        case games::ShapeKind::text:
            out.kind = Kind::Text;
            out.size = {in.width, in.height};
            break;
    }
    return out;
}

}  // namespace

models::SceneRay::Hit toHit(games::RayHit hit) {
    using Hit = models::SceneRay::Hit;
    switch (hit) {
        case games::RayHit::ball: return Hit::Ball;
        case games::RayHit::ownGoal: return Hit::OwnGoal;
        case games::RayHit::goal: return Hit::Goal;
        case games::RayHit::wall: return Hit::Wall;
        case games::RayHit::mate: return Hit::Mate;
        case games::RayHit::opponent: return Hit::Opponent;
        case games::RayHit::nothing: break;
    }
    return Hit::Nothing;
}

models::Scene toScene(const games::Scene& scene) {
    models::Scene out;
    out.world = QRectF(scene.left, scene.bottom, scene.right - scene.left, scene.top - scene.bottom);
    out.shapes.reserve(scene.shapes.size());
    for (const games::Shape& shape : scene.shapes)
        out.shapes.push_back(toShape(shape));
    return out;
}

models::Scene sceneOf(const replay::Cursor& cursor, const replay::Digest& digest) {
    const games::Scene scene = cursor.scene();
    models::Scene out = toScene(scene);
    const auto frame = static_cast<size_t>(cursor.frame());
    if (frame < digest.ball.size()) {
        for (size_t i = frame > kTrailFrames ? frame - kTrailFrames : 0; i < frame; ++i)
            out.trail << QPointF(digest.ball[i][0], digest.ball[i][1]);
    }
    if (cursor.fromScenes()) return out;
    const games::GameInfo& info = cursor.info();
    const std::vector<double> path = games::forecast(info, scene);
    for (size_t i = 0; i + 1 < path.size(); i += 2)
        out.forecast << QPointF(path[i], path[i + 1]);
    for (int seat = 0; seat < info.facts.seats; ++seat) {
        for (const games::DrawnRay& ray : games::drawnRays(info, scene, seat, cursor.observation(seat))) {
            out.rays.push_back({{ray.fromX, ray.fromY},
                                {ray.toX, ray.toY},
                                toHit(ray.hit),
                                info.facts.sideOfSeat[static_cast<size_t>(seat)]});
        }
    }
    return out;
}

}  // namespace ludus::bridges
