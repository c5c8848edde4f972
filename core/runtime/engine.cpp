// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/engine.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>

#include "core/base/hash.h"

namespace ludus::runtime {
namespace {

constexpr int64_t kMostWaitingEvents = 64 * 1024;
constexpr double kProgressSeconds = 0.2;

}  // namespace

Run::Engine::Engine(RunOptions options, std::function<Result<RunParts>()> build, std::vector<EventSink*> sinks,
                    const Clock& clock, std::atomic<RunStatus>& status)
    : options_(std::move(options)),
      builder_(std::move(build)),
      clock_(clock),
      status_(status),
      bus_(options_.id, std::move(sinks), clock) {}

Run::Engine::~Engine() {
    join();
}

void Run::Engine::start() {
    LUDUS_CHECK(!thread_.joinable());
    thread_ = std::thread([this] { run(); });
}

void Run::Engine::join() {
    if (thread_.joinable()) thread_.join();
}

void Run::Engine::command(Command command) {
    post(std::move(command));
}

void Run::Engine::post(Message message) {
    {
        const std::lock_guard lock(mutex_);
        inbox_.push_back(std::move(message));
    }
    arrived_.notify_one();
}

std::optional<Run::Engine::Message> Run::Engine::receive(double seconds) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, std::chrono::duration<double>(seconds), [this] { return !inbox_.empty(); });
    if (inbox_.empty()) return std::nullopt;
    Message message = std::move(inbox_.front());
    inbox_.pop_front();
    return message;
}

void Run::Engine::run() {
    try {
        if (!build()) return;
        submitCollects();
        maybeEvaluate(false);
        while (!over()) {
            if (std::optional<Message> message = receive(kProgressSeconds)) handle(std::move(*message));
            if (over()) break;
            publishProgress();
            if (ending_ && (!roundOpen() || clock_.monotonicSeconds() - endingSince_ > endingLimit_)) {
                end(RunStatus::finished);
            } else if (idle_ && !ending_ && status_ == RunStatus::running) {
                submitCollects();  // was held back while the store caught up
            }
        }
    } catch (const std::exception& problem) {
        end(RunStatus::failed, problem.what());
    }
}

void Run::Engine::handle(Message message) {
    std::visit([this](auto&& value) { handle(std::forward<decltype(value)>(value)); }, std::move(message));
}

bool Run::Engine::build() {
    runningSince_ = clock_.monotonicSeconds();
    clockRuns_ = true;
    setStatus(RunStatus::running);
    Result<RunParts> parts = builder_();
    if (!parts) {
        end(RunStatus::failed, parts.error().sentence());
        return false;
    }
    parts_ = std::move(*parts);
    pool_ = std::make_unique<WorkerPool>(options_.pool);
    weights_ = std::make_shared<const nn::PackedWeights>(parts_.learner->weights());
    const int blocks = options_.blocks;
    for (int block = 0; block < blocks; ++block) {
        const int slots = options_.slots * (block + 1) / blocks - options_.slots * block / blocks;
        auto game = parts_.makeGame(slots);
        if (!game) {
            end(RunStatus::failed, game.error().sentence());
            return false;
        }
        collectors_.push_back(std::make_unique<Collector>(std::move(*game), options_.seed, block));
    }
    drawnAt_.resize(collectors_.size());
    collected_.resize(collectors_.size());
    freezeSnapshot();
    return true;
}

void Run::Engine::setStatus(RunStatus status, const std::string& reason) {
    status_ = status;
    publish(StateChanged{status, reason});
}

double Run::Engine::trainingSeconds() const {
    return secondsBefore_ + (clockRuns_ ? clock_.monotonicSeconds() - runningSince_ : 0.0);
}

// ---- commands

void Run::Engine::handle(const Command& command) {
    switch (command.verb) {
        case Verb::pause: pauseNow(command.reason); break;
        case Verb::resume: resumeNow(); break;
        case Verb::stop:
            if (ending_) {
                endingLimit_ = std::min(endingLimit_, clock_.monotonicSeconds() - endingSince_ + options_.stopSeconds);
            } else {
                beginEnd();
            }
            break;
        case Verb::abort: end(RunStatus::aborted); break;
    }
}

