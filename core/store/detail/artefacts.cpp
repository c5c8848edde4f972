// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/artefacts.h"

#include <algorithm>
#include <cctype>

#include "core/base/hash.h"

namespace ludus::store {
namespace {

bool wellFormed(const std::string& hash, const std::string& suffix) {
    const auto hex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    return hash.size() >= 2 && std::all_of(hash.begin(), hash.end(), hex) && suffix.find('/') == std::string::npos;
}

}  // namespace

std::string Artefacts::path(const std::string& hash, const std::string& suffix) const {
    return joinPath(joinPath(joinPath(folder_, "artefacts"), hash.substr(0, 2)), hash + suffix);
}

Status Artefacts::writeFile(const std::string& hash, const std::string& suffix, const std::string& bytes) {
    const std::string file = path(hash, suffix);
    if (files_.exists(file)) return {};
    // A folder that was moved away is not begun anew: its rows went with it, and this file would be missing there.
    if (!files_.exists(joinPath(folder_, kDatabaseName))) return movedError(folder_);
    const Status made = files_.createDirectories(file.substr(0, file.rfind('/')));
    return made ? files_.writeAtomic(file, bytes) : made;
}

void Artefacts::addReference(SQLite::Database& database, const std::string& hash, const std::string& suffix,
                             int64_t bytes) {
    runSql(database,
           "INSERT INTO artefact(hash, suffix, bytes, refs) VALUES(?, ?, ?, 1) "
           "ON CONFLICT(hash, suffix) DO UPDATE SET refs = refs + 1, bytes = max(bytes, excluded.bytes)",
           hash, suffix, bytes);
}

void Artefacts::dropReference(SQLite::Database& database, const std::string& hash, const std::string& suffix,
                              int64_t count) {
    runSql(database, "UPDATE artefact SET refs = refs - ? WHERE hash = ? AND suffix = ?", count, hash, suffix);
}

Status Artefacts::collect(SQLite::Database& database) {
    std::vector<std::pair<std::string, std::string>> gone;
    {
        const SyncedCommits synced(database);  // a power cut must not bring rows back whose files are gone
        Transaction transaction(database, Transaction::Kind::write);
        SQLite::Statement query(database, "DELETE FROM artefact WHERE refs <= 0 RETURNING hash, suffix");
        while (query.executeStep()) {
            auto& [hash, suffix] = gone.emplace_back();
            Row(query) >> hash >> suffix;
        }
        query.reset();
        transaction.commit();
    }
    if (gone.empty()) return {};
    Transaction lock(database, Transaction::Kind::write);  // nobody adds a row meanwhile
    SQLite::Statement named(database, "SELECT 1 FROM artefact WHERE hash = ? AND suffix = ?");
    Status result;
    for (const auto& [hash, suffix] : gone) {
        named.reset();
        if (bindAll(named, hash, suffix).executeStep()) continue;
        const Status removed = files_.remove(path(hash, suffix));
        if (!removed) result = removed;
    }
    return result;
}

Result<std::string> Artefacts::read(const std::string& hash, const std::string& suffix) const {
    if (hash.empty()) {
        return Error{"artefact.freed", LUDUS_TEXT("Error", "The file that was asked for was freed to make room."),
                     LUDUS_TEXT("Error", "The weights or replay it held are gone; results and curves stay."),
                     LUDUS_TEXT("Error", "Choose another snapshot; the newest and the best of a run are always kept.")};
    }
    const std::string file = path(hash, suffix);
    if (!wellFormed(hash, suffix) || !files_.exists(file)) {
        return Error{"artefact.missing", LUDUS_TEXT("Error", "The file %1 of the workspace is missing.").arg(file),
                     LUDUS_TEXT("Error", "The weights or replay it held cannot be used; everything else can."),
                     LUDUS_TEXT("Error", "Restore the file from a backup, or train or record again.")};
    }
    Result<std::string> bytes = files_.read(file);
    if (bytes && contentHash(*bytes) != hash) {
        return Error{
            "artefact.damaged", LUDUS_TEXT("Error", "The file %1 does not hold what was stored.").arg(file),
            LUDUS_TEXT("Error", "It was cut short or changed, so that the weights or replay in it are not used."),
            LUDUS_TEXT("Error", "Restore the file from a backup, or train or record again.")};
    }
    return bytes;
}

}  // namespace ludus::store
