// SPDX-License-Identifier: GPL-3.0-or-later
// The numbered steps of the database's shape; PRAGMA user_version counts those done. Each is one transaction. A step
// that was ever released is never changed. Internal to core/store.
#pragma once

#include <span>

#include "core/store/detail/sql.h"

namespace ludus::store {

std::span<const char* const> migrations();
inline int schemaVersion() {
    return static_cast<int>(migrations().size());
}

int userVersion(SQLite::Database& database);
/// Does the missing steps, also when several processes try at once; a step that fails leaves the version before it.
void migrate(SQLite::Database& database, std::span<const char* const> steps = migrations());

}  // namespace ludus::store
