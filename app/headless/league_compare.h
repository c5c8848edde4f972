// SPDX-License-Identifier: GPL-3.0-or-later
// Two leagues side by side: their snapshots play each other, and what follows from it. Main thread.
#pragma once

#include <string>

#include "app/headless/console.h"

namespace ludus::headless {

struct CompareRequest {
    std::string first, second;
    int games = 10;  // of each pair
    int most = 16;   // snapshots of each league; 0: all
    std::string pick = "newest";
    int64_t seed = 1;
    bool greedy = false;
    int workers = 0;
};
int compareLeagues(const Session& session, const CompareRequest& request);

}  // namespace ludus::headless
