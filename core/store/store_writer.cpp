// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_writer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/store/detail/event_writer.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr auto kGroupTime = std::chrono::milliseconds(100);
constexpr size_t kGroupRows = 10'000;
constexpr auto kFirstWait = std::chrono::milliseconds(200);
constexpr auto kLongestWait = std::chrono::milliseconds(5000);

const Artefact* artefactOf(const RunEvent& event) {
    if (const auto* played = std::get_if<MatchPlayed>(&event.body)) return &played->replay;
    if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) return &frozen->weights;
    if (const auto* taken = std::get_if<CheckpointTaken>(&event.body)) return &taken->content;
    return nullptr;
}

int64_t stepsOf(const RunEvent& event) {
    if (const auto* progress = std::get_if<Progress>(&event.body)) return progress->steps;
    if (const auto* taken = std::get_if<CheckpointTaken>(&event.body)) return taken->checkpoint.step;
    return 0;
}

size_t rowsOf(const RunEvent& event) {
    const auto* metrics = std::get_if<Metrics>(&event.body);
    return metrics == nullptr ? 1 : std::max<size_t>(1, metrics->points.size());
}

}  // namespace

class StoreWriter::Impl {
public:
    Impl(std::unique_ptr<Workspace> workspace, RunId run, ProcessMark owner, FileSystem& files, const Clock& clock,
         std::function<void(const Error&)> onFailure, int64_t keptSteps)
        : folder_(workspace->folder()),
          run_(run),
          owner_(std::move(owner)),
          files_(files),
          clock_(clock),
          onFailure_(std::move(onFailure)),
          place_(workspace->impl_->place),
          workspace_(std::move(workspace)),
          steps_(keptSteps),
          keptSteps_(keptSteps),
          thread_([this] { loop(); }) {}

    ~Impl() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

    void take(const RunEvent& event) {
        {
            const std::lock_guard lock(mutex_);
            const bool wasFull = rows_ >= kGroupRows;
            steps_ = std::max(steps_, stepsOf(event));
            if (event.durable()) {
                queue_.push_back(event);
                rows_ += rowsOf(event);
                ++taken_;
            } else {
                progress_ = event;
            }
            const bool isFull = rows_ >= kGroupRows;
            if (!idle_ && wasFull == isFull) return;
        }
        wake_.notify_all();
    }

    int64_t waiting() const {
        const std::lock_guard lock(mutex_);
        return taken_ - safe_;
    }

    Status flush() {
        std::unique_lock lock(mutex_);
        const int64_t target = taken_;
        if (safe_ >= target && !progress_ && !writing_) return {};
        hurryTo_ = std::max(hurryTo_, attempts_ + (writing_ ? 2 : 1));  // one under way may have begun too early
        const int64_t attempt = hurryTo_;
        wake_.notify_all();
        done_.wait(lock, [&] {
            const bool safe = safe_ >= target && !progress_ && !writing_;
            return safe || (failure_ && attempts_ >= attempt);
        });
        if (safe_ >= target) return {};
        return *failure_;
    }

    std::optional<Error> failure() const {
        const std::lock_guard lock(mutex_);
        return failure_;
    }

    void useReserve() { reserve_ = true; }

    int64_t stepsAtRisk() const {
        const std::lock_guard lock(mutex_);
        return steps_ - keptSteps_;
    }

private:
    struct Failed {
        Error error;
    };

    bool hurried() const { return attempts_ < hurryTo_; }

    /// Waits for something to write and moves it into the batch; false when all is done and the writer closes.
    bool gather(std::unique_lock<std::mutex>& lock) {
        const auto due = SteadyClock::now() + (failure_ ? wait_ : kGroupTime);
        idle_ = !failure_;
        if (!failure_) {
            wake_.wait(lock, [&] { return stop_ || hurried() || !queue_.empty() || progress_; });
        }
        idle_ = false;
        wake_.wait_until(lock, due, [&] { return stop_ || hurried() || (!failure_ && rows_ >= kGroupRows); });
        if (batch_.empty()) {
            batch_.swap(queue_);
        } else {
            std::move(queue_.begin(), queue_.end(), std::back_inserter(batch_));
            queue_.clear();
        }
        rows_ = 0;
        if (progress_) newest_ = std::exchange(progress_, std::nullopt);
        return !(stop_ && batch_.empty() && !newest_);
    }

