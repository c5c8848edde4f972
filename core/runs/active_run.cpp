// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/active_run.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <iterator>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/system_usage.h"
#include "core/runs/live_options.h"
#include "core/runs/queue.h"
#include "core/runs/resume_point.h"
#include "core/runs/run_parts.h"
#include "core/runs/wishes.h"

namespace ludus::runs {
namespace {

constexpr double kHeartbeatSeconds = 1.0;
constexpr double kWantedSeconds = 0.2;

Result<std::unique_ptr<store::Workspace>> openToWrite(const std::string& folder, FileSystem& files, const Clock& clock,
                                                      bool existing) {
    const auto mode = existing ? store::OpenMode::existing : store::OpenMode::readWrite;
    Result<std::unique_ptr<store::Workspace>> workspace = store::Workspace::open(folder, mode, files, clock);
    if (!workspace || !(*workspace)->readOnly()) return workspace;
    return Error{"workspace.read_only", LUDUS_TEXT("Error", "The workspace %1 can only be read.").arg(folder),
                 LUDUS_TEXT("Error", "Watching and comparing work, starting runs does not."),
                 LUDUS_TEXT("Error", "Choose a workspace that this user may write to.")};
}

/// Which file did not fit on a full disk does not matter.
Error plain(Error error, const std::string& folder) {
    if (error.code == "file.disk_full")
        error.happened = LUDUS_TEXT("Error", "The disk of the workspace %1 is full.").arg(folder);
    return error;
}

/// Why a run waits that cannot store what it has, and how it goes on.
Error pausing(Error error, const std::string& folder) {
    error.meaning = LUDUS_TEXT("Error", "Training is paused; what is not stored yet waits in memory.");
    if (error.code == "file.disk_full")
        error.remedy = LUDUS_TEXT("Error", "Free some space on this disk, then choose Resume.");
    if (error.code == "workspace.moved") error.remedy = LUDUS_TEXT("Error", "Move it back, then choose Resume.");
    return plain(std::move(error), folder);
}

/// Claiming only asks whether another process owns a run.
Status checkOwnedHere(const RunRecord& run) {
    if (run.owner != "pid " + std::to_string(::getpid())) return {};
    return Error{"run.owned", LUDUS_TEXT("Error", "The run %1 is going on in this program.").arg(run.name),
                 LUDUS_TEXT("Error", "It cannot go on twice."),
                 LUDUS_TEXT("Error", "Let it continue there, or stop it first.")};
}

}  // namespace

class ActiveRun::Impl {
public:
    Impl(std::unique_ptr<store::Workspace> keeper, RunRecord record)
        : record_(std::move(record)), keeper_(std::move(keeper)) {}

    using Builder = std::function<Result<runtime::RunParts>()>;

    /// `config`: with all changes so far.
    Status launch(const std::string& folder, RunConfig config, runtime::RunOptions engine, Builder build,
                  const LaunchOptions& options, FileSystem& files, const Clock& clock) {
        config_ = std::move(config);
        systemSeconds_ = config_.record.systemSeconds;
        auto writer = store::StoreWriter::open(folder, record_.id, files, clock, [this](const Error& error) {
            if (run_) run_->pause(pausing(error, keeper_->folder()).sentence());
        });
        if (!writer) return writer.error();
        writer_ = std::move(*writer);
        std::vector<EventSink*> sinks{writer_.get()};
        sinks.insert(sinks.end(), options.sinks.begin(), options.sinks.end());
        run_ = std::make_unique<runtime::Run>(std::move(engine), std::move(build), sinks, clock);
        run_->start();
        keeping_ = std::thread([this] { keep(); });
        return {};
    }

    /// Afresh.
    Status begin(const std::string& folder, const RunConfig& config, const LaunchOptions& options, FileSystem& files,
                 const Clock& clock) {
        Result<RunConfig> wanted = configAfter(config, options.changes);
        if (!wanted) return wanted.error();
        auto build = [folder, id = record_.id, config, options, &files, &clock] {
            return buildParts({folder, id, files, clock}, config, options, false);
        };
        runtime::RunOptions engine = engineOptions(record_.id, config, options);
        engine.changes = options.changes;
        return launch(folder, std::move(*wanted), std::move(engine), build, options, files, clock);
    }

    /// A run that fails at once, so that its row says why.
    Status beginWith(const Error& error, const std::string& folder, const LaunchOptions& options, FileSystem& files,
                     const Clock& clock) {
        auto build = [error]() -> Result<runtime::RunParts> { return error; };
        return launch(folder, {}, engineOptions(record_.id, {}, options), build, options, files, clock);
    }

