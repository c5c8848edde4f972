// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about room on the disk.
#include <algorithm>

#include "core/store/detail/retention.h"
#include "core/store/detail/strays.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

/// Every row that names a file, with its run (NULL: none).
constexpr const char* kUsed =
    "SELECT run, hash, suffix FROM snapshot WHERE hash <> '' "
    "UNION ALL SELECT run, replay, replay_suffix FROM match WHERE replay IS NOT NULL "
    "UNION ALL SELECT run, hash, suffix FROM checkpoint UNION ALL SELECT run, hash, suffix FROM run_artefact";

void add(DiskUse::Kind& kind, int64_t bytes, int64_t files = 1) {
    kind.files += files;
    kind.bytes += bytes;
}

/// By what names them; those that are not there take no room.
void countFiles(SQLite::Database& database, const ArtefactFiles& found, DiskUse& use) {
    SQLite::Statement query(database,
                            "SELECT a.hash, a.suffix, a.bytes, a.suffix = '.safetensors' AND EXISTS(SELECT 1 FROM "
                            "agent WHERE agent.hash = a.hash) FROM artefact a WHERE a.refs > 0");
    while (query.executeStep()) {
        std::string hash, suffix;
        int64_t bytes = 0;
        int isAgent = 0;
        Row(query) >> hash >> suffix >> bytes >> isAgent;
        if (found.named.count(hash + suffix) == 0) continue;
        DiskUse::Kind& kind = suffix == ".replay"       ? use.replays
                              : suffix == ".checkpoint" ? use.checkpoints
                              : isAgent != 0            ? use.agents
                                                        : use.snapshots;
        add(kind, bytes);
    }
    for (const Stray& stray : found.strays)
        add(use.strays, stray.bytes);
}

void countRuns(SQLite::Database& database, DiskUse& use) {
    SQLite::Statement runs(database, "SELECT id, name, last_seq FROM run ORDER BY id");
    while (runs.executeStep()) {
        DiskUse::OfRun& run = use.runs.emplace_back();
        Row(runs) >> run.run.value >> run.name >> run.rows;
    }
    SQLite::Statement used(
        database, std::string("SELECT run, suffix, count(*), sum(bytes) FROM (SELECT u.run, a.suffix, a.bytes FROM (") +
                      kUsed +
                      ") u JOIN artefact a ON a.hash = u.hash AND a.suffix = u.suffix WHERE u.run IS NOT NULL "
                      "GROUP BY u.run, a.hash, a.suffix HAVING count(*) = a.refs) GROUP BY run, suffix");
    while (used.executeStep()) {
        int64_t run = 0, files = 0, bytes = 0;
        std::string suffix;
        Row(used) >> run >> suffix >> files >> bytes;
        const auto at = std::lower_bound(use.runs.begin(), use.runs.end(), run,
                                         [](const DiskUse::OfRun& one, int64_t id) { return one.run.value < id; });
        if (at == use.runs.end() || at->run.value != run) continue;
        add(suffix == ".replay"       ? at->replays
            : suffix == ".checkpoint" ? at->checkpoints
                                      : at->snapshots,
            bytes, files);
    }
}

}  // namespace

Result<DiskUse> Workspace::diskUse() const {
    return impl_->read([&]() -> Result<DiskUse> {
        DiskUse use;
        const Result<ArtefactFiles> found = artefactFiles(*impl_->database, impl_->folder, impl_->files);
        if (!found) return found.error();
        countFiles(*impl_->database, *found, use);
        countRuns(*impl_->database, use);
        for (const char* name : {"studio.db", "studio.db-wal", "studio.db-shm"})
            use.databaseBytes += fileBytes(joinPath(impl_->folder, name));
        use.freeBytes = impl_->files.freeBytes(impl_->folder);
        return use;
    });
}

Result<FreedRoom> Workspace::wouldFree(const Retention& retention) const {
    return impl_->read([&]() -> Result<FreedRoom> {
        const RetentionPlan plan(*impl_->database, retention, impl_->ownedRuns());
        const Result<ArtefactFiles> found = artefactFiles(*impl_->database, impl_->folder, impl_->files);
        if (!found) return found.error();
        FreedRoom freed = plan.freed();
        for (const Stray& stray : found->strays)
            add(freed.strays, stray.bytes);
        return freed;
    });
}

/// First the rows, in one transaction; then the files. Whoever dies in between leaves strays, which go the next time.
Result<FreedRoom> Workspace::freeRoom(const Retention& retention) {
    Result<FreedRoom> freed = impl_->write([&]() -> Result<FreedRoom> {
        RetentionPlan plan(*impl_->database, retention, impl_->ownedRuns());
        plan.apply(impl_->artefacts);
        return plan.freed();
    });
    if (!freed) return freed;
    const Status collected = guarded(impl_->folder, [&] { return impl_->artefacts.collect(*impl_->database); });
    if (!collected) return collected.error();
    return impl_->write([&]() -> Result<FreedRoom> {
        const Result<ArtefactFiles> found = artefactFiles(*impl_->database, impl_->folder, impl_->files);
        if (!found) return found.error();
        for (const Stray& stray : found->strays) {
            const Status gone = impl_->files.remove(stray.path);
            if (!gone) return gone.error();
            add(freed->strays, stray.bytes);
        }
        return *freed;
    });
}

}  // namespace ludus::store
