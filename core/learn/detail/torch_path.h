// SPDX-License-Identifier: GPL-3.0-or-later
// TorchPath: the gradient by LibTorch's autograd of the network, and the loss's slope in closed form: for every network
// that TorchNetwork can build. Parameters stay in the flat order. Threads as GradientPath says.
#pragma once

#include <algorithm>

#include "core/learn/gradient_path.h"
#include "core/nn/network.h"

namespace ludus::learn {

class TorchPath final : public GradientPath {
public:
    explicit TorchPath(const nn::NetworkSpec& spec) : spec_(spec), size_(nn::parameterCount(spec)) {}

    const char* kernel(const UpdateBatch&) const override { return "generic"; }
    int64_t size() const override { return size_; }
    void pack(const float* flat, float* own) const override { std::copy_n(flat, size_, own); }
    void unpack(const float* own, float* flat) const override { std::copy_n(own, size_, flat); }
    std::unique_ptr<ShardGradient> makeShard(const float* parameters) override;
    void prepare(const UpdateBatch&, const float*) override {}

private:
    nn::NetworkSpec spec_;
    int64_t size_;
};

}  // namespace ludus::learn
