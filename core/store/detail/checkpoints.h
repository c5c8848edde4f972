// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a run's checkpoints: adding one, dropping those that are too many, and taking the run back to one. Inside
// writing transactions of the caller; files that lose their last reference are left to Artefacts::collect(). Internal
// to core/store; thread of its connection.
#pragma once

#include <string>
#include <vector>

#include "core/records/events.h"
#include "core/store/detail/artefacts.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

/// Adds the row of a checkpoint whose event has the number `seq`; `bestAgent` is the run's best at that moment. Then
/// only the newest `keep` and the one with the best Elo stay. Returns how many went.
int addCheckpoint(SQLite::Database& database, Artefacts& artefacts, RunId run, int64_t seq,
                  const CheckpointTaken& taken, const std::string& bestAgent);

/// Oldest first.
std::vector<CheckpointRecord> readCheckpoints(SQLite::Database& database, RunId run);

/// Deletes everything of the run above the checkpoint and makes the run's row what it was then; false when there is no
/// such checkpoint.
bool rewindRows(SQLite::Database& database, Artefacts& artefacts, RunId run, const CheckpointRecord& to);

}  // namespace ludus::store
