// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/replay/scene_track.h"

namespace ludus::replay {
namespace {

constexpr double kMostShapes = 1 << 16;
constexpr double kMostNumbers = 1 << 12;

bool isCount(double value, double most) {
    return value >= 0 && value <= most && value == std::floor(value);
}

bool before(const MotionRun& run, int32_t frame, int32_t slot) {
    return run.frame != frame ? run.frame < frame : run.slot < slot;
}

/// Walks through the changes as a player does, so that a player need not look.
class Inspector {
public:
    Inspector(const SceneTrack& track, int sides) : track_(track), sides_(sides) {}

    bool sound() {
        int32_t last = 0;
        for (const SceneChange& change : track_.changes) {
            if (change.frame < last || change.frame >= track_.frames || change.index < 0 || !fits(change)) return false;
            last = change.frame;
        }
        for (size_t i = 0; i < track_.runs.size(); ++i) {
            const MotionRun& run = track_.runs[i];
            if (i > 0 && !before(track_.runs[i - 1], run.frame, run.slot)) return false;
        }
        return true;
    }

private:
    bool fits(const SceneChange& change) {
        const auto index = static_cast<size_t>(change.index);
        switch (change.part) {
            case Part::size:
                if (index >= kLists || !isCount(change.value, kMostNumbers)) return false;
                if (index == static_cast<size_t>(Part::world) && change.value != 4) return false;
                if (index == static_cast<size_t>(Part::scores) && change.value != sides_) return false;
                sizes_[index] = change.value;
                return true;
            case Part::shapeCount:
                if (!isCount(change.value, kMostShapes) || track_.shapes.empty()) return false;
                shapes_ = change.value;
                return true;
            case Part::shape:
                return index < shapes_ && isCount(change.value, static_cast<double>(track_.shapes.size()) - 1);
            default: return index < sizes_[static_cast<size_t>(change.part)];
        }
    }

    const SceneTrack& track_;
    int sides_;
    std::array<double, kLists> sizes_{};
    double shapes_ = 0;
};

}  // namespace

std::optional<ScenePlayer> ScenePlayer::open(SceneTrack track, int frames, int sides) {
    if (track.frames != frames || frames < 1 || !Inspector(track, sides).sound()) return std::nullopt;
    return ScenePlayer(std::move(track));
}

void ScenePlayer::seek(int frame) {
    LUDUS_CHECK(frame >= 0 && frame < track_.frames);
    if (frame < frame_) {
        lists_ = {};
        slots_.clear();
        next_ = 0;
    }
    for (; next_ < track_.changes.size() && track_.changes[next_].frame <= frame; ++next_)
        apply(track_.changes[next_]);
    frame_ = frame;
}

void ScenePlayer::apply(const SceneChange& change) {
    const auto index = static_cast<size_t>(change.index);
    switch (change.part) {
        case Part::size: lists_[index].resize(static_cast<size_t>(change.value), 0.0); return;
        case Part::shapeCount: slots_.resize(static_cast<size_t>(change.value)); return;
        case Part::shape: break;
        default: lists_[static_cast<size_t>(change.part)][index] = change.value; return;
    }
    const auto run =
        std::lower_bound(track_.runs.begin(), track_.runs.end(), change,
                         [](const MotionRun& r, const SceneChange& c) { return before(r, c.frame, c.index); });
    const bool moves = run != track_.runs.end() && run->frame == change.frame && run->slot == change.index;
    slots_[index] = {static_cast<size_t>(change.value),
                     moves ? static_cast<ptrdiff_t>(run - track_.runs.begin()) : ptrdiff_t{-1}};
}

games::Scene ScenePlayer::scene() const {
    games::Scene scene;
    const auto& world = lists_[static_cast<size_t>(Part::world)];
    if (world.size() == 4) {
        scene.left = world[0];
        scene.bottom = world[1];
        scene.right = world[2];
        scene.top = world[3];
    }
    scene.lives = lists_[static_cast<size_t>(Part::lives)];
    scene.maxLives = lists_[static_cast<size_t>(Part::maxLives)];
    scene.points = lists_[static_cast<size_t>(Part::points)];
    scene.shapes.reserve(slots_.size());
    for (const Slot& slot : slots_) {
        games::Shape& shape = scene.shapes.emplace_back(track_.shapes[slot.shape]);
        if (slot.run < 0) continue;
        const MotionRun& run = track_.runs[static_cast<size_t>(slot.run)];
        const auto at = static_cast<size_t>(frame_ - run.frame);
        double* const motion[kMotions] = {&shape.x,         &shape.y,     &shape.velocityX,
                                          &shape.velocityY, &shape.lookX, &shape.lookY};
        for (size_t i = 0; i < kMotions; ++i)
            if (at < run.columns[i].size()) *motion[i] += run.scale[i] * run.columns[i][at];
    }
    return scene;
}

double ScenePlayer::score(int side) const {
    const auto& scores = lists_[static_cast<size_t>(Part::scores)];
    const auto index = static_cast<size_t>(side);
    return index < scores.size() ? scores[index] : 0;
}

}  // namespace ludus::replay