void Run::Engine::pauseNow(const std::string& reason) {
    if (status_ != RunStatus::running) return;
    pool_->hold(true);
    pool_->settle();
    publishMetrics(true);
    secondsBefore_ = trainingSeconds();
    clockRuns_ = false;
    if (!reason.empty()) publish(Logged{LogLevel::error, LUDUS_TEXT("Run", "Paused: %1").arg(reason), {}});
    setStatus(RunStatus::paused, reason);
}

void Run::Engine::resumeNow() {
    if (status_ != RunStatus::paused) return;
    runningSince_ = clock_.monotonicSeconds();
    clockRuns_ = true;
    rate_.clear();
    setStatus(RunStatus::running);
    pool_->hold(false);
}

void Run::Engine::beginEnd() {
    if (ending_) return;
    const bool asked = !budgetUsed();
    pool_->hold(true);
    pool_->settle();
    pool_->clear();  // a half-done update is dropped; its learner still has the last weights it published
    takeEndedJobs();
    publishMetrics(true);
    secondsBefore_ = trainingSeconds();
    clockRuns_ = false;
    ending_ = true;
    endingSince_ = clock_.monotonicSeconds();
    endingLimit_ = asked ? options_.stopSeconds : 1e9;
    setStatus(RunStatus::stopping);
    if (snapshotRecords_.empty() || snapshotRecords_.back().step != steps_) freezeSnapshot();
    for (size_t job = 0; job < jobs_.size(); ++job) {
        if (!jobEnded_[job]) submitJob(job);
    }
    pool_->hold(false);
    maybeEvaluate(true);
}

void Run::Engine::end(RunStatus status, const std::string& reason) {
    if (ended_) return;
    if (pool_) {
        pool_->hold(true);
        pool_->settle();
        pool_->clear();
    }
    secondsBefore_ = trainingSeconds();
    clockRuns_ = false;
    ended_ = true;
    std::string why = reason;
    try {
        if (status != RunStatus::aborted) keepWhatIsFinished();
    } catch (const std::exception& problem) {  // the run must still end
        if (status != RunStatus::failed) why = problem.what();
        status = RunStatus::failed;
    }
    progressAt_ = -1;
    publishProgress();
    setStatus(status, why);
}

void Run::Engine::keepWhatIsFinished() {
    if (parts_.learner && !collectors_.empty()) {
        publishMetrics(true);
        if (snapshotRecords_.empty() || snapshotRecords_.back().step != steps_) freezeSnapshot();
    }
    if (roundOpen()) finishRound();
}

/// Jobs whose end is still in the mailbox must not be handed out again.
void Run::Engine::takeEndedJobs() {
    std::vector<JobEnded> ended;
    {
        const std::lock_guard lock(mutex_);
        for (const Message& message : inbox_) {
            if (const auto* job = std::get_if<JobEnded>(&message)) ended.push_back(*job);
        }
        std::erase_if(inbox_, [](const Message& message) { return std::holds_alternative<JobEnded>(message); });
    }
    for (const JobEnded& job : ended)
        handle(job);
}

void Run::Engine::handle(const Broken& broken) {
    end(RunStatus::failed, broken.text);
}

// ---- training

std::shared_ptr<Opponent> Run::Engine::opponentFor(const OpponentDraw& draw) {
    auto opponent = std::make_shared<Opponent>();
    opponent->label = draw.label();
    opponent->learnBoth = draw.learnBoth;
    if (draw.kind == OpponentDraw::Kind::snapshot) {
        const auto& weights = snapshots_.at(static_cast<size_t>(draw.snapshot));
        LUDUS_CHECK(weights != nullptr);
        opponent->policy = std::make_unique<nn::MlpPolicy>(weights);
    } else if (draw.kind == OpponentDraw::Kind::agent) {
        auto policy = parts_.makePolicy(draw.agent);
        if (!policy) throw std::runtime_error(policy.error().sentence());
        opponent->policy = std::move(*policy);
    }
    return opponent;
}

void Run::Engine::drawFor(size_t block) {
    std::optional<int64_t>& since = drawnAt_[block];
    const int index = static_cast<int>(block);
    if (since && !parts_.source->wantsDraw(0, index, steps_, *since)) return;
    since = steps_;
    collectors_[block]->meet(opponentFor(parts_.source->drawOpponent(0, index, steps_)));
}

