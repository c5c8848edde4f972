// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trajectory.h"

#include <cstddef>
#include <numeric>

namespace ludus::learn {

void StreamBatch::resize(int newStreams, int newCapacity, int newObservationSize, int newBranches, int newLogits,
                         bool masked) {
    streams = newStreams;
    capacity = newCapacity;
    observationSize = newObservationSize;
    branches = newBranches;
    logits = newLogits;
    const size_t cells = static_cast<size_t>(streams) * static_cast<size_t>(capacity);
    lengths.assign(static_cast<size_t>(streams), 0);
    observations.assign(cells * static_cast<size_t>(observationSize), 0.0F);
    masks.assign(masked ? cells * static_cast<size_t>(logits) : 0, 1);
    actions.assign(cells * static_cast<size_t>(branches), 0);
    logProbabilities.assign(cells, 0.0F);
    values.assign(cells, 0.0F);
    rewards.assign(cells, 0.0F);
    cuts.assign(cells, 0);
    bootstraps.assign(cells, 0.0F);
    lastValues.assign(static_cast<size_t>(streams), 0.0F);
}

int64_t StreamBatch::rows() const {
    return std::accumulate(lengths.begin(), lengths.end(), int64_t{0});
}

}  // namespace ludus::learn
