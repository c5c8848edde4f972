// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arena/match_players.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace ludus::arena {
namespace {

constexpr int kSlots = 64;       // matches at a time in a thread
constexpr int kSliceSteps = 16;  // between two questions whether to stop
constexpr auto kLook = std::chrono::milliseconds(20);

class Players {
public:
    Players(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
            const std::vector<MatchSpec>& specs, const PlayOptions& options)
        : game_(game), agents_(agents), specs_(specs), options_(options) {}

    PlayedMatches play() {
        const size_t pairs = (specs_.size() + 1) / 2;
        const size_t wanted = options_.threads > 0 ? static_cast<size_t>(options_.threads)
                                                   : std::max<size_t>(1, std::thread::hardware_concurrency());
        const size_t count = std::clamp<size_t>(wanted, 1, std::max<size_t>(1, pairs));
        running_ = count;
        std::vector<std::thread> threads;
        for (size_t i = 0; i < count; ++i) {
            const size_t from = std::min(specs_.size(), 2 * (pairs * i / count));
            const size_t to = std::min(specs_.size(), 2 * (pairs * (i + 1) / count));
            threads.emplace_back([this, from, to] { work(from, to); });
        }
        watch();
        for (std::thread& thread : threads)
            thread.join();
        std::sort(played_.finished.begin(), played_.finished.end(),
                  [](const auto& a, const auto& b) { return a.spec < b.spec; });
        return std::move(played_);
    }

private:
    void watch() {
        std::unique_lock lock(mutex_);
        while (!over_.wait_for(lock, kLook, [this] { return running_ == 0; })) {
            const auto done = static_cast<int64_t>(played_.finished.size());
            lock.unlock();
            if (options_.progressed) options_.progressed(done);
            lock.lock();
        }
    }

    void work(size_t from, size_t to) {
        if (options_.idlePriority) {
            const sched_param parameters{};
            pthread_setschedparam(pthread_self(), SCHED_IDLE, &parameters);
        }
        try {
            playStretch(from, to);
        } catch (const std::exception& problem) {
            fail(problem.what());
        }
        const std::lock_guard lock(mutex_);
        --running_;
        over_.notify_all();
    }

    void playStretch(size_t from, size_t to) {
        if (from == to) return;
        std::vector<MatchSpec> mine(specs_.begin() + static_cast<std::ptrdiff_t>(from),
                                    specs_.begin() + static_cast<std::ptrdiff_t>(to));
        auto batch = MatchBatch::create(game_, agents_, std::move(mine), kSlots, options_.greedy);
        if (!batch) return fail(batch.error().sentence());
        bool more = true;
        while (more && !failed_ && !(options_.stopped && options_.stopped())) {
            more = (*batch)->advance(kSliceSteps);
            keep((*batch)->take(), from);
        }
    }

    void keep(std::vector<FinishedMatch> finished, size_t from) {
        const std::lock_guard lock(mutex_);
        for (FinishedMatch& match : finished) {
            match.spec += from;
            played_.finished.push_back(std::move(match));
        }
    }

    void fail(const std::string& problem) {
        failed_ = true;
        const std::lock_guard lock(mutex_);
        if (played_.problem.empty()) played_.problem = problem;
    }

    const games::GameInfo& game_;
    const std::vector<agents::AgentPtr>& agents_;
    const std::vector<MatchSpec>& specs_;
    const PlayOptions& options_;
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::condition_variable over_;
    PlayedMatches played_;
    size_t running_ = 0;
};

}  // namespace

PlayedMatches playMatches(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
                          const std::vector<MatchSpec>& specs, const PlayOptions& options) {
    return Players(game, agents, specs, options).play();
}

}  // namespace ludus::arena