void Run::Engine::submitCollects() {
    if (bus_.waiting() > kMostWaitingEvents) {
        idle_ = true;
        return;
    }
    idle_ = false;
    for (size_t block = 0; block < collectors_.size(); ++block) {
        drawFor(block);
        collected_[block].reset();
        pool_->submit(Lane::training, [this, block, weights = weights_] {
            try {
                post(BlockCollected{block, collectors_[block]->collect(weights, options_.stepsPerUpdate)});
            } catch (const std::exception& problem) {
                post(Broken{problem.what()});
            }
        });
    }
}

void Run::Engine::handle(BlockCollected collected) {
    if (ending_) return;
    collected_[collected.block] = std::move(collected.collected);
    for (const auto& block : collected_) {
        if (!block) return;
    }
    update();
}

void Run::Engine::update() {
    std::vector<std::shared_ptr<const learn::StreamBatch>> batches;
    for (auto& block : collected_) {
        steps_ += block->steps;
        batches.push_back(std::move(block->batch));
        takeTallies(std::move(block->tallies));
    }
    const auto job = std::make_shared<UpdateJob>(
        *pool_, *parts_.learner, options_.shards, [this](Updated updated) { post(std::move(updated)); },
        [this](std::string text) { post(Broken{std::move(text)}); });
    job->start(std::move(batches), progress());
}

void Run::Engine::takeTallies(std::vector<TallyRecord> tallies) {
    for (TallyRecord& tally : tallies) {
        tally.step = steps_;
        const std::string key = tally.opponent == "latest"               ? "latest"
                                : tally.opponent.starts_with("snapshot") ? "own_past"
                                                                         : tally.opponent;
        for (size_t i = 0; i < tally.scores.size(); ++i) {
            const double score = tally.scores[i];
            if (key != "latest") {
                metrics_.add("return", score);
                if (!key.empty()) metrics_.add("win_rate/" + key, score > 0 ? 1.0 : score < 0 ? 0.0 : 0.5);
            }
            metrics_.add("episode_length", tally.lengths[i]);
        }
        parts_.source->tallied(tally);
        publish(Tallied{std::move(tally)});
    }
}

void Run::Engine::handle(Updated updated) {
    if (ending_) return;
    ++updates_;
    if (!updated.report.finite) {
        const Text text =
            LUDUS_TEXT("Run",
                       "Update %1 produced a number that is not finite (policy loss %2, value loss %3). The "
                       "weights before it are kept as the last snapshot. Start again from there with a lower "
                       "learning rate or stronger gradient clipping.");
        end(RunStatus::failed, text.arg(updates_).arg(updated.report.policyLoss).arg(updated.report.valueLoss).str());
        return;
    }
    weights_ = std::move(updated.weights);
    reportUpdate(updated.report);
    if (parts_.source->wantsSnapshot(0, steps_)) freezeSnapshot();
    if (budgetUsed()) {
        beginEnd();
        return;
    }
    maybeEvaluate(false);
    submitCollects();
}

void Run::Engine::reportUpdate(const learn::UpdateReport& report) {
    metrics_.add("policy_loss", report.policyLoss);
    metrics_.add("value_loss", report.valueLoss);
    metrics_.add("entropy", report.entropy);
    metrics_.add("kl", report.approximateKl);
    metrics_.add("clipped_share", report.clippedShare);
    metrics_.add("gradient_norm", report.gradientNorm);
    metrics_.add("explained_variance", report.explainedVariance);
    metrics_.add("learning_rate", report.learningRate);
    publishMetrics(updates_ == 1);
}

void Run::Engine::freezeSnapshot() {
    const auto weights = parts_.learner->weights();
    SnapshotRecord record;
    record.run = options_.id;
    record.index = static_cast<int>(snapshotRecords_.size());
    record.id = makeSnapshotId(options_.id, record.index);
    record.step = steps_;
    if (!snapshotRecords_.empty()) record.parent = snapshotRecords_.back().id;
    record.wallMs = clock_.wallMs();
    auto bytes = std::make_shared<const std::string>(
        nn::toSafetensors(*weights, {{"step", std::to_string(steps_)}, {"version", std::to_string(weights->version)}}));
    record.hash = contentHash(*bytes);
    snapshotRecords_.push_back(record);
    snapshots_.push_back(std::make_shared<const nn::PackedWeights>(weights));
    parts_.source->snapshotTaken(record);
    if (parts_.evaluator) parts_.evaluator->snapshotFrozen(record, weights);
    for (size_t i = 0; i < snapshots_.size(); ++i) {
        if (!parts_.source->mayDraw(0, static_cast<int>(i))) snapshots_[i].reset();
    }
    publish(SnapshotFrozen{record, Artefact{record.hash, ".safetensors", std::move(bytes)}});
    if (record.index > 0) {
        publish(Logged{
            LogLevel::info,
            LUDUS_TEXT("Run", "Snapshot %1 frozen at %2 steps").arg(record.index).arg(static_cast<double>(steps_)),
            {}});
    }
}

