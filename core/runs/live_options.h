// SPDX-License-Identifier: GPL-3.0-or-later
// Options that may change while a run goes on: which they are, what a change makes of a configuration and of the parts
// of a run, and which changes a run has seen. Values and the workspace's thread.
#pragma once

#include <string>
#include <vector>

#include "core/runs/active_run.h"
#include "core/runs/run_config.h"
#include "core/runtime/run.h"
#include "core/store/workspace.h"

namespace ludus::runs {

/// Those of runOptions whose description says so.
std::vector<config::OptionSpec> liveOptions(const RunKind& kind);
/// The configuration with another value, as typed in a form or after --set. Errors option.unknown, option.fixed (it
/// holds for the whole run), option.type, option.range and of parts that no longer fit each other.
Result<RunConfig> changedConfig(const RunConfig& config, const std::string& key, const std::string& value);
/// The same of a change that was told before and is in force: it may have been one that has been refused only since.
Result<RunConfig> configAfterOne(const RunConfig& config, const std::string& key, const std::string& value);
/// The value of an option, as in a run file.
std::string valueText(const RunConfig& config, const std::string& key);

/// What of a configuration the engine itself looks at.
runtime::LiveOptions engineOptionsOf(const RunConfig& config);
/// Changes parts that were made from `config`. Learners and the task source of self-play are made anew and take over
/// the state of the former ones, so that a change costs no more than that and any learner can do it. `learners`: how a
/// configuration makes its learners.
using LearnerMaker = decltype(runtime::RunParts::makeLearner);
std::function<Result<runtime::Changed>(runtime::RunParts&, const runtime::Change&)> changerOf(
    RunConfig config, std::function<LearnerMaker(const RunConfig&)> learners);

/// What a run was told before, for going on from a checkpoint.
struct PastOfRun {
    std::vector<std::pair<int64_t, runtime::Change>> changes;  // with the number of their event
    std::vector<std::pair<int64_t, Alerted>> alerts;
};
Result<PastOfRun> pastOf(const store::Workspace& workspace, RunId run);
/// The changes that hold once the run goes on: from the newest checkpoint all of them, in their time; from the best one
/// those up to it, as the others are what it goes back behind.
std::vector<runtime::Change> changesFrom(const PastOfRun& past, const runtime::Checkpoint& checkpoint, ResumeFrom from);
/// The configuration that a checkpoint at `steps` was taken under: with the changes that had been told by then and were
/// in force. What was told right after it, of the same steps, is taken once more, as a change.
Result<RunConfig> configAt(RunConfig config, const std::vector<runtime::Change>& changes, int64_t steps);
/// With all of these changes, in the order of their steps.
Result<RunConfig> configAfter(RunConfig config, const std::vector<runtime::Change>& changes);
/// The configuration with all changes so far: what a running run obeys now, or soon.
Result<RunConfig> configWithChanges(const store::Workspace& workspace, const RunRecord& run);

}  // namespace ludus::runs
