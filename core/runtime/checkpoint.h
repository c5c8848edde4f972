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

struct Checkpoint {
    int64_t eventSeq = 0;  // number of the newest event at that moment
    int64_t steps = 0;
    int64_t updates = 0;
    double seconds = 0;                     // training time
    int64_t evaluatedAt = -1;               // step of the last round asked for; -1: none yet
    int64_t roundStep = -1;                 // of the round that is open; -1: none is
    int slots = 0, blocks = 0, shards = 0;  // a resumed run keeps its cut into items, whatever its number of workers
    std::vector<SnapshotRecord> snapshots;  // all frozen so far, by index
    std::vector<int64_t> drawnAt;           // [blocks] step of the last draw; -1: none yet
    std::vector<TallyRecord> tallies;       // finished episodes that are not published yet
    std::string metrics;                    // the open window of the curves
    std::string learner, source, evaluator;
    std::vector<std::string> collectors;  // [blocks]
};

/// With magic, format version and checksum.
std::string toBytes(const Checkpoint& checkpoint);
/// Errors checkpoint.damaged, checkpoint.version.
Result<Checkpoint> checkpointFromBytes(std::string_view bytes);

}  // namespace ludus::runtime
