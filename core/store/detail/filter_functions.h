// SPDX-License-Identifier: GPL-3.0-or-later
// The functions of SQL in which filters are written: ludus_matches, ludus_contains, ludus_agent ... Internal to
// core/store; thread of the connection.
#pragma once

#include "core/store/detail/sql.h"

namespace ludus::store {

/// Once a connection, before a filter is asked.
void addFilterFunctions(SQLite::Database& database);

}  // namespace ludus::store
