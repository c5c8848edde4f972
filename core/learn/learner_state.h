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
#include "core/learn/weight_average.h"
#include "core/nn/network.h"

namespace ludus::learn {

struct LearnerState {
    std::shared_ptr<const nn::Weights> weights;
    AdamState adam;
    Rng random;             // orders the minibatches
    WeightAverage average;  // empty where none is asked for
};

/// With magic, format version and checksum. Version 2 has an average, version 1 none.
std::string toBytes(const LearnerState& state);
/// The state of a learner of a network of this kind; error checkpoint.damaged.
Result<LearnerState> learnerStateFromBytes(std::string_view bytes, const nn::NetworkSpec& spec);

}  // namespace ludus::learn
