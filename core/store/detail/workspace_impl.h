// SPDX-License-Identifier: GPL-3.0-or-later
// What a Workspace holds. Internal to core/store: shared by the files that implement its verbs.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/store/detail/artefacts.h"
#include "core/store/detail/process.h"
#include "core/store/detail/sql.h"
#include "core/store/workspace.h"

namespace ludus::store {

/// Another process's heartbeat as last seen, by our own monotonic clock.
struct SeenHeartbeat {
    int64_t value = 0;
    double since = 0;
};

/// Which file a path leads to; 0: none.
struct FilePlace {
    uint64_t device = 0, file = 0;
    bool operator==(const FilePlace&) const = default;
};

class Workspace::Impl {
public:
    Impl(std::string where, FileSystem& fileSystem, const Clock& theClock)
        : folder(std::move(where)), files(fileSystem), clock(theClock), artefacts(folder, fileSystem) {}

    std::string folder;
    FileSystem& files;
    const Clock& clock;
    Artefacts artefacts;
    std::unique_ptr<SQLite::Database> database;
    FilePlace place;  // of the database that is open
    bool readOnly = false;
    bool filters = false;  // the functions of filters are known to the database
    std::map<int64_t, SeenHeartbeat> seen;

    /// A transaction of `body`, which yields a Status or Result; commits when that is ok.
    template <class F>
    auto write(F&& body) -> decltype(body()) {
        if (readOnly) return readOnlyError();
        return guarded(folder, [&]() -> decltype(body()) {
            Transaction transaction(*database, Transaction::Kind::write);
            auto result = body();
            if (result.ok()) transaction.commit();
            return result;
        });
    }
    template <class F>
    auto read(F&& body) -> decltype(body()) {
        return guarded(folder, [&]() -> decltype(body()) {
            const Transaction transaction(*database, Transaction::Kind::read);
            return body();
        });
    }

    Error readOnlyError() const;
    static Error unknownRun(const std::string& numberOrName);
    /// Inside a transaction.
    Result<RunRecord> findRunRow(const std::string& column, const std::string& value);
    /// The run of a row of kRunColumns and then kOwnerColumns.
    RunRecord runOf(Row& row);
    /// Inside a transaction: ok when this process owns the run; errors run.unknown, run.owned, run.lost.
    Status checkOwned(RunId id);
    /// Inside a transaction: ok while the run is there and its owner still `since` (or this process); error run.lost.
    Status checkOwner(RunId id, const ProcessMark& since);
    /// Nobody: a mark without a number. Error run.unknown.
    Result<ProcessMark> ownerOf(RunId id);
    bool ownerLives(const ProcessMark& owner, int64_t run, int64_t heartbeatMs);
    std::string freeRunName(const RunRecord& run);
    /// Before a filter is asked.
    void knowFilters();
    /// Inside a writing transaction: its rows go, its files lose their references. Errors run.unknown, run.owned.
    Status deleteRunRows(RunId id);
    /// Runs whose owner is alive; inside a transaction.
    std::vector<int64_t> ownedRuns();
};

}  // namespace ludus::store
