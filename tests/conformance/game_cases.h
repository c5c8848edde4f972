// SPDX-License-Identifier: GPL-3.0-or-later
// What the conformance suite of games needs: the games it runs over, seeded play, and whole-slot comparison. One
// thread. Axis letters as in core/games/game.h.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/games/registry.h"

namespace ludus::conformance {

/// A game with its options; `label` names the row of the test.
struct GameCase {
    std::string label;
    std::string game;
    config::Values options;
};

/// Every listed game as it comes, the free game, and configurations that reach other corners (rounds, masks).
std::vector<GameCase> gameCases();
const GameCase& gameCase(const std::string& label);
std::unique_ptr<games::VectorGame> make(const GameCase& which, int slots);
std::unique_ptr<games::Policy> makeBot(const GameCase& which, const std::string& bot);
/// Starts all slots with seeds first, first + 1, ...
void resetAll(games::VectorGame& game, uint64_t firstSeed);
void resetSlot(games::VectorGame& game, int slot, uint64_t seed);

/// Uniform legal actions of one slot, [N, branches], appended to `actions`.
void drawActions(const games::VectorGame& game, int slot, Rng& rng, std::vector<int32_t>& actions);

/// All that a slot shows in its buffers, as bytes.
std::string shown(const games::VectorGame& game, int slot);

}  // namespace ludus::conformance
