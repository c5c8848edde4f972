// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the store in `folder` (made and left by the caller): how many rows a second reach the disk through the
// StoreWriter, against plain C calls of SQLite with the same tables and settings (a statement a row, prepared once,
// 10000 rows a transaction, one thread that gets its rows for nothing); how long a window waits for many runs and
// points. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/result.h"

namespace ludus::store {

struct StoreRate {
    std::string name;      // "match rows", "metric points" (with their levels)
    double rate = 0;       // rows a second
    double plainRate = 0;  // of the peer
};

/// Takes about `seconds` of wall time.
Result<std::vector<StoreRate>> benchStore(const std::string& folder, double seconds);

struct StoreTime {
    std::string name;
    double milliseconds = 0;
    int64_t points = 0;  // that there are
};

/// Fills the workspace, then measures with a fresh connection: "overview" (all runs, and one curve of each), "curve" (a
/// long one whole, 1000 buckets), "curve panned" (a tenth of it, moved).
Result<std::vector<StoreTime>> benchReading(const std::string& folder, int runs, int64_t points);

inline constexpr const char* kLongCurve = "long";
/// Makes finished runs with ten curves each, and in the first of them one more, kLongCurve, with a tenth of all points.
/// Returns that run.
Result<RunId> fillWorkspace(const std::string& folder, int runs, int64_t points);

}  // namespace ludus::store
