// SPDX-License-Identifier: GPL-3.0-or-later
// ForeignPolicy: plays a published network in double precision, in the order of its original: every sum over the inputs
// in order, then the bias, then our own tanh. A row gives the same bits in any batch. One owner (it has scratch
// memory). Rows R, inputs I (observation, then memory), outputs (three buttons, then memory).
#pragma once

#include <memory>
#include <vector>

#include "core/agents/agent.h"

namespace ludus::agents {

class ForeignPolicy final : public games::Policy {
public:
    explicit ForeignPolicy(std::shared_ptr<const ForeignNetwork> network);

    int stateSize() const override { return memory_; }
    void act(const games::PolicyInput& input, const games::PolicyOutput& output) override;
    /// Raw outputs [R, outputs] of inputs [R, I].
    void forward(int rows, const double* inputs, double* outputs);

private:
    void forwardBlock(int rows, const double* inputs, double* outputs);
    void choose(const games::PolicyInput& input, const games::PolicyOutput& output, int row,
                const double* buttons) const;

    std::shared_ptr<const ForeignNetwork> network_;
    int inputs_ = 0, outputs_ = 0, memory_ = 0;
    std::vector<double> columns_[2];  // [wide, kBlock]
    std::vector<double> in_, out_;    // [R, I], [R, outputs]
};

}  // namespace ludus::agents