    /// From a checkpoint. Loading it is rehearsed before anything is deleted, so that a run that cannot be resumed
    /// stays as it is.
    Status goOn(const std::string& folder, ResumeFrom from, LaunchOptions options, FileSystem& files,
                const Clock& clock) {
        options.from.clear();
        const Result<RunConfig> begun = configOf(record_);
        if (!begun) return begun.error();
        const Result<PastOfRun> past = pastOf(*keeper_, record_.id);
        if (!past) return past.error();
        const auto configFor = [&](const runtime::Checkpoint& checkpoint) {
            return configAt(*begun, changesFrom(*past, checkpoint, from), checkpoint.steps);
        };
        const auto partsFor = [&](const runtime::Checkpoint& checkpoint) -> Result<runtime::RunParts> {
            const Result<RunConfig> config = configFor(checkpoint);
            if (!config) return config.error();
            Result<runtime::RunParts> parts = buildParts({folder, record_.id, files, clock}, *config, options, true);
            if (!parts) return parts;
            parts->loadSnapshot = snapshotLoader(folder, files, clock);
            parts->checkpoint = checkpoint;
            return parts;
        };
        const runtime::RunOptions fresh = engineOptions(record_.id, *begun, options);
        std::optional<Error> unable;  // to build, whatever the checkpoint
        const CheckpointTest rehearse = [&](const runtime::Checkpoint& checkpoint) -> Status {
            if (unable) return *unable;
            Result<runtime::RunParts> parts = partsFor(checkpoint);
            if (parts) return runtime::Run::rehearse(resumedOptions(fresh, checkpoint), std::move(*parts), clock);
            unable = parts.error();
            return *unable;
        };
        Result<ResumePoint> point = findResumePoint(*keeper_, record_, from, rehearse);
        if (unable) return *unable;
        if (!point) return point.error();
        Result<runtime::RunParts> made = partsFor(point->state);
        if (!made) return made.error();
        const auto parts = std::make_shared<runtime::RunParts>(std::move(*made));
        std::move(point->notes.begin(), point->notes.end(), std::back_inserter(parts->notes));
        if (const Status rewound = keeper_->rewindRun(record_.id, point->record); !rewound.ok()) return rewound;
        auto build = [parts]() -> Result<runtime::RunParts> { return std::move(*parts); };
        runtime::RunOptions engine = resumedOptions(fresh, point->state);
        engine.changes = changesFrom(*past, point->state, from);
        Result<RunConfig> now = configFor(point->state);
        if (!now) return now.error();
        static_cast<runtime::LiveOptions&>(engine) = engineOptionsOf(*now);
        if (const Status seen = recallWatched(*past, point->state.eventSeq, engine); !seen.ok()) return seen;
        Result<RunConfig> wanted = configAfter(*begun, engine.changes);
        if (!wanted) return wanted.error();
        return launch(folder, std::move(*wanted), std::move(engine), build, options, files, clock);
    }

    /// For the engine; it looks at what it is told between two updates.
    /// Whether there is anything to tell: it has another value.
    Result<bool> change(const std::string& key, const std::string& value) {
        const std::lock_guard lock(changing_);
        const RunStatus status = run_->status();
        if (status == RunStatus::stopping || status >= RunStatus::finished) {
            return Error{"run.over", LUDUS_TEXT("Error", "The run %1 is ending or has ended.").arg(record_.name),
                         LUDUS_TEXT("Error", "No option of it can be changed any more."),
                         LUDUS_TEXT("Error", "Start a copy of the run with the other value.")};
        }
        Result<RunConfig> changed = changedConfig(config_, key, value);
        if (!changed) return changed.error();
        runtime::Change change;
        change.key = key;
        change.before = valueText(config_, key);
        change.after = valueText(*changed, key);
        if (change.before == change.after) return false;
        config_ = std::move(*changed);
        systemSeconds_ = config_.record.systemSeconds;
        run_->change(std::move(change));
        return true;
    }

    /// Storing may have come back since it was tried last, and may fail again before the run goes on.
    Status resume() {
        (void)writer_->flush();
        if (const auto failure = writer_->failure()) return refuse(*failure);
        run_->resume();
        if (const auto failure = writer_->failure()) return refuse(*failure);
        return {};
    }

    Status wait() {
        run_->wait();
        writer_->useReserve();
        const Status stored = writer_->flush();
        return stored.ok() ? stored : Status(plain(stored.error(), keeper_->folder()));
    }

    ~Impl() {
        if (run_) {
            run_->abort();
            (void)wait();
        }
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        wake_.notify_all();
        if (keeping_.joinable()) keeping_.join();
        if (run_) wishes_.end(*keeper_, record_.id, run_->status() >= RunStatus::finished);
        writer_.reset();
        (void)keeper_->releaseRun(record_.id);
    }

