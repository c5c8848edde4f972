// SPDX-License-Identifier: GPL-3.0-or-later
// ResumePoint: the checkpoint from which an interrupted run goes on, found, read and checked. The workspace's thread.
#pragma once

#include <vector>

#include "core/runs/active_run.h"
#include "core/runtime/checkpoint.h"
#include "core/store/workspace.h"

namespace ludus::runs {

struct ResumePoint {
    CheckpointRecord record;
    runtime::Checkpoint state;
    std::vector<Logged> notes;  // what the run's log should say of it
};

/// The newest checkpoint that can be read, or the one with the best Elo; damaged ones are passed over, and the notes
/// say so. Errors run.over, run.no_checkpoint, checkpoint.* (none can be read).
Result<ResumePoint> findResumePoint(const store::Workspace& workspace, const RunRecord& run, ResumeFrom from);
/// The configuration that the run was started with.
Result<RunConfig> configOf(const RunRecord& run);
/// Its weights, for whoever owns the run.
runtime::SnapshotLoader snapshotLoader(const std::string& folder, FileSystem& files, const Clock& clock);

}  // namespace ludus::runs
