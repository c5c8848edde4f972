// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/queue.h"

#include <algorithm>
#include <mutex>

#include "core/runs/agent_resolver.h"
#include "core/runs/origin.h"

namespace ludus::runs {
namespace {

Error notQueuedError(const RunRecord& run) {
    return {"run.not_queued", LUDUS_TEXT("Error", "The run %1 does not wait in the queue.").arg(run.name),
            LUDUS_TEXT("Error", "It was started or taken out meanwhile; nothing was changed."),
            LUDUS_TEXT("Error", "Look at it in the list of runs.")};
}

/// "run:NAME/latest" means another network tomorrow: its snapshot as a name.
Result<std::string> lastingName(const store::Workspace& workspace, const std::string& from) {
    if (!from.starts_with("run:")) return from;
    const size_t slash = from.rfind('/');
    const Result<RunRecord> run = workspace.findRun(from.substr(4, slash == std::string::npos ? slash : slash - 4));
    if (!run) return run.error();
    const bool best = slash != std::string::npos && from.substr(slash + 1) == "best" && !run->bestAgent.empty();
    const std::string& hash = best ? run->bestAgent : run->latestAgent;
    const Result<std::vector<SnapshotRecord>> snapshots = workspace.snapshots(run->id);
    if (!snapshots) return snapshots.error();
    const auto found = std::find_if(snapshots->rbegin(), snapshots->rend(),
                                    [&](const SnapshotRecord& snapshot) { return snapshot.hash == hash; });
    return found == snapshots->rend() ? from : "snapshot:" + std::to_string(found->id.value);
}

Result<RunRecord> queuedRow(const store::Workspace& workspace, RunId run) {
    Result<RunRecord> row = workspace.run(run);
    if (row && !isQueued(*row)) return notQueuedError(*row);
    return row;
}

}  // namespace

bool isQueued(const RunRecord& run) {
    return run.status == RunStatus::queued && run.owner.empty() && run.queuePlace > 0;
}

Result<RunId> addRun(store::Workspace& workspace, const RunConfig& config, const std::string& from,
                     const std::string& sweep, double place) {
    const Result<std::string> start = lastingName(workspace, from);
    if (!start) return start.error();
    RunRecord record;
    record.name = config.run.name;
    record.preset = config.preset;
    record.game = config.game;
    record.config = config.text;
    record.seed = static_cast<uint64_t>(config.run.seed);
    record.targetSteps = config.run.steps;
    record.budgetSeconds = config.run.seconds;
    record.startedFrom = *start;
    record.sweep = sweep;
    record.queuePlace = place;
    record.origin = originOf(config, *start, workspace.sqliteVersion());
    return workspace.createRun(std::move(record));
}

Result<std::vector<RunId>> queueRuns(store::Workspace& workspace, const std::vector<RunConfig>& configs,
                                     const std::string& from, const std::string& sweep) {
    if (!from.empty()) {
        const auto weights = resolveWeights(from, workspace);
        if (!weights) return weights.error();
    }
    const Result<std::vector<RunRecord>> waiting = queuedRuns(workspace);
    if (!waiting) return waiting.error();
    double place = waiting->empty() ? 0 : waiting->back().queuePlace;
    std::vector<RunId> out;
    for (const RunConfig& config : configs) {
        const Result<RunId> id = addRun(workspace, config, from, configs.size() > 1 ? sweep : std::string(), ++place);
        if (!id) return id.error();
        out.push_back(*id);
    }
    return out;
}

Result<std::vector<RunRecord>> queuedRuns(const store::Workspace& workspace) {
    Result<std::vector<RunRecord>> runs = workspace.runs();
    if (!runs) return runs;
    std::erase_if(*runs, [](const RunRecord& run) { return !isQueued(run); });
    std::stable_sort(runs->begin(), runs->end(),
                     [](const RunRecord& a, const RunRecord& b) { return a.queuePlace < b.queuePlace; });
    return runs;
}

Status moveInQueue(store::Workspace& workspace, RunId run, int by) {
    const Result<RunRecord> row = queuedRow(workspace, run);
    if (!row) return row.error();
    const Result<std::vector<RunRecord>> all = queuedRuns(workspace);
    if (!all) return all.error();
    std::vector<RunRecord> others = *all;
    const auto at = std::find_if(others.begin(), others.end(), [&](const RunRecord& r) { return r.id == run; });
    if (at == others.end()) return notQueuedError(*row);
    const auto last = static_cast<int64_t>(others.size()) - 1;
    const int64_t to = std::clamp<int64_t>(at - others.begin() + by, 0, last);
    if (to == at - others.begin()) return {};
    others.erase(at);
    // Between two neighbours, so that one row changes, whoever else moves runs at the same time.
    const auto index = static_cast<size_t>(to);
    const double before = index == 0 ? 0 : others[index - 1].queuePlace;
    const double after = index < others.size() ? others[index].queuePlace : before + 2;
    const double place = before + (after - before) / 2;
    if (place > before && place < after) return workspace.setQueuePlace(run, place);
    others.insert(others.begin() + to, *row);  // no number is left between them
    for (size_t i = 0; i < others.size(); ++i) {
        const Status placed = workspace.setQueuePlace(others[i].id, static_cast<double>(i + 1));
        if (!placed.ok()) return placed;
    }
    return {};
}

Status removeFromQueue(store::Workspace& workspace, RunId run) {
    if (const Result<RunRecord> row = claimQueued(workspace, run); !row) return row.error();
    if (const Status placed = workspace.setQueuePlace(run, 0); !placed.ok()) return placed;  // nobody takes it now
    if (const Status released = workspace.releaseRun(run); !released.ok()) return released;
    return workspace.deleteRun(run);
}

/// Programs are kept apart by the owner in the row, threads of one program by the lock.
Result<RunRecord> claimQueued(store::Workspace& workspace, RunId run) {
    static std::mutex claiming;
    const std::lock_guard lock(claiming);
    Result<RunRecord> row = queuedRow(workspace, run);
    if (!row) return row;
    if (const Status claimed = workspace.claimRun(run); !claimed.ok()) return claimed.error();
    row = workspace.run(run);
    if (!row || row->status == RunStatus::queued) return row;
    (void)workspace.releaseRun(run);  // it ran meanwhile, from its beginning to its end
    return notQueuedError(*row);
}

}  // namespace ludus::runs
