// SPDX-License-Identifier: GPL-3.0-or-later
// Many matches on several threads, with a bar and Ctrl+C. Main thread.
#pragma once

#include <string>
#include <vector>

#include "app/headless/console.h"
#include "core/arena/match_batch.h"

namespace ludus::headless {

struct Played {
    std::vector<arena::FinishedMatch> finished;  // `spec` counts over all specs
    std::string problem;
};
/// Plays the specs, each thread a stretch of whole pairs, in the order of specs; what is finished when Ctrl+C comes is
/// kept.
Played playMatches(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
                   const std::vector<arena::MatchSpec>& specs, bool greedy, int threads, const Session& session);

}  // namespace ludus::headless
