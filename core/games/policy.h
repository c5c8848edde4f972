// SPDX-License-Identifier: GPL-3.0-or-later
// Policy: rows of observations in, actions out. Rows are independent: a row's answer depends on that row alone.
// One owner at a time. A policy holds no memory of a match: that travels as the row's state.
// Axis letters: R rows, O observation numbers, A logits, H state numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/games/game.h"

namespace ludus::games {

/// Input of one call; row-major, contiguous.
struct PolicyInput {
    int rows = 0;
    const float* observations = nullptr;  // [R, O]
    const uint8_t* masks = nullptr;       // [R, A]
    double* state = nullptr;              // [R, H], read and replaced; zero at the start of an episode
    Rng* const* rngs = nullptr;           // [R] a stream a row; may repeat
    bool greedy = false;                  // the likeliest action instead of a draw
};

/// Output of one call; null pointers are not wanted.
struct PolicyOutput {
    int32_t* actions = nullptr;         // [R, branches]
    float* logProbabilities = nullptr;  // [R] of the joint action
    float* values = nullptr;            // [R] value estimate for the acting seat; 0 where the policy has none
    float* probabilities = nullptr;     // [R, A] per branch; a deterministic policy gives 0 and 1
};

class Policy {
public:
    virtual ~Policy() = default;
    /// H, numbers of memory a row.
    virtual int stateSize() const { return 0; }
    virtual bool hasValue() const { return false; }
    virtual void act(const PolicyInput& input, const PolicyOutput& output) = 0;
};

}  // namespace ludus::games
