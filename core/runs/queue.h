// SPDX-License-Identifier: GPL-3.0-or-later
// The queue: runs that were set up and wait until somebody starts them, kept in the workspace, so that it survives
// every program. Whoever starts one claims it first, so that several programs never start the same one. The workspace's
// thread.
#pragma once

#include <string>
#include <vector>

#include "core/records/records.h"
#include "core/runs/run_config.h"
#include "core/store/workspace.h"

namespace ludus::runs {

/// A row for a run that is about to be started (`place` 0) or waits in the queue. `from`: the agent whose weights it
/// begins with; "run:RUN/latest" is stored as the snapshot that it means now.
Result<RunId> addRun(store::Workspace& workspace, const RunConfig& config, const std::string& from,
                     const std::string& sweep, double place = 0);
/// At the end of the queue, in this order; several runs become one sweep. Error agent.* about `from`.
Result<std::vector<RunId>> queueRuns(store::Workspace& workspace, const std::vector<RunConfig>& configs,
                                     const std::string& from, const std::string& sweep);
/// Waiting runs in the order in which they will be started.
Result<std::vector<RunRecord>> queuedRuns(const store::Workspace& workspace);
bool isQueued(const RunRecord& run);  // it waits, and nobody has it
/// By `by` places towards the end (negative: towards the start); at most to the ends. Error run.not_queued.
Status moveInQueue(store::Workspace& workspace, RunId run, int by);
/// Takes it out and deletes it: it never ran. Error run.not_queued.
Status removeFromQueue(store::Workspace& workspace, RunId run);
/// Makes it ours, so that nobody else starts it; the row as it is then. Errors run.not_queued, run.owned.
Result<RunRecord> claimQueued(store::Workspace& workspace, RunId run);

}  // namespace ludus::runs
