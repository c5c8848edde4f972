// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/update_job.h"

#include <exception>

namespace ludus::runtime {

void UpdateJob::guarded(const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& problem) {
        if (!broken_.exchange(true)) failed_(problem.what());
    }
}

void UpdateJob::start(std::vector<std::shared_ptr<const learn::StreamBatch>> batches, double progress) {
    pool_.submit(Lane::training, [self = shared_from_this(), batches = std::move(batches), progress]() mutable {
        self->guarded([&] {
            self->learner_.begin(std::move(batches), self->shards_, progress);
            self->submitShards();
        });
    });
}

void UpdateJob::submitShards() {
    left_.store(shards_, std::memory_order_release);
    for (int shard = 0; shard < shards_; ++shard) {
        pool_.submit(Lane::training, [self = shared_from_this(), shard] { self->workShard(shard); });
    }
}

void UpdateJob::workShard(int shard) {
    guarded([&] {
        learner_.work(shard);
        if (left_.fetch_sub(1, std::memory_order_acq_rel) != 1 || broken_) return;
        if (learner_.advance()) {
            submitShards();
            return;
        }
        Updated updated;
        updated.report = learner_.report();
        updated.weights = std::make_shared<const nn::PackedWeights>(learner_.weights());
        done_(std::move(updated));
    });
}

}  // namespace ludus::runtime
