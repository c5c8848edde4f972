// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of game it is (GameFacts), what its seats see and do (specs), and VectorGame: B matches over flat buffers.
// Facts and specs are values; a VectorGame has one owner at a time and may be moved between threads.
// Axis letters: B slots, N seats, O observation numbers, A actions summed over branches.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/config/option.h"
#include "core/games/scene.h"

namespace ludus::games {

enum class Dynamics { simultaneous, sequential };

/// Static facts, by which learners, matches and pages decide whether they apply.
struct GameFacts {
    std::string name;      // "slime_volley"
    Text title;            // "Slime Volleyball"
    Text description;      // one sentence
    int rulesVersion = 1;  // a replay of another version plays from its stored scenes
    int seats = 2;
    std::vector<int> sideOfSeat = {0, 1};  // [N], sides are 0..sides-1
    int sides = 2;
    bool symmetricSides = true;    // swapping sides changes nothing but names: one rating, pairs with sides swapped
    bool zeroSum = true;           // of the scores
    bool scoresAreRewards = true;  // a side's score is the sum of its seats' rewards; else the rules say it
    Dynamics dynamics = Dynamics::simultaneous;
    int maxSteps = 0;      // an episode ends by then (by the rules: a match at the limit has a result)
    double minScore = -1;  // per side and episode
    double maxScore = 1;
    int stepsPerSecond = 30;        // for watching
    std::vector<std::string> bots;  // names of its scripted bots, "random" always first
};

/// Observations of every seat are [O] numbers of type f32 here; `names` may be empty or one a number.
struct ObservationSpec {
    int size = 0;
    bool binary = false;  // all values are 0 or 1
    std::vector<std::string> names;
};

/// Discrete branches: an action is one index a branch. A = sum of `branches`.
struct ActionSpec {
    std::vector<int> branches;                    // sizes
    std::vector<std::vector<std::string>> names;  // a name each action a branch
    bool masked = false;                          // false: every action is always legal, masks are all 1

    int branchCount() const { return static_cast<int>(branches.size()); }
    int logitCount() const {
        int n = 0;
        for (const int b : branches)
            n += b;
        return n;
    }
};

/// The facts and the specs of one configured game (its options applied). All seats of a game here share one spec.
struct GameInfo {
    GameFacts facts;
    ObservationSpec observation;
    ActionSpec action;
    config::Values options;
};

/// Flat buffers that a VectorGame writes; owned by it, valid until it is destroyed, row-major as said.
struct Buffers {
    float* observations = nullptr;  // [B, N, O]
    uint8_t* masks = nullptr;       // [B, N, A], 1 = legal
    float* rewards = nullptr;       // [B, N] of the last step
    uint8_t* toAct = nullptr;       // [B, N], 1 = must act in the next step; 0 once ended
    uint8_t* terminated = nullptr;  // [B], ended by the rules in the last step
    uint8_t* truncated = nullptr;   // [B], cut by a limit that is not of the rules (bootstrap)
    float* scores = nullptr;        // [B, sides], score of the running episode so far
    int32_t* steps = nullptr;       // [B], steps of the running episode
};

/// B independent slots of one game. A slot that ended keeps its last observation until it is reset; stepping an ended
/// slot is a no-op with zero reward (so a batch may finish raggedly). All chance comes from the slot's own stream.
/// Same seed and actions, same bytes, on every machine. A new VectorGame has an episode in every slot (seed = slot).
class VectorGame {
public:
    virtual ~VectorGame() = default;

    const GameInfo& info() const { return info_; }
    int slots() const { return slots_; }
    const Buffers& buffers() const { return buffers_; }

    /// Starts new episodes in `slots` with `seeds` (same length).
    virtual void reset(std::span<const int> slots, std::span<const uint64_t> seeds) = 0;
    /// One step of every slot. `actions` is [B, N, branches]; entries of seats that are not to act are ignored. An
    /// illegal action of another is a broken promise, and then nothing is stepped.
    virtual void step(std::span<const int32_t> actions) = 0;

    /// The whole state of a slot, its random stream included, in a form that load() of the same game takes.
    virtual std::string save(int slot) const = 0;
    virtual Status load(int slot, std::string_view state) = 0;
    /// What a viewer draws.
    virtual Scene scene(int slot) const = 0;

    bool ended(int slot) const { return buffers_.terminated[slot] != 0 || buffers_.truncated[slot] != 0; }
    std::span<const float> observation(int slot, int seat) const {
        const size_t size = static_cast<size_t>(info_.observation.size);
        return {buffers_.observations + (static_cast<size_t>(slot * info_.facts.seats + seat)) * size, size};
    }

protected:
    /// Allocates and zeroes the buffers, masks set to 1, toAct to 1.
    VectorGame(GameInfo info, int slots);

    GameInfo info_;
    int slots_;
    Buffers buffers_;

private:
    std::vector<float> floats_;
    std::vector<uint8_t> bytes_;
    std::vector<int32_t> ints_;
};

}  // namespace ludus::games
