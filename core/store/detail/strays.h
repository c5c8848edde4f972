// SPDX-License-Identifier: GPL-3.0-or-later
// Artefact files that no row names: left by a program that died between file and row. Internal to core/store; thread of
// its connection.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/base/file_system.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

struct Stray {
    std::string path;
    int64_t bytes = 0;
};
struct ArtefactFiles {
    std::vector<Stray> strays;
    std::unordered_set<std::string> named;  // "HASH.suffix" of those that a row names
};

/// Looks at all files. Inside a transaction; a writing one where they shall be removed: whoever adds a row meanwhile
/// waits, and then writes its file again.
Result<ArtefactFiles> artefactFiles(SQLite::Database& database, const std::string& folder, const FileSystem& files);

/// 0 where nobody can tell.
int64_t fileBytes(const std::string& path);

}  // namespace ludus::store
