// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/resume_point.h"

#include <algorithm>
#include <cmath>

#include "core/runs/run_options.h"

namespace ludus::runs {
namespace {

Error overError(const RunRecord& run) {
    return {"run.over", LUDUS_TEXT("Error", "The run %1 has used up its budget.").arg(run.name),
            LUDUS_TEXT("Error", "It is finished; there is nothing left of it to go on with."),
            LUDUS_TEXT("Error", "Train on in a new run, starting with: --from run:%1/latest").arg(run.name)};
}

Text insteadOf(const RunRecord& run) {
    if (run.snapshots == 0) return LUDUS_TEXT("Error", "Start it anew; it has no snapshot either.");
    return LUDUS_TEXT("Error", "Start a new run from its last snapshot, with: --from run:%1/latest").arg(run.name);
}

Error noCheckpointError(const RunRecord& run) {
    return {"run.no_checkpoint", LUDUS_TEXT("Error", "The run %1 has no checkpoint.").arg(run.name),
            LUDUS_TEXT("Error",
                       "It ended before the first one, its file forbids them, or an older Ludus ran it: what it "
                       "finished is kept, but it cannot go on from there."),
            insteadOf(run)};
}

/// A file that is missing may come back; another checkpoint, which a damaged one advises, there is none.
Error noneUsableError(const RunRecord& run, const Error& first) {
    const bool mendable = !first.code.starts_with("checkpoint.") && !first.remedy.empty();
    const Text remedy = mendable
                            ? LUDUS_TEXT("Error", "%1 Or else: %2").arg(first.remedy.str()).arg(insteadOf(run).str())
                            : insteadOf(run);
    return {first.code,
            LUDUS_TEXT("Error", "No checkpoint of the run %1 can be used. %2").arg(run.name).arg(first.happened.str()),
            LUDUS_TEXT("Error", "What it finished is kept, but it cannot go on from where it was."), remedy};
}

/// Only a run that its condition ended is finished with a reason.
bool budgetUsed(const RunRecord& run) {
    return !run.reason.empty() || (run.targetSteps > 0 && run.steps >= run.targetSteps) ||
           (run.budgetSeconds > 0 && run.seconds >= run.budgetSeconds);
}

/// In the order in which they are tried.
void arrange(std::vector<CheckpointRecord>& checkpoints, ResumeFrom from) {
    std::reverse(checkpoints.begin(), checkpoints.end());  // the newest first
    if (from == ResumeFrom::latest) return;
    const auto rank = [](const CheckpointRecord& one) { return std::isfinite(one.elo) ? one.elo : -INFINITY; };
    std::stable_sort(
        checkpoints.begin(), checkpoints.end(),
        [&](const CheckpointRecord& one, const CheckpointRecord& other) { return rank(one) > rank(other); });
}

Result<runtime::Checkpoint> readCheckpoint(const store::Workspace& workspace, const CheckpointRecord& record) {
    const Result<std::string> bytes = workspace.readArtefact(record.hash, ".checkpoint");
    if (!bytes) return bytes.error();
    Result<runtime::Checkpoint> state = runtime::checkpointFromBytes(*bytes);
    if (!state) return state;
    if (state->eventSeq == record.eventSeq) return state;
    return Error{"checkpoint.damaged",
                 LUDUS_TEXT("Error", "The checkpoint at %1 steps holds the state of another moment.").arg(record.step),
                 LUDUS_TEXT("Error", "The run cannot go on from it."),
                 LUDUS_TEXT("Error", "Resume from another checkpoint.")};
}

Logged passedOver(const CheckpointRecord& record, const Error& problem) {
    return {LogLevel::warning,
            LUDUS_TEXT("Run", "The checkpoint at %1 steps cannot be used; the run goes on from another one. %2")
                .arg(record.step)
                .arg(problem.sentence()),
            {}};
}

}  // namespace

Result<ResumePoint> findResumePoint(const store::Workspace& workspace, const RunRecord& run, ResumeFrom from,
                                    const CheckpointTest& usable) {
    if (run.status == RunStatus::finished && budgetUsed(run)) return overError(run);
    Result<std::vector<CheckpointRecord>> checkpoints = workspace.checkpoints(run.id);
    if (!checkpoints) return checkpoints.error();
    if (checkpoints->empty()) return noCheckpointError(run);
    arrange(*checkpoints, from);
    std::vector<Logged> notes;
    std::optional<Error> first;
    for (const CheckpointRecord& record : *checkpoints) {
        Result<runtime::Checkpoint> state = readCheckpoint(workspace, record);
        const Status status = state ? usable(*state) : Status(state.error());
        if (status.ok()) return ResumePoint{record, std::move(*state), std::move(notes)};
        notes.push_back(passedOver(record, status.error()));
        if (!first) first = status.error();
    }
    return noneUsableError(run, *first);
}

Result<RunConfig> configOf(const RunRecord& run) {
    Result<RunConfig> config = readRunConfig(run.config, {}, Written::before);
    if (!config) return config;
    config->preset = run.preset;
    config->run.seed = static_cast<int64_t>(run.seed);
    return config;
}

runtime::SnapshotLoader snapshotLoader(const std::string& folder, FileSystem& files, const Clock& clock) {
    return [folder, &files, &clock](const SnapshotRecord& snapshot) -> Result<std::shared_ptr<const nn::Weights>> {
        const auto workspace = store::Workspace::open(folder, store::OpenMode::readOnly, files, clock);
        if (!workspace) return workspace.error();
        const Result<std::string> bytes = (*workspace)->readArtefact(snapshot.hash, ".safetensors");
        if (!bytes) return bytes.error();
        Result<nn::Weights> weights = nn::fromSafetensors(*bytes);
        if (!weights) return weights.error();
        return std::make_shared<const nn::Weights>(std::move(*weights));
    };
}

}  // namespace ludus::runs
