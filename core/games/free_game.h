// SPDX-License-Identifier: GPL-3.0-or-later
// "free": a pseudo game that costs next to nothing, so that a benchmark sees the learner alone. Values; any thread.
// One seat; an observation is a row of a fixed pool, the right action (row number modulo 6) pays 1; cut after 100
// steps.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/config/option.h"
#include "core/games/joint_game.h"

namespace ludus::games::free_game {

inline constexpr int kSteps = 100;
inline constexpr int kActions = 6;
inline constexpr int kPoolRows = 128;

struct Options {
    int inputs = 400;
    double density = 0.1;
};

std::vector<config::OptionSpec> options();
Result<GameInfo> info(const config::Values& values);
Result<std::unique_ptr<VectorGame>> make(int slots, const config::Values& values);

struct State {
    int32_t row = 0;
    int32_t step = 0;
};

class Rules {
public:
    using State = free_game::State;
    static constexpr int kSeats = 1;
    static constexpr int kSides = 1;
    static constexpr int kBranches = 1;
    static constexpr int kSideOfSeat[1] = {0};
    static constexpr bool kUsesChance = true;

    explicit Rules(const Options& chosen);

    void reset(State& state, Rng& rng) const { state = {static_cast<int32_t>(rng.below(kPoolRows)), 0}; }
    StepResult step(State& state, Rng&, const int32_t* actions, float* rewards) const {
        rewards[0] = actions[0] == state.row % kActions ? 1.0F : 0.0F;
        state.row = (state.row * 5 + actions[0] * 2 + 1) % kPoolRows;
        return {++state.step >= kSteps ? Phase::truncated : Phase::running, true};
    }
    void observe(const State& state, float* out) const {
        std::memcpy(out, pool_.data() + static_cast<size_t>(state.row) * inputs_, inputs_ * sizeof(float));
    }
    void fillMasks(uint8_t*) const {}
    Scene scene(const State& state) const;

private:
    size_t inputs_;
    std::vector<float> pool_;  // [kPoolRows, O]
};

}  // namespace ludus::games::free_game
