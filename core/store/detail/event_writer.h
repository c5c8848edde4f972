// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the events of one run as rows, inside transactions of the caller, and keeps the run's own row up to date.
// Rows of heads, matches, draws and points wait until others refer to them, so that those of a table or curve go side
// by side into it. What it remembers (ids, totals) is valid only for committed transactions: after a rollback call
// forget(). Internal to core/store; thread of its connection.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/records/events.h"
#include "core/store/detail/artefacts.h"
#include "core/store/detail/league_rows.h"
#include "core/store/detail/metric_levels.h"
#include "core/store/detail/sql.h"

namespace ludus::store {

class EventWriter {
public:
    EventWriter(SQLite::Database& database, Artefacts& artefacts, RunId run);
    ~EventWriter();

    /// The event lives until writeTotals(), unless `now`: then all its rows are written before this returns, so that a
    /// refusal is about it.
    void write(const RunEvent& event, bool now = false);
    void writeProgress(const RunEvent& event);
    /// Last in the transaction: the points of curves with their levels, and the run's row.
    void writeTotals();
    /// Once: whether checkpoints were dropped, whose files may be unused now.
    bool takeDropped() { return std::exchange(dropped_, 0) > 0; }
    /// After a rollback.
    void forget();
    /// A match without a run.
    static void writeFriendly(SQLite::Database& database, const MatchRecord& match, const std::string& suffix);

private:
    struct Statements;
    struct Match {
        const RunEvent* event;
        int64_t lineUp;
    };
    struct Point {
        int64_t seq, pos, step, wallMs;
        double value, halfWidth;
    };
    struct Series {
        int64_t id = 0;
        LevelWriter levels;
        std::vector<Point> points;  // of this transaction
    };

    void body(const RunEvent& event, const StateChanged& state);
    void body(const RunEvent& event, const Progress& progress);
    void body(const RunEvent& event, const Metrics& metrics);
    void body(const RunEvent& event, const Tallied& tallied);
    void body(const RunEvent& event, const MatchPlayed& played);
    void body(const RunEvent& event, const SnapshotFrozen& frozen);
    void body(const RunEvent& event, const Rated& rated);
    void body(const RunEvent& event, const Logged& logged);
    void body(const RunEvent& event, const CheckpointTaken& taken);
    void body(const RunEvent& event, const OptionChanged& change);
    void body(const RunEvent& event, const Alerted& alert);
    void body(const RunEvent& event, const Drawn& drawn);
    void body(const RunEvent& event, const Judged& judged);
    void loadTotals();
    void flushRows();
    void flush(Series& series);
    Series& seriesOf(const std::string& name);
    int64_t lineUpId(const MatchRecord& match);
    std::string snapshotHash(const RatingRecord& rating);
    std::set<std::string> agentsOfOthers();

    SQLite::Database& database_;
    Artefacts& artefacts_;
    RunId run_;
    std::unique_ptr<Statements> sql_;
    RunRecord totals_;
    std::vector<const RunEvent*> heads_;  // of this transaction, not written yet
    std::vector<Match> matches_;          // the same
    std::vector<PackedDraw> draws_;       // the same
    std::unordered_map<std::string, Series> series_;
    std::unordered_map<std::string, int64_t> lineUps_;
    std::string lineUpKey_;
    int dropped_ = 0;
};

}  // namespace ludus::store
