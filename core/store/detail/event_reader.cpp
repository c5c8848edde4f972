// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/event_reader.h"

#include "core/store/detail/intern.h"
#include "core/store/detail/rows.h"

namespace ludus::store {
namespace {

template <size_t I = 0>
EventBody bodyOfKind(int kind) {
    if constexpr (I < std::variant_size_v<EventBody>) {
        if (kind == static_cast<int>(I)) return EventBody(std::in_place_index<I>);
        return bodyOfKind<I + 1>(kind);
    } else {
        return Logged{};
    }
}

template <class T>
int kindOf() {
    return static_cast<int>(EventBody(T{}).index());
}

/// Walks rows (seq first, rising) and the events beside them; `fill` gets the event's body and the rest of the row.
template <class T, class F>
void fillBodies(SQLite::Database& database, std::vector<RunEvent>& events, const std::string& sql, int64_t owner,
                int64_t after, F fill) {
    SQLite::Statement query(database, sql);
    bindAll(query, owner, after);
    size_t at = 0;
    while (query.executeStep()) {
        Row row(query);
        int64_t seq = 0;
        row >> seq;
        while (at < events.size() && events[at].seq < seq)
            ++at;
        if (at == events.size()) return;
        if (events[at].seq != seq) continue;
        if (T* body = std::get_if<T>(&events[at].body)) fill(*body, row);
    }
}

void fillMetrics(SQLite::Database& database, std::vector<RunEvent>& events, RunId run, int64_t after) {
    std::vector<std::pair<int64_t, std::string>> series;
    SQLite::Statement names(database, "SELECT id, name FROM metric_series WHERE run = ? ORDER BY id");
    bindAll(names, run.value);
    while (names.executeStep()) {
        auto& [id, name] = series.emplace_back();
        Row(names) >> id >> name;
    }
    for (const auto& [id, name] : series) {
        fillBodies<Metrics>(database, events,
                            "SELECT seq, pos, step, value, half_width FROM metric_point WHERE series = ? AND seq > ? "
                            "ORDER BY seq, pos",
                            id, after, [&](Metrics& metrics, Row& row) {
                                int pos = 0;
                                row >> pos;
                                const auto index = static_cast<size_t>(pos);
                                if (metrics.points.size() <= index) metrics.points.resize(index + 1);
                                MetricPoint& point = metrics.points[index];
                                point.name = name;
                                row >> point.step >> point.value >> point.halfWidth;
                            });
    }
}

void fillTallies(SQLite::Database& database, std::vector<RunEvent>& events, RunId run, int64_t after) {
    fillBodies<Tallied>(database, events,
                        "SELECT seq, player, opponent, step, scores, lengths FROM tally WHERE run = ? AND seq > ? "
                        "ORDER BY seq",
                        run.value, after, [](Tallied& body, Row& row) {
                            TallyRecord& t = body.tally;
                            std::string scores, lengths;
                            row >> t.player >> t.opponent >> t.step >> scores >> lengths;
                            t.scores = fromBlob<float>(scores);
                            t.lengths = fromBlob<int32_t>(lengths);
                        });
}

void fillResults(SQLite::Database& database, std::vector<RunEvent>& events, RunId run, int64_t after) {
    fillBodies<MatchPlayed>(database, events,
                            std::string("SELECT m.seq, ") + kMatchColumns +
                                ", m.replay_suffix FROM match m JOIN line_up l ON l.id = m.line_up "
                                "WHERE m.run = ? AND m.seq > ? ORDER BY m.seq",
                            run.value, after, [](MatchPlayed& body, Row& row) {
                                body.match = readMatch(row);
                                body.replay.hash = body.match.replayHash;
                                row >> body.replay.suffix;
                            });
    fillBodies<SnapshotFrozen>(database, events,
                               std::string("SELECT s.seq, ") + kSnapshotColumns +
                                   ", s.suffix FROM snapshot s WHERE s.run = ? AND s.seq > ? ORDER BY s.seq",
                               run.value, after, [](SnapshotFrozen& body, Row& row) {
                                   body.snapshot = readSnapshot(row);
                                   body.weights.hash = body.snapshot.hash;
                                   row >> body.weights.suffix;
                               });
    fillBodies<CheckpointTaken>(database, events,
                                "SELECT seq, run, event_seq, step, seconds, elo, hash, wall_ms, suffix FROM checkpoint "
                                "WHERE run = ? AND seq > ? ORDER BY seq",
                                run.value, after, [](CheckpointTaken& body, Row& row) {
                                    CheckpointRecord& c = body.checkpoint;
                                    row >> c.run.value >> c.eventSeq >> c.step >> c.seconds >> c.elo >> c.hash;
                                    row >> c.wallMs >> body.content.suffix;
                                    body.content.hash = c.hash;
                                });
    fillBodies<Rated>(
        database, events,
        std::string("SELECT seq, ") + kRatingColumns + " FROM rating WHERE run = ? AND seq > ? ORDER BY seq, pos",
        run.value, after, [](Rated& body, Row& row) { body.ratings.push_back(readRating(row)); });
}

/// "level, context, source, arguments" of the row.
void readText(Row& row, LogLevel& level, Text& text) {
    int number = 0;
    std::string context, source, arguments;
    row >> number >> context >> source >> arguments;
    level = static_cast<LogLevel>(number);
    text = Text(intern(context), intern(source));
    for (const std::string& value : fromJson(arguments))
        text = text.arg(value);
}

void fillTexts(SQLite::Database& database, std::vector<RunEvent>& events, RunId run, int64_t after) {
    fillBodies<Logged>(
        database, events,
        "SELECT seq, level, context, source, arguments, fact FROM log WHERE run = ? AND seq > ? ORDER BY seq",
        run.value, after, [](Logged& body, Row& row) {
            readText(row, body.level, body.text);
            row >> body.fact;
        });
    fillBodies<Alerted>(
        database, events,
        "SELECT seq, level, context, source, arguments, kind, step FROM alert WHERE run = ? AND seq > ? ORDER BY seq",
        run.value, after, [](Alerted& body, Row& row) {
            readText(row, body.level, body.text);
            row >> body.kind >> body.step;
        });
    fillBodies<OptionChanged>(
        database, events,
        "SELECT seq, key, before, after, step FROM option_change WHERE run = ? AND seq > ? ORDER BY seq", run.value,
        after, [](OptionChanged& body, Row& row) { row >> body.key >> body.before >> body.after >> body.step; });
}

}  // namespace

std::vector<RunEvent> readEvents(SQLite::Database& database, RunId run, int64_t after, EventParts parts) {
    std::vector<RunEvent> events;
    SQLite::Statement query(database,
                            "SELECT seq, kind, wall_ms, seconds FROM event WHERE run = ? AND seq > ? AND "
                            "kind <> ? AND kind <> ? ORDER BY seq");
    const bool points = parts != EventParts::withoutTalliesAndPoints;
    bindAll(query, run.value, after, parts == EventParts::all ? -1 : kindOf<Tallied>(),
            points ? -1 : kindOf<Metrics>());
    while (query.executeStep()) {
        RunEvent& event = events.emplace_back();
        event.run = run;
        int kind = 0;
        Row(query) >> event.seq >> kind >> event.wallMs >> event.seconds;
        event.body = bodyOfKind(kind);
    }
    if (events.empty()) return events;
    fillBodies<StateChanged>(database, events,
                             "SELECT seq, status, reason FROM state WHERE run = ? AND seq > ? ORDER BY seq", run.value,
                             after, [](StateChanged& body, Row& row) {
                                 std::string status;
                                 row >> status >> body.reason;
                                 body.status = runStatusFromName(status);
                             });
    fillTexts(database, events, run, after);
    if (points) fillMetrics(database, events, run, after);
    if (parts == EventParts::all) fillTallies(database, events, run, after);
    fillResults(database, events, run, after);
    return events;
}

}  // namespace ludus::store
