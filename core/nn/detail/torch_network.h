// SPDX-License-Identifier: GPL-3.0-or-later
// TorchNetwork: the autograd form of a network over a flat parameter vector that somebody else owns and changes. Each
// object has leaves of its own, so that several threads may go forward and backward at once over the same numbers.
// One thread at a time; the numbers must not change between forward and the gradient.
#pragma once

#include <ATen/ATen.h>

#include <vector>

#include "core/nn/network.h"

namespace ludus::nn {

class TorchNetwork {
public:
    struct Output {
        at::Tensor logits;  // [R, A]
        at::Tensor values;  // [R, 1], undefined without a critic
    };

    TorchNetwork(const NetworkSpec& spec, float* parameters);

    Output forward(const at::Tensor& observations) const;
    /// Writes d(loss)/d(parameters) [P] for the given slopes of the loss at the outputs.
    void gradient(const Output& output, const at::Tensor& logitSlopes, const at::Tensor& valueSlopes, float* out) const;

private:
    at::Tensor torso(const std::vector<at::Tensor>& parameters, at::Tensor x) const;

    NetworkSpec spec_;
    std::vector<LayerPlace> places_;
    std::vector<at::Tensor> leaves_;          // weight, bias of each place
    std::vector<at::Tensor> actor_, critic_;  // the same, by branch
};

}  // namespace ludus::nn