double Run::Engine::progress() const {
    double done = 0;
    if (options_.targetSteps > 0)
        done = std::max(done, static_cast<double>(steps_) / static_cast<double>(options_.targetSteps));
    if (options_.budgetSeconds > 0) done = std::max(done, trainingSeconds() / options_.budgetSeconds);
    return std::clamp(done, 0.0, 1.0);
}

bool Run::Engine::budgetUsed() const {
    return (options_.targetSteps > 0 && steps_ >= options_.targetSteps) ||
           (options_.budgetSeconds > 0 && trainingSeconds() >= options_.budgetSeconds);
}

// ---- evaluation

void Run::Engine::maybeEvaluate(bool last) {
    if (!parts_.evaluator || roundOpen()) return;
    const bool due = !evaluatedAt_ ||
                     (options_.evaluateEvery > 0 && steps_ - *evaluatedAt_ >= options_.evaluateEvery) ||
                     (last && *evaluatedAt_ != steps_);
    if (!due) return;
    if (snapshotRecords_.back().step != steps_) freezeSnapshot();
    evaluatedAt_ = steps_;
    roundStep_ = steps_;
    jobs_ = parts_.evaluator->nextRound(steps_);
    jobEnded_.assign(jobs_.size(), false);
    jobsLeft_ = static_cast<int>(jobs_.size());
    for (size_t job = 0; job < jobs_.size(); ++job)
        submitJob(job);
}

void Run::Engine::submitJob(size_t job) {
    pool_->submit(Lane::background, [this, job, work = jobs_[job]] {
        try {
            if (work->advance()) {
                submitJob(job);
            } else {
                post(JobEnded{job});
            }
        } catch (const std::exception& problem) {
            post(Broken{problem.what()});
        }
    });
}

void Run::Engine::handle(const JobEnded& ended) {
    if (jobEnded_[ended.job]) return;
    jobEnded_[ended.job] = true;
    if (--jobsLeft_ > 0) return;
    finishRound();
    if (ending_) maybeEvaluate(true);
}

void Run::Engine::finishRound() {
    jobsLeft_ = 0;
    for (EventBody& body : parts_.evaluator->roundFinished(jobs_, roundStep_))
        publish(std::move(body));
    jobs_.clear();
    jobEnded_.clear();
}

// ---- reporting

double Run::Engine::stepsPerSecond() {
    const double now = trainingSeconds();
    rate_.emplace_back(now, steps_);
    while (rate_.size() > 2 && now - rate_.front().first > 5)
        rate_.pop_front();
    const double seconds = now - rate_.front().first;
    return seconds > 0 ? static_cast<double>(steps_ - rate_.front().second) / seconds : 0.0;
}

void Run::Engine::publishProgress() {
    const double now = clock_.monotonicSeconds();
    if (progressAt_ >= 0 && now - progressAt_ < kProgressSeconds) return;
    progressAt_ = now;
    Progress out;
    out.steps = steps_;
    out.targetSteps = options_.targetSteps;
    out.seconds = trainingSeconds();
    out.budgetSeconds = options_.budgetSeconds;
    out.stepsPerSecond = clockRuns_ ? stepsPerSecond() : 0.0;
    out.fraction = progress();
    if (out.fraction > 0 && clockRuns_) out.secondsLeft = out.seconds * (1 - out.fraction) / out.fraction;
    publish(out);
}

void Run::Engine::publishMetrics(bool force) {
    const double now = trainingSeconds();
    if (metrics_.empty() || (!force && metricsAt_ >= 0 && now - metricsAt_ < options_.metricSeconds)) return;
    metricsAt_ = now;
    if (const double rate = stepsPerSecond(); rate > 0) metrics_.add("steps_per_second", rate);
    publish(Metrics{metrics_.take(steps_)});
}

}  // namespace ludus::runtime
