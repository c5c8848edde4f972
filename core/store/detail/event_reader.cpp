// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/event_reader.h"

#include "core/store/detail/intern.h"
#include "core/store/detail/league_rows.h"
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

/// Events that have no content yet, and where that is.
struct Reading {
    SQLite::Database& database;
    RunId run;
    int64_t after = 0;
    Kinds found = 0;
    std::vector<RunEvent> events;
};

template <class T>
bool found(const Reading& reading) {
    return (reading.found & kindsOf<T>()) != 0;
}

/// Walks rows (seq first, rising) and the events beside them; `fill` gets the event's body and the rest of the row.
template <class T, class F>
void fillFrom(Reading& reading, const std::string& sql, int64_t owner, F fill) {
    std::vector<RunEvent>& events = reading.events;
    SQLite::Statement query(reading.database, sql);
    bindAll(query, owner, reading.after);
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

/// Of tables with a column `run`; asks only for what there is.
template <class T, class F>
void fillBodies(Reading& reading, const std::string& sql, F fill) {
    if (found<T>(reading)) fillFrom<T>(reading, sql, reading.run.value, fill);
}

void fillMetrics(Reading& reading) {
    if (!found<Metrics>(reading)) return;
    std::vector<std::pair<int64_t, std::string>> series;
    SQLite::Statement names(reading.database, "SELECT id, name FROM metric_series WHERE run = ? ORDER BY id");
    bindAll(names, reading.run.value);
    while (names.executeStep()) {
        auto& [id, name] = series.emplace_back();
        Row(names) >> id >> name;
    }
    for (const auto& [id, name] : series) {
        fillFrom<Metrics>(reading,
                          "SELECT seq, pos, step, value, half_width FROM metric_point WHERE series = ? AND seq > ? "
                          "ORDER BY seq, pos",
                          id, [&](Metrics& metrics, Row& row) {
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

void fillTallies(Reading& reading) {
    fillBodies<Tallied>(
        reading,
        "SELECT seq, player, opponent, step, scores, lengths, sides, asked FROM tally WHERE run = ? AND seq > ? "
        "ORDER BY seq",
        [](Tallied& body, Row& row) {
            TallyRecord& t = body.tally;
            std::string scores, lengths, sides;
            int asked = 0;
            row >> t.player >> t.opponent >> t.step >> scores >> lengths >> sides >> asked;
            t.scores = fromBlob<float>(scores);
            t.lengths = fromBlob<int32_t>(lengths);
            t.sides = fromBlob<uint8_t>(sides);
            t.asked = asked != 0;
        });
}

void fillResults(Reading& reading) {
    fillBodies<MatchPlayed>(reading,
                            std::string("SELECT m.seq, ") + kMatchColumns +
                                ", m.replay_suffix FROM match m JOIN line_up l ON l.id = m.line_up "
                                "WHERE m.run = ? AND m.seq > ? ORDER BY m.seq",
                            [](MatchPlayed& body, Row& row) {
                                body.match = readMatch(row);
                                body.replay.hash = body.match.replayHash;
                                row >> body.replay.suffix;
                            });
    fillBodies<SnapshotFrozen>(reading,
                               std::string("SELECT s.seq, ") + kSnapshotColumns +
                                   ", s.suffix FROM snapshot s WHERE s.run = ? AND s.seq > ? ORDER BY s.seq",
                               [](SnapshotFrozen& body, Row& row) {
                                   body.snapshot = readSnapshot(row);
                                   body.weights.hash = body.snapshot.hash;
                                   row >> body.weights.suffix;
                               });
    fillBodies<CheckpointTaken>(reading,
                                "SELECT seq, run, event_seq, step, seconds, elo, hash, wall_ms, suffix FROM checkpoint "
                                "WHERE run = ? AND seq > ? ORDER BY seq",
                                [](CheckpointTaken& body, Row& row) {
                                    CheckpointRecord& c = body.checkpoint;
                                    row >> c.run.value >> c.eventSeq >> c.step >> c.seconds >> c.elo >> c.hash;
                                    row >> c.wallMs >> body.content.suffix;
                                    body.content.hash = c.hash;
                                });
    fillBodies<Rated>(
        reading,
        std::string("SELECT seq, ") + kRatingColumns + " FROM rating WHERE run = ? AND seq > ? ORDER BY seq, pos",
        [](Rated& body, Row& row) { body.ratings.push_back(readRating(row)); });
}

void fillLeague(Reading& reading) {
    fillBodies<Drawn>(
        reading,
        std::string("SELECT d.seq, ") + kDrawColumns + " FROM draw d WHERE d.run = ? AND d.seq > ? ORDER BY d.seq",
        [](Drawn& body, Row& row) { body.draw = readDraw(row); });
    fillBodies<Judged>(
        reading, std::string("SELECT seq, ") + kVerdictColumns + " FROM verdict WHERE run = ? AND seq > ? ORDER BY seq",
        [](Judged& body, Row& row) { body.verdict = readVerdict(row); });
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

void fillTexts(Reading& reading) {
    fillBodies<Logged>(
        reading, "SELECT seq, level, context, source, arguments, fact FROM log WHERE run = ? AND seq > ? ORDER BY seq",
        [](Logged& body, Row& row) {
            readText(row, body.level, body.text);
            row >> body.fact;
        });
    fillBodies<Alerted>(
        reading,
        "SELECT seq, level, context, source, arguments, kind, step FROM alert WHERE run = ? AND seq > ? ORDER BY seq",
        [](Alerted& body, Row& row) {
            readText(row, body.level, body.text);
            row >> body.kind >> body.step;
        });
    fillBodies<OptionChanged>(
        reading, "SELECT seq, key, before, after, step FROM option_change WHERE run = ? AND seq > ? ORDER BY seq",
        [](OptionChanged& body, Row& row) { row >> body.key >> body.before >> body.after >> body.step; });
}

}  // namespace

Kinds kindsOf(EventParts parts) {
    switch (parts) {
        case EventParts::all: break;
        case EventParts::withoutTallies: return kAllKinds & ~kindsOf<Tallied, Drawn>();
        case EventParts::withoutTalliesAndPoints: return kAllKinds & ~kindsOf<Tallied, Drawn, Metrics>();
    }
    return kAllKinds;
}

std::vector<RunEvent> readEvents(SQLite::Database& database, RunId run, const EventRange& range, Kinds kinds) {
    Reading reading{database, run, range.after, 0, {}};
    SQLite::Statement query(database,
                            "SELECT seq, kind, wall_ms, seconds FROM event WHERE run = ? AND seq > ? AND seq <= ? AND "
                            "(? >> kind) & 1 ORDER BY seq");
    bindAll(query, run.value, range.after, range.upTo, kinds);
    while (query.executeStep()) {
        RunEvent& event = reading.events.emplace_back();
        event.run = run;
        int kind = 0;
        Row(query) >> event.seq >> kind >> event.wallMs >> event.seconds;
        event.body = bodyOfKind(kind);
        reading.found |= Kinds{1} << kind;
    }
    fillBodies<StateChanged>(reading, "SELECT seq, status, reason FROM state WHERE run = ? AND seq > ? ORDER BY seq",
                             [](StateChanged& body, Row& row) {
                                 std::string status;
                                 row >> status >> body.reason;
                                 body.status = runStatusFromName(status);
                             });
    fillTexts(reading);
    fillMetrics(reading);
    fillTallies(reading);
    fillResults(reading);
    fillLeague(reading);
    return std::move(reading.events);
}

}  // namespace ludus::store