    void loop() {
        std::unique_lock lock(mutex_);
        while (gather(lock)) {
            writing_ = true;
            const bool last = stop_;
            lock.unlock();
            std::optional<Error> problem;
            const size_t written = attempt(problem);
            const int64_t kept = stepsKept(written);
            batch_.erase(batch_.begin(), batch_.begin() + static_cast<std::ptrdiff_t>(written));
            lock.lock();
            writing_ = false;
            safe_ += static_cast<int64_t>(written);
            keptSteps_ = std::max(keptSteps_, kept);
            ++attempts_;
            report(lock, problem);
            done_.notify_all();
            if (last && problem) return;
        }
        done_.notify_all();
    }

    void report(std::unique_lock<std::mutex>& lock, const std::optional<Error>& problem) {
        const bool begins = problem && !failure_;
        wait_ = begins || !problem ? kFirstWait : std::min(wait_ * 2, kLongestWait);
        failure_ = problem;
        if (!begins || !onFailure_) return;
        lock.unlock();
        onFailure_(*problem);
        lock.lock();
    }

    /// Of the newest checkpoint among the first events of the batch.
    int64_t stepsKept(size_t written) const {
        int64_t steps = 0;
        for (size_t i = 0; i < written; ++i) {
            if (std::holds_alternative<CheckpointTaken>(batch_[i].body)) steps = std::max(steps, stepsOf(batch_[i]));
        }
        return steps;
    }

    /// Writes what can be written of the batch, in order; returns how many events are safe now.
    size_t attempt(std::optional<Error>& problem) {
        try {
            const int64_t free = files_.freeBytes(folder_);
            if (free >= 0 && free < kReserveBytes && !reserve_) {
                problem = fullError(folder_);
                return 0;
            }
            connect();
            if (const Status here = workspace_->inPlace(); !here.ok()) {
                problem = here.error();
                return 0;
            }
            const size_t ready = writeArtefacts(problem);
            if (ready == 0 && problem) return 0;
            while (!commitGroup(ready)) {
            }
            collectDropped();
            return ready;
        } catch (const SQLite::Exception& exception) {
            problem = sqlError(folder_, exception);
        } catch (const Failed& failed) {
            problem = failed.error;
        } catch (const std::exception& exception) {
            problem =
                Error{"workspace.failed", LUDUS_TEXT("Error", "Storing failed: %1.").arg(std::string(exception.what())),
                      LUDUS_TEXT("Error", "Everything finished so far is kept in memory."),
                      LUDUS_TEXT("Error", "Storing is tried again by itself.")};
        }
        writer_.reset();  // begin afresh with a new connection
        workspace_.reset();
        return 0;
    }

    /// Files first. Returns how many events have theirs.
    size_t writeArtefacts(std::optional<Error>& problem) {
        Artefacts artefacts(folder_, files_);
        for (size_t i = 0; i < batch_.size(); ++i) {
            const Artefact* artefact = artefactOf(batch_[i]);
            if (artefact == nullptr || artefact->hash.empty() || !artefact->bytes) continue;
            const Status written = artefacts.writeFile(artefact->hash, artefact->suffix, *artefact->bytes);
            if (written) continue;
            problem = written.error();
            return i;
        }
        return batch_.size();
    }

    void connect() {
        if (!workspace_) {
            Result<std::unique_ptr<Workspace>> opened = Workspace::open(folder_, OpenMode::existing, files_, clock_);
            if (!opened) throw Failed{opened.error()};
            if (!((*opened)->impl_->place == place_)) throw Failed{movedError(folder_)};  // that is another one
            workspace_ = std::move(*opened);
        }
        Workspace::Impl& impl = *workspace_->impl_;
        if (impl.readOnly) throw Failed{impl.readOnlyError()};
        if (!writer_) writer_ = std::make_unique<EventWriter>(*impl.database, impl.artefacts, run_);
    }

    /// One transaction; false when an event can never be stored: again, once it is found out and replaced.
    bool commitGroup(size_t count) {
        size_t at = 0;
        try {
            Transaction transaction(*workspace_->impl_->database, Transaction::Kind::write);
            if (const Status owned = workspace_->impl_->checkOwner(run_, owner_); !owned.ok())
                throw Failed{owned.error()};
            for (; at < count; ++at) {
                if (!batch_[at].durable()) continue;  // refused twice
                keepArtefact(batch_[at]);
                writer_->write(batch_[at], oneByOne_);
            }
            if (newest_ && count == batch_.size()) writer_->writeProgress(*newest_);
            writer_->writeTotals();
            transaction.commit();
        } catch (const SQLite::Exception& exception) {
            if (!refusesRow(exception) || (oneByOne_ && at >= count)) throw;
            writer_->forget();
            if (oneByOne_) refuse(batch_[at], exception.what());
            oneByOne_ = true;  // to find out which it was
            return false;
        }
        oneByOne_ = false;
        if (count == batch_.size()) newest_.reset();
        return true;
    }

