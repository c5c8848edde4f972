// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about what happened in runs.
#include "core/store/detail/event_reader.h"
#include "core/store/detail/event_writer.h"
#include "core/store/detail/rows.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {

Result<std::vector<RunEvent>> Workspace::events(RunId id, int64_t after, EventParts parts) const {
    return impl_->read(
        [&]() -> Result<std::vector<RunEvent>> { return readEvents(*impl_->database, id, {after}, kindsOf(parts)); });
}

Result<std::vector<std::string>> Workspace::curveNames(RunId id) const {
    return impl_->read([&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> names;
        SQLite::Statement query(*impl_->database, "SELECT name FROM metric_series WHERE run = ? ORDER BY id");
        bindAll(query, id.value);
        while (query.executeStep())
            Row(query) >> names.emplace_back();
        return names;
    });
}

Result<std::vector<MetricPoint>> Workspace::metrics(RunId id, const std::vector<std::string>& names) const {
    return impl_->read([&]() -> Result<std::vector<MetricPoint>> {
        std::vector<MetricPoint> points;
        SQLite::Statement query(*impl_->database,
                                "SELECT s.name, p.step, p.value, p.half_width FROM metric_series s "
                                "JOIN metric_point p ON p.series = s.id WHERE s.run = ?1 AND "
                                "(?2 OR s.name IN (SELECT value FROM json_each(?3))) ORDER BY p.seq, p.pos");
        const std::string wanted = toJson(names);  // outlives the steps
        bindAll(query, id.value, names.empty() ? 1 : 0, wanted);
        while (query.executeStep()) {
            MetricPoint& point = points.emplace_back();
            Row(query) >> point.name >> point.step >> point.value >> point.halfWidth;
        }
        return points;
    });
}

Result<std::vector<SnapshotRecord>> Workspace::snapshots(RunId id) const {
    return impl_->read([&]() -> Result<std::vector<SnapshotRecord>> {
        std::vector<SnapshotRecord> list;
        SQLite::Statement query(*impl_->database, std::string("SELECT ") + kSnapshotColumns +
                                                      " FROM snapshot s WHERE s.run = ? ORDER BY s.seq");
        bindAll(query, id.value);
        while (query.executeStep()) {
            Row row(query);
            list.push_back(readSnapshot(row));
        }
        return list;
    });
}

Result<std::optional<SnapshotRecord>> Workspace::snapshot(SnapshotId id) const {
    return impl_->read([&]() -> Result<std::optional<SnapshotRecord>> {
        SQLite::Statement query(*impl_->database,
                                std::string("SELECT ") + kSnapshotColumns + " FROM snapshot s WHERE s.id = ?");
        if (!bindAll(query, id.value).executeStep()) return std::optional<SnapshotRecord>();
        Row row(query);
        return std::optional<SnapshotRecord>(readSnapshot(row));
    });
}

Result<std::vector<RatingRecord>> Workspace::ratings(RunId id) const {
    return impl_->read([&]() -> Result<std::vector<RatingRecord>> {
        std::vector<RatingRecord> list;
        SQLite::Statement query(
            *impl_->database, std::string("SELECT ") + kRatingColumns + " FROM rating WHERE run = ? ORDER BY seq, pos");
        bindAll(query, id.value);
        while (query.executeStep()) {
            Row row(query);
            list.push_back(readRating(row));
        }
        return list;
    });
}

Result<std::vector<MatchRecord>> Workspace::matches(RunId id, int limit, bool recordedOnly) const {
    return impl_->read([&]() -> Result<std::vector<MatchRecord>> {
        std::vector<MatchRecord> list;
        std::string sql =
            std::string("SELECT ") + kMatchColumns + " FROM match m JOIN line_up l ON l.id = m.line_up WHERE ";
        sql += id ? "m.run = ?1" : "?1 = 0";
        if (recordedOnly) sql += " AND m.replay IS NOT NULL";
        sql += id && !recordedOnly ? " ORDER BY m.seq DESC LIMIT ?2" : " ORDER BY m.id DESC LIMIT ?2";
        SQLite::Statement query(*impl_->database, sql);
        bindAll(query, id.value, limit);
        while (query.executeStep()) {
            Row row(query);
            list.push_back(readMatch(row));
        }
        return list;
    });
}

Status Workspace::addMatch(const MatchRecord& match) {
    return impl_->write([&]() -> Status {
        static const std::string kSuffix = ".replay";
        EventWriter::writeFriendly(*impl_->database, match, kSuffix);
        return {};
    });
}

}  // namespace ludus::store
