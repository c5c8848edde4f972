// SPDX-License-Identifier: GPL-3.0-or-later
// Run: one execution of an experiment: queued -> running <-> paused -> stopping -> finished | failed | aborted.
// The verbs may be called from any thread and never wait; wait() does. Everything that happens is published to the
// sinks. The run thread owns state, task source and evaluator and computes nothing; workers compute.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/games/policy.h"
#include "core/learn/learner.h"
#include "core/records/events.h"
#include "core/records/task_source.h"
#include "core/runtime/checkpoint.h"
#include "core/runtime/condition.h"
#include "core/runtime/evaluation.h"
#include "core/runtime/worker_pool.h"

namespace ludus::runtime {

/// What a run tells about itself, each as an event Alerted.
struct AlertOptions {
    bool notFinite = false;             // an update gave a number that is not finite
    bool end = false;                   // it finished or failed
    double stallSeconds = 0;            // no update for so long; 0: not watched
    std::vector<Condition> thresholds;  // once each
};

/// Options that may change while the run goes on.
struct LiveOptions {
    int64_t evaluateEvery = 0;       // steps, later a 300th of the steps so far; 0: only at the start and at the end
    double metricSeconds = 0.5;      // curve points at most this often
    double checkpointSeconds = 60;   // training time between checkpoints; 0: only on pause, suspend and stop
    int keepCheckpoints = 3;         // newest ones kept; 0: none are taken, but by suspend
    std::optional<Condition> until;  // the run ends by itself once it holds
    AlertOptions alerts;
};

/// An option gets another value. It counts from the first moment between two updates with at least `step` steps.
struct Change {
    std::string key;  // "learner.learning_rate"
    std::string before, after;
    int64_t step = -1;  // -1: as soon as possible
    bool told = false;  // its event is stored already; one of steps that have passed is in force then
};

/// What became of a change.
struct Changed {
    LiveOptions options;    // what holds from now on
    bool learners = false;  // makeLearner makes others: those there are are made anew, with the state of the former
};

/// Everything a run is made of; made on the run thread by a builder, so that loading never blocks the caller.
struct RunParts {
    std::function<Result<std::unique_ptr<games::VectorGame>>(int slots)> makeGame;
    /// Policies of opponents that are neither the latest nor a snapshot ("bot:chaser").
    std::function<Result<std::unique_ptr<games::Policy>>(const std::string& agent)> makePolicy;
    /// A learner of the player with these weights (null: the ones that the run begins with) that has learnt nothing
    /// yet.
    std::function<Result<std::unique_ptr<learn::Learner>>(int player, std::shared_ptr<const nn::Weights> from)>
        makeLearner;
    /// Matches between two networks. Null: the source asks for none.
    MatchMaker makeMatches;
    std::unique_ptr<TaskSource> source;
    std::unique_ptr<Evaluator> evaluator;  // may be null
    std::vector<Logged> notes;             // said in the log once the run begins
    /// Set: the run goes on from here, with `loadSnapshot` for the weights of its earlier snapshots.
    std::optional<Checkpoint> checkpoint;
    SnapshotLoader loadSnapshot;
    /// Gives an option another value, between two updates: changed parts take the place of the former ones. Null:
    /// nothing can be changed.
    std::function<Result<Changed>(RunParts& parts, const Change& change)> change;
};

struct RunOptions : LiveOptions {
    RunId id;
    uint64_t seed = 1;
    int64_t targetSteps = 0;   // 0: no such budget
    double budgetSeconds = 0;  // 0: no such budget; pauses excluded
    int slots = 64;            // over all blocks
    int stepsPerUpdate = 32;
    int blocks = 2;           // collecting items an update
    int shards = 2;           // of an update
    double stopSeconds = 10;  // stop finishes open matches for at most this long
    /// What happens depends on steps only, never on time: training waits for an evaluation round that is still open
    /// when the next is due. Budgets must be steps.
    bool deterministic = false;
    int64_t lastSeq = 0;  // number of the newest event that is kept; a resumed run counts on from it
    double seconds = 0;   // training time up to there
    // Of a resumed run, besides
    std::vector<Change> changes;      // those up to its steps are in its parts already, the others come in their time
    std::vector<MetricPoint> points;  // of its watched curves, oldest first
    std::vector<Alerted> raised;      // alerts it gave before
    PoolOptions pool;
};

class Run {
public:
    /// Sinks are not owned and outlive the run.
    Run(RunOptions options, std::function<Result<RunParts>()> build, std::vector<EventSink*> sinks,
        const Clock& clock = systemClock());
    /// Aborts and waits.
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Whether a run of these parts could go on from their checkpoint. Loads all of it, computes nothing and tells
    /// nobody; takes as long as loading does. Any thread.
    static Status rehearse(RunOptions options, RunParts parts, const Clock& clock = systemClock());

    void start();                                // returns at once
    void pause(const std::string& reason = {});  // at the end of the items in hand; a reason is logged as an error
    void resume();
    void stop();   // at the end of the items in hand; open matches get stopSeconds
    void abort();  // drops what is in flight
    /// Leaves the run for later: pauses, takes a checkpoint and ends here, its status staying paused.
    void suspend();
    /// Another value for an option that may change; the caller has checked it. Nothing happens to a run that is ending.
    void change(Change change);
    /// Points of curves that somebody else measured, to be published at the steps of now.
    void measured(std::vector<MetricPoint> points);
    /// A line for the run's log. Nothing happens to a run that has ended.
    void note(Logged line);
    RunStatus wait();  // for the end
    RunStatus status() const { return status_.load(); }

private:
    class Engine;

    std::atomic<RunStatus> status_{RunStatus::queued};
    std::unique_ptr<Engine> engine_;
};

}  // namespace ludus::runtime