    /// Files of checkpoints that were dropped. What was written is safe: a failure here must not have it written again,
    /// and what cannot be removed now goes with the next ones, or is a stray file.
    void collectDropped() {
        if (!writer_->takeDropped()) return;
        Workspace::Impl& impl = *workspace_->impl_;
        (void)guarded(folder_, [&] { return impl.artefacts.collect(*impl.database); });
    }

    /// Under the write lock: the file may just have been let go of by someone who deleted a run.
    void keepArtefact(const RunEvent& event) {
        const Artefact* artefact = artefactOf(event);
        if (artefact == nullptr || artefact->hash.empty() || !artefact->bytes) return;
        Artefacts& artefacts = workspace_->impl_->artefacts;
        const Status kept = artefacts.writeFile(artefact->hash, artefact->suffix, *artefact->bytes);
        if (!kept) throw Failed{kept.error()};
    }

    /// An event that breaks a rule of the database must not hold up all others: the log says so in its place.
    static void refuse(RunEvent& event, const std::string& why) {
        const bool again = std::holds_alternative<Logged>(event.body);
        if (again) {
            event.body = Progress{};
        } else {
            event.body = Logged{LogLevel::error, LUDUS_TEXT("Log", "An event could not be stored: %1.").arg(why), {}};
        }
    }

    const std::string folder_;
    const RunId run_;
    const ProcessMark owner_;  // of the run, when the writer was opened
    FileSystem& files_;
    const Clock& clock_;
    const std::function<void(const Error&)> onFailure_;
    const FilePlace place_;  // of the workspace that the run is in

    // Writer thread only.
    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<EventWriter> writer_;
    std::vector<RunEvent> batch_;
    std::optional<RunEvent> newest_;
    bool oneByOne_ = false;

    mutable std::mutex mutex_;
    std::condition_variable wake_, done_;
    std::vector<RunEvent> queue_;
    std::optional<RunEvent> progress_;
    std::optional<Error> failure_;
    std::chrono::milliseconds wait_ = kFirstWait;
    size_t rows_ = 0;  // of the queue
    int64_t taken_ = 0, safe_ = 0, attempts_ = 0, hurryTo_ = 0;
    int64_t steps_, keptSteps_;  // taken; of the newest checkpoint that is safe
    bool stop_ = false, idle_ = false, writing_ = false;
    std::atomic<bool> reserve_{false};

    std::thread thread_;  // last: starts when all else is there
};

StoreWriter::StoreWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StoreWriter::~StoreWriter() = default;

Result<std::unique_ptr<StoreWriter>> StoreWriter::open(const std::string& folder, RunId run, FileSystem& files,
                                                       const Clock& clock,
                                                       std::function<void(const Error&)> onFailure) {
    Result<std::unique_ptr<Workspace>> workspace = Workspace::open(folder, OpenMode::existing, files, clock);
    if (!workspace) return workspace.error();
    if ((*workspace)->readOnly()) return (*workspace)->impl_->readOnlyError();
    const Result<std::vector<CheckpointRecord>> checkpoints = (*workspace)->checkpoints(run);
    if (!checkpoints) return checkpoints.error();
    const int64_t kept = checkpoints->empty() ? 0 : checkpoints->back().step;
    Workspace::Impl& inside = *(*workspace)->impl_;
    Result<ProcessMark> owner = inside.read([&] { return inside.ownerOf(run); });
    if (!owner) return owner.error();
    auto impl =
        std::make_unique<Impl>(std::move(*workspace), run, std::move(*owner), files, clock, std::move(onFailure), kept);
    return std::unique_ptr<StoreWriter>(new StoreWriter(std::move(impl)));
}

void StoreWriter::take(const RunEvent& event) {
    impl_->take(event);
}
int64_t StoreWriter::waiting() const {
    return impl_->waiting();
}
Status StoreWriter::flush() {
    return impl_->flush();
}
std::optional<Error> StoreWriter::failure() const {
    return impl_->failure();
}
void StoreWriter::useReserve() {
    impl_->useReserve();
}
int64_t StoreWriter::stepsAtRisk() const {
    return impl_->stepsAtRisk();
}

}  // namespace ludus::store
