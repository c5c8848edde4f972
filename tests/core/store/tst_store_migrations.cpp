// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <array>
#include <thread>

#include "core/store/detail/migrations.h"
#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::Workspace;

namespace {

// A workspace as the first release wrote it: the shape must stay readable for ever.
constexpr const char* kFirstRelease = R"sql(
CREATE TABLE run(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, preset TEXT NOT NULL DEFAULT '',
    game TEXT NOT NULL DEFAULT '', config TEXT NOT NULL DEFAULT '', seed INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'queued', reason TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL DEFAULT 0,
    started_ms INTEGER NOT NULL DEFAULT 0, ended_ms INTEGER NOT NULL DEFAULT 0, steps INTEGER NOT NULL DEFAULT 0,
    target_steps INTEGER NOT NULL DEFAULT 0, budget_seconds REAL NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0,
    elo REAL, elo_error REAL, snapshots INTEGER NOT NULL DEFAULT 0, last_seq INTEGER NOT NULL DEFAULT 0,
    best_agent TEXT NOT NULL DEFAULT '', latest_agent TEXT NOT NULL DEFAULT '', wanted INTEGER NOT NULL DEFAULT 0,
    owner_pid INTEGER NOT NULL DEFAULT 0, owner_start INTEGER NOT NULL DEFAULT 0, owner_host TEXT NOT NULL DEFAULT '',
    heartbeat_ms INTEGER NOT NULL DEFAULT 0);
CREATE TABLE event(run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, seq INTEGER NOT NULL, kind INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL, seconds REAL, PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE state(run INTEGER NOT NULL, seq INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY(run, seq), FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE log(run INTEGER NOT NULL, seq INTEGER NOT NULL, level INTEGER NOT NULL, context TEXT NOT NULL,
    source TEXT NOT NULL, arguments TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE tally(run INTEGER NOT NULL, seq INTEGER NOT NULL, player INTEGER NOT NULL, opponent TEXT NOT NULL,
    step INTEGER NOT NULL, scores BLOB NOT NULL, lengths BLOB NOT NULL, PRIMARY KEY(run, seq),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE rating(run INTEGER NOT NULL, seq INTEGER NOT NULL, pos INTEGER NOT NULL, agent TEXT NOT NULL,
    step INTEGER NOT NULL, elo REAL, error REAL, games INTEGER NOT NULL, score REAL, PRIMARY KEY(run, seq, pos),
    FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE metric_series(id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    name TEXT NOT NULL, UNIQUE(run, name));
CREATE TABLE metric_point(series INTEGER NOT NULL REFERENCES metric_series(id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    pos INTEGER NOT NULL, step INTEGER NOT NULL, wall_ms INTEGER NOT NULL, value REAL, half_width REAL,
    PRIMARY KEY(series, seq, pos)) WITHOUT ROWID;
CREATE TABLE artefact(hash TEXT NOT NULL, suffix TEXT NOT NULL, bytes INTEGER NOT NULL, refs INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(hash, suffix)) WITHOUT ROWID;
CREATE TABLE snapshot(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL, player INTEGER NOT NULL,
    number INTEGER NOT NULL, step INTEGER NOT NULL, parent INTEGER NOT NULL, hash TEXT NOT NULL, suffix TEXT NOT NULL,
    wall_ms INTEGER NOT NULL, UNIQUE(run, seq), FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE);
CREATE TABLE line_up(id INTEGER PRIMARY KEY, game TEXT NOT NULL, agents TEXT NOT NULL, hashes TEXT NOT NULL,
    UNIQUE(agents, hashes, game));
CREATE TABLE match(id INTEGER PRIMARY KEY, run INTEGER, seq INTEGER, purpose INTEGER NOT NULL,
    line_up INTEGER NOT NULL REFERENCES line_up(id), score_a REAL, score_b REAL, scores BLOB, seed INTEGER NOT NULL,
    pair INTEGER NOT NULL, steps INTEGER NOT NULL, run_step INTEGER NOT NULL, wall_ms INTEGER NOT NULL, replay TEXT,
    replay_suffix TEXT, FOREIGN KEY(run, seq) REFERENCES event ON DELETE CASCADE);
CREATE UNIQUE INDEX match_of_run ON match(run, seq);
CREATE INDEX match_recorded ON match(run, id) WHERE replay IS NOT NULL;
CREATE TABLE agent(name TEXT PRIMARY KEY, game TEXT NOT NULL, kind TEXT NOT NULL, hash TEXT NOT NULL,
    manifest TEXT NOT NULL, parameters INTEGER NOT NULL, added_ms INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO run(id, name, game, status, steps, elo, last_seq) VALUES(3, 'old-01', 'slime_volley', 'finished', 500, 1234.5, 4);
INSERT INTO event VALUES(3, 1, 0, 1001, 0.5), (3, 2, 2, 1002, 1.0), (3, 3, 4, 1003, 1.5), (3, 4, 7, 1004, 2.0);
INSERT INTO state VALUES(3, 1, 'running', '');
INSERT INTO metric_series VALUES(9, 3, 'loss');
INSERT INTO metric_point VALUES(9, 2, 0, 100, 1002, 0.25, NULL);
INSERT INTO line_up VALUES(5, 'slime_volley', '["bot:a","bot:b"]', '["x","y"]');
INSERT INTO match VALUES(1, 3, 3, 1, 5, 2.0, -2.0, NULL, -1, 7, 3000, 400, 1003, NULL, NULL);
INSERT INTO log VALUES(3, 4, 1, 'Log', 'Hello %1', '["you"]', 'fact');
PRAGMA user_version = 1;
)sql";

// What the release before leagues left there.
constexpr const char* kFourthContent = R"sql(
INSERT INTO run(id, name, game, status, steps, last_seq) VALUES(2, 'league-01', 'slime_volley', 'finished', 500, 3);
INSERT INTO event VALUES(2, 1, 3, 1001, 0.5), (2, 2, 3, 1002, 1.0), (2, 3, 9, 1003, 1.5);
INSERT INTO tally VALUES(2, 1, 0, 'snapshot 1', 100, x'0000803F000080BF', x'0300000000010000'),
    (2, 2, 0, 'latest', 200, x'', x'');
INSERT INTO option_change VALUES(2, 3, 'learner.learning_rate', '0.1', '0.2', 300);
)sql";

const std::string kShape =
    "SELECT group_concat(t.name || ':' || c.name || ' ' || c.type || c.pk, ',') FROM "
    "(SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name) t, pragma_table_info(t.name) c";

}  // namespace

class StoreMigrationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstReleaseIsStillRead() {
        const TempDir dir;
        QVERIFY(rawSql(dir.path("studio.db"), kFirstRelease));
        auto workspace = Workspace::open(dir.path()).value();
        const RunRecord run = workspace->findRun("old-01").value();
        QCOMPARE(run.elo, 1234.5);
        QVERIFY(std::isnan(run.eloError));
        const auto events = workspace->events(run.id).value();
        QCOMPARE(events.size(), size_t{4});
        QVERIFY(std::get<StateChanged>(events[0].body).status == RunStatus::running);
        QCOMPARE(events[1].seconds, 1.0);
        QCOMPARE(std::get<Metrics>(events[1].body).points.at(0).value, 0.25);
        const MatchRecord match = std::get<MatchPlayed>(events[2].body).match;
        QVERIFY((match.agents == std::vector<std::string>{"bot:a", "bot:b"}));
        QVERIFY((match.scores == std::vector<double>{2, -2}));
        QCOMPARE(match.seed, ~uint64_t{0});
        QCOMPARE(std::get<Logged>(events[3].body).text.str(), std::string("Hello you"));
        QCOMPARE(rawValue(dir.path("studio.db"), "PRAGMA user_version"), std::to_string(store::schemaVersion()));
        auto writer = store::StoreWriter::open(dir.path(), run.id).value();
        for (const RunEvent& e : sampleEvents(run.id, 40, 5))
            writer->take(e);
        QVERIFY(writer->flush().ok());
        QVERIFY(workspace->verify().empty() || workspace->verify()[0].code != "database.integrity");
    }

    void firstStepMakesTheShapeOfTheFirstRelease() {
        const TempDir dir;
        QVERIFY(rawSql(dir.path("old.db"), kFirstRelease));
        store::migrate(*store::openDatabase(dir.path("new.db"), store::Access::write), store::migrations().first(1));
        QCOMPARE(rawValue(dir.path("new.db"), kShape), rawValue(dir.path("old.db"), kShape));
    }

    void oldWorkspaceGetsTheShapeOfANewOne() {
        const TempDir dir;
        QVERIFY(rawSql(dir.write("old/studio.db", ""), kFirstRelease));
        QVERIFY(Workspace::open(dir.path("old")).ok());
        QVERIFY(Workspace::open(dir.path("new")).ok());
        const std::string shape = rawValue(dir.path("new/studio.db"), kShape);
        QVERIFY(shape.find("metric_level:first_step INTEGER0") != std::string::npos);
        QCOMPARE(rawValue(dir.path("old/studio.db"), kShape), shape);
    }

    void talliesOfTheFourthShapeHaveNoSides() {
        const TempDir dir;
        store::migrate(*store::openDatabase(dir.path("studio.db"), store::Access::write), store::migrations().first(4));
        QVERIFY(rawSql(dir.path("studio.db"), kFourthContent));
        auto workspace = Workspace::open(dir.path()).value();
        QCOMPARE(rawValue(dir.path("studio.db"), "PRAGMA user_version"), std::string("5"));
        const RunId run = workspace->findRun("league-01")->id;
        const auto events = workspace->events(run).value();
        QCOMPARE(events.size(), size_t{3});
        const TallyRecord first = std::get<Tallied>(events[0].body).tally,
                          second = std::get<Tallied>(events[1].body).tally;
        QCOMPARE(first.opponent, std::string("snapshot 1"));
        QVERIFY((first.scores == std::vector<float>{1, -1}));
        QVERIFY((first.lengths == std::vector<int32_t>{3, 256}));
        QVERIFY(first.sides.empty() && second.sides.empty());
        QVERIFY(!first.asked && !second.asked);
        QVERIFY(second.scores.empty());
        SAME_EVENTS(workspace->leagueEvents(run).value(), events);
        QCOMPARE(workspace->drawCount(run).value(), int64_t{0});
        QVERIFY(!workspace->draw(run, 1)->has_value());

        LeagueDraw draw;
        draw.id = 1;
        const RunEvent next = runEvent(run, 4, Drawn{draw});
        auto writer = store::StoreWriter::open(dir.path(), run).value();
        writer->take(next);
        QVERIFY(writer->flush().ok());
        SAME_EVENTS(workspace->events(run, 3).value(), {next});
    }

    void stepsAreDoneOnceAndInOrder() {
        const TempDir dir;
        const auto database = store::openDatabase(dir.path("x.db"), store::Access::write);
        const std::array<const char*, 1> one{"CREATE TABLE a(x)"};
        const std::array<const char*, 3> three{"CREATE TABLE a(x)", "ALTER TABLE a ADD COLUMN y",
                                               "INSERT INTO a VALUES(1, 2)"};
        store::migrate(*database, one);
        QCOMPARE(store::userVersion(*database), 1);
        store::migrate(*database, three);
        store::migrate(*database, three);
        QCOMPARE(store::userVersion(*database), 3);
        QCOMPARE(database->execAndGet("SELECT count(*) FROM a WHERE y = 2").getInt(), 1);
    }

    void failedStepLeavesTheVersionBefore() {
        const TempDir dir;
        const auto database = store::openDatabase(dir.path("x.db"), store::Access::write);
        const std::array<const char*, 2> steps{"CREATE TABLE a(x)", "CREATE TABLE b(x); INSERT INTO nowhere VALUES(1)"};
        bool failed = false;
        try {
            store::migrate(*database, steps);
        } catch (const SQLite::Exception&) {
            failed = true;
        }
        QVERIFY(failed);
        QCOMPARE(store::userVersion(*database), 1);
        QVERIFY(database->tableExists("a"));
        QVERIFY(!database->tableExists("b"));
    }

    void manyMayOpenANewWorkspaceAtOnce() {
        const TempDir dir;
        std::vector<std::thread> threads;
        std::atomic<int> opened{0};
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] { opened += Workspace::open(dir.path("new")).ok() ? 1 : 0; });
        }
        for (std::thread& t : threads)
            t.join();
        QCOMPARE(opened.load(), 8);
    }
};

QTEST_GUILESS_MAIN(StoreMigrationsTest)
#include "tst_store_migrations.moc"
