// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/event_writer.h"

#include <algorithm>
#include <cmath>

#include "core/store/detail/checkpoints.h"
#include "core/store/detail/row_inserts.h"
#include "core/store/detail/rows.h"

namespace ludus::store {
namespace {

constexpr const char* kInsertMatch =
    "INSERT INTO match(run, seq, purpose, line_up, score_a, score_b, scores, seed, pair, steps, run_step, wall_ms, "
    "replay, replay_suffix)";
constexpr int kMatchColumnCount = 14;
constexpr const char* kFindLineUp = "SELECT id FROM line_up WHERE agents = ? AND hashes = ? AND game = ?";
constexpr const char* kInsertLineUp = "INSERT INTO line_up(agents, hashes, game) VALUES(?, ?, ?)";

void bindOrNull(SQLite::Statement& insert, int place, bool known, const auto& value) {
    if (known) {
        bindValue(insert, place, value);
    } else {
        insert.bind(place);
    }
}

/// `event`: null for a match without a run.
void bindMatch(SQLite::Statement& insert, int& place, const RunEvent* event, int64_t lineUp, const MatchRecord& match,
               const std::string& replay, const std::string& suffix) {
    bindOrNull(insert, ++place, event != nullptr, event != nullptr ? event->run.value : 0);
    bindOrNull(insert, ++place, event != nullptr, event != nullptr ? event->seq : 0);
    bindRow(insert, place, static_cast<int>(match.purpose), lineUp);
    const auto& scores = match.scores;
    const bool plain =
        scores.size() <= 2 && std::none_of(scores.begin(), scores.end(), [](double s) { return std::isnan(s); });
    for (size_t side = 0; side < 2; ++side) {
        const bool known = plain && side < scores.size();
        bindOrNull(insert, ++place, known, known ? scores[side] : 0);
    }
    bindOrNull(insert, ++place, !plain, toBlob(scores));
    bindRow(insert, place, match.seed, match.pair, match.steps, match.runStep, match.wallMs);
    bindOrNull(insert, ++place, !replay.empty(), replay);
    bindOrNull(insert, ++place, !replay.empty(), suffix);
}

int64_t findLineUp(SQLite::Database& database, const MatchRecord& match) {
    const std::string agents = toJson(match.agents);
    const std::string hashes = toJson(match.hashes);
    SQLite::Statement find(database, kFindLineUp);
    if (bindAll(find, agents, hashes, match.game).executeStep()) return find.getColumn(0).getInt64();
    runSql(database, kInsertLineUp, agents, hashes, match.game);
    return database.getLastInsertRowid();
}

const std::string& either(const std::string& first, const std::string& second) {
    return first.empty() ? second : first;
}

}  // namespace

struct EventWriter::Statements {
    explicit Statements(SQLite::Database& d)
        : heads(d, "INSERT INTO event(run, seq, kind, wall_ms, seconds)", 5),
          matches(d, kInsertMatch, kMatchColumnCount),
          points(d, "INSERT INTO metric_point(series, seq, pos, step, wall_ms, value, half_width)", 7),
          draws(d, kInsertDraw, kDrawColumnCount),
          state(d, "INSERT INTO state(run, seq, status, reason) VALUES(?, ?, ?, ?)"),
          tally(d,
                "INSERT INTO tally(run, seq, player, opponent, step, scores, lengths, sides, asked) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          verdict(d, kInsertVerdict),
          snapshot(d,
                   "INSERT INTO snapshot(id, run, seq, player, number, step, parent, hash, suffix, wall_ms) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          rating(d,
                 "INSERT INTO rating(run, seq, pos, agent, step, elo, error, games, score) VALUES(?, ?, ?, ?, ?, ?, ?, "
                 "?, ?)"),
          dropRatings(d,
                      "DELETE FROM event WHERE run = ?1 AND seq IN (SELECT DISTINCT seq FROM rating WHERE run = ?1)"),
          log(d, "INSERT INTO log(run, seq, level, context, source, arguments, fact) VALUES(?, ?, ?, ?, ?, ?, ?)"),
          levels(d) {}

    RowInserts heads, matches, points, draws;
    SQLite::Statement state, tally, verdict, snapshot, rating, dropRatings, log;
    LevelStatements levels;
};

EventWriter::EventWriter(SQLite::Database& database, Artefacts& artefacts, RunId run)
    : database_(database), artefacts_(artefacts), run_(run), sql_(std::make_unique<Statements>(database)) {
    loadTotals();
}

EventWriter::~EventWriter() = default;

void EventWriter::loadTotals() {
    totals_ = RunRecord();
    SQLite::Statement query(database_, std::string("SELECT ") + kRunColumns + " FROM run WHERE id = ?");
    if (!bindAll(query, run_.value).executeStep()) return;
    Row row(query);
    totals_ = readRun(row);
}

void EventWriter::forget() {
    sql_ = std::make_unique<Statements>(database_);  // one of them may have stopped half-way
    heads_.clear();
    matches_.clear();
    draws_.clear();
    series_.clear();
    lineUps_.clear();
    loadTotals();
}

void EventWriter::write(const RunEvent& event, bool now) {
    RunRecord& run = totals_;
    heads_.push_back(&event);
    const bool later = std::holds_alternative<MatchPlayed>(event.body) || std::holds_alternative<Metrics>(event.body) ||
                       std::holds_alternative<Drawn>(event.body);
    if (!later) flushRows();  // its row refers to that of the event
    std::visit([&](const auto& content) { body(event, content); }, event.body);
    if (now) flushRows();
    run.lastSeq = std::max(run.lastSeq, event.seq);
    run.seconds = std::max(run.seconds, event.seconds);
}

void EventWriter::writeProgress(const RunEvent& event) {
    body(event, std::get<Progress>(event.body));
    totals_.lastSeq = std::max(totals_.lastSeq, event.seq);
}

void EventWriter::flushRows() {
    sql_->heads.run(heads_, [this](SQLite::Statement& insert, int& place, const RunEvent* event) {
        const auto kind = static_cast<int>(event->body.index());
        bindRow(insert, place, run_.value, event->seq, kind, event->wallMs, event->seconds);
    });
    heads_.clear();
    sql_->matches.run(matches_, [](SQLite::Statement& insert, int& place, const Match& match) {
        const auto& played = std::get<MatchPlayed>(match.event->body);
        const std::string& replay = either(played.match.replayHash, played.replay.hash);
        bindMatch(insert, place, match.event, match.lineUp, played.match, replay, played.replay.suffix);
    });
    matches_.clear();
    sql_->draws.run(draws_, [this](SQLite::Statement& insert, int& place, const PackedDraw& draw) {
        bindDraw(insert, place, run_.value, draw);
    });
    draws_.clear();
}

void EventWriter::writeTotals() {
    flushRows();
    for (auto& [name, series] : series_)
        flush(series);
    const RunRecord& run = totals_;
    SQLite::Statement update(
        database_,
        "UPDATE run SET status = ?, reason = ?, started_ms = ?, ended_ms = ?, steps = ?, target_steps = ?, "
        "budget_seconds = ?, seconds = ?, elo = ?, elo_error = ?, snapshots = ?, last_seq = ?, best_agent = ?, "
        "latest_agent = ? WHERE id = ?");
    const std::string status = runStatusName(run.status);
    bindAll(update, status, run.reason, run.startedMs, run.endedMs, run.steps, run.targetSteps, run.budgetSeconds,
            run.seconds, run.elo, run.eloError, run.snapshots, run.lastSeq, run.bestAgent, run.latestAgent, run_.value)
        .exec();
}

void EventWriter::flush(Series& series) {
    sql_->points.run(series.points, [&](SQLite::Statement& insert, int& place, const Point& p) {
        bindRow(insert, place, series.id, p.seq, p.pos, p.step, p.wallMs, p.value, p.halfWidth);
    });
    series.points.clear();
    if (series.levels.touched()) series.levels.flush(sql_->levels, series.id);
}

void EventWriter::body(const RunEvent& event, const StateChanged& state) {
    runSql(sql_->state, run_.value, event.seq, runStatusName(state.status), state.reason);
    RunRecord& run = totals_;
    run.status = state.status;
    run.reason = state.reason;
    runSql(database_, "UPDATE run SET lost = 0 WHERE id = ? AND lost <> 0", run_.value);
    const bool ended = state.status >= RunStatus::finished;
    run.endedMs = ended ? event.wallMs : 0;
    if (state.status == RunStatus::running && run.startedMs == 0) run.startedMs = event.wallMs;
}

void EventWriter::body(const RunEvent& event, const Progress& progress) {
    RunRecord& run = totals_;
    run.steps = std::max(run.steps, progress.steps);
    run.seconds = std::max({run.seconds, progress.seconds, event.seconds});
    if (progress.targetSteps > 0) run.targetSteps = progress.targetSteps;
    if (progress.budgetSeconds > 0) run.budgetSeconds = progress.budgetSeconds;
}

void EventWriter::body(const RunEvent& event, const Metrics& metrics) {
    int pos = 0;
    for (const MetricPoint& point : metrics.points) {
        Series& series = seriesOf(point.name);
        series.points.push_back({event.seq, pos++, point.step, event.wallMs, point.value, point.halfWidth});
        series.levels.add(point.step, point.value, event.seq);
    }
}

void EventWriter::body(const RunEvent& event, const Tallied& tallied) {
    const TallyRecord& t = tallied.tally;
    runSql(sql_->tally, run_.value, event.seq, t.player, t.opponent, t.step, toBlob(t.scores), toBlob(t.lengths),
           toBlob(t.sides), t.asked ? 1 : 0);
    totals_.steps = std::max(totals_.steps, t.step);
}

void EventWriter::body(const RunEvent& event, const MatchPlayed& played) {
    const std::string& replay = either(played.match.replayHash, played.replay.hash);
    matches_.push_back({&event, lineUpId(played.match)});
    if (replay.empty()) return;
    const int64_t bytes = played.replay.bytes ? static_cast<int64_t>(played.replay.bytes->size()) : 0;
    artefacts_.addReference(database_, replay, played.replay.suffix, bytes);
}

void EventWriter::body(const RunEvent& event, const SnapshotFrozen& frozen) {
    const SnapshotRecord& s = frozen.snapshot;
    const std::string& hash = either(s.hash, frozen.weights.hash);
    runSql(sql_->snapshot, s.id.value, run_.value, event.seq, s.player, s.index, s.step, s.parent.value, hash,
           frozen.weights.suffix, s.wallMs);
    if (!hash.empty()) {
        const int64_t bytes = frozen.weights.bytes ? static_cast<int64_t>(frozen.weights.bytes->size()) : 0;
        artefacts_.addReference(database_, hash, frozen.weights.suffix, bytes);
    }
    RunRecord& run = totals_;
    ++run.snapshots;
    run.steps = std::max(run.steps, s.step);
    if (s.player != 0) return;  // what a league is for is its first main agent
    run.latestAgent = hash;
    if (run.bestAgent.empty()) run.bestAgent = hash;
}

void EventWriter::body(const RunEvent& event, const Rated& rated) {
    runSql(sql_->dropRatings, run_.value);  // the content of older tables goes with their events
    RunRecord& run = totals_;
    const RatingRecord* newest = nullptr;
    const RatingRecord* best = nullptr;
    const std::set<std::string> others = agentsOfOthers();
    int pos = 0;
    for (const RatingRecord& r : rated.ratings) {
        runSql(sql_->rating, run_.value, event.seq, pos++, r.agent, r.step, r.elo, r.error, r.games, r.score);
        if (r.step < 0 || std::isnan(r.elo) || others.contains(r.agent)) continue;
        if (newest == nullptr || r.step > newest->step) newest = &r;
        if (best == nullptr || r.elo > best->elo) best = &r;
    }
    if (newest == nullptr) return;
    run.elo = newest->elo;
    run.eloError = newest->error;
    const std::string hash = snapshotHash(*best);
    if (!hash.empty()) run.bestAgent = hash;
}

void EventWriter::body(const RunEvent& event, const Logged& logged) {
    runSql(sql_->log, run_.value, event.seq, static_cast<int>(logged.level), logged.text.context(),
           logged.text.source(), toJson(logged.text.arguments()), logged.fact);
}

void EventWriter::body(const RunEvent& event, const CheckpointTaken& taken) {
    dropped_ += addCheckpoint(database_, artefacts_, run_, event.seq, taken, totals_.bestAgent);
    totals_.steps = std::max(totals_.steps, taken.checkpoint.step);
}

void EventWriter::body(const RunEvent& event, const OptionChanged& change) {
    runSql(database_, "INSERT INTO option_change(run, seq, key, before, after, step) VALUES(?, ?, ?, ?, ?, ?)",
           run_.value, event.seq, change.key, change.before, change.after, change.step);
}

void EventWriter::body(const RunEvent& event, const Alerted& alert) {
    runSql(database_,
           "INSERT INTO alert(run, seq, kind, level, context, source, arguments, step) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
           run_.value, event.seq, alert.kind, static_cast<int>(alert.level), alert.text.context(), alert.text.source(),
           toJson(alert.text.arguments()), alert.step);
}

void EventWriter::body(const RunEvent& event, const Drawn& drawn) {
    draws_.push_back(pack(event.seq, drawn.draw));
}

void EventWriter::body(const RunEvent& event, const Judged& judged) {
    insertVerdict(sql_->verdict, run_.value, event.seq, judged.verdict);
}

EventWriter::Series& EventWriter::seriesOf(const std::string& name) {
    const auto known = series_.find(name);
    if (known != series_.end()) return known->second;
    SQLite::Statement find(database_, "SELECT id, points FROM metric_series WHERE run = ? AND name = ?");
    int64_t id = 0, points = 0;
    if (bindAll(find, run_.value, name).executeStep()) {
        Row(find) >> id >> points;
    } else {
        runSql(database_, "INSERT INTO metric_series(run, name) VALUES(?, ?)", run_.value, name);
        id = database_.getLastInsertRowid();
    }
    return series_.emplace(name, Series{id, LevelWriter(database_, id, points), {}}).first->second;
}

int64_t EventWriter::lineUpId(const MatchRecord& match) {
    lineUpKey_ = match.game;
    for (const auto* list : {&match.agents, &match.hashes}) {
        lineUpKey_ += '\n';
        for (const std::string& text : *list)
            (lineUpKey_ += '\t') += text;
    }
    const auto known = lineUps_.find(lineUpKey_);
    if (known != lineUps_.end()) return known->second;
    const int64_t id = findLineUp(database_, match);
    lineUps_.emplace(lineUpKey_, id);
    return id;
}

/// Snapshots of any but the first learner.
std::set<std::string> EventWriter::agentsOfOthers() {
    std::set<std::string> out;
    SQLite::Statement query(database_, "SELECT 'snapshot:' || id FROM snapshot WHERE run = ? AND player <> 0");
    for (bindAll(query, run_.value); query.executeStep();)
        out.insert(query.getColumn(0).getString());
    return out;
}

std::string EventWriter::snapshotHash(const RatingRecord& rating) {
    SQLite::Statement query(database_,
                            "SELECT hash FROM snapshot WHERE run = ?1 AND ('snapshot:' || id = ?2 OR step = ?3) "
                            "ORDER BY 'snapshot:' || id = ?2 DESC LIMIT 1");
    const bool found = bindAll(query, run_.value, rating.agent, rating.step).executeStep();
    return found ? query.getColumn(0).getString() : std::string();
}

void EventWriter::writeFriendly(SQLite::Database& database, const MatchRecord& match, const std::string& suffix) {
    RowInserts insert(database, kInsertMatch, kMatchColumnCount);
    const int64_t lineUp = findLineUp(database, match);
    insert.run(std::vector{&match}, [&](SQLite::Statement& statement, int& place, const MatchRecord* one) {
        bindMatch(statement, place, nullptr, lineUp, *one, one->replayHash, suffix);
    });
}

}  // namespace ludus::store
