// SPDX-License-Identifier: GPL-3.0-or-later
// What the players see: discs of radius 0.5 sent along 14 rays, that is, rays against shapes grown by 0.5. All in
// single precision in the player's own frame; the loops run over rays side by side.
#include "core/games/soccer_rays.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/math.h"

namespace ludus::games::soccer {

namespace {

constexpr auto kLength = static_cast<float>(kRayLength);
constexpr auto kNormalX = static_cast<float>(kWallX), kNormalY = static_cast<float>(kWallY);
constexpr auto kSide = static_cast<float>(kSideWall - kRayRadius);
constexpr auto kSlope = static_cast<float>(kWall - kRayRadius);
constexpr auto kSlopeEnd = static_cast<float>(kGoalWidth - kRayRadius * kWallY);  // |y| of the grown wall's end
constexpr auto kPost = static_cast<float>(kPostX), kMouth = static_cast<float>(kGoalWidth);
constexpr auto kNet = static_cast<float>(kGoalWidth - kRayRadius), kBack = static_cast<float>(kBackNet - kRayRadius);
constexpr auto kInGoal = static_cast<float>(kPostX - kRayRadius);
constexpr auto kRound = static_cast<float>(kRayRadius * kRayRadius);
constexpr auto kToBall = static_cast<float>((kRayRadius + kBallRadius) * (kRayRadius + kBallRadius));
constexpr auto kToPlayer = static_cast<float>((kRayRadius + kPlayerRadius) * (kRayRadius + kPlayerRadius));

using Lanes = std::array<float, kLanes>;

/// Directions of the rays relative to the heading.
struct Fan {
    alignas(64) Lanes x{}, y{};
    Fan() {
        constexpr int kDegrees[kLanes] = {0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60, 180, 135, 225, 0, 0};
        for (size_t i = 0; i < kLanes; ++i) {
            const double angle = kDegrees[i] * (3.14159265358979323846 / 180);
            x[i] = static_cast<float>(math::cos(angle));
            y[i] = static_cast<float>(math::sin(angle));
        }
    }
};
const Fan kFan;

inline float atLeastTiny(float value) {
    return value < 1e-9F ? 1e-9F : value;
}
inline float orZero(float value) {
    return value < 0 ? 0.0F : value;
}
inline float flipped(float value, float sign) {
    return sign < 0 ? -value : value;
}

/// The walls and nets along one ray from (x, y) in direction (dx, dy).
inline void seeField(float x, float y, float dx, float dy, float endOfGoal, float& distance, int32_t& tag) {
    const float tall = atLeastTiny(std::abs(dy)), wide = atLeastTiny(std::abs(dx));
    float best = orZero(kSide - flipped(y, dy)) / tall;  // side walls

    const float towards1 = dx * kNormalX + dy * kNormalY, towards2 = dx * kNormalX - dy * kNormalY;
    const float at1 = x * kNormalX + y * kNormalY, at2 = x * kNormalX - y * kNormalY;
    const float slope1 = orZero(kSlope - flipped(at1, towards1)) / atLeastTiny(std::abs(towards1));
    const float slope2 = orZero(kSlope - flipped(at2, towards2)) / atLeastTiny(std::abs(towards2));
    best = (std::abs(y + dy * slope1) >= kSlopeEnd) & (slope1 < best) ? slope1 : best;
    best = (std::abs(y + dy * slope2) >= kSlopeEnd) & (slope2 < best) ? slope2 : best;

    const float postX = (endOfGoal != 0 ? endOfGoal : flipped(kPost, dx)) - x;
    float net = orZero(kBack - flipped(x, dx)) / wide;  // back net
    const float side = (kNet - flipped(y, dy)) / tall;
    net = (side >= 0) & (std::abs(x + dx * side) >= kPost) & (side < net) ? side : net;
    for (const float postY : {kMouth - y, -kMouth - y}) {
        const float along = postX * dx + postY * dy;
        const float under = kRound - (postX * postX + postY * postY - along * along);
        const float time = orZero(along - std::sqrt(orZero(under)));
        net = (along > 0) & (under > 0) & (time < net) ? time : net;
    }
    const int32_t goal = x + dx * net < 0 ? tagOwnGoal : tagGoal;
    tag = net < best ? goal : static_cast<int32_t>(tagWall);
    distance = net < best ? net : best;
}

void seeDisc(Rays& rays, float px, float py, float reach, int32_t tag) {
    const float squared = px * px + py * py;
    for (size_t i = 0; i < kLanes; ++i) {
        const float along = px * rays.x[i] + py * rays.y[i];
        const float under = reach - (squared - along * along);
        const float time = orZero(along - std::sqrt(orZero(under)));
        const bool nearer = (along > 0) & (under > 0) & (time < rays.distance[i]);
        rays.distance[i] = nearer ? time : rays.distance[i];
        rays.tag[i] = nearer ? tag : rays.tag[i];
    }
}

}  // namespace

void castOnField(float x, float y, Direction look, Rays& rays) {
    const auto lookX = static_cast<float>(look.x), lookY = static_cast<float>(look.y);
    const float endOfGoal = std::abs(x) > kInGoal ? flipped(kPost, x) : 0.0F;
    for (size_t i = 0; i < kLanes; ++i) {
        rays.x[i] = lookX * kFan.x[i] - lookY * kFan.y[i];
        rays.y[i] = lookY * kFan.x[i] + lookX * kFan.y[i];
    }
    for (size_t i = 0; i < kLanes; ++i)
        seeField(x, y, rays.x[i], rays.y[i], endOfGoal, rays.distance[i], rays.tag[i]);
}

void senseRays(const Ball& ball, const Player* players, int perSide, int seat, float* frame) {
    const Player& self = players[seat];
    const double sign = seat < perSide ? 1.0 : -1.0;
    const auto x = static_cast<float>(sign * self.x), y = static_cast<float>(sign * self.y);
    Rays rays;
    castOnField(x, y, heading(self), rays);
    const auto see = [&](double otherX, double otherY, float reach, int32_t tag) {
        seeDisc(rays, static_cast<float>(sign * (otherX - self.x)), static_cast<float>(sign * (otherY - self.y)), reach,
                tag);
    };
    const int first = seat < perSide ? 0 : perSide;
    for (int i = 0; i < perSide; ++i) {
        const Player& mate = players[first + i];
        if (first + i != seat) see(mate.x, mate.y, kToPlayer, tagMate);
        const Player& opponent = players[perSide - first + i];
        see(opponent.x, opponent.y, kToPlayer, tagOpponent);
    }
    see(ball.x, ball.y, kToBall, tagBall);

    std::memset(frame, 0, sizeof(float) * kRays * kRayNumbers);
    for (size_t i = 0; i < kRays; ++i) {
        float* ray = frame + i * kRayNumbers;
        if (rays.distance[i] > kLength) {
            ray[kTags] = 1;
            ray[kTags + 1] = 1;
        } else {
            ray[rays.tag[i]] = 1;
            ray[kTags + 1] = rays.distance[i] / kLength;
        }
    }
}

void observeAll(const Ball& ball, const Player* players, int perSide, bool fresh, float* out) {
    constexpr size_t kAhead = kForwardRays * kRayNumbers, kBehind = kBackwardRays * kRayNumbers;
    for (int seat = 0; seat < 2 * perSide; ++seat, out += kObservations) {
        float* const behind = out + kFrames * kAhead;
        if (fresh) {
            std::fill_n(out, kObservations, 0.0F);
        } else {
            std::memmove(out, out + kAhead, (kFrames - 1) * kAhead * sizeof(float));
            std::memmove(behind, behind + kBehind, (kFrames - 1) * kBehind * sizeof(float));
        }
        float frame[kAhead + kBehind];
        senseRays(ball, players, perSide, seat, frame);
        std::copy_n(frame, kAhead, out + (kFrames - 1) * kAhead);
        std::copy_n(frame + kAhead, kBehind, behind + (kFrames - 1) * kBehind);
    }
}

}  // namespace ludus::games::soccer
