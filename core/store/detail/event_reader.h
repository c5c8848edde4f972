// SPDX-License-Identifier: GPL-3.0-or-later
// Rebuilds the durable events of a run from their rows, in order. Call inside a reading transaction. Internal.
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include "core/records/events.h"
#include "core/store/detail/sql.h"
#include "core/store/workspace.h"

namespace ludus::store {

/// The place of T among the kinds of events, as it is stored.
template <class T, size_t I = 0>
constexpr int kindOf() {
    if constexpr (std::is_same_v<T, std::variant_alternative_t<I, EventBody>>) {
        return static_cast<int>(I);
    } else {
        return kindOf<T, I + 1>();
    }
}

/// A set of kinds, a bit each.
using Kinds = int64_t;
template <class... T>
constexpr Kinds kindsOf() {
    return ((Kinds{1} << kindOf<T>()) | ...);
}
constexpr Kinds kAllKinds = (Kinds{1} << std::variant_size_v<EventBody>)-1;
Kinds kindsOf(EventParts parts);

struct EventRange {
    int64_t after = 0;  // its first number lies above
    int64_t upTo = std::numeric_limits<int64_t>::max();
};

std::vector<RunEvent> readEvents(SQLite::Database& database, RunId run, const EventRange& range, Kinds kinds);

}  // namespace ludus::store
