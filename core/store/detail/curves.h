// SPDX-License-Identifier: GPL-3.0-or-later
// Reads curves in as few rows as their drawing needs, from metric_level or, where few, from metric_point. Inside
// reading transactions of the caller. Internal to core/store; thread of its connection.
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/detail/sql.h"
#include "core/store/workspace.h"

namespace ludus::store {

class CurveReader {
public:
    explicit CurveReader(SQLite::Database& database);

    /// At most `most` buckets of a series with `points` points, of what lies between two steps (inclusive); more than
    /// half as many where there are that many points. Reads at most about kSpare times as many rows. Points with one
    /// step or out of order are as good as others.
    std::vector<MetricBucket> range(int64_t series, int64_t points, int64_t fromStep, int64_t toStep, int most);
    /// The same of the whole series, from its levels alone; points only of one that fits into one bucket.
    std::vector<MetricBucket> whole(int64_t series, int64_t points, int most);

    static constexpr int64_t kSpare = 8;

private:
    struct Numbered {
        int64_t number;  // of the bucket in its level, or of the point in its series
        MetricBucket bucket;
    };
    static std::vector<MetricBucket> merge(const std::vector<Numbered>& parts, int most);
    std::vector<Numbered> level(int64_t series, int number, int64_t first, int64_t last);
    std::vector<Numbered> points(int64_t series, int64_t firstBucket, int64_t lastBucket, int64_t fromStep,
                                 int64_t toStep);

    SQLite::Statement level_, narrow_, start_, points_;
};

}  // namespace ludus::store
