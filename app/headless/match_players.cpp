// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/match_players.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "app/headless/interrupt.h"
#include "app/headless/progress.h"

namespace ludus::headless {
namespace {

constexpr int kSlots = 64;       // matches at a time in a thread
constexpr int kSliceSteps = 64;  // between two looks at Ctrl+C

class Players {
public:
    Players(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
            const std::vector<arena::MatchSpec>& specs, bool greedy)
        : game_(game), agents_(agents), specs_(specs), greedy_(greedy) {}

    Played play(int threads, const Session& session) {
        const size_t pairs = (specs_.size() + 1) / 2;
        const size_t count = std::clamp<size_t>(static_cast<size_t>(threads), 1, std::max<size_t>(1, pairs));
        std::vector<std::thread> workers;
        running_ = static_cast<int>(count);
        for (size_t i = 0; i < count; ++i) {
            const size_t from = std::min(specs_.size(), 2 * (pairs * i / count));
            const size_t to = std::min(specs_.size(), 2 * (pairs * (i + 1) / count));
            workers.emplace_back([this, from, to] {
                playStretch(from, to);
                --running_;
            });
        }
        {
            ProgressPrinter printer(session);
            while (running_ > 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                const auto done = static_cast<double>(done_.load());
                if (running_ > 0 && done > 0 && specs_.size() >= 100)
                    printer.show(done / static_cast<double>(specs_.size()), fmt::format("{:.0f} matches", done));
            }
        }
        for (std::thread& worker : workers)
            worker.join();
        std::sort(played_.finished.begin(), played_.finished.end(),
                  [](const auto& a, const auto& b) { return a.spec < b.spec; });
        return std::move(played_);
    }

private:
    void playStretch(size_t from, size_t to) {
        try {
            const std::vector<arena::MatchSpec> mine(specs_.begin() + static_cast<std::ptrdiff_t>(from),
                                                     specs_.begin() + static_cast<std::ptrdiff_t>(to));
            if (mine.empty()) return;
            auto batch = arena::MatchBatch::create(game_, agents_, mine, kSlots, greedy_);
            if (!batch) return keep({}, 0, batch.error().sentence());
            bool more = true;
            while (more && interrupts() == 0) {
                more = (*batch)->advance(kSliceSteps);
                keep((*batch)->take(), from, {});
            }
        } catch (const std::exception& problem) {
            keep({}, 0, problem.what());
        }
    }

    void keep(std::vector<arena::FinishedMatch> finished, size_t from, const std::string& problem) {
        const std::lock_guard lock(mutex_);
        done_ += static_cast<int64_t>(finished.size());
        for (arena::FinishedMatch& match : finished) {
            match.spec += from;
            played_.finished.push_back(std::move(match));
        }
        if (played_.problem.empty()) played_.problem = problem;
    }

    const games::GameInfo& game_;
    const std::vector<agents::AgentPtr>& agents_;
    const std::vector<arena::MatchSpec>& specs_;
    const bool greedy_;
    std::mutex mutex_;
    Played played_;
    std::atomic<int64_t> done_{0};
    std::atomic<int> running_{0};
};

}  // namespace

Played playMatches(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
                   const std::vector<arena::MatchSpec>& specs, bool greedy, int threads, const Session& session) {
    return Players(game, agents, specs, greedy).play(threads, session);
}

}  // namespace ludus::headless
