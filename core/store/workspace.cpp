// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/workspace.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cstdlib>

#include "core/store/detail/migrations.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

Error newerError(const std::string& folder, int version) {
    return {
        "workspace.newer",
        LUDUS_TEXT("Error", "The workspace %1 was written by a newer Ludus (its version is %2, this program knows %3).")
            .arg(folder)
            .arg(version)
            .arg(schemaVersion()),
        LUDUS_TEXT("Error", "It is left untouched, because this program could not keep all that is in it."),
        LUDUS_TEXT("Error", "Update Ludus, or choose another workspace.")};
}

Error olderError(const std::string& folder) {
    return {"workspace.older", LUDUS_TEXT("Error", "The workspace %1 was written by an older Ludus.").arg(folder),
            LUDUS_TEXT("Error", "It has to be brought up to date first, and it cannot be written."),
            LUDUS_TEXT("Error", "Open it once where it can be written, or copy it.")};
}

Error strangeError(const std::string& folder) {
    return {"workspace.damaged",
            LUDUS_TEXT("Error", "The file studio.db in %1 is not a database of Ludus.").arg(folder),
            LUDUS_TEXT("Error", "It is left untouched."),
            LUDUS_TEXT("Error", "Choose another folder, or move that file away.")};
}

Error missingError(const std::string& folder) {
    return {"workspace.missing", LUDUS_TEXT("Error", "There is no workspace in %1.").arg(folder),
            LUDUS_TEXT("Error",
                       "It cannot be made there either: the folder is not writable or was opened for reading only."),
            LUDUS_TEXT("Error", "Check the path, or choose a folder you may write to.")};
}

/// A database that is not to be written. With a living log beside it its locks are needed; without, it cannot change.
std::unique_ptr<SQLite::Database> openReading(const FileSystem& files, const std::string& folder,
                                              const std::string& path) {
    const Result<std::string> log = files.exists(path + "-wal") ? files.read(path + "-wal") : std::string();
    if (files.writable(folder) || (log && !log->empty())) {
        try {
            auto database = openDatabase(path, Access::read);
            userVersion(*database);
            return database;
        } catch (const SQLite::Exception& problem) {
            const int code = problem.getErrorCode();
            if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY) throw;
        }
    }
    return openDatabase(path, Access::immutable);
}

Status checkVersion(SQLite::Database& database, const std::string& folder, bool mayWrite) {
    // In this order: another connection may be making the tables, and a version comes with them.
    const int objects = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    const int version = userVersion(database);
    if (version > schemaVersion()) return newerError(folder, version);
    if (version == 0 && objects > 0) return strangeError(folder);
    if (version < schemaVersion() && !mayWrite) return olderError(folder);
    return {};
}

/// Nothing where there is no file.
FilePlace placeOf(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return {};
    return {static_cast<uint64_t>(info.st_dev), static_cast<uint64_t>(info.st_ino)};
}

}  // namespace

Workspace::Workspace(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string& folder, OpenMode mode, FileSystem& files,
                                                   const Clock& clock) {
    auto impl = std::make_unique<Impl>(folder, files, clock);
    const std::string path = joinPath(folder, kDatabaseName);
    if (mode == OpenMode::readWrite && !files.exists(folder)) {
        const Status made = files.createDirectories(folder);
        if (!made) return made.error();
    }
    const bool there = files.exists(path);
    if (!there && mode == OpenMode::existing) return movedError(folder);
    const bool mayWrite = mode != OpenMode::readOnly && files.writable(folder) && (!there || files.writable(path));
    if (!there && !mayWrite) return missingError(folder);
    impl->readOnly = !mayWrite;
    const Status opened = guarded(folder, [&]() -> Status {
        if (there && mayWrite) {  // look before anything is changed
            const auto look = openDatabase(path, Access::read);
            const Status fits = checkVersion(*look, folder, true);
            if (!fits) return fits;
        }
        impl->database = mayWrite ? openDatabase(path, Access::write) : openReading(files, folder, path);
        if (mayWrite) migrate(*impl->database);
        const Status fits = checkVersion(*impl->database, folder, mayWrite);
        if (fits) impl->database->execAndGet("SELECT count(*) FROM run");  // a truncated file shows here
        return fits;
    });
    if (!opened) return opened.error();
    impl->place = placeOf(path);
    return std::unique_ptr<Workspace>(new Workspace(std::move(impl)));
}

std::string Workspace::defaultFolder() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value != nullptr ? value : "");
    };
    if (const std::string own = variable("LUDUS_WORKSPACE"); !own.empty()) return own;
    std::string data = variable("XDG_DATA_HOME");
    if (data.empty()) data = joinPath(variable("HOME"), ".local/share");
    return joinPath(data, "ludus/default");
}

const std::string& Workspace::folder() const {
    return impl_->folder;
}
bool Workspace::readOnly() const {
    return impl_->readOnly;
}
Status Workspace::inPlace() const {
    const FilePlace now = placeOf(joinPath(impl_->folder, kDatabaseName));
    return now.file != 0 && now == impl_->place ? Status() : movedError(impl_->folder);
}
Status Workspace::hasRoom() const {
    const int64_t free = impl_->files.freeBytes(impl_->folder);
    return free >= 0 && free < kReserveBytes ? fullError(impl_->folder) : Status();
}
std::string Workspace::sqliteVersion() const {
    return sqlite3_libversion();
}

int64_t Workspace::changeCounter() const {
    const auto value = guarded(impl_->folder, [&]() -> Result<int64_t> {
        const int64_t own = impl_->database->getTotalChanges();
        return (own << 32) + impl_->database->execAndGet("PRAGMA data_version").getInt64();
    });
    return value ? *value : -1;
}

Error Workspace::Impl::readOnlyError() const {
    return {"workspace.read_only", LUDUS_TEXT("Error", "The workspace %1 is open for reading only.").arg(folder),
            LUDUS_TEXT("Error", "Its runs can be watched, but nothing can be added or changed."),
            LUDUS_TEXT("Error", "Make the folder writable, or choose another workspace.")};
}

Error Workspace::Impl::unknownRun(const std::string& numberOrName) {
    return {"run.unknown", LUDUS_TEXT("Error", "There is no run %1 in this workspace.").arg(numberOrName),
            LUDUS_TEXT("Error", "It was deleted, or it belongs to another workspace."),
            LUDUS_TEXT("Error", "The command `ludus-cli runs` lists all runs with their numbers and names.")};
}

}  // namespace ludus::store
