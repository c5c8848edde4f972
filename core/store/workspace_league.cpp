// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about leagues.
#include <algorithm>

#include "core/store/detail/event_reader.h"
#include "core/store/detail/league_rows.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

/// By a named index, so that SQLite does not choose to read all of the run. `rest` goes on after "WHERE d.run = ?".
template <class... A>
std::vector<RunEvent> readDraws(SQLite::Database& database, RunId run, const char* index, const char* rest,
                                const A&... values) {
    std::vector<RunEvent> list;
    SQLite::Statement query(database, std::string("SELECT d.seq, e.wall_ms, e.seconds, ") + kDrawColumns +
                                          " FROM draw d INDEXED BY " + index +
                                          " JOIN event e ON e.run = d.run AND e.seq = d.seq WHERE d.run = ? " + rest);
    bindAll(query, run.value, values...);
    while (query.executeStep()) {
        RunEvent& event = list.emplace_back();
        event.run = run;
        Row row(query);
        row >> event.seq >> event.wallMs >> event.seconds;
        event.body = Drawn{readDraw(row)};
    }
    return list;
}

/// Before those that were drawn the numbers of every draw keep its probability and win rate.
constexpr int kBytesWithoutNumbers = 2 * sizeof(double);

}  // namespace

Result<std::vector<RunEvent>> Workspace::leagueEvents(RunId id, int64_t after, int64_t upTo, bool draws) const {
    constexpr Kinds kLeague = kindsOf<Tallied, Judged, SnapshotFrozen, Rated, OptionChanged>();
    return impl_->read([&]() -> Result<std::vector<RunEvent>> {
        return readEvents(*impl_->database, id, {after, upTo}, kLeague | (draws ? kindsOf<Drawn>() : 0));
    });
}

Result<std::optional<RunEvent>> Workspace::draw(RunId id, int64_t drawId) const {
    return impl_->read([&]() -> Result<std::optional<RunEvent>> {
        std::vector<RunEvent> found = readDraws(*impl_->database, id, "draw_by_id", "AND d.id = ? LIMIT 1", drawId);
        if (found.empty()) return std::optional<RunEvent>();
        return std::optional<RunEvent>(std::move(found[0]));
    });
}

Result<std::vector<RunEvent>> Workspace::draws(RunId id, int player, int64_t belowId, int limit) const {
    return impl_->read([&]() -> Result<std::vector<RunEvent>> {
        const int64_t below = belowId > 0 ? belowId : std::numeric_limits<int64_t>::max();
        const int most = std::max(limit, 0);
        if (player < 0)
            return readDraws(*impl_->database, id, "draw_by_id", "AND d.id < ? ORDER BY d.id DESC LIMIT ?", below,
                             most);
        return readDraws(*impl_->database, id, "draw_of_player",
                         "AND d.player = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?", player, below, most);
    });
}

Result<int64_t> Workspace::drawCount(RunId id, int player) const {
    return impl_->read([&]() -> Result<int64_t> {
        SQLite::Statement query(*impl_->database, player < 0
                                                      ? "SELECT count(*) FROM draw WHERE run = ?"
                                                      : "SELECT count(*) FROM draw WHERE run = ? AND player = ?");
        query.bind(1, id.value);
        if (player >= 0) query.bind(2, player);
        query.executeStep();
        return query.getColumn(0).getInt64();
    });
}

Result<DrawCounts> Workspace::countDraws(RunId id, int player, int64_t aboveId) const {
    return impl_->read([&]() -> Result<DrawCounts> {
        DrawCounts out;
        SQLite::Statement query(*impl_->database,
                                "SELECT branch, empty, count(*), max(id) FROM draw INDEXED BY draw_of_player WHERE "
                                "run = ? AND player = ? AND id > ? AND length(numbers) > ? GROUP BY branch, empty");
        bindAll(query, id.value, player, aboveId, kBytesWithoutNumbers);
        while (query.executeStep()) {
            int branch = 0;
            std::string empty;
            int64_t draws = 0, newest = 0;
            Row(query) >> branch >> empty >> draws >> newest;
            out.draws += draws;
            out.newest = std::max(out.newest, newest);
            const auto add = [draws](auto& counts, int of) {
                if (of >= 0 && of < kDrawBranches) counts[static_cast<size_t>(of)] += draws;
            };
            add(out.drawn, branch);
            for (const char one : empty)
                add(out.withNone, one);
        }
        return out;
    });
}

Result<std::vector<RunEvent>> Workspace::optionChanges(RunId id, int64_t after) const {
    return impl_->read([&]() -> Result<std::vector<RunEvent>> {
        std::vector<RunEvent> list;
        SQLite::Statement query(*impl_->database,
                                "SELECT c.seq, e.wall_ms, e.seconds, c.key, c.before, c.after, c.step FROM "
                                "option_change c JOIN event e ON e.run = c.run AND e.seq = c.seq WHERE c.run = ? AND "
                                "c.seq > ? ORDER BY c.seq");
        bindAll(query, id.value, after);
        while (query.executeStep()) {
            RunEvent& event = list.emplace_back();
            event.run = id;
            OptionChanged change;
            Row(query) >> event.seq >> event.wallMs >> event.seconds >> change.key >> change.before >> change.after >>
                change.step;
            event.body = std::move(change);
        }
        return list;
    });
}

}  // namespace ludus::store
