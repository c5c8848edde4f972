// SPDX-License-Identifier: GPL-3.0-or-later
// From rows to records: one column list and one reader a record, so that every query agrees. Internal to core/store.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "core/records/events.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

extern const char* const kRunColumns;       // of table run
extern const char* const kSnapshotColumns;  // of table snapshot s
extern const char* const kMatchColumns;     // of match m JOIN line_up l
extern const char* const kRatingColumns;    // of table rating

/// `interrupted` says that it could be resumed, had it no owner.
RunRecord readRun(Row& row);
SnapshotRecord readSnapshot(Row& row);
MatchRecord readMatch(Row& row);
RatingRecord readRating(Row& row);

/// Lists of texts as a JSON array.
std::string toJson(const std::vector<std::string>& list);
std::vector<std::string> fromJson(const std::string& json);

template <class T>
Blob toBlob(const std::vector<T>& values) {
    return {values.data(), values.size() * sizeof(T)};
}
template <class T>
std::vector<T> fromBlob(const std::string& bytes) {
    std::vector<T> values(bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    return values;
}

}  // namespace ludus::store
