// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: the thread, its mailbox, and the life cycle of the run.
#include "core/runtime/engine.h"

#include <algorithm>
#include <chrono>
#include <exception>

namespace ludus::runtime {
namespace {

constexpr double kTickSeconds = 0.2;
constexpr double kNoLimit = 1e9;

}  // namespace

Run::Engine::Engine(RunOptions options, std::function<Result<RunParts>()> build, std::vector<EventSink*> sinks,
                    const Clock& clock, std::atomic<RunStatus>& status)
    : options_(std::move(options)),
      builder_(std::move(build)),
      clock_(clock),
      status_(status),
      bus_(options_.id, std::move(sinks), clock, options_.lastSeq + 1),
      secondsBefore_(options_.seconds) {}

Run::Engine::~Engine() {
    join();
}

void Run::Engine::start() {
    LUDUS_CHECK(!thread_.joinable());
    thread_ = std::thread([this] { run(); });
}

void Run::Engine::join() {
    const std::lock_guard lock(joining_);
    if (thread_.joinable()) thread_.join();
}

// ---- the thread

void Run::Engine::command(Command command) {
    post(std::move(command));
}

void Run::Engine::post(Message message) {
    postQuietly(std::move(message));
    arrived_.notify_one();
}

void Run::Engine::postQuietly(Message message) {
    const std::lock_guard lock(mutex_);
    inbox_.push_back(std::move(message));
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
        LUDUS_CHECK(!options_.deterministic || options_.budgetSeconds <= 0);
        if (!build()) return;
        loaded_ = true;
        beginWatching();
        if (resumed_ && budgetUsed()) {
            beginEnd();
        } else {
            goOn();
        }
        while (!over()) {
            if (std::optional<Message> message = receive(kTickSeconds)) handle(std::move(*message));
            if (!over()) tick();
        }
    } catch (const std::exception& problem) {
        end(RunStatus::failed, problem.what());
    }
}

void Run::Engine::tick() {
    publishProgress();
    watchForStall();
    if (ending_) {
        if (!roundOpen() || clock_.monotonicSeconds() - endingSince_ > endingLimit_) end(RunStatus::finished);
    } else if (idle_ && status_ == RunStatus::running) {  // was held back
        if (budgetUsed()) {
            beginEnd();
        } else {
            goOn();
        }
    }
}

void Run::Engine::handle(Message message) {
    std::visit([this](auto&& value) { handle(std::forward<decltype(value)>(value)); }, std::move(message));
}

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
        case Verb::suspend: suspendNow(); break;
    }
}

void Run::Engine::handle(const Broken& broken) {
    const Text text = LUDUS_TEXT("Run",
                                 "%1 broke off: %2. The run cannot go on; everything it finished is kept, its last "
                                 "weights as a snapshot. Mend the cause, then start from that snapshot.");
    end(RunStatus::failed, text.arg(broken.place.str()).arg(broken.text).str());
}

// ---- life cycle

bool Run::Engine::build() {
    runningSince_ = clock_.monotonicSeconds();
    clockRuns_ = true;
    setStatus(RunStatus::running);
    if (const Status taken = takeParts(); !taken.ok()) {
        end(RunStatus::failed, taken.error().sentence());
        return false;
    }
    resumed_ = parts_.checkpoint.has_value();
    Status ready = resumed_ ? restore(*parts_.checkpoint) : makeLearner(0, nullptr);
    if (ready.ok() && !resumed_) ready = makeCollectors(0);
    parts_.checkpoint.reset();
    if (!ready.ok()) {
        end(RunStatus::failed, ready.error().sentence());
        return false;
    }
    if (!resumed_) freezeSnapshot(0);
    return true;
}

Status Run::Engine::takeParts() {
    Result<RunParts> parts = builder_();
    if (!parts) return parts.error();
    parts_ = std::move(*parts);
    for (Logged& note : parts_.notes)
        publish(std::move(note));
    parts_.notes.clear();
    pool_ = std::make_unique<WorkerPool>(options_.pool);
    trainees_.resize(static_cast<size_t>(parts_.source->players()));
    for (int player = 1; player < parts_.source->players(); ++player)
        trainee(player).suffix = "/" + parts_.source->shortName(player);
    collected_.resize(static_cast<size_t>(options_.blocks));
    return {};
}

