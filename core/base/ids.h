// SPDX-License-Identifier: GPL-3.0-or-later
// Distinct id types: a SnapshotId cannot be passed for a RunId. Values; 0 means "none". Any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace ludus {

template <class Tag>
struct Id {
    int64_t value = 0;

    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using RunId = Id<struct RunTag>;
using PlayerId = Id<struct PlayerTag>;
using SnapshotId = Id<struct SnapshotTag>;
using MatchId = Id<struct MatchTag>;

}  // namespace ludus

template <class Tag>
struct std::hash<ludus::Id<Tag>> {
    size_t operator()(const ludus::Id<Tag>& id) const noexcept { return std::hash<int64_t>{}(id.value); }
};
