// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, durations and moments as people write them. Pure functions but for the time zone of the machine; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ludus::query::detail {

/// "1.5M", "100k", "3.42 M", "50 %", "1 342", "3e-4".
std::optional<double> readNumber(std::string_view text);
/// Seconds: "90", "3h", "20 min", "1 h 30 min", "2 天".
std::optional<double> readDuration(std::string_view text);
/// A span of time, milliseconds since 1970, the end not in it: "2026", "2026-11", "2026-11-20", "2026-11-20 14:02",
/// "today", "yesterday", "now", "3 h ago".
struct Span {
    int64_t from = 0, to = 0;
};
std::optional<Span> readMoment(std::string_view text, int64_t nowMs);

}  // namespace ludus::query::detail