/// The workers are held, so that the matches of an open round wait in vain.
Status Run::Engine::rehearse() {
    try {
        if (const Status taken = takeParts(); !taken.ok()) return taken;
        pool_->hold(true);
        return restore(*parts_.checkpoint);
    } catch (const std::exception& problem) {
        return Error{"checkpoint.broke_off",
                     LUDUS_TEXT("Error", "Loading the checkpoint broke off: %1.").arg(problem.what()),
                     LUDUS_TEXT("Error", "The run cannot go on from it."),
                     LUDUS_TEXT("Error", "Resume from another checkpoint, or start a new run from its last snapshot.")};
    }
}

void Run::Engine::setStatus(RunStatus status, const std::string& reason) {
    status_ = status;
    publish(StateChanged{status, reason});
}

double Run::Engine::trainingSeconds() const {
    return secondsBefore_ + (clockRuns_ ? clock_.monotonicSeconds() - runningSince_ : 0.0);
}

void Run::Engine::stopClock() {
    secondsBefore_ = trainingSeconds();
    clockRuns_ = false;
}

void Run::Engine::pauseNow(const std::string& reason) {
    const bool again = status_ == RunStatus::paused && !reason.empty();  // now for this reason
    if (status_ != RunStatus::running && !again) return;
    if (!again) {
        pool_->hold(true);
        pool_->settle();
        stopClock();
        keepCheckpoint();
        publishMetrics(true);
    }
    if (!reason.empty()) publish(Logged{LogLevel::error, LUDUS_TEXT("Run", "Paused: %1").arg(reason), {}});
    setStatus(RunStatus::paused, reason);
}

void Run::Engine::resumeNow() {
    if (status_ != RunStatus::paused) return;
    runningSince_ = clock_.monotonicSeconds();
    clockRuns_ = true;
    rate_.clear();
    progressMade();
    setStatus(RunStatus::running);
    pool_->hold(false);
}

/// The run stays as it is, to be gone on with later, here or in another process. One that was told to stop is over: its
/// last matches are cut short. One that ends by its budget plays them when it is resumed.
void Run::Engine::suspendNow() {
    if (ending_ && endingLimit_ < kNoLimit) end(RunStatus::finished);
    if (ended_) return;
    pool_->hold(true);
    pool_->settle();
    pool_->clear();
    stopClock();
    keepCheckpoint(true);
    publishMetrics(true);
    ended_ = true;
    progressAt_ = -1;
    publishProgress();
    setStatus(RunStatus::paused,
              LUDUS_TEXT("Run", "Left for later. Resuming it goes on from its newest checkpoint.").str());
}

/// Training is over, by its budget or on demand: a last snapshot, then the last matches.
void Run::Engine::beginEnd() {
    if (ending_) return;
    const bool asked = !budgetUsed();
    pool_->hold(true);
    pool_->settle();
    stopClock();
    keepCheckpoint();
    takeEndedJobs();
    pool_->clear();  // a half-done update is dropped; its learner still has the last weights it published
    publishMetrics(true);
    ending_ = true;
    endingSince_ = clock_.monotonicSeconds();
    endingLimit_ = asked ? options_.stopSeconds : kNoLimit;
    if (!asked) endReason_ = untilReason();
    setStatus(RunStatus::stopping, endReason_);
    takeNewestWeights();
    freezeAll();
    for (size_t job = 0; job < jobs_.size(); ++job) {
        if (!jobEnded_[job]) submitJob(job, jobs_[job]);
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
    stopClock();
    ended_ = true;
    std::string why = reason;
    try {
        if (status != RunStatus::aborted) keepWhatIsFinished();
    } catch (const std::exception& problem) {  // the run must still end
        if (status != RunStatus::failed) why = problem.what();
        status = RunStatus::failed;
    }
    publishTallies();
    progressAt_ = -1;
    publishProgress();
    alertEnd(status, why);
    setStatus(status, status == RunStatus::finished && why.empty() ? endReason_ : why);
}

void Run::Engine::keepWhatIsFinished() {
    if (loaded_) {
        publishMetrics(true);
        takeNewestWeights();
        freezeAll();
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

}  // namespace ludus::runtime
