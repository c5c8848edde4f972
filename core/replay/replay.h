// SPDX-License-Identifier: GPL-3.0-or-later
// Replay: a recorded match. Header, joint actions, a state keyframe every 256 steps, annotations, a hash, and the
// scenes that were seen; one file. Values; a Cursor has one owner. A replay of other rules plays from its stored
// scenes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/games/game.h"
#include "core/replay/scene_track.h"

namespace ludus::replay {

inline constexpr int kKeyframeSteps = 256;

struct Keyframe {
    int32_t step = 0;
    std::string state;  // VectorGame::save
};

/// What was recorded at play, a seat and step: value estimate and action probabilities (0 where the policy has none).
struct Annotations {
    std::vector<float> values;           // [steps, N]
    std::vector<uint8_t> probabilities;  // [steps, N, A], p * 255 rounded
};

/// What a viewer needs of the game where this program does not play it (any more). Empty in files of format 1.
struct StoredGame {
    int sides = 0;
    std::vector<int> sideOfSeat;
    std::vector<int> branches;
    std::vector<std::vector<std::string>> actionNames;  // as ActionSpec::names
    int stepsPerSecond = 0;
};

struct Replay {
    std::string game;
    int rulesVersion = 1;
    config::Values options;  // "game.*"
    uint64_t seed = 0;
    std::vector<std::string> agents;  // by side
    std::vector<std::string> hashes;  // by side
    std::vector<double> scores;       // by side, final
    int seats = 0;
    int branches = 0;
    std::vector<int32_t> actions;     // [steps, N, branches]
    std::vector<Keyframe> keyframes;  // the first is step 0
    Annotations annotations;
    uint64_t finalHash = 0;  // of the state after the last step
    StoredGame played;
    std::string scenes;  // packTrack of every frame; empty in files of format 1

    int steps() const { return seats * branches > 0 ? static_cast<int>(actions.size()) / (seats * branches) : 0; }
};

/// Versioned, zstd-compressed, with a checksum. Damaged bytes are errors replay.damaged, a newer format replay.newer.
std::string encode(const Replay& replay);
Result<Replay> decode(std::string_view bytes);

/// Seeks in a replay. Frame k is the state after k steps, 0..steps(). Simulates from the nearest keyframe; where the
/// game is unknown, has other rules or refuses the options, the stored scenes are shown instead (fromScenes).
class Cursor {
public:
    /// Errors replay.damaged (numbers that do not fit the game); without scenes also replay.rules and those of
    /// makeGame.
    static Result<Cursor> open(Replay replay);
    const Replay& replay() const { return replay_; }
    bool fromScenes() const { return game_ == nullptr; }
    /// From scenes: what the replay stores of it (name, rules, seats, sides, actions, steps a second), nothing more.
    const games::GameInfo& info() const { return game_ != nullptr ? game_->info() : info_; }
    int frame() const { return frame_; }
    void seek(int frame);
    games::Scene scene() const { return game_ != nullptr ? game_->scene(0) : scenes_->scene(); }
    /// Empty from scenes.
    std::vector<float> observation(int seat) const;
    /// [A], 1 = legal; empty from scenes.
    std::vector<uint8_t> mask(int seat) const;
    double score(int side) const { return game_ != nullptr ? game_->buffers().scores[side] : scenes_->score(side); }
    /// Plays it all: every keyframe and the final hash must be met. Error replay.diverged names the step; from scenes
    /// nothing can be said: error replay.rules.
    Status verify();

private:
    Cursor(Replay replay, std::unique_ptr<games::VectorGame> game);
    Cursor(Replay replay, games::GameInfo info, ScenePlayer scenes, Error refusal);
    static Result<Cursor> openScenes(Replay replay, Error refusal);
    bool stepOnce();
    Replay replay_;
    std::unique_ptr<games::VectorGame> game_;  // or, where it is null:
    games::GameInfo info_;
    std::optional<ScenePlayer> scenes_;
    Error refusal_;
    int frame_ = 0;
};

/// Collects one match while it is played.
class Recorder {
public:
    Recorder(const games::GameInfo& info, uint64_t seed, std::vector<std::string> agents,
             std::vector<std::string> hashes);
    /// Before the step: the joint action [N, branches] and, where known, values [N] and probabilities [N, A].
    void step(const games::VectorGame& game, int slot, const int32_t* actions, const float* values,
              const float* probabilities);
    Replay finish(const games::VectorGame& game, int slot);

private:
    Replay replay_;
    SceneWriter scenes_;
    int steps_ = 0;
    int logits_ = 0;
};

}  // namespace ludus::replay
