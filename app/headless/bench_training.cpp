// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/bench_training.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "core/games/registry.h"
#include "core/league/self_play.h"
#include "core/learn/blas.h"
#include "core/learn/make_learner.h"
#include "core/runtime/run.h"
#include "core/store/store_writer.h"

namespace ludus::headless {
namespace {

constexpr double kWarmSeconds = 1;
constexpr double kMostWarmSeconds = 60;

double cpuSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Notes steps, wall and processor time whenever the run reports them.
class Meter final : public EventSink {
public:
    struct Mark {
        int64_t steps = 0;
        double wall = 0, cpu = 0;
    };

    void take(const RunEvent& event) override {
        {
            const std::lock_guard lock(mutex_);
            if (const auto* progress = std::get_if<Progress>(&event.body)) {
                mark_ = {progress->steps, systemClock().monotonicSeconds(), cpuSeconds()};
            } else if (const auto* state = std::get_if<StateChanged>(&event.body)) {
                if (state->status == RunStatus::failed) problem_ = state->reason.empty() ? "failed" : state->reason;
            } else {
                return;
            }
        }
        changed_.notify_all();
    }

    /// The first report at least `seconds` and one step after `from`.
    Result<Mark> after(const Mark& from, double seconds) {
        std::unique_lock lock(mutex_);
        const auto reached = [&] {
            return !problem_.empty() || (mark_.wall - from.wall >= seconds && mark_.steps > from.steps);
        };
        changed_.wait_for(lock, std::chrono::duration<double>(seconds + kMostWarmSeconds), reached);
        if (!problem_.empty() || !reached()) {
            return Error{"bench.training",
                         LUDUS_TEXT("Cli", "The training broke off: %1").arg(problem_.empty() ? "no step" : problem_),
                         {},
                         {}};
        }
        return mark_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    Mark mark_;
    std::string problem_;
};

/// Notes how updates were computed; everything else is the learner's own.
class NotingLearner final : public learn::Learner {
public:
    NotingLearner(std::unique_ptr<learn::Learner> inner, std::shared_ptr<std::atomic<const char*>> kernel)
        : inner_(std::move(inner)), kernel_(std::move(kernel)) {}
    std::shared_ptr<const nn::Weights> weights() const override { return inner_->weights(); }
    void begin(std::vector<std::shared_ptr<const learn::StreamBatch>> batches, int shards, double progress) override {
        inner_->begin(std::move(batches), shards, progress);
    }
    void work(int shard) override { inner_->work(shard); }
    bool advance() override { return inner_->advance(); }
    learn::UpdateReport report() override {
        const learn::UpdateReport report = inner_->report();
        *kernel_ = report.kernel;
        return report;
    }
    std::string saveState() const override { return inner_->saveState(); }
    Status loadState(std::string_view state) override { return inner_->loadState(state); }

private:
    std::unique_ptr<learn::Learner> inner_;
    std::shared_ptr<std::atomic<const char*>> kernel_;
};

config::Values gameValues(const TrainingQuery& query) {
    if (query.game != "free") return {};
    return {{"game.inputs", {static_cast<int64_t>(query.inputs), 0}}, {"game.density", {query.density, 0}}};
}

Result<runtime::RunParts> makeParts(const TrainingQuery& query,
                                    const std::shared_ptr<std::atomic<const char*>>& kernel) {
    const config::Values values = gameValues(query);
    const Result<games::GameInfo> game = games::gameInfo(query.game, values);
    if (!game) return game.error();
    runtime::RunParts parts;
    parts.makeGame = [name = query.game, values](int slots) { return games::makeGame(name, slots, values); };
    parts.makePolicy = [name = query.game, values](const std::string& agent) {
        return games::makeBot(name, agent, values);
    };
    parts.makeLearner = [game = *game, options = query.learner, kernel](
                            int, std::shared_ptr<const nn::Weights> from) -> Result<std::unique_ptr<learn::Learner>> {
        Result<std::unique_ptr<learn::Learner>> learner = learn::makePpo(game, options, 1, std::move(from));
        if (!learner) return learner;
        return std::unique_ptr<learn::Learner>(std::make_unique<NotingLearner>(std::move(*learner), kernel));
    };
    league::SelfPlayOptions selfPlay;
    selfPlay.snapshotEvery = 1'000'000;
    if (game->facts.sides < 2) selfPlay.latestShare = 1;
    parts.source = std::make_unique<league::SelfPlay>(selfPlay, 1);
    return parts;
}

runtime::RunOptions engineOptions(const TrainingQuery& query, RunId id) {
    runtime::RunOptions out;
    out.id = id;
    out.slots = query.learner.slots;
    out.stepsPerUpdate = query.learner.steps;
    out.blocks = std::clamp(query.threads > 1 ? 2 * query.threads : 1, 1, std::max(1, query.learner.slots / 8));
    out.shards = query.threads;
    out.budgetSeconds = 1e6;  // schedules stay at their start
    out.pool.workers = query.threads;
    return out;
}

Result<TrainingRate> measure(const TrainingQuery& query, RunId id, std::vector<EventSink*> sinks) {
    Meter meter;
    sinks.push_back(&meter);
    const auto kernel = std::make_shared<std::atomic<const char*>>("");
    runtime::Run run(
        engineOptions(query, id), [query, kernel] { return makeParts(query, kernel); }, sinks);
    run.start();
    const Result<Meter::Mark> begun = meter.after({}, 0);
    if (!begun) return begun.error();
    const Result<Meter::Mark> warm = meter.after(*begun, kWarmSeconds);
    if (!warm) return warm.error();
    const Result<Meter::Mark> done = meter.after(*warm, query.seconds);
    if (!done) return done.error();
    const auto steps = static_cast<double>(done->steps - warm->steps);
    return TrainingRate{steps / (done->wall - warm->wall), steps / (done->cpu - warm->cpu), kernel->load()};
}

/// A folder that is gone with its owner.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "ludus-bench-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

Result<TrainingRate> measureRecorded(const TrainingQuery& query) {
    const TemporaryFolder folder;
    auto workspace = store::Workspace::open(folder.path());
    if (!workspace) return workspace.error();
    RunRecord record;
    record.game = query.game;
    const Result<RunId> id = (*workspace)->createRun(record);
    if (!id) return id.error();
    auto writer = store::StoreWriter::open(folder.path(), *id);
    if (!writer) return writer.error();
    return measure(query, *id, {writer->get()});
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

}  // namespace

Result<TrainingRate> benchTraining(const TrainingQuery& query, std::vector<EventSink*> sinks) {
    return measure(query, RunId{1}, std::move(sinks));
}

Result<double> productLimit(const TrainingQuery& query, double seconds) {
    const Result<games::GameInfo> game = games::gameInfo(query.game, gameValues(query));
    if (!game) return game.error();
    const Result<const learn::Blas*> blas = learn::blas();
    if (!blas) return blas.error();
    learn::ProductLimitQuery limit;
    limit.inputs = game->observation.size;
    limit.hidden.assign(query.learner.hidden.begin(), query.learner.hidden.end());
    limit.logits = game->action.logitCount();
    limit.rows = std::max(1, query.learner.slots * query.learner.steps / query.learner.minibatches / query.threads);
    limit.forwardRows = std::max(1, query.learner.slots / query.threads);
    limit.epochs = query.learner.epochs;
    limit.seconds = seconds;
    std::vector<double> rates(static_cast<size_t>(query.threads));
    std::vector<std::thread> threads;
    for (double& rate : rates)
        threads.emplace_back([&rate, &limit, &blas] { rate = learn::productLimit(**blas, limit); });
    for (std::thread& thread : threads)
        thread.join();
    double sum = 0;
    for (const double rate : rates)
        sum += rate;
    return sum;
}

Result<RecordingCost> benchRecording(const TrainingQuery& query, int rounds) {
    std::vector<double> wall, cpu;
    for (int round = 0; round < rounds; ++round) {
        TrainingRate plain, recorded;
        for (int half = 0; half < 2; ++half) {
            const bool withStore = (round + half) % 2 == 1;  // the order changes every round
            const Result<TrainingRate> rate = withStore ? measureRecorded(query) : benchTraining(query);
            if (!rate) return rate.error();
            (withStore ? recorded : plain) = *rate;
        }
        wall.push_back(1 - recorded.wall / plain.wall);
        cpu.push_back(1 - recorded.perCpuSecond / plain.perCpuSecond);
    }
    return RecordingCost{median(std::move(wall)), median(std::move(cpu))};
}

}  // namespace ludus::headless
