// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/replay/scene_track.h"

namespace ludus::replay {
namespace {

constexpr double kMost = 32767;

/// Whether only the motion of a body differs, if anything does.
bool sameBody(const games::Shape& a, const games::Shape& b) {
    return a.kind == b.kind && a.fill == b.fill && a.width == b.width && a.height == b.height && a.hasEye == b.hasEye &&
           a.moves == b.moves && a.label == b.label && a.points == b.points && (a.moves || motionOf(a) == motionOf(b));
}

}  // namespace

void SceneWriter::add(const games::Scene& scene, std::span<const float> scores) {
    scores_.assign(scores.begin(), scores.end());
    compare(Part::world, std::array<double, 4>{scene.left, scene.bottom, scene.right, scene.top});
    compare(Part::lives, scene.lives);
    compare(Part::maxLives, scene.maxLives);
    compare(Part::points, scene.points);
    compare(Part::scores, scores_);
    if (scene.shapes.size() != open_.size()) {
        change(Part::shapeCount, 0, static_cast<double>(scene.shapes.size()));
        for (; open_.size() > scene.shapes.size(); open_.pop_back())
            close(open_.size() - 1);
    }
    for (size_t slot = 0; slot < scene.shapes.size(); ++slot)
        compareShape(slot, scene.shapes[slot]);
    ++track_.frames;
}

SceneTrack SceneWriter::finish() {
    for (size_t slot = 0; slot < open_.size(); ++slot)
        close(slot);
    std::sort(track_.runs.begin(), track_.runs.end(), [](const MotionRun& a, const MotionRun& b) {
        return a.frame != b.frame ? a.frame < b.frame : a.slot < b.slot;
    });
    return std::move(track_);
}

void SceneWriter::change(Part part, size_t index, double value) {
    track_.changes.push_back({track_.frames, part, static_cast<int32_t>(index), value});
}

void SceneWriter::compare(Part list, std::span<const double> now) {
    std::vector<double>& before = lists_[static_cast<size_t>(list)];
    if (before.size() != now.size()) {
        change(Part::size, static_cast<size_t>(list), static_cast<double>(now.size()));
        before.resize(now.size(), 0.0);
    }
    for (size_t i = 0; i < now.size(); ++i) {
        if (now[i] == before[i]) continue;
        change(list, i, now[i]);
        before[i] = now[i];
    }
}

void SceneWriter::compareShape(size_t slot, const games::Shape& shape) {
    const bool isNew = slot >= open_.size();
    if (isNew) open_.emplace_back();
    if (isNew || !sameBody(open_[slot].base, shape)) {
        if (!isNew) close(slot);
        const auto [entry, added] = known_.try_emplace(packShape(shape), static_cast<int32_t>(track_.shapes.size()));
        if (added) track_.shapes.push_back(shape);
        change(Part::shape, slot, entry->second);
        open_[slot] = Open{shape, track_.frames, {}};
    }
    if (!shape.moves) return;
    Open& open = open_[slot];
    const auto now = motionOf(shape), base = motionOf(open.base);
    for (size_t i = 0; i < kMotions; ++i)
        open.motion[i].push_back(static_cast<float>(now[i] - base[i]));
}

/// What the shape did since it was changed becomes a run; no run where it stood still.
void SceneWriter::close(size_t slot) {
    const Open& open = open_[slot];
    MotionRun run;
    run.frame = open.frame;
    run.slot = static_cast<int32_t>(slot);
    run.length = static_cast<int32_t>(open.motion[0].size());
    bool moved = false;
    for (size_t i = 0; i < kMotions; ++i) {
        float most = 0;
        for (const float value : open.motion[i])
            most = std::isfinite(value) ? std::max(most, std::abs(value)) : most;
        if (most == 0) continue;
        moved = true;
        run.scale[i] = most / kMost;
        for (const float value : open.motion[i])
            run.columns[i].push_back(std::isfinite(value) ? static_cast<int16_t>(std::lround(value / run.scale[i]))
                                                          : int16_t{0});
    }
    if (moved) track_.runs.push_back(std::move(run));
}

}  // namespace ludus::replay
