// SPDX-License-Identifier: GPL-3.0-or-later
// Trainee: a learning player of a run: its learner, the blocks of slots it collects from, and how far it is. Plain
// data of the engine; run thread, but for what the items in hand compute with.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/learn/learner.h"
#include "core/nn/mlp_policy.h"
#include "core/runtime/collector.h"

namespace ludus::runtime {

struct Trainee {
    std::unique_ptr<learn::Learner> learner;             // null: it has not had a turn yet
    std::vector<std::unique_ptr<Collector>> collectors;  // [blocks]
    std::vector<std::optional<int64_t>> drawnAt;         // [blocks * lanes] step of the last draw
    std::shared_ptr<const nn::PackedWeights> weights;    // the newest that are told
    std::string suffix;                                  // of its curves: "", "/ME1"
    int64_t trained = 0;                                 // steps it has learnt from
    int64_t frozenAt = -1;                               // how many they were when it was last frozen
    int parent = -1;                                     // snapshot that its weights grew from
    bool begun = false;                                  // the source was asked what it begins with
    bool failed = false;                                 // learns no more

    /// Its weights of now are in a snapshot.
    bool isFrozen() const { return frozenAt == trained; }
};

}  // namespace ludus::runtime
