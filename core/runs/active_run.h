// SPDX-License-Identifier: GPL-3.0-or-later
// ActiveRun: a run of this process, from its configuration to rows on the disk: it creates the run in the workspace,
// owns the engine and the store's writer, keeps the heartbeat and obeys the wanted state that another process may set.
// The verbs may be called from any thread; only resume() waits, for the disk.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/runs/run_config.h"
#include "core/runtime/run.h"
#include "core/store/store_writer.h"
#include "core/store/workspace.h"

namespace ludus::runs {

struct LaunchOptions {
    bool idlePriority = false;             // workers of the studio
    std::string from;                      // start from these weights ("snapshot:ID", "run:RUN/latest"), "" afresh
    std::vector<runtime::Change> changes;  // options that get other values at given steps, as in a run to be repeated
    bool existing = false;                 // only in a workspace that is there: none is made
    std::string sweep;                     // of the runs that were set up together, "" alone
    std::vector<EventSink*> sinks;         // besides the store; not owned, outlive the run
    /// Test seam: takes the place of PPO. `from`: the weights that the learner begins with; null: fresh ones.
    std::function<Result<std::unique_ptr<learn::Learner>>(const games::GameInfo&, const RunConfig&, int player,
                                                          std::shared_ptr<const nn::Weights> from)>
        makeLearner;
};

enum class ResumeFrom { latest, best };

class ActiveRun {
public:
    /// Creates the run and starts it; returns once the row exists, before anything heavy is loaded.
    static Result<std::unique_ptr<ActiveRun>> start(const std::string& workspaceFolder, const RunConfig& config,
                                                    const LaunchOptions& options, FileSystem& files = realFileSystem(),
                                                    const Clock& clock = systemClock());
    /// The same for a run that waits in the queue (see core/runs/queue.h); one whose file cannot be used any more fails
    /// at once. Errors run.unknown, run.owned, run.not_queued (somebody else was faster).
    static Result<std::unique_ptr<ActiveRun>> startQueued(const std::string& workspaceFolder, RunId run,
                                                          const LaunchOptions& options,
                                                          FileSystem& files = realFileSystem(),
                                                          const Clock& clock = systemClock());
    /// Goes on with a run that nobody owns from one of its checkpoints: takes it, loads it for trial, deletes what lies
    /// above the checkpoint, and starts it in its old row. `options.from` is not used. Errors run.unknown, run.owned,
    /// run.no_checkpoint, run.over (its budget is used up), checkpoint.*, artefact.*.
    static Result<std::unique_ptr<ActiveRun>> resume(const std::string& workspaceFolder, RunId run, ResumeFrom from,
                                                     const LaunchOptions& options, FileSystem& files = realFileSystem(),
                                                     const Clock& clock = systemClock());
    /// Aborts what still runs, waits, makes everything finished durable and gives the run free.
    ~ActiveRun();

    RunId id() const;
    const std::string& name() const;
    void pause();
    /// Goes on with a paused run, unless what it has cannot be stored: then it stays paused and the error says why, as
    /// an event too. Unlike the other verbs it waits for one look at the disk.
    Status resume();
    void stop();
    void abort();
    void suspend();  // leaves it for later, see Run::suspend
    /// Another value, as typed, for an option that may change (OptionSpec::live). It counts from the next update on and
    /// is told as an event OptionChanged. Errors of changedConfig; run.over.
    Status change(const std::string& key, const std::string& value);
    RunStatus status() const;
    /// Waits for the end and until everything is on the disk; an error when it is not: then it may be tried again.
    Status wait();
    /// What would be lost if the program ended now: the steps since the newest checkpoint on the disk.
    int64_t stepsAtRisk() const;

private:
    class Impl;
    explicit ActiveRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace ludus::runs
