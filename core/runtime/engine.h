// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: the run thread. It owns the run's state, asks the task source what should happen, cuts that into work
// items and hands them to the workers; their answers come back through one mailbox. Of several players one has its turn
// at a time, the one that lags behind its share: all workers collect for it, then learn. Internal to runtime. Sources:
// engine.cpp life cycle, engine_players.cpp turns, decisions and snapshots, engine_training.cpp,
// engine_checkpoints.cpp, engine_reports.cpp evaluation and what is published, engine_watch.cpp conditions, alerts and
// changed options.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "core/nn/mlp_policy.h"
#include "core/runtime/collector.h"
#include "core/runtime/event_bus.h"
#include "core/runtime/metric_window.h"
#include "core/runtime/run.h"
#include "core/runtime/trainee.h"
#include "core/runtime/update_job.h"

namespace ludus::runtime {

class Run::Engine {
public:
    enum class Verb { pause, resume, stop, abort, suspend };
    struct Command {
        Verb verb;
        std::string reason;
    };

    Engine(RunOptions options, std::function<Result<RunParts>()> build, std::vector<EventSink*> sinks,
           const Clock& clock, std::atomic<RunStatus>& status);
    ~Engine();

    void start();
    Status rehearse();  // instead of start(), on the caller's thread
    void command(Command command);
    void change(Change change) { post(std::move(change)); }
    void measured(std::vector<MetricPoint> points) { post(std::move(points)); }
    void note(Logged line) { post(std::move(line)); }
    void join();

private:
    struct BlockCollected {
        size_t block;
        Collected collected;
    };
    struct JobEnded {
        size_t job;
    };
    struct MatchesEnded {
        size_t job;
    };
    struct Broken {
        Text place;
        std::string text;
    };
    using Message = std::variant<Command, BlockCollected, Updated, JobEnded, MatchesEnded, Broken, Change,
                                 std::vector<MetricPoint>, Logged>;

    // The thread
    void run();
    void post(Message message);
    void postQuietly(Message message);  // without waking the thread
    std::optional<Message> receive(double seconds);
    void tick();
    void handle(Message message);
    void handle(const Command& command);
    void handle(BlockCollected collected);
    void handle(Updated updated);
    void handle(const JobEnded& ended);
    void handle(const MatchesEnded& ended);
    void handle(const Broken& broken);
    void handle(Change change);
    void handle(std::vector<MetricPoint> measured);
    void handle(Logged line);

    // Life cycle
    bool build();
    Status takeParts();  // and makes the workers
    void setStatus(RunStatus status, const std::string& reason = {});
    void pauseNow(const std::string& reason);
    void resumeNow();
    void suspendNow();
    void beginEnd();  // a budget is used up or stop was asked for: last snapshot, last matches
    void end(RunStatus status, const std::string& reason = {});
    void keepWhatIsFinished();
    void takeEndedJobs();
    bool over() const { return ended_; }
    double trainingSeconds() const;

    // Players
    bool several() const { return trainees_.size() > 1; }
    Trainee& trainee(int player) { return trainees_[static_cast<size_t>(player)]; }
    std::optional<int> nextPlayer() const;
    void beginTurn();
    bool decide(int player);
    Status makeLearner(int player, std::shared_ptr<const nn::Weights> from);
    Status makeCollectors(int player);
    void prepare(int player);
    void remakeLearners();
    void restart(int player, int snapshot);
    bool fail(int player, VerdictCause cause, const std::string& why);
    bool lose(int snapshot, const std::string& why);
    std::shared_ptr<const nn::Weights> weightsOf(Member member) const;
    bool askMatches(int player, const std::vector<MatchesWanted>& wanted);
    void submitMatches(size_t job);
    void finishMatches();
    void freezeSnapshot(int player);
    void freezeAll();
    bool mayDraw(int snapshot) const;
    void letGoOfSnapshots();

    // Training
    void goOn();  // between two updates
    void submitCollects();
    void submitCollect(size_t block, Collector* collector);
    void collected(size_t block, Collected collected);
    void drawFor(int player, size_t block);
    Result<std::shared_ptr<Opponent>> opponentFor(const OpponentDraw& draw);
    LiveWeights liveWeights() const;
    void update();
    void takeTallies(std::vector<TallyRecord> tallies);
    bool tookBadNumbers(const learn::UpdateReport& report);
    void takeNewestWeights();
    double progress() const;
    bool budgetUsed() const;

