// SPDX-License-Identifier: GPL-3.0-or-later
// Many matches on several threads, with a bar and Ctrl+C. Main thread.
#pragma once

#include <vector>

#include "app/headless/console.h"
#include "app/headless/progress.h"
#include "core/arena/match_players.h"

namespace ludus::headless {

using Played = arena::PlayedMatches;

/// Stopped by Ctrl+C; `printer` shows a bar over at least a hundred matches. Threads 0: one a core.
arena::PlayOptions playOptions(bool greedy, int threads, size_t matches, ProgressPrinter& printer);

/// Plays the specs, each thread a stretch of whole pairs, in the order of specs; what is finished when Ctrl+C comes is
/// kept.
Played playMatches(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
                   const std::vector<arena::MatchSpec>& specs, bool greedy, int threads, const Session& session);

}  // namespace ludus::headless
