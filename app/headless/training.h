// SPDX-License-Identifier: GPL-3.0-or-later
// What `run` and `resume` share: a run of this process from its launch to what is said at its end, with progress and
// Ctrl+C. Main thread.
#pragma once

#include <functional>
#include <memory>

#include "app/headless/console.h"
#include "core/runs/active_run.h"

namespace ludus::headless {

using Launch = std::function<Result<std::unique_ptr<runs::ActiveRun>>(runs::LaunchOptions)>;

/// Trains until the run ends; the exit code.
int perform(const Session& session, const Launch& launch);
/// One after another, until all have ended or Ctrl+C; a run that fails lets the next ones come, and the exit code say
/// so. `more` is said beside the runs.
int performAll(const Session& session, const std::vector<Launch>& launches, const Json& more);

}  // namespace ludus::headless
