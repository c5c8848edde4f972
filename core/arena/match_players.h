// SPDX-License-Identifier: GPL-3.0-or-later
// Many matches at once on several threads. The calling thread waits for them, tells how far they are and asks whether
// to go on; results depend on neither.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/arena/match_batch.h"

namespace ludus::arena {

struct PlayOptions {
    bool greedy = false;
    int threads = 0;                               // 0: one a core
    bool idlePriority = false;                     // a window stays smooth beside it
    std::function<bool()> stopped;                 // asked by all threads every few milliseconds; empty: never
    std::function<void(int64_t done)> progressed;  // on the calling thread, some 50 times a second
};

struct PlayedMatches {
    std::vector<FinishedMatch> finished;  // in the order of their specs, `spec` counts over all of them
    std::string problem;                  // why it broke off; empty: it did not
};

/// Each thread plays a stretch of whole pairs. What is finished when `stopped` says so is kept.
PlayedMatches playMatches(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
                          const std::vector<MatchSpec>& specs, const PlayOptions& options);

}  // namespace ludus::arena
