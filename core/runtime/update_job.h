// SPDX-License-Identifier: GPL-3.0-or-later
// UpdateJob: drives one update of a learner through the workers: begin, then the shards of each phase, each phase
// closed by whoever finishes its last shard. Shared by its items; calls `done` once, on a worker.
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
              std::function<void(std::string)> failed)
        : pool_(pool), learner_(learner), shards_(shards), done_(std::move(done)), failed_(std::move(failed)) {}

    void start(std::vector<std::shared_ptr<const learn::StreamBatch>> batches, double progress);

private:
    void submitShards();
    void workShard(int shard);
    void guarded(const std::function<void()>& work);

    WorkerPool& pool_;
    learn::Learner& learner_;
    const int shards_;
    std::function<void(Updated)> done_;
    std::function<void(std::string)> failed_;
    std::atomic<int> left_{0};
    std::atomic<bool> broken_{false};
};

}  // namespace ludus::runtime
