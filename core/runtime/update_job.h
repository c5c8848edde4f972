// SPDX-License-Identifier: GPL-3.0-or-later
// UpdateJob: drives one update of a learner through the workers: begin, then the shards of each phase, each phase
// closed by whoever finishes its last shard. Shared by its items; calls `done` once, on a worker. A worker that takes
// part stays from phase to phase, because a phase is often shorter than a way through the queue: it takes the shards it
// had before, so that what they wrote is still in its cache, then those that nobody began. When nothing is left for it
// within some microseconds, or the pool wants it for something else, it goes; whoever opens the next phase calls it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/learn/learner.h"
#include "core/nn/mlp_policy.h"
#include "core/runtime/worker_pool.h"

namespace ludus::runtime {

struct Updated {
    learn::UpdateReport report;
    std::shared_ptr<const nn::PackedWeights> weights;
};

class UpdateJob : public std::enable_shared_from_this<UpdateJob> {
public:
    UpdateJob(WorkerPool& pool, learn::Learner& learner, int shards, std::function<void(Updated)> done,
              std::function<void(std::string)> failed);

    void start(std::vector<std::shared_ptr<const learn::StreamBatch>> batches, double progress);

private:
    static constexpr uint32_t kOver = UINT32_MAX;
    struct alignas(64) Shard {
        std::atomic<uint32_t> begun{0};  // newest phase in which somebody took it
    };
    struct alignas(64) Member {
        std::atomic<bool> away{false};  // neither in the queue nor at work: to be called for the next phase
    };

    void call(int member);
    void takePart(int member);
    bool workOne(int member, uint32_t phase);
    bool awaitPhaseAfter(uint32_t phase) const;
    bool leave(int member);
    bool workIsLeft() const;
    void close();
    void open(uint32_t phase);
    void guarded(const std::function<void()>& work);

    WorkerPool& pool_;
    learn::Learner& learner_;
    std::function<void(Updated)> done_;
    std::function<void(std::string)> failed_;
    std::vector<Shard> shards_;
    std::vector<Member> members_;                 // as many workers as may take part
    alignas(64) std::atomic<uint32_t> phase_{0};  // 0: beginning; shards are taken from 1 on
    alignas(64) std::atomic<int> left_{0};        // shards of the phase that are not done
    std::atomic<bool> broken_{false};
};

}  // namespace ludus::runtime
