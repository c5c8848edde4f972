// SPDX-License-Identifier: GPL-3.0-or-later
// NativePath: the gradient of multi-layer perceptrons with kernels of our own, block by block of rows so that all of a
// block stays in the cache: no LibTorch, no BLAS. Layers that see the same numbers are one product; weights lie
// transposed, so that binary inputs may be summed over the active ones alone. Threads as GradientPath says.
#pragma once

#include <vector>

#include "core/learn/aligned.h"
#include "core/learn/gradient_path.h"
#include "core/nn/network.h"

namespace ludus::learn {

struct TrainKernels;

/// One product: K inputs to P outputs, which lie in one or two slices that start at multiples of 16.
struct NativeStage {
    int inputs = 0;   // K
    int outputs = 0;  // P, padding included
    int used = 0;     // columns up to here are outputs or padding between them
    int source = -1;  // stage whose output it sees, from column `sourceColumn` on; -1: the observation
    int sourceColumn = 0;
    bool activated = false;
    bool narrow = false;            // a head: its few outputs are rows, so that its gradient is narrow, too
    int64_t weights = 0, bias = 0;  // in the parameter vector: [K, P] or, narrow, [used, padded K]; [P]
    int64_t turned = -1;            // the weights the other way round, in a vector of each shard; -1: not needed
};

class NativePath final : public GradientPath {
public:
    explicit NativePath(const nn::NetworkSpec& spec);
    NativePath(const nn::NetworkSpec& spec, const TrainKernels& kernels);

    const char* kernel(const UpdateBatch& batch) const override {
        return batch.sparse() ? "native-sparse" : "native-dense";
    }
    int64_t size() const override { return size_; }
    void pack(const float* flat, float* own) const override;
    void unpack(const float* own, float* flat) const override;
    std::unique_ptr<ShardGradient> makeShard(const float* parameters) override;
    void prepare(const UpdateBatch& batch, const float* parameters) override;

private:
    class Shard;
    /// Where a layer of the network lies: columns of a stage.
    struct Place {
        nn::LayerPlace flat;
        int stage = 0, column = 0;
    };
    struct Output {
        int stage = 0, column = 0;
    };

    void plan();
    int addStage(int inputs, int source, int sourceColumn, bool activated);
    void addLayer(const nn::LayerPlace& flat, int stage, bool padded);
    void seal();

    nn::NetworkSpec spec_;
    const TrainKernels& kernels_;
    std::vector<NativeStage> stages_;  // each after its source
    std::vector<Place> places_;
    Output logits_, value_;
    int64_t size_ = 0;
    int64_t turnedSize_ = 0;
    AlignedFloats base_;  // [P] of the first stage: what inputs of 0 give, when sparse
};

}  // namespace ludus::learn
