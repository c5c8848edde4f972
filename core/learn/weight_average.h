// SPDX-License-Identifier: GPL-3.0-or-later
// WeightAverage: a running mean of the weights after each update: the plain mean of the first `over` updates, from then
// on an exponential one with that time constant (Polyak and Juditsky 1992; in policy learning Nikishin et al. 2018).
// What an optimiser adds as noise from update to update is gone from it. A value; one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::learn {

struct WeightAverage {
    std::vector<float> values;  // [P] in the order of the network; empty: nothing was taken in yet
    int64_t updates = 0;        // taken in

    bool operator==(const WeightAverage&) const = default;
    /// The weights after one more update. `over` >= 1; 1 follows the newest.
    void take(const std::vector<float>& newest, int64_t over);
};

}  // namespace ludus::learn
