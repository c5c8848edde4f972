// SPDX-License-Identifier: GPL-3.0-or-later
// The list of games and of their scripted bots, by name. Pure; any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/games/game.h"
#include "core/games/policy.h"

namespace ludus::games {

/// Names in the order shown to people: "slime_volley", "rps", "matching_pennies", "matrix", "free" (a game of no cost,
/// for benchmarks; not listed by gameNames).
std::vector<std::string> gameNames();
/// The options of a game, keys "game.*" without "game.name"; empty for an unknown one.
std::vector<config::OptionSpec> gameOptions(const std::string& game);
/// Facts and specs with `options` ("game.*") applied. Error game.unknown names the nearest, option.* as config::check.
Result<GameInfo> gameInfo(const std::string& game, const config::Values& options = {});
Result<std::unique_ptr<VectorGame>> makeGame(const std::string& game, int slots, const config::Values& options = {});
/// A scripted bot of the game, for example "random", "chaser". Error bot.unknown.
Result<std::unique_ptr<Policy>> makeBot(const std::string& game, const std::string& bot,
                                        const config::Values& options = {});

}  // namespace ludus::games
