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

}  // namespace ludus::headless
