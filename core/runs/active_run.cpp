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
#include "core/games/registry.h"
#include "core/learn/make_learner.h"
#include "core/learn/torch_module.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/evaluator.h"
#include "core/runs/live_options.h"
#include "core/runs/origin.h"
#include "core/runs/queue.h"
#include "core/runs/resume_point.h"

namespace ludus::runs {
namespace {

constexpr double kHeartbeatSeconds = 1.0;
constexpr double kWantedSeconds = 0.2;
constexpr double kShardOperations = 5e8;  // some 30 ms of floating-point operations on one core
constexpr double kFewestShardRows = 32;
constexpr double kMostShards = 256;

int workersOf(const RunConfig& config) {
    if (config.run.workers > 0) return config.run.workers;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<std::unique_ptr<learn::Learner>> ppoLearner(const games::GameInfo& game, const RunConfig& config,
                                                   std::shared_ptr<const nn::Weights> start,
                                                   std::vector<Logged>& notes) {
    if (learn::pathKind(config.learner, learn::networkSpec(game, config.learner)) == learn::PathKind::generic) {
        const Result<learn::TorchModule*> torch = learn::torchModule();
        if (!torch) return torch.error();
        const learn::BlasReport blas = (*torch)->blas();
        if (blas.slow) {
            const Text text = LUDUS_TEXT("Run",
                                         "Matrix products run at %1 GFLOP/s only (%2), so that training takes several "
                                         "times longer. Install OpenBLAS: apt-get install libopenblas0-pthread.");
            notes.push_back({LogLevel::warning, text.arg(blas.gflops).arg(blas.library), {}});
        }
    }
    return learn::makePpo(game, config.learner, static_cast<uint64_t>(config.run.seed), std::move(start));
}

bool isGone(const Error& error) {
    return error.code == "run.unknown" || error.code == "agent.unknown" || error.code == "artefact.missing";
}

/// `resumed`: networks that cannot be found any more are left out, as the checkpoint brings those that it needs.
Result<std::vector<agents::AgentPtr>> evaluationOpponents(const games::GameInfo& game, const EvaluationOptions& options,
                                                          const store::Workspace& workspace, bool resumed) {
    std::vector<std::string> names = options.opponents;
    if (names.empty()) {
        for (const std::string& bot : game.facts.bots)
            names.push_back("bot:" + bot);
    } else if (std::find(names.begin(), names.end(), "bot:random") == names.end()) {
        names.insert(names.begin(), "bot:random");  // the anchor of every rating
    }
    std::vector<agents::AgentPtr> out;
    for (const std::string& name : names) {
        Result<agents::AgentPtr> agent = resolveAgent(game, name, &workspace);
        if (!agent && resumed && isNetworkName(name) && isGone(agent.error())) continue;
        if (!agent) return agent.error();
        out.push_back(std::move(*agent));
    }
    return out;
}

/// Whoever deletes the runs they are of must not take their weights away from the run.
Status holdWeights(store::Workspace& workspace, RunId id, const std::vector<agents::AgentPtr>& opponents) {
    std::vector<std::string> hashes;
    for (const agents::AgentPtr& opponent : opponents) {
        if (isNetworkName(opponent->name())) hashes.push_back(opponent->hash());
    }
    return hashes.empty() ? Status() : workspace.holdArtefacts(id, hashes, ".safetensors");
}

/// Everything the engine needs, made on the run thread.
Result<runtime::RunParts> buildParts(const std::string& folder, RunId id, const RunConfig& config,
                                     const LaunchOptions& options, FileSystem& files, const Clock& clock,
                                     bool resumed) {
    Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return game.error();
    Result<std::unique_ptr<store::Workspace>> workspace =
        store::Workspace::open(folder, store::OpenMode::readWrite, files, clock);
    if (!workspace) return workspace.error();

    std::shared_ptr<const nn::Weights> start;
    if (!options.from.empty()) {
        Result<std::shared_ptr<const nn::Weights>> weights = resolveWeights(options.from, **workspace);
        if (!weights) return weights.error();
        start = std::move(*weights);
    }
    Result<std::vector<agents::AgentPtr>> opponents =
        evaluationOpponents(*game, config.evaluation, **workspace, resumed);
    if (!opponents) return opponents.error();
    if (const Status held = holdWeights(**workspace, id, *opponents); !held.ok()) return held.error();
    std::vector<Logged> notes;
    Result<std::unique_ptr<learn::Learner>> learner =
        options.makeLearner ? options.makeLearner(*game, config) : ppoLearner(*game, config, start, notes);
    if (!learner) return learner.error();

    const uint64_t seed = static_cast<uint64_t>(config.run.seed);
    runtime::RunParts parts;
    parts.notes = std::move(notes);
    parts.makeGame = [name = config.game, values = config.gameOptions](int slots) {
        return games::makeGame(name, slots, values);
    };
    parts.makePolicy = [name = config.game, values = config.gameOptions](const std::string& agent) {
        return games::makeBot(name, agent.starts_with("bot:") ? agent.substr(4) : agent, values);
    };
    parts.learner = std::move(*learner);
    parts.source = std::make_unique<league::SelfPlay>(config.selfPlay, seed);
    parts.evaluator = std::make_unique<MatchEvaluator>(*game, std::move(*opponents), config.evaluation, config.record,
                                                       id, seed, clock);
    parts.change = changerOf(config, [game = *game, options](const RunConfig& changed) {
        std::vector<Logged> said;  // when the run began
        return options.makeLearner ? options.makeLearner(game, changed) : ppoLearner(game, changed, nullptr, said);
    });
    return parts;
}

/// So many parts of a minibatch that every worker has some and none takes longer than pause may wait.
int shardsOf(const RunConfig& config, int workers) {
    const Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return workers;
    const double rows = static_cast<double>(config.learner.slots) * config.learner.steps / config.learner.minibatches;
    const auto parameters = static_cast<double>(nn::parameterCount(learn::networkSpec(*game, config.learner)));
    const double operations = 6 * parameters * rows;  // forward and backward
    const double perWorker = std::ceil(operations / workers / kShardOperations);
    const double rowsAllow = std::max(1.0, rows / workers / kFewestShardRows);
    return workers * static_cast<int>(std::clamp(perWorker, 1.0, std::min(rowsAllow, kMostShards / workers)));
}

runtime::RunOptions engineOptions(RunId id, const RunConfig& config, const LaunchOptions& options) {
    const int workers = workersOf(config);
    runtime::RunOptions out;
    static_cast<runtime::LiveOptions&>(out) = engineOptionsOf(config);
    out.id = id;
    out.seed = static_cast<uint64_t>(config.run.seed);
    out.targetSteps = config.run.steps;
    out.budgetSeconds = config.run.seconds;
    out.slots = config.learner.slots;
    out.stepsPerUpdate = config.learner.steps;
    out.blocks = std::clamp(workers > 1 ? 2 * workers : 1, 1, std::max(1, config.learner.slots / 8));
    out.shards = shardsOf(config, workers);
    out.deterministic = config.run.deterministic;
    out.pool = {workers, options.idlePriority, 0.15};
    return out;
}

/// The cut into items is part of what a run computes, and its checkpoint's.
runtime::RunOptions resumedOptions(runtime::RunOptions options, const runtime::Checkpoint& checkpoint) {
    options.slots = checkpoint.slots;
    options.blocks = checkpoint.blocks;
    options.shards = checkpoint.shards;
    options.lastSeq = checkpoint.eventSeq;
    options.seconds = checkpoint.seconds;
    return options;
}

Result<std::unique_ptr<store::Workspace>> openToWrite(const std::string& folder, FileSystem& files,
                                                      const Clock& clock) {
    Result<std::unique_ptr<store::Workspace>> workspace =
        store::Workspace::open(folder, store::OpenMode::readWrite, files, clock);
    if (!workspace || !(*workspace)->readOnly()) return workspace;
    return Error{"workspace.read_only", LUDUS_TEXT("Error", "The workspace %1 can only be read.").arg(folder),
                 LUDUS_TEXT("Error", "Watching and comparing work, starting runs does not."),
                 LUDUS_TEXT("Error", "Choose a workspace that this user may write to.")};
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
            if (run_) run_->pause(error.sentence());
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
        const Result<RunConfig> first = configAt(config, options.changes, 0);
        Result<RunConfig> wanted = configAt(config, options.changes, std::numeric_limits<int64_t>::max());
        if (!first || !wanted) return first ? wanted.error() : first.error();
        auto build = [folder, id = record_.id, config = *first, options, &files, &clock] {
            return buildParts(folder, id, config, options, files, clock, false);
        };
        runtime::RunOptions engine = engineOptions(record_.id, *first, options);
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
            Result<runtime::RunParts> parts = buildParts(folder, record_.id, *config, options, files, clock, true);
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
        Result<RunConfig> wanted = configAt(*begun, engine.changes, std::numeric_limits<int64_t>::max());
        if (!wanted) return wanted.error();
        return launch(folder, std::move(*wanted), std::move(engine), build, options, files, clock);
    }

    /// For the engine; it looks at what it is told between two updates.
    Status change(const std::string& key, const std::string& value) {
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
        if (change.before == change.after) return {};
        config_ = std::move(*changed);
        systemSeconds_ = config_.record.systemSeconds;
        run_->change(std::move(change));
        return {};
    }

    ~Impl() {
        if (run_) {
            run_->abort();
            run_->wait();
        }
        if (writer_) (void)writer_->flush();
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        wake_.notify_all();
        if (keeping_.joinable()) keeping_.join();
        writer_.reset();
        (void)keeper_->releaseRun(record_.id);
    }

    runtime::Run& run() { return *run_; }
    store::StoreWriter& writer() { return *writer_; }
    const RunRecord& record() const { return record_; }

private:
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

    /// A wish is taken when it is obeyed, so that the same one may come again later. On a full disk it stays, and is
    /// obeyed once.
    void lookForWishes() {
        if (const auto wishes = takeWishes(*keeper_, record_.id)) {
            for (const auto& [key, value] : *wishes)
                (void)change(key, value);  // was checked by who wished it
        }
        const Result<WantedState> seen = keeper_->wanted(record_.id);
        if (!seen || *seen == WantedState::none) return;
        const Result<WantedState> taken = keeper_->takeWanted(record_.id);
        if (taken || *seen != left_) obey(taken ? *taken : *seen);
        left_ = taken ? WantedState::none : *seen;
    }

    void obey(WantedState wanted) {
        switch (wanted) {
            case WantedState::none: break;
            case WantedState::run: run_->resume(); break;
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
    Result<std::unique_ptr<store::Workspace>> workspace = openToWrite(workspaceFolder, files, clock);
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
        if (auto again = store::Workspace::open(workspaceFolder, store::OpenMode::readWrite, files, clock))
            (void)(*again)->deleteRun(*id);
        return launched.error();
    }
    return std::unique_ptr<ActiveRun>(new ActiveRun(std::move(impl)));
}

Result<std::unique_ptr<ActiveRun>> ActiveRun::startQueued(const std::string& workspaceFolder, RunId run,
                                                          const LaunchOptions& options, FileSystem& files,
                                                          const Clock& clock) {
    Result<std::unique_ptr<store::Workspace>> workspace = openToWrite(workspaceFolder, files, clock);
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
    Result<std::unique_ptr<store::Workspace>> workspace = openToWrite(workspaceFolder, files, clock);
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
void ActiveRun::resume() {
    impl_->run().resume();
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
    return impl_->change(key, value);
}
RunStatus ActiveRun::status() const {
    return impl_->run().status();
}

Status ActiveRun::wait() {
    impl_->run().wait();
    return impl_->writer().flush();
}

}  // namespace ludus::runs
