// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/sql.h"

#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "core/records/records.h"

namespace ludus::store {
namespace {

constexpr int kFlags = SQLITE_OPEN_NOMUTEX;  // one thread at a time uses a connection

/// A path as the part of a file: URI.
std::string uriPath(const std::string& path) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
        } else {
            out += c;
        }
    }
    return out;
}

/// Switching to WAL needs the database alone and does not wait by itself.
void useWriteAheadLog(SQLite::Database& database) {
    for (int tries = 0;; ++tries) {
        try {
            database.execAndGet("PRAGMA journal_mode = WAL");
            return;
        } catch (const SQLite::Exception& problem) {
            if (problem.getErrorCode() != SQLITE_BUSY || tries > 100) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

/// SQLite cannot map its shared memory on a full disk and calls that an error of reading or writing.
bool diskIsFull(const std::string& folder) {
    std::error_code problem;
    const std::filesystem::space_info space = std::filesystem::space(folder, problem);
    return !problem && space.available < 65536;
}

bool isNoFolder(const std::string& folder) {
    std::error_code problem;
    return std::filesystem::exists(folder, problem) && !std::filesystem::is_directory(folder, problem);
}

}  // namespace

std::unique_ptr<SQLite::Database> openDatabase(const std::string& path, Access access) {
    using SQLite::Database;
    if (access == Access::immutable) {
        const std::string uri = "file:" + uriPath(path) + "?immutable=1";
        return std::make_unique<Database>(uri, kFlags | SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    }
    if (access == Access::read) return std::make_unique<Database>(path, kFlags | SQLite::OPEN_READONLY, kBusyMs);
    auto database = std::make_unique<Database>(path, kFlags | SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMs);
    useWriteAheadLog(*database);
    database->exec("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864");
    return database;
}

Error fullError(const std::string& folder) {
    return {"file.disk_full", LUDUS_TEXT("Error", "The disk of the workspace %1 is full.").arg(folder),
            LUDUS_TEXT("Error", "Nothing more can be stored there; what is stored already stays."),
            LUDUS_TEXT("Error", "Free some space on this disk, then try again.")};
}

Error movedError(const std::string& folder) {
    return {"workspace.moved",
            LUDUS_TEXT("Error", "The workspace %1 was moved away or deleted while it is in use.").arg(folder),
            LUDUS_TEXT("Error", "Nothing more can be kept there; what is finished waits in memory."),
            LUDUS_TEXT("Error", "Move it back, then storing goes on by itself, or open it where it is now.")};
}

Error sqlError(const std::string& folder, const SQLite::Exception& problem) {
    const std::string kind = problem.getErrorStr(), said = problem.what();
    const std::string detail = said == kind ? said : kind + " (" + said + ")";
    const Text happened = LUDUS_TEXT("Error", "The database of the workspace %1 could not be used: %2.");
    int code = problem.getErrorCode();
    if (code == SQLITE_IOERR && diskIsFull(folder)) code = SQLITE_FULL;
    switch (code) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {"workspace.damaged",
                    LUDUS_TEXT("Error", "The database of the workspace %1 is damaged.").arg(folder),
                    LUDUS_TEXT("Error",
                               "Runs and curves stored there cannot be read; the files under artefacts are untouched."),
                    LUDUS_TEXT("Error",
                               "Restore studio.db from a backup, or move it away to start with an empty workspace.")};
        case SQLITE_FULL: return fullError(folder);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {"workspace.busy", LUDUS_TEXT("Error", "The workspace %1 is in use by another program.").arg(folder),
                    LUDUS_TEXT("Error", "It was waited for, but its database stayed locked."),
                    LUDUS_TEXT("Error", "Close the other program, or try again.")};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            if (isNoFolder(folder)) {
                return {"workspace.no_folder", LUDUS_TEXT("Error", "The workspace %1 is a file.").arg(folder),
                        LUDUS_TEXT("Error", "A workspace is a folder, so nothing can be kept there."),
                        LUDUS_TEXT("Error", "Name a folder; one that is not there yet is made.")};
            }
            return {"file.permission", happened.arg(folder).arg(detail),
                    LUDUS_TEXT("Error", "This user may not write there."),
                    LUDUS_TEXT("Error", "Change the permissions of the folder or choose another workspace.")};
        default:
            return {"workspace.failed", happened.arg(folder).arg(detail),
                    LUDUS_TEXT("Error", "What was asked for was not done; everything stored before is kept."),
                    LUDUS_TEXT("Error", "Check the disk, then try again.")};
    }
}

bool refusesRow(const SQLite::Exception& problem) {
    const int code = problem.getErrorCode();
    return code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_TOOBIG || code == SQLITE_RANGE;
}

Row& Row::operator>>(double& v) {
    v = s_.isColumnNull(i_) ? kUnknown : s_.getColumn(i_).getDouble();
    ++i_;
    return *this;
}

}  // namespace ludus::store