    // Checkpoints
    void maybeCapture();
    void capture();
    void keepCheckpoint(bool always = false);
    void publishCheckpoint();
    Status restore(const Checkpoint& from);
    Status checkFit(const Checkpoint& from) const;
    Status restorePlayers(const Checkpoint& from);
    Status restoreSnapshots(const Checkpoint& from);
    Status restoreEpisodes(int player, const PlayerState& from);
    Status restoreEvaluation(const Checkpoint& from);
    Status bringSnapshot(int index);

    // Evaluation
    bool evaluationDue(bool last) const;
    void maybeEvaluate(bool last);
    void submitJob(size_t job, std::shared_ptr<EvaluationJob> work);
    void submitRound();
    void finishRound();
    bool roundOpen() const { return jobsLeft_ > 0; }

    // Watching, and what may change
    void beginWatching();
    void watch(const std::vector<MetricPoint>& points);
    void watchForStall();
    bool untilHolds() const;
    std::string untilReason() const;
    void raise(const std::string& kind, LogLevel level, const Text& text);
    void alertEnd(RunStatus status, const std::string& reason);
    void takeChanges();  // whose time has come
    void takeOptions(LiveOptions options);
    void progressMade() { progressMadeAt_ = clock_.monotonicSeconds(); }

    // Reporting
    void reportUpdate(const learn::UpdateReport& report);
    void reportEpisodes(const TallyRecord& tally);
    void stopClock();
    void publish(EventBody body);
    void publishProgress();
    void publishMetrics(bool force);
    void publishTallies();
    double stepsPerSecond();

    RunOptions options_;
    std::function<Result<RunParts>()> builder_;
    const Clock& clock_;
    std::atomic<RunStatus>& status_;
    EventBus bus_;
    RunParts parts_;
    std::unique_ptr<WorkerPool> pool_;
    std::thread thread_;
    std::mutex joining_;  // any thread may wait

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Message> inbox_;

    struct AskedMatches {
        MatchesWanted wanted;
        std::shared_ptr<MatchesJob> job;  // null: they cannot be played
    };

    std::vector<Trainee> trainees_;                    // [players]
    bool loaded_ = false;                              // all of them are as they were told to be
    int turn_ = 0;                                     // whose batch or update is in hand
    int64_t turnSteps_ = 0;                            // of that batch
    std::vector<std::optional<Collected>> collected_;  // [blocks] of the update in hand
    std::atomic<int> blocksLeft_{0};
    std::vector<AskedMatches> asked_;  // under way; training waits for them
    int askedBy_ = 0, askedLeft_ = 0;
    std::vector<std::shared_ptr<const nn::PackedWeights>> snapshots_;  // by index; null when no longer drawn
    std::vector<SnapshotRecord> snapshotRecords_;
    EvaluationJobs jobs_;
    std::vector<bool> jobEnded_;
    int jobsLeft_ = 0;
    bool lastJobAsked_ = false;
    int64_t roundStep_ = 0;
    std::optional<int64_t> evaluatedAt_;
    size_t evaluated_ = 0;  // snapshots that were there by then
    MetricWindow metrics_;
    std::vector<TallyRecord> tallies_;  // one a player and opponent, since they were told last
    int64_t talliedAt_ = 0;             // step of that
    int64_t steps_ = 0;
    int64_t updates_ = 0;
    bool idle_ = true;                           // between two updates: no collecting or updating under way
    std::shared_ptr<const Checkpoint> capture_;  // the state between the last two updates, or some before
    double captureElo_ = kUnknown;
    double capturedAt_ = 0;       // training time
    double captureCost_ = 0;      // seconds
    bool captureKept_ = false;    // published
    double checkpointAt_ = 0;     // training time of the last one published
    bool resumed_ = false;        // from a checkpoint
    std::deque<Change> changes_;  // told, but not in force yet; by step
    std::optional<ConditionWatch> until_;
    std::vector<ConditionWatch> thresholds_;
    bool untilOfRound_ = false;     // its points come from rounds of evaluation
    bool inRound_ = false;          // publishing what a round gave
    std::set<std::string> raised_;  // alerts that come once
    bool stalled_ = false;          // and it was told
    double progressMadeAt_ = 0;     // the last update or resumption, monotonic
    int64_t measuredStep_ = -1;     // of the newest points that somebody else measured
    std::string endReason_;         // a budget other than steps and time
    bool ending_ = false;
    bool ended_ = false;
    double endingSince_ = 0;
    double endingLimit_ = 0;
    double runningSince_ = 0;
    double secondsBefore_;  // training time before the last resume
    bool clockRuns_ = false;
    double progressAt_ = -1;
    double metricsAt_ = -1;
    int64_t metricsStep_ = -1;                     // of the newest points
    std::deque<std::pair<double, int64_t>> rate_;  // (seconds, steps) of the last seconds
};

}  // namespace ludus::runtime
