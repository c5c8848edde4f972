// SPDX-License-Identifier: GPL-3.0-or-later
// ResumePoint: the checkpoint from which an interrupted run goes on, found, read and checked. The workspace's thread.
#pragma once

#include <functional>
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

using CheckpointTest = std::function<Status(const runtime::Checkpoint&)>;

/// The newest checkpoint that can be read and is usable, or the one with the best Elo; others are passed over, and the
/// notes say so. Errors run.over, run.no_checkpoint, and of the first one tried when there is none to go on from.
Result<ResumePoint> findResumePoint(const store::Workspace& workspace, const RunRecord& run, ResumeFrom from,
                                    const CheckpointTest& usable);
/// The configuration that the run was started with.
Result<RunConfig> configOf(const RunRecord& run);
/// Its weights, for whoever owns the run.
runtime::SnapshotLoader snapshotLoader(const std::string& folder, FileSystem& files, const Clock& clock);

}  // namespace ludus::runs
