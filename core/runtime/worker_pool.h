// SPDX-License-Identifier: GPL-3.0-or-later
// WorkerPool: threads that take work items, compute them without any lock and never wait for one another. Items of the
// training lane go first; the background lane (evaluation) gets its share of the computing time beside them, and all of
// it while there is no training. Items must end by themselves within milliseconds: pause and stop wait for the end of
// the items in hand only.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ludus::runtime {

enum class Lane { training, background };

struct PoolOptions {
    int workers = 1;
    /// Idle scheduling class from birth: a window stays smooth beside training. Cannot be undone later.
    bool idlePriority = false;
    /// Share of worker time that background items get while there is training, in [0, 1].
    double backgroundShare = 0.15;
};

class WorkerPool {
public:
    using Item = std::function<void()>;

    explicit WorkerPool(const PoolOptions& options);
    /// Waits for the items in hand; drops what is queued.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Any thread, also from within an item. Items must not throw. Of several items `worker` takes first those that
    /// name it, whose memory may be in its cache; the others take them only when they find nothing else.
    void submit(Lane lane, Item item, int worker = -1);
    /// An item in hand that could go on for longer should end now: the pool is held or ends, or the background lane has
    /// items whose turn may come.
    bool wanted() const { return wanted_.load(std::memory_order_relaxed); }
    /// From now on no item is handed out (or again). Does not wait.
    void hold(bool on);
    /// Waits until no item is in hand. Call after hold(true), never from an item.
    void settle();
    /// Drops everything queued.
    void clear();
    int workers() const { return static_cast<int>(threads_.size()); }
    /// Seconds of computing so far in a lane, summed over workers.
    double busySeconds(Lane lane) const;

private:
    struct Queued {
        Item item;
        int worker = -1;
    };
    struct Taken {
        Item item;
        Lane lane = Lane::training;
    };
    void loop(int worker, bool idlePriority);
    void lookOut() const;
    Taken takeLocked(int worker);
    void noteWantedLocked() { wanted_ = hold_ || ending_ || !background_.empty(); }
    bool backgroundDueLocked() const;
    bool readyLocked() const { return !hold_ && (!training_.empty() || backgroundDueLocked()); }
    void finishedLocked(Lane lane, double seconds);

    const double backgroundShare_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable settled_;
    std::deque<Queued> training_;
    std::deque<Queued> background_;
    std::atomic<int> trainingQueued_{0};  // a hint for workers that look out for the next item
    std::atomic<bool> wanted_{false};
    double busy_[2] = {0, 0};
    double credit_ = 0;       // seconds that background items may take before training has its turn
    int inHand_[2] = {0, 0};  // items a lane
    bool hold_ = false;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace ludus::runtime
