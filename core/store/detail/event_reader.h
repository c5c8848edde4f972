// SPDX-License-Identifier: GPL-3.0-or-later
// Rebuilds the durable events of a run from their rows, in order. Call inside a reading transaction. Internal.
#pragma once

#include <vector>

#include "core/records/events.h"
#include "core/store/detail/sql.h"
#include "core/store/workspace.h"

namespace ludus::store {

std::vector<RunEvent> readEvents(SQLite::Database& database, RunId run, int64_t after, EventParts parts);

}  // namespace ludus::store
