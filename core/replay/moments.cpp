// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay/moments.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/games/overlay.h"

namespace ludus::replay {
namespace {

constexpr double kShareOfRange = 0.4, kLeast = 0.2;
constexpr size_t kMostDrops = 12;
constexpr int kShort = 3;  // steps: such a match shows nothing before its end

std::vector<std::vector<float>> sideValues(const Replay& replay, const games::GameInfo& info) {
    const auto sides = static_cast<size_t>(info.facts.sides), seats = static_cast<size_t>(replay.seats);
    std::vector<std::vector<float>> out(sides);
    const std::vector<float>& values = replay.annotations.values;
    for (size_t side = 0; side < sides; ++side) {
        bool known = false;
        std::vector<float> mean;
        for (size_t row = 0; row + seats <= values.size(); row += seats) {
            float sum = 0, count = 0;
            for (size_t seat = 0; seat < seats; ++seat) {
                if (info.facts.sideOfSeat[seat] != static_cast<int>(side)) continue;
                sum += values[row + seat];
                ++count;
            }
            mean.push_back(count > 0 ? sum / count : 0);
            known = known || mean.back() != 0;
        }
        if (known) out[side] = std::move(mean);
    }
    return out;
}

/// Where a side's score rises; of two sides, also where the other one's falls.
void notePoints(const Cursor& cursor, int sides, std::vector<double>& before, std::vector<Moment>& out) {
    for (int side = 0; side < sides; ++side) {
        double& old = before[static_cast<size_t>(side)];
        const double now = cursor.score(side);
        if (now > old) out.push_back({cursor.frame(), Moment::Kind::point, side, 0});
        old = now;
    }
}

/// The steepest drop, else a second before the last point, else the middle; of the shortest matches the end.
int bestFrame(const Digest& digest, int steps, int stepsPerSecond) {
    if (steps < kShort) return steps;
    const Moment* best = nullptr;
    const Moment* last = nullptr;
    for (const Moment& moment : digest.moments) {
        if (moment.kind == Moment::Kind::point) last = &moment;
        if (moment.kind == Moment::Kind::drop && (best == nullptr || moment.size > best->size)) best = &moment;
    }
    if (best != nullptr) return best->frame;
    if (last != nullptr) return std::max(0, last->frame - std::max(1, stepsPerSecond / 2));
    return steps / 2;
}

}  // namespace

std::vector<Moment> findDrops(const std::vector<float>& value, int side, int stepsPerSecond,
                              const std::vector<Moment>& points) {
    if (value.empty()) return {};
    const auto [low, high] = std::minmax_element(value.begin(), value.end());
    const double least = std::max(kLeast, kShareOfRange * (*high - *low));
    const int window = std::max(2, stepsPerSecond / 3), apart = std::max(window, stepsPerSecond);
    std::vector<Moment> found;
    for (int i = window; i < static_cast<int>(value.size()); ++i) {
        const double fall = static_cast<double>(value[static_cast<size_t>(i - window)]) - value[static_cast<size_t>(i)];
        const bool paid = std::any_of(points.begin(), points.end(), [&](const Moment& point) {
            return point.frame >= i - 2 * window && point.frame <= i + 1;
        });
        if (fall >= least && !paid) found.push_back({i, Moment::Kind::drop, side, fall});
    }
    std::stable_sort(found.begin(), found.end(), [](const Moment& a, const Moment& b) { return a.size > b.size; });
    std::vector<Moment> kept;
    for (const Moment& drop : found) {
        const bool near = std::any_of(kept.begin(), kept.end(),
                                      [&](const Moment& other) { return std::abs(other.frame - drop.frame) < apart; });
        if (!near && kept.size() < kMostDrops) kept.push_back(drop);
    }
    return kept;
}

Digest digestOf(Cursor& cursor) {
    const Replay& replay = cursor.replay();
    const int sides = cursor.info().facts.sides, rate = cursor.info().facts.stepsPerSecond;
    Digest out;
    out.value = sideValues(replay, cursor.info());
    cursor.seek(0);
    std::vector<double> before;
    for (int side = 0; side < sides; ++side)
        before.push_back(cursor.score(side));
    // A game whose bodies move shows so from the first frame on; where nothing does, no scene is made.
    const bool hasBall = games::ballOf(cursor.scene()) != nullptr;
    for (int frame = 0; frame <= replay.steps(); ++frame) {
        cursor.seek(frame);
        notePoints(cursor, sides, before, out.moments);
        if (!hasBall) continue;
        const games::Scene scene = cursor.scene();
        const games::Shape* ball = games::ballOf(scene);
        if (ball != nullptr) {
            out.ball.push_back({static_cast<float>(ball->x), static_cast<float>(ball->y)});
        } else {
            out.ball.push_back(out.ball.empty() ? std::array<float, 2>{} : out.ball.back());
        }
    }
    const std::vector<Moment> points = out.moments;
    for (int side = 0; side < sides; ++side) {
        const std::vector<Moment> drops = findDrops(out.value[static_cast<size_t>(side)], side, rate, points);
        out.moments.insert(out.moments.end(), drops.begin(), drops.end());
    }
    std::stable_sort(out.moments.begin(), out.moments.end(),
                     [](const Moment& a, const Moment& b) { return a.frame < b.frame; });
    out.best = bestFrame(out, replay.steps(), rate);
    cursor.seek(0);
    return out;
}

}  // namespace ludus::replay
