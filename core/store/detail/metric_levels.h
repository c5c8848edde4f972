// SPDX-License-Identifier: GPL-3.0-or-later
// The levels of curves (table metric_level): a bucket of level 1 sums up 16 points of a series, one of each further
// level 16 buckets of the level below; a level exists once there are more points than one bucket of the level below
// holds. Points that are not finite count in the order, but enter no bucket. Internal to core/store; thread of its
// connection.
#pragma once

#include <cstdint>
#include <vector>

#include "core/records/records.h"
#include "core/store/detail/sql.h"
#include "core/store/workspace.h"

namespace ludus::store {

inline constexpr int64_t kBucketParts = 16;

/// A row of metric_level; n 0: no finite value yet, no row.
struct LevelRow {
    MetricBucket bucket;
    int64_t firstSeq = 0;  // number of the event of its first point
};

struct LevelStatements {
    explicit LevelStatements(SQLite::Database& database);
    SQLite::Statement upsert, points;
};

/// Writes the levels of one series as its points arrive. Its open buckets are what the rows say: one that is loaded
/// writes on bit for bit as the one that wrote them.
class LevelWriter {
public:
    LevelWriter() = default;
    /// Takes up what is stored of a series with `points` points.
    LevelWriter(SQLite::Database& database, int64_t series, int64_t points);

    void add(int64_t step, double value, int64_t seq);
    bool touched() const { return touched_; }
    /// Writes every bucket touched since the last time, and the number of points.
    void flush(LevelStatements& sql, int64_t series);

private:
    struct Level {
        LevelRow closed;     // of what is closed below it
        double sum = 0;      // of the values in `closed`
        int64_t number = 0;  // of the open bucket
    };
    struct Full {
        int level;
        int64_t number;
        LevelRow row;
    };

    void close(size_t level);
    static void fold(Level& level, const LevelRow& part);

    std::vector<Level> levels_;  // [0] is level 1
    std::vector<Full> full_;     // closed since the last flush
    int64_t points_ = 0;
    bool touched_ = false;
};

/// Inside a writing transaction: the points of the run above the event number go, and the levels are what they were.
void cutSeries(SQLite::Database& database, RunId run, int64_t lastSeq);

}  // namespace ludus::store
