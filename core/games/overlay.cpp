// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/overlay.h"

#include "core/base/math.h"
#include "core/games/slime_volley.h"
#include "core/games/soccer.h"

namespace ludus::games {
namespace {

constexpr double kRadian = 3.14159265358979323846 / 180;
constexpr int kRayDegrees[soccer::kRays] = {0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60, 180, 135, 225};

bool isSoccer(const GameInfo& info, std::span<const float> observation) {
    return info.facts.name == "soccer_twos" && observation.size() == static_cast<size_t>(soccer::kObservations);
}

RayHit hitOf(const float* ray) {
    constexpr RayHit kHits[soccer::kTags] = {RayHit::ball, RayHit::ownGoal, RayHit::goal,
                                             RayHit::wall, RayHit::mate,    RayHit::opponent};
    for (int tag = 0; tag < soccer::kTags; ++tag)
        if (ray[tag] > 0.5F) return kHits[tag];
    return RayHit::nothing;
}

/// One frame of one sensor: `count` rays from number `first` on.
void readFrame(const float* numbers, int first, int count, int age, std::vector<SensedRay>& out) {
    for (int i = 0; i < count; ++i) {
        const float* ray = numbers + static_cast<size_t>(i) * soccer::kRayNumbers;
        // A frame from before the match is all zero: no ray was sent.
        if (ray[soccer::kTags + 1] == 0 && hitOf(ray) == RayHit::nothing) continue;
        out.push_back({static_cast<double>(kRayDegrees[first + i]), ray[soccer::kTags + 1], hitOf(ray), age});
    }
}

}  // namespace

std::vector<SensedRay> sensedRays(const GameInfo& info, std::span<const float> observation) {
    std::vector<SensedRay> out;
    if (!isSoccer(info, observation)) return out;
    using namespace soccer;
    const float* behind = observation.data() + static_cast<size_t>(kFrames * kForwardRays * kRayNumbers);
    for (int frame = 0; frame < kFrames; ++frame) {
        const int age = kFrames - 1 - frame;
        readFrame(observation.data() + static_cast<size_t>(frame * kForwardRays * kRayNumbers), 0, kForwardRays, age,
                  out);
        readFrame(behind + static_cast<size_t>(frame * kBackwardRays * kRayNumbers), kForwardRays, kBackwardRays, age,
                  out);
    }
    return out;
}

std::vector<DrawnRay> drawnRays(const GameInfo& info, const Scene& scene, int seat,
                                std::span<const float> observation) {
    std::vector<DrawnRay> out;
    const Shape* body = bodyOfSeat(scene, seat);
    if (body == nullptr) return out;
    const double lookX = body->lookX - body->x, lookY = body->lookY - body->y;
    const double length = math::squareRoot(lookX * lookX + lookY * lookY);
    if (!(length > 0)) return out;
    for (const SensedRay& ray : sensedRays(info, observation)) {
        if (ray.age != 0) continue;
        const double c = math::cos(ray.degrees * kRadian), s = math::sin(ray.degrees * kRadian);
        // A disc is sent along the ray: its centre stops its radius before what it meets.
        const double reach =
            (ray.distance * soccer::kRayLength + (ray.hit == RayHit::nothing ? 0 : soccer::kRayRadius)) / length;
        out.push_back({body->x, body->y, body->x + reach * (lookX * c - lookY * s),
                       body->y + reach * (lookY * c + lookX * s), ray.hit});
    }
    return out;
}

std::vector<double> forecast(const GameInfo& info, const Scene& scene) {
    const Shape* ball = ballOf(scene);
    if (info.facts.name != "slime_volley" || ball == nullptr) return {};
    if (ball->velocityX == 0 && ball->velocityY == 0) return {};
    return slime::forecast({ball->x, ball->y, ball->velocityX, ball->velocityY});
}

const Shape* bodyOfSeat(const Scene& scene, int seat) {
    for (const Shape& shape : scene.shapes)
        if (shape.hasEye && seat-- == 0) return &shape;
    return nullptr;
}

const Shape* ballOf(const Scene& scene) {
    for (const Shape& shape : scene.shapes)
        if (shape.moves && shape.fill == Fill::ball && shape.kind == ShapeKind::circle) return &shape;
    return nullptr;
}

}  // namespace ludus::games
