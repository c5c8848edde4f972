// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoint: the whole state of a run between two updates, as plain values and as bytes. Parts belong to whoever wrote
// them (learner, source, evaluator, collectors). Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/records/records.h"

namespace ludus::runtime {

/// A learning player between two updates.
struct PlayerState {
    std::string learner;                  // "": it has not had a turn yet
    int64_t trained = 0;                  // steps
    int64_t frozenAt = -1;                // how many they were when it was last frozen
    int parent = -1;                      // snapshot that its weights grew from
    bool failed = false;                  // learns no more
    std::vector<int64_t> drawnAt;         // [blocks * lanes] step of the last draw; -1: none yet
    std::vector<std::string> collectors;  // [blocks]
};

struct Checkpoint {
    int64_t eventSeq = 0;  // number of the newest event at that moment
    int64_t steps = 0;
    int64_t updates = 0;
    double seconds = 0;                     // training time
    int64_t evaluatedAt = -1;               // step of the last round asked for; -1: none yet
    int64_t evaluated = 0;                  // snapshots that were there by then
    int64_t roundStep = -1;                 // of the round that is open; -1: none is
    int slots = 0, blocks = 0, shards = 0;  // a resumed run keeps its cut into items, whatever its number of workers
    std::vector<SnapshotRecord> snapshots;  // all frozen so far, by index
    std::vector<PlayerState> players;
    std::vector<TallyRecord> tallies;  // finished episodes that are not published yet
    int64_t talliedAt = 0;             // step at which results were told last
    std::string metrics;               // the open window of the curves
    std::string source, evaluator;
};

/// With magic, format version and checksum.
std::string toBytes(const Checkpoint& checkpoint);
/// Errors checkpoint.damaged, checkpoint.version.
Result<Checkpoint> checkpointFromBytes(std::string_view bytes);

}  // namespace ludus::runtime