    runtime::Run& run() { return *run_; }
    int64_t stepsAtRisk() const { return writer_->stepsAtRisk(); }
    const RunRecord& record() const { return record_; }

private:
    Status refuse(const Error& failure) {
        const Error why = pausing(failure, keeper_->folder());
        run_->pause(why.sentence());
        return Error{why.code,
                     LUDUS_TEXT("Error", "The run %1 stays paused, because nothing can be stored. %2")
                         .arg(record_.name)
                         .arg(why.happened.str()),
                     why.meaning, why.remedy};
    }

    /// What the run has seen of the curves it watches, and which alerts it gave, up to the checkpoint.
    Status recallWatched(const PastOfRun& past, int64_t upTo, runtime::RunOptions& engine) const {
        for (const auto& [seq, alert] : past.alerts) {
            if (seq <= upTo) engine.raised.push_back(alert);
        }
        std::vector<std::string> names;
        if (engine.until) names.push_back(engine.until->metric);
        for (const runtime::Condition& condition : engine.alerts.thresholds)
            names.push_back(condition.metric);
        if (names.empty()) return {};
        Result<std::vector<MetricPoint>> points = keeper_->metrics(record_.id, names);
        if (!points) return points.error();
        engine.points = std::move(*points);
        return {};
    }

    /// Points of the machine's load, now and then while the run trains.
    void measure(double seconds) {
        sinceSample_ += seconds;
        const double apart = systemSeconds_;
        if (apart <= 0 || sinceSample_ < apart || run_->status() != RunStatus::running) return;
        sinceSample_ = 0;
        const SystemUsage usage = sampler_.sample();
        std::vector<MetricPoint> points;
        const auto add = [&points](const char* name, double value) {
            if (std::isfinite(value)) points.push_back({name, 0, value, kUnknown});
        };
        add("system/cpu", usage.processCpu);
        add("system/cpu_total", usage.totalCpu);
        add("system/memory", usage.memoryBytes);
        add("system/gpu", usage.gpu);
        add("system/gpu_memory", usage.gpuMemoryBytes);
        run_->measured(std::move(points));
    }

    /// The keeper thread: heartbeat, the machine's load, and the wishes of other processes.
    void keep() {
        double sinceBeat = kHeartbeatSeconds;
        (void)sampler_.sample();  // shares are of the time since the last one
        std::unique_lock lock(mutex_);
        while (!ending_) {
            lock.unlock();
            if (sinceBeat >= kHeartbeatSeconds) {
                beat();
                sinceBeat = 0;
            }
            lookForWishes();
            lock.lock();
            wake_.wait_for(lock, std::chrono::duration<double>(kWantedSeconds), [this] { return ending_; });
            sinceBeat += kWantedSeconds;
            measure(kWantedSeconds);
        }
    }

    /// Whoever took the run over, or deleted it, must not find us writing on.
    void beat() {
        const Status alive = keeper_->heartbeat(record_.id);
        if (!alive.ok() && alive.error().code == "run.lost") run_->abort();
    }

    /// A wanted state is taken when it is obeyed, so that the same one may come again later. On a full disk it stays,
    /// and is obeyed once.
    void lookForWishes() {
        wishes_.look(*keeper_, record_.id, [this](const std::string& key, const std::string& value) {
            Result<bool> follows = change(key, value);
            // It was checked without the changes that are under way here; whoever wished it waits for no answer.
            if (!follows) {
                run_->note({LogLevel::warning,
                            LUDUS_TEXT("Run", "Another program asked for %1 = %2, which is not taken. %3")
                                .arg(key)
                                .arg(value)
                                .arg(follows.error().sentence()),
                            {}});
            }
            return follows;
        });
        const Result<WantedState> seen = keeper_->wanted(record_.id);
        if (!seen || *seen == WantedState::none) return;
        const Result<WantedState> taken = keeper_->takeWanted(record_.id);
        if (taken || *seen != left_) obey(taken ? *taken : *seen);
        left_ = taken ? WantedState::none : *seen;
    }

    void obey(WantedState wanted) {
        switch (wanted) {
            case WantedState::none: break;
            case WantedState::run: (void)resume(); break;  // a refusal is told as an event
            case WantedState::pause: run_->pause(); break;
            case WantedState::stop: run_->stop(); break;
            case WantedState::abort: run_->abort(); break;
        }
    }

