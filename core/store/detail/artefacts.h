// SPDX-License-Identifier: GPL-3.0-or-later
// Artefact files: artefacts/ab/abcdef....suffix, the same content once, counted by the rows that name it. First the
// file (written aside, synced, renamed), then the row; rows go before files. Internal to core/store; thread of its
// connection.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/file_system.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

class Artefacts {
public:
    Artefacts(std::string folder, FileSystem& files) : folder_(std::move(folder)), files_(files) {}

    std::string path(const std::string& hash, const std::string& suffix) const;
    /// Step one, outside of any transaction: the file is there and safe afterwards.
    Status writeFile(const std::string& hash, const std::string& suffix, const std::string& bytes);
    /// Step two, inside a writing transaction: one more row names it.
    void addReference(SQLite::Database& database, const std::string& hash, const std::string& suffix, int64_t bytes);
    /// Inside a writing transaction.
    void dropReference(SQLite::Database& database, const std::string& hash, const std::string& suffix, int64_t count);
    /// Removes what nothing names any more: rows in one transaction, then those files that no new row names.
    Status collect(SQLite::Database& database);
    Result<std::string> read(const std::string& hash, const std::string& suffix) const;

private:
    std::string folder_;
    FileSystem& files_;
};

}  // namespace ludus::store
