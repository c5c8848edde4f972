// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/update_job.h"

#include <algorithm>
#include <chrono>
#include <exception>

namespace ludus::runtime {
namespace {

/// How long a worker looks out for the next phase before it goes: about what it costs to be woken again.
constexpr std::chrono::microseconds kPatience(30);
constexpr int kPauses = 16;  // of the processor, between two looks at the clock

void pauseBriefly() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

}  // namespace

UpdateJob::UpdateJob(WorkerPool& pool, learn::Learner& learner, int shards, std::function<void(Updated)> done,
                     std::function<void(std::string)> failed)
    : pool_(pool),
      learner_(learner),
      done_(std::move(done)),
      failed_(std::move(failed)),
      shards_(static_cast<size_t>(shards)),
      members_(static_cast<size_t>(std::min(shards, pool.workers()))) {}

void UpdateJob::guarded(const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& problem) {
        phase_ = kOver;
        if (!broken_.exchange(true)) failed_(problem.what());
    }
}

/// The others are called at once: they wake while the first one begins.
void UpdateJob::start(std::vector<std::shared_ptr<const learn::StreamBatch>> batches, double progress) {
    const auto begin = [self = shared_from_this(), batches = std::move(batches), progress]() mutable {
        self->guarded([&] {
            self->learner_.begin(std::move(batches), static_cast<int>(self->shards_.size()), progress);
            self->open(1);
        });
        self->takePart(0);
    };
    pool_.submit(Lane::training, begin, 0);
    for (int member = 1; member < static_cast<int>(members_.size()); ++member)
        call(member);
}

void UpdateJob::call(int member) {
    pool_.submit(
        Lane::training, [self = shared_from_this(), member] { self->takePart(member); }, member);
}

void UpdateJob::takePart(int member) {
    for (;;) {
        const uint32_t phase = phase_.load();
        if (phase == kOver) return;
        const bool worked = workOne(member, phase);  // at least one, or items would come and go for nothing
        if (!pool_.wanted() && (worked || awaitPhaseAfter(phase))) continue;
        if (leave(member)) return;
    }
}

/// Takes a shard of the phase that nobody began, its own ones first; false when there is none.
bool UpdateJob::workOne(int member, uint32_t phase) {
    const size_t shards = shards_.size(), first = static_cast<size_t>(member) * shards / members_.size();
    for (size_t i = 0; i < shards; ++i) {
        const size_t shard = (first + i) % shards;
        uint32_t before = phase - 1;
        if (phase == 0 || !shards_[shard].begun.compare_exchange_strong(before, phase)) continue;
        guarded([&] {
            learner_.work(static_cast<int>(shard));
            if (left_.fetch_sub(1) == 1 && !broken_) close();
        });
        return true;
    }
    return false;
}

/// False when it does not come soon. Never yields: beside another program that would cost a whole slice of time, while
/// one that sleeps gets the processor back as soon as it is woken.
bool UpdateJob::awaitPhaseAfter(uint32_t phase) const {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    do {
        for (int i = 0; i < kPauses; ++i) {
            if (phase_.load(std::memory_order_acquire) != phase) return true;
            pauseBriefly();
        }
    } while (!pool_.wanted() && std::chrono::steady_clock::now() < end);
    return false;
}

/// True: gone. What was opened meanwhile may have missed this member: then it comes back, through the queue when the
/// pool has something else for it first.
bool UpdateJob::leave(int member) {
    std::atomic<bool>& away = members_[static_cast<size_t>(member)].away;
    away = true;
    if (!workIsLeft() || !away.exchange(false)) return true;
    if (!pool_.wanted()) return false;
    call(member);
    return true;
}

bool UpdateJob::workIsLeft() const {
    const uint32_t phase = phase_.load();
    if (phase == kOver || phase == 0) return false;
    return std::any_of(shards_.begin(), shards_.end(), [&](const Shard& s) { return s.begun.load() < phase; });
}

/// After the last shard of a phase.
void UpdateJob::close() {
    const uint32_t phase = phase_.load();
    if (learner_.advance()) {
        open(phase + 1);
        return;
    }
    phase_ = kOver;
    Updated updated;
    updated.report = learner_.report();
    updated.weights = std::make_shared<const nn::PackedWeights>(learner_.weights());
    done_(std::move(updated));
}

void UpdateJob::open(uint32_t phase) {
    left_ = static_cast<int>(shards_.size());
    phase_ = phase;
    for (int member = 0; member < static_cast<int>(members_.size()); ++member) {
        std::atomic<bool>& away = members_[static_cast<size_t>(member)].away;
        if (away.load() && away.exchange(false)) call(member);
    }
}

}  // namespace ludus::runtime
