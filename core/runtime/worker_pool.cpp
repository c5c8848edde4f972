// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/worker_pool.h"

#include <pthread.h>
#include <sched.h>

#include <chrono>

#include "core/base/check.h"

namespace ludus::runtime {
namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The next shard of an update usually comes within microseconds: looking for it beats a sleep and a wake-up.
constexpr int kSpins = 2000;

}  // namespace

WorkerPool::WorkerPool(const PoolOptions& options) : backgroundShare_(options.backgroundShare) {
    LUDUS_CHECK_GE(options.workers, 1);
    threads_.reserve(static_cast<size_t>(options.workers));
    for (int i = 0; i < options.workers; ++i) {
        threads_.emplace_back([this, idle = options.idlePriority] { loop(idle); });
    }
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        training_.clear();
        background_.clear();
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

void WorkerPool::submit(Lane lane, Item item) {
    {
        const std::lock_guard lock(mutex_);
        (lane == Lane::training ? training_ : background_).push_back(std::move(item));
    }
    queued_.fetch_add(1, std::memory_order_release);
    wake_.notify_one();
}

void WorkerPool::hold(bool on) {
    {
        const std::lock_guard lock(mutex_);
        hold_ = on;
    }
    wake_.notify_all();
}

void WorkerPool::settle() {
    std::unique_lock lock(mutex_);
    settled_.wait(lock, [this] { return inHand_ == 0; });
}

void WorkerPool::clear() {
    std::deque<Item> training, background;  // destroyed outside the lock: items own jobs
    {
        const std::lock_guard lock(mutex_);
        training.swap(training_);
        background.swap(background_);
        queued_.store(0, std::memory_order_release);
    }
}

double WorkerPool::busySeconds(Lane lane) const {
    const std::lock_guard lock(mutex_);
    return busy_[static_cast<size_t>(lane)];
}

bool WorkerPool::takeLocked(Item& item, Lane& lane) {
    if (!readyLocked()) return false;
    const double all = busy_[0] + busy_[1];
    const bool backgroundDue = !background_.empty() && (training_.empty() || busy_[1] < backgroundShare_ * all);
    lane = backgroundDue ? Lane::background : Lane::training;
    std::deque<Item>& queue = backgroundDue ? background_ : training_;
    item = std::move(queue.front());
    queue.pop_front();
    queued_.fetch_sub(1, std::memory_order_relaxed);
    ++inHand_;
    return true;
}

void WorkerPool::loop(bool idlePriority) {
    if (idlePriority) {
        const sched_param parameters{};
        pthread_setschedparam(pthread_self(), SCHED_IDLE, &parameters);
    }
    for (;;) {
        for (int i = 0; i < kSpins && queued_.load(std::memory_order_acquire) <= 0; ++i) {
#if defined(__x86_64__)
            __builtin_ia32_pause();
#endif
        }
        Item item;
        Lane lane = Lane::training;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return ending_ || readyLocked(); });
            if (ending_) return;
            if (!takeLocked(item, lane)) continue;
        }
        const double begun = now();
        item();
        item = nullptr;
        {
            const std::lock_guard lock(mutex_);
            busy_[static_cast<size_t>(lane)] += now() - begun;
            if (--inHand_ == 0) settled_.notify_all();
        }
    }
}

}  // namespace ludus::runtime
