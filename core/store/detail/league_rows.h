// SPDX-License-Identifier: GPL-3.0-or-later
// Draws and verdicts of leagues from their records to rows and back, bit for bit: numbers that are neither counted nor
// looked for lie in blobs (which keep every double, NaN and -0 too). Internal to core/store; thread of its connection.
#pragma once

#include <string>
#include <vector>

#include "core/records/league_records.h"
#include "core/store/detail/row_inserts.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

extern const char* const kInsertDraw;
constexpr int kDrawColumnCount = 13;
extern const char* const kInsertVerdict;
extern const char* const kDrawColumns;     // of table draw d
extern const char* const kVerdictColumns;  // of table verdict

/// A draw on its way into its row: what is kept in blobs.
struct PackedDraw {
    int64_t seq = 0;
    const LeagueDraw* draw = nullptr;
    std::string empty;            // a byte each
    std::vector<double> numbers;  // probability, win rate, then those drawn
};
PackedDraw pack(int64_t seq, const LeagueDraw& draw);
void bindDraw(SQLite::Statement& insert, int& place, int64_t run, const PackedDraw& packed);
void insertVerdict(SQLite::Statement& insert, int64_t run, int64_t seq, const LeagueVerdict& verdict);

LeagueDraw readDraw(Row& row);
LeagueVerdict readVerdict(Row& row);

}  // namespace ludus::store
