// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/metric_levels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ludus::store {

namespace {

void upsertRow(SQLite::Statement& upsert, int64_t series, int level, int64_t number, const LevelRow& row) {
    const MetricBucket& b = row.bucket;
    if (b.n == 0) return;
    runSql(upsert, series, level, number, b.min, b.max, b.mean, b.n, b.firstStep, b.lastStep, row.firstSeq);
}

}  // namespace

LevelStatements::LevelStatements(SQLite::Database& d)
    : upsert(d,
             "INSERT OR REPLACE INTO metric_level(series, level, bucket, min, max, mean, n, first_step, last_step, "
             "first_seq) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      points(d, "UPDATE metric_series SET points = ? WHERE id = ?") {}

void LevelWriter::fold(Level& level, const LevelRow& part) {
    LevelRow& row = level.closed;
    MetricBucket& whole = row.bucket;
    const MetricBucket& b = part.bucket;
    if (b.n == 0) return;
    const bool first = whole.n == 0;
    whole.min = first ? b.min : std::min(whole.min, b.min);
    whole.max = first ? b.max : std::max(whole.max, b.max);
    whole.firstStep = first ? b.firstStep : std::min(whole.firstStep, b.firstStep);
    whole.lastStep = first ? b.lastStep : std::max(whole.lastStep, b.lastStep);
    row.firstSeq = first ? part.firstSeq : std::min(row.firstSeq, part.firstSeq);
    whole.n += b.n;
    level.sum += b.mean * static_cast<double>(b.n);
    whole.mean = level.sum / static_cast<double>(whole.n);
}

LevelWriter::LevelWriter(SQLite::Database& database, int64_t series, int64_t points) : points_(points) {
    if (points == 0) return;
    // Of level 1 the open bucket's points, of the others the closed buckets below their open one.
    int64_t open = (points - 1) / kBucketParts;
    levels_.push_back({});
    levels_[0].number = open;
    SQLite::Statement tail(
        database,
        "SELECT seq, step, value FROM (SELECT seq, pos, step, value FROM metric_point WHERE series = ? "
        "ORDER BY seq DESC, pos DESC LIMIT ?) ORDER BY seq, pos");
    bindAll(tail, series, points - open * kBucketParts);
    while (tail.executeStep()) {
        int64_t seq = 0, step = 0;
        double value = 0;
        Row(tail) >> seq >> step >> value;
        if (std::isfinite(value)) fold(levels_[0], {{step, step, value, value, value, 1}, seq});
    }
    SQLite::Statement below(database,
                            "SELECT first_step, last_step, min, max, mean, n, first_seq FROM metric_level "
                            "WHERE series = ? AND level = ? AND bucket >= ? AND bucket < ? ORDER BY bucket");
    for (int level = 1; open > 0; ++level) {
        Level& next = levels_.emplace_back();
        next.number = open / kBucketParts;
        below.reset();
        bindAll(below, series, level, next.number * kBucketParts, open);
        while (below.executeStep()) {
            LevelRow row;
            MetricBucket& b = row.bucket;
            Row(below) >> b.firstStep >> b.lastStep >> b.min >> b.max >> b.mean >> b.n >> row.firstSeq;
            fold(next, row);
        }
        open = next.number;
    }
}

/// The open bucket of levels_[level] is full, and so are those below it, which are folded into it already.
void LevelWriter::close(size_t level) {
    const LevelRow row = levels_[level].closed;
    full_.push_back({static_cast<int>(level) + 1, levels_[level].number, row});
    levels_[level] = Level{{}, 0, levels_[level].number + 1};
    if (level + 1 == levels_.size()) levels_.emplace_back();
    fold(levels_[level + 1], row);
    if (levels_[level].number % kBucketParts == 0) close(level + 1);
}

void LevelWriter::add(int64_t step, double value, int64_t seq) {
    if (levels_.empty()) levels_.emplace_back();
    if (points_ > 0 && points_ % kBucketParts == 0) close(0);
    ++points_;
    touched_ = true;
    if (std::isfinite(value)) fold(levels_[0], {{step, step, value, value, value, 1}, seq});
}

void LevelWriter::flush(LevelStatements& sql, int64_t series) {
    for (const Full& full : full_)
        upsertRow(sql.upsert, series, full.level, full.number, full.row);
    LevelRow below;
    for (size_t i = 0; i < levels_.size(); ++i) {
        Level open = levels_[i];
        fold(open, below);
        below = open.closed;
        upsertRow(sql.upsert, series, static_cast<int>(i) + 1, open.number, below);
    }
    full_.clear();
    touched_ = false;
    runSql(sql.points, points_, series);
}

void cutSeries(SQLite::Database& database, RunId run, int64_t lastSeq) {
    std::vector<std::pair<int64_t, int64_t>> all;
    SQLite::Statement query(database, "SELECT id, points FROM metric_series WHERE run = ?");
    bindAll(query, run.value);
    while (query.executeStep()) {
        auto& [id, points] = all.emplace_back();
        Row(query) >> id >> points;
    }
    SQLite::Statement cut(database, "DELETE FROM metric_point WHERE series = ? AND seq > ?");
    SQLite::Statement clear(database, "DELETE FROM metric_level WHERE series = ? AND level = ? AND bucket >= ?");
    LevelStatements sql(database);
    for (const auto& [series, before] : all) {
        const int64_t points = before - runSql(cut, series, lastSeq);
        if (points == before) continue;
        if (points == 0) {
            runSql(database, "DELETE FROM metric_series WHERE id = ?", series);
            continue;
        }
        int64_t below = 1;  // points in a bucket of the level below
        for (int level = 1; level == 1 || below < before; ++level, below *= kBucketParts)
            runSql(clear, series, level, below < points || level == 1 ? (points - 1) / (below * kBucketParts) : 0);
        LevelWriter(database, series, points).flush(sql, series);
    }
}

}  // namespace ludus::store