    RunRecord record_;
    std::unique_ptr<store::Workspace> keeper_;  // used by the keeper thread while it runs
    std::unique_ptr<store::StoreWriter> writer_;
    std::unique_ptr<runtime::Run> run_;
    std::thread keeping_;
    std::mutex changing_;  // guards config_
    RunConfig config_;     // with all changes so far
    std::atomic<double> systemSeconds_{0};
    SystemSampler sampler_;  // keeper thread
    WishTaker wishes_;       // keeper thread
    double sinceSample_ = 0;
    WantedState left_ = WantedState::none;  // keeper thread: obeyed, but still in the row
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
};

ActiveRun::ActiveRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ActiveRun::~ActiveRun() = default;

Result<std::unique_ptr<ActiveRun>> ActiveRun::start(const std::string& workspaceFolder, const RunConfig& config,
                                                    const LaunchOptions& options, FileSystem& files,
                                                    const Clock& clock) {
    Result<std::unique_ptr<store::Workspace>> workspace = openToWrite(workspaceFolder, files, clock, options.existing);
    if (!workspace) return workspace.error();
    const Result<RunId> id = addRun(**workspace, config, options.from, options.sweep);
    if (!id) return id.error();
    Result<RunRecord> stored = (*workspace)->run(*id);
    if (!stored) return stored.error();
    if (const Status claimed = (*workspace)->claimRun(*id); !claimed.ok()) return claimed.error();
    auto impl = std::make_unique<Impl>(std::move(*workspace), std::move(*stored));
    LaunchOptions launch = options;
    launch.from = impl->record().startedFrom;
    const Status launched = impl->begin(workspaceFolder, config, launch, files, clock);
    if (!launched.ok()) {
        impl.reset();  // gives the row free, which nothing will ever fill
        if (auto again = store::Workspace::open(workspaceFolder, store::OpenMode::existing, files, clock))
            (void)(*again)->deleteRun(*id);
        return launched.error();
    }
    return std::unique_ptr<ActiveRun>(new ActiveRun(std::move(impl)));
}

Result<std::unique_ptr<ActiveRun>> ActiveRun::startQueued(const std::string& workspaceFolder, RunId run,
                                                          const LaunchOptions& options, FileSystem& files,
                                                          const Clock& clock) {
    Result<std::unique_ptr<store::Workspace>> workspace = openToWrite(workspaceFolder, files, clock, options.existing);
    if (!workspace) return workspace.error();
    Result<RunRecord> row = claimQueued(**workspace, run);
    if (!row) return row.error();
    LaunchOptions launch = options;
    launch.from = row->startedFrom;
    const Result<RunConfig> config = configOf(*row);
    auto impl = std::make_unique<Impl>(std::move(*workspace), std::move(*row));
    const Status launched = config ? impl->begin(workspaceFolder, *config, launch, files, clock)
                                   : impl->beginWith(config.error(), workspaceFolder, launch, files, clock);
    if (!launched.ok()) return launched.error();
    return std::unique_ptr<ActiveRun>(new ActiveRun(std::move(impl)));
}

Result<std::unique_ptr<ActiveRun>> ActiveRun::resume(const std::string& workspaceFolder, RunId run, ResumeFrom from,
                                                     const LaunchOptions& options, FileSystem& files,
                                                     const Clock& clock) {
    Result<std::unique_ptr<store::Workspace>> workspace = openToWrite(workspaceFolder, files, clock, options.existing);
    if (!workspace) return workspace.error();
    if (const Result<int> reaped = (*workspace)->reapLostRuns(); !reaped) return reaped.error();
    Result<RunRecord> row = (*workspace)->run(run);
    if (!row) return row.error();
    if (const Status here = checkOwnedHere(*row); !here.ok()) return here.error();
    if (const Status claimed = (*workspace)->claimRun(run); !claimed.ok()) return claimed.error();
    row = (*workspace)->run(run);  // it may just have ended elsewhere
    if (!row) return row.error();
    auto impl = std::make_unique<Impl>(std::move(*workspace), std::move(*row));  // gives it free again
    if (const Status status = impl->goOn(workspaceFolder, from, options, files, clock); !status.ok()) {
        return status.error();
    }
    return std::unique_ptr<ActiveRun>(new ActiveRun(std::move(impl)));
}

RunId ActiveRun::id() const {
    return impl_->record().id;
}
const std::string& ActiveRun::name() const {
    return impl_->record().name;
}
void ActiveRun::pause() {
    impl_->run().pause();
}
Status ActiveRun::resume() {
    return impl_->resume();
}
void ActiveRun::stop() {
    impl_->run().stop();
}
void ActiveRun::abort() {
    impl_->run().abort();
}
void ActiveRun::suspend() {
    impl_->run().suspend();
}
Status ActiveRun::change(const std::string& key, const std::string& value) {
    const Result<bool> told = impl_->change(key, value);
    return told ? Status() : told.error();
}
RunStatus ActiveRun::status() const {
    return impl_->run().status();
}

Status ActiveRun::wait() {
    return impl_->wait();
}

int64_t ActiveRun::stepsAtRisk() const {
    return impl_->stepsAtRisk();
}

}  // namespace ludus::runs
