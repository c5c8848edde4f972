// SPDX-License-Identifier: GPL-3.0-or-later
// LearnerState: everything that the next update of a learner depends on, as a value and as bytes; one form for every
// way of computing gradients. Pure; any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/learn/adam.h"
#include "core/nn/network.h"

namespace ludus::learn {

struct LearnerState {
    std::shared_ptr<const nn::Weights> weights;
    AdamState adam;
    Rng random;  // orders the minibatches
};

/// With magic, format version and checksum.
std::string toBytes(const LearnerState& state);
/// The state of a learner of a network of this kind; error checkpoint.damaged.
Result<LearnerState> learnerStateFromBytes(std::string_view bytes, const nn::NetworkSpec& spec);

}  // namespace ludus::learn
