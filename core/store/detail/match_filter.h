// SPDX-License-Identifier: GPL-3.0-or-later
// From a query about matches to SQL: a condition with places for values. What a query says about agents and runs is
// looked up once in their own small tables, not once a match. Internal to core/store; thread of its connection.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/query/query.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

using SqlValue = std::variant<double, std::string>;

/// SQL and the values of its question marks, in order.
struct Condition {
    std::string sql;
    std::vector<SqlValue> values;
    bool empty() const { return sql.empty(); }
};

struct MatchFilter {
    Condition direct;     // of `match m JOIN line_up l LEFT JOIN run r`: for few matches
    Condition whole;      // of `match m` alone: for many
    Condition lineUps;    // of `line_up l`, implied by it; empty where nothing is known
    Condition runs;       // of `run r`, the same
    bool pinned = false;  // only pinned ones can be meant
};
MatchFilter matchFilter(const query::Node& root);

/// Binds from place `next` on and moves it.
void bindValues(SQLite::Statement& statement, int& next, const std::vector<SqlValue>& values);

}  // namespace ludus::store
