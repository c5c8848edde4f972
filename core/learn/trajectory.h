// SPDX-License-Identifier: GPL-3.0-or-later
// StreamBatch: what the learner learns from. A stream holds the decisions of one (slot, seat) under one policy; its
// rows may cover several episodes; whenever the seat stops learning its last row is the end of an episode. Filled by
// one worker, then immutable. Axis letters: S streams, T capacity of a stream, O observation, A logits.
#pragma once

#include <cstdint>
#include <vector>

namespace ludus::learn {

enum class Cut : uint8_t { none = 0, terminated = 1, truncated = 2 };

struct StreamBatch {
    int streams = 0;          // S
    int capacity = 0;         // T
    int observationSize = 0;  // O
    int branches = 0;
    int logits = 0;  // A

    std::vector<int32_t> lengths;         // [S] rows used, <= T
    std::vector<float> observations;      // [S, T, O] raw (not normalised)
    std::vector<uint8_t> masks;           // [S, T, A], empty: all legal
    std::vector<int32_t> actions;         // [S, T, branches]
    std::vector<float> logProbabilities;  // [S, T] of the behaviour policy
    std::vector<float> values;            // [S, T] of the behaviour policy's critic
    std::vector<float> rewards;           // [S, T] summed up to the seat's next decision
    std::vector<uint8_t> cuts;            // [S, T] Cut after this row
    std::vector<float> bootstraps;        // [S, T] value of the last observation where truncated, else 0
    std::vector<float> lastValues;        // [S] value after the last row (used when it is not cut)
    int64_t weightsVersion = 0;

    void resize(int newStreams, int newCapacity, int newObservationSize, int newBranches, int newLogits, bool masked);
    int64_t rows() const;  // sum of lengths
};

}  // namespace ludus::learn
