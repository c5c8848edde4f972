// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about what people make of runs (tags, notes, archive, the queue), and what pages keep.
#include <algorithm>
#include <string_view>

#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

constexpr std::string_view kSpaces[] = {" ", "\u00a0", "\u3000"};

/// One line without space around it.
std::string trimmed(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    }
    std::string_view rest = text;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view space : kSpaces) {
            if (rest.starts_with(space)) rest.remove_prefix(space.size()), again = true;
            if (rest.ends_with(space)) rest.remove_suffix(space.size()), again = true;
        }
    }
    return std::string(rest);
}

void writeKept(SQLite::Database& database, const KeptItem& item, const Clock& clock) {
    runSql(database, "INSERT OR REPLACE INTO kept(kind, name, body, changed_ms) VALUES(?, ?, ?, ?)", item.kind,
           item.name, item.body, item.changedMs != 0 ? item.changedMs : clock.wallMs());
}

std::vector<KeptItem> readKept(SQLite::Database& database, const std::string& kind) {
    std::vector<KeptItem> list;
    SQLite::Statement query(database, "SELECT kind, name, body, changed_ms FROM kept WHERE kind = ? ORDER BY name");
    bindAll(query, kind);
    while (query.executeStep()) {
        KeptItem& item = list.emplace_back();
        Row(query) >> item.kind >> item.name >> item.body >> item.changedMs;
    }
    return list;
}

}  // namespace

Status Workspace::setTags(RunId id, const std::vector<std::string>& tags) {
    std::vector<std::string> list;
    for (const std::string& tag : tags)
        list.push_back(trimmed(tag));
    std::erase(list, std::string());
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return impl_->write([&]() -> Status {
        SQLite::Database& database = *impl_->database;
        SQLite::Statement known(database, "SELECT 1 FROM run WHERE id = ?");
        if (!bindAll(known, id.value).executeStep()) return Impl::unknownRun(std::to_string(id.value));
        known.reset();
        runSql(database, "DELETE FROM run_tag WHERE run = ?", id.value);
        SQLite::Statement insert(database, "INSERT INTO run_tag(run, tag) VALUES(?, ?)");
        for (const std::string& tag : list)
            runSql(insert, id.value, tag);
        return {};
    });
}

Status Workspace::setNote(RunId id, const std::string& note) {
    return impl_->write([&]() -> Status {
        const int changed = runSql(*impl_->database, "UPDATE run SET note = ? WHERE id = ?", note, id.value);
        if (changed == 0) return Impl::unknownRun(std::to_string(id.value));
        return {};
    });
}

/// Some may have gone meanwhile; it is an error when all have.
Status Workspace::setArchived(const std::vector<RunId>& ids, bool archived) {
    return impl_->write([&]() -> Status {
        SQLite::Statement update(*impl_->database, "UPDATE run SET archived = ? WHERE id = ?");
        int found = 0;
        for (const RunId id : ids)
            found += runSql(update, archived ? 1 : 0, id.value);
        if (found == 0 && !ids.empty()) return Impl::unknownRun(std::to_string(ids.front().value));
        return {};
    });
}

/// One that is gone already is what was asked for.
Status Workspace::deleteRuns(const std::vector<RunId>& ids) {
    const Status deleted = impl_->write([&]() -> Status {
        for (const RunId id : ids) {
            const Status gone = impl_->deleteRunRows(id);
            if (!gone && gone.error().code != "run.unknown") return gone;
        }
        return {};
    });
    if (!deleted) return deleted;
    (void)guarded(impl_->folder, [&] { return impl_->artefacts.collect(*impl_->database); });  // what stays is a stray
    return {};
}

Result<std::vector<std::pair<std::string, int64_t>>> Workspace::tags() const {
    return impl_->read([&]() -> Result<std::vector<std::pair<std::string, int64_t>>> {
        std::vector<std::pair<std::string, int64_t>> list;
        SQLite::Statement query(*impl_->database,
                                "SELECT tag, count(*) AS runs FROM run_tag GROUP BY tag ORDER BY runs DESC, tag");
        while (query.executeStep()) {
            auto& [tag, runs] = list.emplace_back();
            Row(query) >> tag >> runs;
        }
        return list;
    });
}

Status Workspace::setQueuePlace(RunId id, double place) {
    return impl_->write([&]() -> Status {
        const int changed = runSql(*impl_->database, "UPDATE run SET queue_place = ? WHERE id = ?", place, id.value);
        if (changed == 0) return Impl::unknownRun(std::to_string(id.value));
        return {};
    });
}

Result<RunId> Workspace::nextQueued() const {
    return impl_->read([&]() -> Result<RunId> {
        // Without a place it is about to be started by who made it; with a heartbeat somebody took it once.
        SQLite::Statement query(*impl_->database,
                                "SELECT id FROM run WHERE status = 'queued' AND queue_place <> 0 AND owner_pid = 0 AND "
                                "heartbeat_ms = 0 ORDER BY queue_place, id LIMIT 1");
        return RunId{query.executeStep() ? query.getColumn(0).getInt64() : 0};
    });
}

Status Workspace::keep(const KeptItem& item) {
    return impl_->write([&]() -> Status {
        writeKept(*impl_->database, item, impl_->clock);
        return {};
    });
}

Result<bool> Workspace::keepUnlessChanged(const KeptItem& item, const std::vector<KeptItem>& asRead) {
    return impl_->write([&]() -> Result<bool> {
        const std::vector<KeptItem> now = readKept(*impl_->database, item.kind);
        const bool same =
            std::equal(now.begin(), now.end(), asRead.begin(), asRead.end(),
                       [](const KeptItem& a, const KeptItem& b) { return a.name == b.name && a.body == b.body; });
        if (same) writeKept(*impl_->database, item, impl_->clock);
        return same;
    });
}

Status Workspace::forget(const std::string& kind, const std::string& name) {
    return impl_->write([&]() -> Status {
        runSql(*impl_->database, "DELETE FROM kept WHERE kind = ? AND name = ?", kind, name);
        return {};
    });
}

Result<std::vector<KeptItem>> Workspace::kept(const std::string& kind) const {
    return impl_->read([&]() -> Result<std::vector<KeptItem>> { return readKept(*impl_->database, kind); });
}

}  // namespace ludus::store
