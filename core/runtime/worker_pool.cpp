// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/worker_pool.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <chrono>

#include "core/base/check.h"

namespace ludus::runtime {
namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The next shard of an update usually comes within microseconds: looking for it beats a sleep and a wake-up.
constexpr int kSpins = 2000;
/// Neither lane can save up, or owe, more than this.
constexpr double kMostCredit = 0.1;

}  // namespace

WorkerPool::WorkerPool(const PoolOptions& options) : backgroundShare_(options.backgroundShare) {
    LUDUS_CHECK_GE(options.workers, 1);
    threads_.reserve(static_cast<size_t>(options.workers));
    for (int i = 0; i < options.workers; ++i) {
        threads_.emplace_back([this, i, idle = options.idlePriority] { loop(i, idle); });
    }
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        noteWantedLocked();
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
    clear();
}

void WorkerPool::submit(Lane lane, Item item, int worker) {
    {
        const std::lock_guard lock(mutex_);
        (lane == Lane::training ? training_ : background_).push_back({std::move(item), worker});
        if (lane == Lane::training) trainingQueued_.fetch_add(1, std::memory_order_release);
        noteWantedLocked();
    }
    wake_.notify_one();
}

void WorkerPool::hold(bool on) {
    {
        const std::lock_guard lock(mutex_);
        hold_ = on;
        noteWantedLocked();
    }
    wake_.notify_all();
}

void WorkerPool::settle() {
    std::unique_lock lock(mutex_);
    settled_.wait(lock, [this] { return inHand_[0] + inHand_[1] == 0; });
}

void WorkerPool::clear() {
    std::deque<Queued> training, background;  // destroyed outside the lock: items own jobs
    {
        const std::lock_guard lock(mutex_);
        training.swap(training_);
        background.swap(background_);
        trainingQueued_.store(0, std::memory_order_release);
        noteWantedLocked();
    }
}

double WorkerPool::busySeconds(Lane lane) const {
    const std::lock_guard lock(mutex_);
    return busy_[static_cast<size_t>(lane)];
}

/// While training goes on, queued or in hand, background items need credit.
bool WorkerPool::backgroundDueLocked() const {
    if (background_.empty()) return false;
    const bool trainingGoesOn = !training_.empty() || inHand_[static_cast<size_t>(Lane::training)] > 0;
    return !trainingGoesOn || credit_ > 0;
}

WorkerPool::Taken WorkerPool::takeLocked(int worker) {
    Taken taken;
    taken.lane = backgroundDueLocked() ? Lane::background : Lane::training;
    std::deque<Queued>& queue = taken.lane == Lane::background ? background_ : training_;
    auto next = std::find_if(queue.begin(), queue.end(), [&](const Queued& q) { return q.worker == worker; });
    if (next == queue.end())
        next = std::find_if(queue.begin(), queue.end(), [](const Queued& q) { return q.worker < 0; });
    if (next == queue.end()) next = queue.begin();
    taken.item = std::move(next->item);
    queue.erase(next);
    noteWantedLocked();
    if (taken.lane == Lane::training) trainingQueued_.fetch_sub(1, std::memory_order_relaxed);
    ++inHand_[static_cast<size_t>(taken.lane)];
    return taken;
}

void WorkerPool::finishedLocked(Lane lane, double seconds) {
    busy_[static_cast<size_t>(lane)] += seconds;
    credit_ += lane == Lane::training ? backgroundShare_ * seconds : (backgroundShare_ - 1) * seconds;
    credit_ = std::clamp(credit_, -kMostCredit, kMostCredit);
    --inHand_[static_cast<size_t>(lane)];
    if (inHand_[0] + inHand_[1] == 0) settled_.notify_all();
    if (!background_.empty() && readyLocked()) wake_.notify_one();  // its turn may have come with this end
}

void WorkerPool::loop(int worker, bool idlePriority) {
    if (idlePriority) {
        const sched_param parameters{};
        pthread_setschedparam(pthread_self(), SCHED_IDLE, &parameters);
    }
    std::unique_lock lock(mutex_);
    for (;;) {
        if (!ending_ && !readyLocked()) {
            lock.unlock();
            lookOut();
            lock.lock();
            wake_.wait(lock, [this] { return ending_ || readyLocked(); });
        }
        if (ending_) return;
        Taken taken = takeLocked(worker);
        lock.unlock();
        const double begun = now();
        taken.item();
        taken.item = nullptr;
        const double seconds = now() - begun;
        lock.lock();
        finishedLocked(taken.lane, seconds);
    }
}

/// Turns a short while, until an item of training may be there.
void WorkerPool::lookOut() const {
    for (int i = 0; i < kSpins && trainingQueued_.load(std::memory_order_acquire) <= 0; ++i) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
}

}  // namespace ludus::runtime
