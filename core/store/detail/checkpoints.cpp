// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/checkpoints.h"

#include <algorithm>

#include "core/store/detail/metric_levels.h"

namespace ludus::store {
namespace {

constexpr double kInterval = 1.96;  // half of a 95 % interval in standard errors

struct Stored {
    int64_t eventSeq = 0;
    int64_t seq = 0;  // 0: its event is gone
    std::string hash, suffix;
};

/// `condition` has the run as ?1 and `number` as ?2.
std::vector<Stored> storedWhere(SQLite::Database& database, RunId run, const char* condition, int64_t number) {
    std::vector<Stored> list;
    SQLite::Statement query(
        database, std::string("SELECT event_seq, seq, hash, suffix FROM checkpoint WHERE run = ?1 AND ") + condition);
    bindAll(query, run.value, number);
    while (query.executeStep()) {
        Stored& stored = list.emplace_back();
        Row(query) >> stored.eventSeq >> stored.seq >> stored.hash >> stored.suffix;
    }
    return list;
}

void drop(SQLite::Database& database, Artefacts& artefacts, RunId run, const std::vector<Stored>& list) {
    for (const Stored& stored : list) {
        artefacts.dropReference(database, stored.hash, stored.suffix, 1);
        runSql(database, "DELETE FROM checkpoint WHERE run = ? AND event_seq = ?", run.value, stored.eventSeq);
        if (stored.seq > 0) runSql(database, "DELETE FROM event WHERE run = ? AND seq = ?", run.value, stored.seq);
    }
}

void dropArtefactsAbove(SQLite::Database& database, Artefacts& artefacts, RunId run, int64_t seq) {
    SQLite::Statement used(
        database,
        "SELECT hash, suffix, count(*) FROM (SELECT hash, suffix FROM snapshot WHERE run = ?1 AND seq > ?2 AND hash <> "
        "'' "
        "UNION ALL SELECT replay, replay_suffix FROM match WHERE run = ?1 AND seq > ?2 AND replay IS NOT NULL) "
        "GROUP BY hash, suffix");
    bindAll(used, run.value, seq);
    while (used.executeStep()) {
        std::string hash, suffix;
        int64_t count = 0;
        Row(used) >> hash >> suffix >> count;
        artefacts.dropReference(database, hash, suffix, count);
    }
}

std::string textOf(SQLite::Database& database, const char* sql, int64_t run, const std::string& value) {
    SQLite::Statement query(database, sql);
    return bindAll(query, run, value).executeStep() ? query.getColumn(0).getString() : std::string();
}

/// The best agent of then, when the checkpoint knows it; else that of now, when it was there already; else the first.
std::string bestAgentOf(SQLite::Database& database, RunId run, const std::string& then) {
    static constexpr const char* kKept = "SELECT hash FROM snapshot WHERE run = ?1 AND hash = ?2 LIMIT 1";
    const std::string now = textOf(database, "SELECT best_agent FROM run WHERE id = ?1 AND ?2 = ''", run.value, "");
    for (const std::string& hash : {then, now}) {
        std::string kept = textOf(database, kKept, run.value, hash);
        if (!kept.empty()) return kept;
    }
    return textOf(database, "SELECT hash FROM snapshot WHERE run = ?1 AND ?2 = '' ORDER BY seq LIMIT 1", run.value, "");
}

void rewindRunRow(SQLite::Database& database, RunId run, const CheckpointRecord& to, const std::string& bestAgent) {
    double elo = kUnknown, halfWidth = kUnknown;
    SQLite::Statement newest(database,
                             "SELECT p.value, p.half_width FROM metric_series s JOIN metric_point p ON p.series = s.id "
                             "WHERE s.run = ? AND s.name = 'elo' ORDER BY p.seq DESC, p.pos DESC LIMIT 1");
    if (bindAll(newest, run.value).executeStep()) Row(newest) >> elo >> halfWidth;
    const std::string latest = textOf(
        database, "SELECT hash FROM snapshot WHERE run = ?1 AND ?2 = '' AND player = 0 ORDER BY seq DESC LIMIT 1",
        run.value, "");
    runSql(database,
           "UPDATE run SET status = 'paused', reason = '', lost = 0, ended_ms = 0, steps = ?2, seconds = ?3, elo = ?4, "
           "elo_error = ?5, last_seq = ?6, best_agent = ?7, latest_agent = ?8, "
           "snapshots = (SELECT count(*) FROM snapshot WHERE run = ?1), "
           "started_ms = CASE WHEN EXISTS(SELECT 1 FROM state WHERE run = ?1 AND status = 'running') THEN started_ms "
           "ELSE 0 END WHERE id = ?1",
           run.value, to.step, to.seconds, elo, halfWidth / kInterval, to.eventSeq, bestAgent, latest);
}

}  // namespace

int addCheckpoint(SQLite::Database& database, Artefacts& artefacts, RunId run, int64_t seq,
                  const CheckpointTaken& taken, const std::string& bestAgent) {
    const CheckpointRecord& c = taken.checkpoint;
    const std::string& hash = c.hash.empty() ? taken.content.hash : c.hash;
    const std::vector<Stored> gone =
        storedWhere(database, run, "event_seq = ?2", c.eventSeq);  // taken twice at one moment
    drop(database, artefacts, run, gone);
    runSql(database,
           "INSERT INTO checkpoint(run, event_seq, seq, step, seconds, elo, best_agent, hash, suffix, wall_ms) "
           "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           run.value, c.eventSeq, seq, c.step, c.seconds, c.elo, bestAgent, hash, taken.content.suffix, c.wallMs);
    const int64_t bytes = taken.content.bytes ? static_cast<int64_t>(taken.content.bytes->size()) : 0;
    artefacts.addReference(database, hash, taken.content.suffix, bytes);
    const std::vector<Stored> old = storedWhere(
        database, run,
        "event_seq NOT IN (SELECT event_seq FROM checkpoint WHERE run = ?1 ORDER BY event_seq DESC LIMIT ?2) AND "
        "event_seq IS NOT (SELECT event_seq FROM checkpoint WHERE run = ?1 AND elo IS NOT NULL "
        "ORDER BY elo DESC, event_seq DESC LIMIT 1)",
        std::max(taken.keep, 1));
    drop(database, artefacts, run, old);
    return static_cast<int>(gone.size() + old.size());
}

std::vector<CheckpointRecord> readCheckpoints(SQLite::Database& database, RunId run) {
    std::vector<CheckpointRecord> list;
    SQLite::Statement query(database,
                            "SELECT run, event_seq, step, seconds, elo, hash, wall_ms FROM checkpoint WHERE run = ? "
                            "ORDER BY event_seq");
    bindAll(query, run.value);
    while (query.executeStep()) {
        CheckpointRecord& c = list.emplace_back();
        Row(query) >> c.run.value >> c.eventSeq >> c.step >> c.seconds >> c.elo >> c.hash >> c.wallMs;
    }
    return list;
}

bool rewindRows(SQLite::Database& database, Artefacts& artefacts, RunId run, const CheckpointRecord& to) {
    const std::vector<CheckpointRecord> kept = readCheckpoints(database, run);
    const auto same = [&](const CheckpointRecord& c) { return c.eventSeq == to.eventSeq && c.hash == to.hash; };
    const auto stored = std::find_if(kept.begin(), kept.end(), same);
    if (stored == kept.end()) return false;
    const int64_t last = to.eventSeq;
    drop(database, artefacts, run, storedWhere(database, run, "event_seq > ?2", last));
    dropArtefactsAbove(database, artefacts, run, last);
    runSql(database, "UPDATE checkpoint SET seq = NULL WHERE run = ? AND seq > ?", run.value, last);
    cutSeries(database, run, last);
    runSql(database, "DELETE FROM event WHERE run = ? AND seq > ?", run.value, last);  // what hangs on them goes too
    SQLite::Statement best(database, "SELECT best_agent FROM checkpoint WHERE run = ? AND event_seq = ?");
    bindAll(best, run.value, last).executeStep();
    const std::string then = best.getColumn(0).getString();
    best.reset();
    rewindRunRow(database, run, *stored, bestAgentOf(database, run, then));
    return true;
}

}  // namespace ludus::store
