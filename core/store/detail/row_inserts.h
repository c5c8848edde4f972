// SPDX-License-Identifier: GPL-3.0-or-later
// RowInserts: many rows of one table by few statements, because a statement costs more than a row. Internal to
// core/store; thread of its connection.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/store/detail/sql.h"

namespace ludus::store {

class RowInserts {
public:
    /// `insert`: "INSERT INTO table(names of the columns)".
    RowInserts(SQLite::Database& database, const std::string& insert, int columns)
        : one_(database, insert + " VALUES" + placeholders(columns)),
          many_(database, insert + " VALUES" + severalOf(placeholders(columns))) {}

    /// `bind(statement, place, row)` binds the columns of a row and moves `place`, that of the last one bound. What is
    /// bound without a copy lives until this returns.
    template <class T, class F>
    void run(const std::vector<T>& rows, F bind) {
        size_t at = 0;
        for (; at + kRows <= rows.size(); at += kRows) {
            int place = 0;
            for (size_t row = at; row < at + kRows; ++row)
                bind(many_, place, rows[row]);
            many_.exec();
            many_.tryReset();
        }
        for (; at < rows.size(); ++at) {
            int place = 0;
            bind(one_, place, rows[at]);
            one_.exec();
            one_.tryReset();
        }
    }

private:
    static constexpr size_t kRows = 16;

    static std::string placeholders(int columns) {
        std::string text = "(?";
        for (int i = 1; i < columns; ++i)
            text += ", ?";
        return text + ")";
    }
    static std::string severalOf(const std::string& row) {
        std::string text = row;
        for (size_t i = 1; i < kRows; ++i)
            text += ", " + row;
        return text;
    }

    SQLite::Statement one_, many_;
};

/// Binds the columns of a row in order, for RowInserts.
template <class... A>
void bindRow(SQLite::Statement& s, int& place, const A&... values) {
    (bindValue(s, ++place, values), ...);
}

}  // namespace ludus::store
