// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/migrations.h"

#include <array>

namespace ludus::store {
namespace {

// Every durable event has a row in `event` and its content in the table of its kind under the same (run, seq).
// Only the newest table of ratings is kept. Matches without a run (friendly ones) have neither run nor seq.
constexpr const char* kStep1 = R"sql(
CREATE TABLE run(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    preset TEXT NOT NULL DEFAULT '',
    game TEXT NOT NULL DEFAULT '',
    config TEXT NOT NULL DEFAULT '',
    seed INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'queued',
    reason TEXT NOT NULL DEFAULT '',
    created_ms INTEGER NOT NULL DEFAULT 0,
    started_ms INTEGER NOT NULL DEFAULT 0,
    ended_ms INTEGER NOT NULL DEFAULT 0,
    steps INTEGER NOT NULL DEFAULT 0,
    target_steps INTEGER NOT NULL DEFAULT 0,
    budget_seconds REAL NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    elo REAL,
    elo_error REAL,
    snapshots INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL DEFAULT 0,
    best_agent TEXT NOT NULL DEFAULT '',
    latest_agent TEXT NOT NULL DEFAULT '',
    wanted INTEGER NOT NULL DEFAULT 0,
    owner_pid INTEGER NOT NULL DEFAULT 0,
    owner_start INTEGER NOT NULL DEFAULT 0,
    owner_host TEXT NOT NULL DEFAULT '',
    heartbeat_ms INTEGER NOT NULL DEFAULT 0);
CREATE TABLE event(
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    seconds REAL,
    PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE state(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE log(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    level INTEGER NOT NULL,
    context TEXT NOT NULL,
    source TEXT NOT NULL,
    arguments TEXT NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE tally(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    player INTEGER NOT NULL,
    opponent TEXT NOT NULL,
    step INTEGER NOT NULL,
    scores BLOB NOT NULL,
    lengths BLOB NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE rating(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    agent TEXT NOT NULL,
    step INTEGER NOT NULL,
    elo REAL,
    error REAL,
    games INTEGER NOT NULL,
    score REAL,
    PRIMARY KEY(run, seq, pos),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE metric_series(
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE(run, name));
CREATE TABLE metric_point(
    series INTEGER NOT NULL REFERENCES metric_series(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    step INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    value REAL,
    half_width REAL,
    PRIMARY KEY(series, seq, pos)) WITHOUT ROWID;
CREATE TABLE artefact(
    hash TEXT NOT NULL,
    suffix TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    refs INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(hash, suffix)) WITHOUT ROWID;
CREATE TABLE snapshot(
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    player INTEGER NOT NULL,
    number INTEGER NOT NULL,
    step INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    hash TEXT NOT NULL,
    suffix TEXT NOT NULL,
    wall_ms INTEGER NOT NULL,
    UNIQUE(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE);
CREATE TABLE line_up(
    id INTEGER PRIMARY KEY,
    game TEXT NOT NULL,
    agents TEXT NOT NULL,
    hashes TEXT NOT NULL,
    UNIQUE(agents, hashes, game));
CREATE TABLE match(
    id INTEGER PRIMARY KEY,
    run INTEGER,
    seq INTEGER,
    purpose INTEGER NOT NULL,
    line_up INTEGER NOT NULL REFERENCES line_up(id),
    score_a REAL,
    score_b REAL,
    scores BLOB,
    seed INTEGER NOT NULL,
    pair INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    run_step INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    replay TEXT,
    replay_suffix TEXT,
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE);
CREATE UNIQUE INDEX match_of_run ON match(run, seq);
CREATE INDEX match_recorded ON match(run, id) WHERE replay IS NOT NULL;
CREATE TABLE agent(
    name TEXT PRIMARY KEY,
    game TEXT NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    manifest TEXT NOT NULL,
    parameters INTEGER NOT NULL,
    added_ms INTEGER NOT NULL) WITHOUT ROWID;
)sql";

// Checkpoints (seq: of the event that told of one, NULL once that is gone), runs whose program died, and the levels of
// curves, see metric_levels.h. The levels of the curves so far are filled in.
constexpr const char* kStep2 = R"sql(
ALTER TABLE run ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE metric_series ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
CREATE TABLE checkpoint(
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    event_seq INTEGER NOT NULL,
    seq INTEGER,
    step INTEGER NOT NULL,
    seconds REAL NOT NULL,
    elo REAL,
    best_agent TEXT NOT NULL,
    hash TEXT NOT NULL,
    suffix TEXT NOT NULL,
    wall_ms INTEGER NOT NULL,
    PRIMARY KEY(run, event_seq)) WITHOUT ROWID;
CREATE TABLE metric_level(
    series INTEGER NOT NULL REFERENCES metric_series(id) ON DELETE CASCADE,
    level INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    min REAL,
    max REAL,
    mean REAL,
    n INTEGER NOT NULL,
    first_step INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    PRIMARY KEY(series, level, bucket)) WITHOUT ROWID;
CREATE INDEX artefact_unused ON artefact(hash, suffix) WHERE refs <= 0;
UPDATE metric_series SET points = (SELECT count(*) FROM metric_point WHERE series = metric_series.id);
INSERT INTO metric_level
    SELECT series, 1, place / 16, min(value), max(value), avg(value), count(*), min(step), max(step), min(seq)
    FROM (SELECT series, seq, step, value, row_number() OVER (PARTITION BY series ORDER BY seq, pos) - 1 AS place
          FROM metric_point)
    WHERE abs(value) < 9e999 GROUP BY series, place / 16;
INSERT INTO metric_level
    SELECT series, 2, bucket / 16, min(min), max(max), sum(mean * n) / sum(n), sum(n), min(first_step), max(last_step),
        min(first_seq)
    FROM metric_level JOIN metric_series ON id = series WHERE level = 1 AND points > 16 GROUP BY series, bucket / 16;
INSERT INTO metric_level
    SELECT series, 3, bucket / 16, min(min), max(max), sum(mean * n) / sum(n), sum(n), min(first_step), max(last_step),
        min(first_seq)
    FROM metric_level JOIN metric_series ON id = series WHERE level = 2 AND points > 256 GROUP BY series, bucket / 16;
INSERT INTO metric_level
    SELECT series, 4, bucket / 16, min(min), max(max), sum(mean * n) / sum(n), sum(n), min(first_step), max(last_step),
        min(first_seq)
    FROM metric_level JOIN metric_series ON id = series WHERE level = 3 AND points > 4096 GROUP BY series, bucket / 16;
INSERT INTO metric_level
    SELECT series, 5, bucket / 16, min(min), max(max), sum(mean * n) / sum(n), sum(n), min(first_step), max(last_step),
        min(first_seq)
    FROM metric_level JOIN metric_series ON id = series WHERE level = 4 AND points > 65536 GROUP BY series, bucket / 16;
INSERT INTO metric_level
    SELECT series, 6, bucket / 16, min(min), max(max), sum(mean * n) / sum(n), sum(n), min(first_step), max(last_step),
        min(first_seq)
    FROM metric_level JOIN metric_series ON id = series WHERE level = 5 AND points > 1048576 GROUP BY series, bucket / 16;
)sql";

// What people make of runs (tags, notes, archive, colour, sweeps, the queue), where a run came from, options changed
// and alerts raised on the way, what pages keep (saved views, layouts, quotas), and replays that are kept for good.
constexpr const char* kStep3 = R"sql(
ALTER TABLE run ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN colour INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN sweep TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN queue_place REAL NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN started_from TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN origin TEXT NOT NULL DEFAULT '';
UPDATE run SET colour = (id - 1) % 32;
CREATE TABLE run_tag(
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY(run, tag)) WITHOUT ROWID;
CREATE INDEX run_by_tag ON run_tag(tag, run);
CREATE TABLE option_change(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    step INTEGER NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE alert(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    context TEXT NOT NULL,
    source TEXT NOT NULL,
    arguments TEXT NOT NULL,
    step INTEGER NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE kept(
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    PRIMARY KEY(kind, name)) WITHOUT ROWID;
ALTER TABLE match ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX match_with_replay ON match(id) WHERE replay IS NOT NULL;
)sql";

// Files that a run needs again although other rows name them: the weights of networks of other runs that it meets. And
// what the list of recorded matches is filtered by. Replays of friendly matches were counted twice.
constexpr const char* kStep4 = R"sql(
CREATE TABLE run_artefact(
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    suffix TEXT NOT NULL,
    PRIMARY KEY(run, hash, suffix)) WITHOUT ROWID;
CREATE INDEX match_of_line_up ON match(line_up, id) WHERE replay IS NOT NULL;
CREATE INDEX match_pinned ON match(id) WHERE pinned <> 0;
UPDATE artefact SET refs = max(n, refs - n) FROM (SELECT replay, replay_suffix, count(*) AS n FROM match
    WHERE run IS NULL AND replay IS NOT NULL GROUP BY replay, replay_suffix)
    WHERE hash = replay AND suffix = replay_suffix;
)sql";

// What leagues decide, and sides of tallies. Blobs: `empty` has a byte a branch; `numbers` are doubles, of a draw its
// probability and win rate before those drawn, of a verdict the win rate and threshold before those; `candidates` see
// league_rows.cpp.
constexpr const char* kStep5 = R"sql(
ALTER TABLE tally ADD COLUMN sides BLOB;
ALTER TABLE tally ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
CREATE TABLE draw(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id INTEGER NOT NULL,
    player INTEGER NOT NULL,
    block INTEGER NOT NULL,
    step INTEGER NOT NULL,
    league_version INTEGER NOT NULL,
    payoff_version INTEGER NOT NULL,
    branch INTEGER NOT NULL,
    chosen INTEGER NOT NULL,
    agent TEXT NOT NULL,
    empty BLOB NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX draw_by_id ON draw(run, id);
CREATE INDEX draw_of_player ON draw(run, player, id);
CREATE TABLE verdict(
    run INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id INTEGER NOT NULL,
    player INTEGER NOT NULL,
    period INTEGER NOT NULL,
    step INTEGER NOT NULL,
    trained INTEGER NOT NULL,
    league_version INTEGER NOT NULL,
    payoff_version INTEGER NOT NULL,
    action INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    restart_from INTEGER,
    reset INTEGER NOT NULL,
    numbers BLOB NOT NULL,
    candidates BLOB NOT NULL,
    PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
)sql";

constexpr std::array<const char*, 5> kSteps{kStep1, kStep2, kStep3, kStep4, kStep5};

}  // namespace

std::span<const char* const> migrations() {
    return kSteps;
}

int userVersion(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

void migrate(SQLite::Database& database, std::span<const char* const> steps) {
    while (userVersion(database) < static_cast<int>(steps.size())) {
        Transaction transaction(database, Transaction::Kind::write);
        const int version = userVersion(database);  // another process may have been faster
        if (version >= static_cast<int>(steps.size())) return;
        database.exec(steps[static_cast<size_t>(version)]);
        database.exec("PRAGMA user_version = " + std::to_string(version + 1));
        transaction.commit();
    }
}

}  // namespace ludus::store
