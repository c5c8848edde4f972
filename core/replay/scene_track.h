// SPDX-License-Identifier: GPL-3.0-or-later
// Scene track: what a viewer draws of every frame of a match, small: the first scene in full, then what changes and how
// bodies move. Values; a SceneWriter and a ScenePlayer have one owner. All is exact but the motion of bodies: six
// numbers in world units, each off by at most its run's scale / 2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/games/scene.h"

namespace ludus::replay {

inline constexpr size_t kMotions = 6;  // x, y, velocity x, velocity y, look x, look y

/// The first five name a list of numbers: world is left, bottom, right, top; scores are those of the running match.
enum class Part : uint8_t { world, lives, maxLives, points, scores, size, shapeCount, shape };
inline constexpr size_t kLists = 5;

/// From `frame` on: number `index` of a list is `value`; list `index` has the size `value`; the scene has `value`
/// shapes; or shape `index` of the scene is `value` of SceneTrack::shapes.
struct SceneChange {
    int32_t frame = 0;
    Part part = Part::world;
    int32_t index = 0;
    double value = 0;
};

/// How shape `slot` moves from the frame where it was changed last: its motion there + scale * column[frame - first].
struct MotionRun {
    int32_t frame = 0;
    int32_t slot = 0;
    int32_t length = 0;
    std::array<double, kMotions> scale{};  // 0: it stays, and the column is empty
    std::array<std::vector<int16_t>, kMotions> columns;
};

struct SceneTrack {
    int32_t frames = 0;
    std::vector<games::Shape> shapes;  // distinct ones
    std::vector<SceneChange> changes;  // by frame
    std::vector<MotionRun> runs;       // by frame and slot
};

std::array<double, kMotions> motionOf(const games::Shape& shape);
std::string packShape(const games::Shape& shape);
/// Columns are coded as differences, so that they compress well.
std::string packTrack(const SceneTrack& track);
/// Nothing when the bytes are not what packTrack writes.
std::optional<SceneTrack> unpackTrack(std::string_view bytes);

/// Collects the scenes of a match, frame by frame.
class SceneWriter {
public:
    void add(const games::Scene& scene, std::span<const float> scores);
    SceneTrack finish();

private:
    struct Open {
        games::Shape base;
        int32_t frame = 0;
        std::array<std::vector<float>, kMotions> motion;  // since then, relative to the base
    };
    void change(Part part, size_t index, double value);
    void compare(Part list, std::span<const double> now);
    void compareShape(size_t slot, const games::Shape& shape);
    void close(size_t slot);

    SceneTrack track_;
    std::map<std::string, int32_t> known_;  // of the track's shapes, by their bytes
    std::array<std::vector<double>, kLists> lists_;
    std::vector<Open> open_;
    std::vector<double> scores_;
};

/// Shows the frames of a track; going on is cheap, going back starts at the first.
class ScenePlayer {
public:
    /// Nothing when the track does not make sense or is not of so many frames and sides.
    static std::optional<ScenePlayer> open(SceneTrack track, int frames, int sides);
    void seek(int frame);
    games::Scene scene() const;
    double score(int side) const;

private:
    struct Slot {
        size_t shape = 0;
        ptrdiff_t run = -1;  // of the track's runs; -1: it stands still
    };
    explicit ScenePlayer(SceneTrack track) : track_(std::move(track)) { seek(0); }
    void apply(const SceneChange& change);

    SceneTrack track_;
    std::array<std::vector<double>, kLists> lists_;
    std::vector<Slot> slots_;
    size_t next_ = 0;  // change
    int frame_ = 0;
};

}  // namespace ludus::replay
