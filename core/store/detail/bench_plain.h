// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of the store's measurement: the same rows by plain C calls of SQLite, with the same tables, pragmas and
// transactions, on the calling thread. Internal to core/store.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/records/events.h"

namespace ludus::store {

inline constexpr int kBenchLineUps = 20;

/// Rows a second of matches, or of points of curves with their levels, whichever `events` (one run's) hold.
Result<double> plainRate(const std::string& folder, double seconds, const std::vector<RunEvent>& events);

}  // namespace ludus::store
