// SPDX-License-Identifier: GPL-3.0-or-later
// GradientPath: a way of computing the gradient of PPO's loss for rows of a minibatch. It owns the order in which the
// parameters lie while an update runs. One object a learner; each shard of work has a ShardGradient of its own, which
// one thread at a time may use; several shards may compute at once.
#pragma once

#include <cstdint>
#include <memory>

#include "core/learn/ppo_loss.h"
#include "core/learn/update_batch.h"

namespace ludus::learn {

class ShardGradient {
public:
    virtual ~ShardGradient() = default;
    /// Rows [from, to) of the batch's order (inside the chosen minibatch of `totalRows`, not empty). Writes the whole
    /// gradient [size()].
    virtual PpoLossSums compute(const UpdateBatch& batch, int from, int to, int totalRows,
                                const PpoLossOptions& options, float* gradient) = 0;
};

class GradientPath {
public:
    virtual ~GradientPath() = default;
    /// How this batch is computed, as UpdateReport::kernel.
    virtual const char* kernel(const UpdateBatch& batch) const = 0;
    /// Numbers of the parameter vector in this path's order, padding included.
    virtual int64_t size() const = 0;
    /// From the flat vector of nn::layerPlaces to this path's order and back; padding is zero.
    virtual void pack(const float* flat, float* own) const = 0;
    virtual void unpack(const float* own, float* flat) const = 0;
    /// `parameters` [size()] belong to the learner, stay where they are and change between minibatches only.
    virtual std::unique_ptr<ShardGradient> makeShard(const float* parameters) = 0;
    /// Before the shards of each minibatch, while none computes.
    virtual void prepare(const UpdateBatch& batch, const float* parameters) = 0;
};

}  // namespace ludus::learn
