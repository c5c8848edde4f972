// SPDX-License-Identifier: GPL-3.0-or-later
// From a configuration to what the engine runs: game, learners, task source, evaluator, and how the work is cut. Made
// on the run thread; plain functions.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/runs/active_run.h"
#include "core/runs/run_config.h"
#include "core/runtime/run.h"

namespace ludus::runs {

/// Where a run lives.
struct Place {
    std::string folder;  // of its workspace
    RunId run;
    FileSystem& files;
    const Clock& clock;
};

/// `resumed`: it goes on from a checkpoint, which brings the networks that it needs. Errors of options, agents, weights
/// and torch.missing.
Result<runtime::RunParts> buildParts(const Place& place, const RunConfig& config, const LaunchOptions& options,
                                     bool resumed);

runtime::RunOptions engineOptions(RunId id, const RunConfig& config, const LaunchOptions& options);
/// The cut into items is part of what a run computes, and its checkpoint's.
runtime::RunOptions resumedOptions(runtime::RunOptions options, const runtime::Checkpoint& checkpoint);

/// Matches between two networks: functions of their weights, the game and the seed.
runtime::MatchMaker matchMaker(const games::GameInfo& game);

}  // namespace ludus::runs
