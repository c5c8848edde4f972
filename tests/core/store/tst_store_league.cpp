// SPDX-License-Identifier: GPL-3.0-or-later
// Draws, verdicts and tallies of leagues: stored, read, rewound, deleted.
#include <QElapsedTimer>
#include <QtTest>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::EventParts;
using store::StoreWriter;
using store::Workspace;

namespace {

constexpr double kTiny = std::numeric_limits<double>::denorm_min();
const double kOddNaN = std::bit_cast<double>(uint64_t{0x7FF8'0000'DEAD'BEEF});

/// The `id`-th draw of a league with two learners; awkward values among them.
LeagueDraw sampleDraw(int64_t id) {
    LeagueDraw d;
    d.id = id;
    d.player = static_cast<int>(id % 2);
    d.block = static_cast<int>(id % 16);
    d.step = id * 4096;
    d.leagueVersion = id / 7;
    d.payoffVersion = id / 3;
    d.branch = static_cast<DrawBranch>(id % kDrawBranches);
    for (int64_t i = 0; i < id % 4; ++i)
        d.empty.push_back(static_cast<DrawBranch>((id + i) % kDrawBranches));
    for (int64_t i = 0; i < id % 3; ++i)
        d.numbers.push_back(1.0 / static_cast<double>(id + i + 2));
    d.chosen = id % 5 == 0 ? Member::learner(static_cast<int>(id % 3)) : Member::snapshot(static_cast<int>(id));
    if (d.branch == DrawBranch::bot) d.agent = "bot:chaser";
    d.probability = 1.0 / static_cast<double>(id);
    d.winRate = id % 11 == 0 ? kUnknown : 1.0 / 3;
    return d;
}

LeagueVerdict sampleVerdict(int64_t id, int rows) {
    LeagueVerdict v;
    v.id = id;
    v.player = static_cast<int>(id % 3);
    v.period = static_cast<int>(id);
    v.step = id * 1'000'000;
    v.trained = id * 900'000;
    v.leagueVersion = id * 2;
    v.payoffVersion = id * 5;
    v.action = static_cast<VerdictAction>(id % kVerdictActions);
    v.cause = static_cast<VerdictCause>(id % kVerdictCauses);
    v.winRate = 2.0 / 3;
    v.threshold = 0.7;
    if (id % 2 == 0) v.restartFrom = static_cast<int>(id) - 2;  // of the second: 0, the root
    v.reset = id % 3 == 0;
    for (int64_t i = 0; i < id % 3; ++i)
        v.numbers.push_back(0.1 * static_cast<double>(i + 1));
    for (int i = 0; i < rows; ++i)
        v.table.push_back(
            {Member::snapshot(i), Member::learner(i % 2), 1.0 / (i + 1), 30.0 / 7 * i, int64_t{i} << 33, i % 3 == 1});
    return v;
}

TallyRecord sampleTally(int64_t i) {
    return {static_cast<int>(i % 2),
            "learner 1",
            i * 100,
            {1, -1, 0},
            {7, 8, 9},
            {1, 0, static_cast<uint8_t>(i % 256)},
            i % 2 == 1};
}

SnapshotFrozen sampleSnapshot(RunId run, int index) {
    SnapshotFrozen frozen;
    frozen.weights = artefact("weights " + std::to_string(run.value) + "/" + std::to_string(index), ".safetensors");
    frozen.snapshot.id = makeSnapshotId(run, index);
    frozen.snapshot.run = run;
    frozen.snapshot.player = 1;
    frozen.snapshot.index = index;
    frozen.snapshot.hash = frozen.weights.hash;
    return frozen;
}

/// A league as it is told, with what else a run tells in between: draws have the ids 1, 2, ... in order.
std::vector<RunEvent> leagueRun(RunId run, int64_t count, int64_t first = 1) {
    std::vector<RunEvent> events;
    for (int64_t seq = first; seq < first + count; ++seq) {
        EventBody body = Drawn{sampleDraw((seq - 1) / 2 + 1)};  // every second event
        if (seq % 2 == 0) {
            switch (seq / 2 % 8) {
                case 0: body = Judged{sampleVerdict(seq / 16, static_cast<int>(seq % 40))}; break;
                case 1: body = Metrics{{{"elo/ME1", seq, 0.5, kUnknown}}}; break;
                case 2: body = OptionChanged{"league.threshold", "0.7", "0.6", seq}; break;
                case 3: body = sampleSnapshot(run, static_cast<int>(seq)); break;
                case 4: body = MatchPlayed{sampleMatch(run, seq), {}}; break;
                case 5: body = Rated{{{"bot:random", -1, 0, 0, seq, 0.5}}}; break;
                case 6: body = Logged{LogLevel::info, LUDUS_TEXT("Log", "Here."), {}}; break;
                default: body = Tallied{sampleTally(seq)};
            }
        }
        events.push_back(runEvent(run, seq, std::move(body)));
    }
    return events;
}

template <class... T>
bool isOneOf(const RunEvent& event) {
    return (std::holds_alternative<T>(event.body) || ...);
}

bool ofLeague(const RunEvent& e) {
    return isOneOf<Tallied, Judged, SnapshotFrozen, Rated, OptionChanged, Drawn>(e);
}

std::vector<RunEvent> only(std::vector<RunEvent> events, const std::function<bool(const RunEvent&)>& wanted) {
    std::erase_if(events, [&](const RunEvent& e) { return !wanted(e); });
    return events;
}

std::vector<int64_t> idsOf(const std::vector<RunEvent>& draws) {
    std::vector<int64_t> ids;
    for (const RunEvent& e : draws)
        ids.push_back(std::get<Drawn>(e.body).draw.id);
    return ids;
}

}  // namespace

class StoreLeagueTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    std::unique_ptr<Workspace> workspace_;

    void publish(RunId run, const std::vector<RunEvent>& events) {
        auto writer = StoreWriter::open(dir_.path(), run).value();
        for (const RunEvent& e : events)
            writer->take(e);
        QVERIFY(writer->flush().ok());
    }
    std::string countOf(const char* table, RunId run) const {
        return rawValue(dir_.path("studio.db"),
                        "SELECT count(*) FROM " + std::string(table) + " WHERE run = " + std::to_string(run.value));
    }

private Q_SLOTS:
    void initTestCase() { workspace_ = Workspace::open(dir_.path()).value(); }

    void everyBitOfADrawComesBack() {
        const RunId run = newRun(*workspace_);
        LeagueDraw none;  // empty lists, no agent
        LeagueDraw odd = sampleDraw(7);
        odd.empty = {DrawBranch::evaluation, DrawBranch::selfPlay, DrawBranch::selfPlay};
        odd.numbers = {0.0, -0.0, kTiny, 1 - 0x1p-53, kUnknown, kOddNaN, INFINITY, -INFINITY};
        odd.probability = -0.0;
        odd.winRate = kOddNaN;
        odd.agent = "bot:über \"a\"\n'";
        odd.chosen = Member::learner(11);
        LeagueDraw large = sampleDraw(1);
        large.id = std::numeric_limits<int64_t>::max() - 1;
        large.step = large.leagueVersion = large.payoffVersion = std::numeric_limits<int64_t>::max();
        large.chosen = Member::snapshot(std::numeric_limits<int>::max());
        large.numbers.assign(1000, 1.0 / 3);
        const std::vector<RunEvent> published{runEvent(run, 1, Drawn{none}), runEvent(run, 2, Drawn{odd}),
                                              runEvent(run, 5, Drawn{large})};
        publish(run, published);
        SAME_EVENTS(workspace_->events(run).value(), published);
        SAME_EVENTS(workspace_->leagueEvents(run).value(), published);
        const auto read = std::get<Drawn>(workspace_->draw(run, odd.id)->value().body).draw;
        QCOMPARE(std::bit_cast<uint64_t>(read.winRate), std::bit_cast<uint64_t>(kOddNaN));
        QVERIFY(std::signbit(read.probability) && std::signbit(read.numbers.at(1)));
        QVERIFY(read.empty == odd.empty);
        QVERIFY(read.chosen == Member::learner(11));
        QCOMPARE(read.agent, odd.agent);
    }

    void everyBitOfAVerdictComesBack() {
        const RunId run = newRun(*workspace_);
        LeagueVerdict none;  // no table, no numbers, nothing to go on from
        LeagueVerdict odd = sampleVerdict(2, 500);
        odd.table[3].winRate = kOddNaN;
        odd.table[4].games = -0.0;
        odd.table[5].played = std::numeric_limits<int64_t>::min();
        odd.table[6].against = Member::learner(std::numeric_limits<int>::max());
        odd.numbers = {kTiny, kOddNaN};
        odd.threshold = kUnknown;
        odd.winRate = -0.0;
        std::vector<RunEvent> published{runEvent(run, 1, Judged{none}), runEvent(run, 2, Judged{odd})};
        for (int i = 0; i < kVerdictActions * kVerdictCauses; ++i)
            published.push_back(runEvent(run, 3 + i, Judged{sampleVerdict(3 + i, i % 3)}));
        publish(run, published);
        SAME_EVENTS(workspace_->events(run).value(), published);
        const auto read = std::get<Judged>(workspace_->leagueEvents(run).value().at(1).body).verdict;
        QCOMPARE(read.table.size(), size_t{500});
        QCOMPARE(std::bit_cast<uint64_t>(read.table[3].winRate), std::bit_cast<uint64_t>(kOddNaN));
        QVERIFY(read.restartFrom == 0);  // the root is not nothing
        QVERIFY(!std::get<Judged>(workspace_->events(run).value().at(0).body).verdict.restartFrom);
    }

    void sidesOfATallyAndWhetherItWasAskedForComeBack() {
        const RunId run = newRun(*workspace_);
        TallyRecord unknown = sampleTally(1);
        unknown.sides.clear();
        publish(run, {runEvent(run, 1, Tallied{sampleTally(255)}), runEvent(run, 2, Tallied{unknown}),
                      runEvent(run, 3, Tallied{sampleTally(2)})});
        const auto events = workspace_->leagueEvents(run).value();
        const auto tally = [&](size_t i) { return std::get<Tallied>(events.at(i).body).tally; };
        QVERIFY((tally(0).sides == std::vector<uint8_t>{1, 0, 255}));
        QVERIFY(tally(0).asked);
        QVERIFY(tally(1).sides.empty() && !tally(1).scores.empty());
        QVERIFY((tally(2).sides == std::vector<uint8_t>{1, 0, 2}));
        QVERIFY(!tally(2).asked);
    }

    void aLeagueIsToldInOrderAndNothingElse() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        const auto published = leagueRun(run, 400);
        publish(run, published);
        publish(other, leagueRun(other, 50));
        const auto history = asHistory(published);
        SAME_EVENTS(workspace_->events(run).value(), history);
        SAME_EVENTS(workspace_->leagueEvents(run).value(), only(history, ofLeague));
        const auto withoutDraws = [](const RunEvent& e) { return ofLeague(e) && !isOneOf<Drawn>(e); };
        SAME_EVENTS(workspace_->leagueEvents(run, 0, 400, false).value(), only(history, withoutDraws));
    }

    void partOfALeagueIsBetweenTwoNumbers() {
        const RunId run = newRun(*workspace_);
        publish(run, leagueRun(run, 300));
        const auto history = only(asHistory(leagueRun(run, 300)), ofLeague);
        for (const auto& [after, upTo] : {std::pair<int64_t, int64_t>{0, 1}, {17, 143}, {31, 32}, {250, 9000}}) {
            const auto inside = [&](const RunEvent& e) { return e.seq > after && e.seq <= upTo; };
            SAME_EVENTS(workspace_->leagueEvents(run, after, upTo).value(), only(history, inside));
        }
        QVERIFY(workspace_->leagueEvents(run, 40, 40)->empty());
        QVERIFY(workspace_->leagueEvents(run, 300)->empty());
        QVERIFY(workspace_->leagueEvents(RunId{9999})->empty());
    }

    void aWindowReplaysVerdictsButNoDraws() {
        const RunId run = newRun(*workspace_);
        publish(run, leagueRun(run, 200));
        const auto history = asHistory(leagueRun(run, 200));
        SAME_EVENTS(workspace_->events(run, 0, EventParts::withoutTallies).value(),
                    only(history, [](const RunEvent& e) { return !isOneOf<Tallied, Drawn>(e); }));
        SAME_EVENTS(workspace_->events(run, 0, EventParts::withoutTalliesAndPoints).value(),
                    only(history, [](const RunEvent& e) { return !isOneOf<Tallied, Drawn, Metrics>(e); }));
        QVERIFY(
            !only(workspace_->events(run, 0, EventParts::withoutTalliesAndPoints).value(), isOneOf<Judged>).empty());
    }

    void drawsAreFoundByTheirIdAndListedNewestFirst() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        const auto published = leagueRun(run, 200);  // the draws 1 to 100
        publish(run, published);
        publish(other, leagueRun(other, 20));
        const RunEvent& fifth = published.at(8);
        SAME_EVENTS(std::vector{workspace_->draw(run, 5)->value()}, std::vector{fifth});
        QVERIFY(!workspace_->draw(run, 101)->has_value());
        QVERIFY(!workspace_->draw(run, 0)->has_value());
        QVERIFY(workspace_->draw(other, 10)->value().run == other);

        using Ids = std::vector<int64_t>;
        QCOMPARE(idsOf(workspace_->draws(run, -1, 0, 4).value()), (Ids{100, 99, 98, 97}));
        QCOMPARE(idsOf(workspace_->draws(run, 1, 0, 3).value()), (Ids{99, 97, 95}));
        QCOMPARE(idsOf(workspace_->draws(run, 1, 95, 3).value()), (Ids{93, 91, 89}));
        QCOMPARE(idsOf(workspace_->draws(run, 0, 6, 10).value()), (Ids{4, 2}));
        QVERIFY(workspace_->draws(run, -1, 1, 10)->empty());
        QVERIFY(workspace_->draws(run, 7, 0, 10)->empty());
        QVERIFY(workspace_->draws(run, -1, 0, 0)->empty());
        SAME_EVENTS(workspace_->draws(run, -1, 6, 1).value(), std::vector{fifth});
        QCOMPARE(workspace_->drawCount(run).value(), int64_t{100});
        QCOMPARE(workspace_->drawCount(run, 0).value(), int64_t{50});
        QCOMPARE(workspace_->drawCount(run, 7).value(), int64_t{0});
        QCOMPARE(workspace_->drawCount(other).value(), int64_t{10});
    }

    void drawsOfAPlayerAreCountedByWhereTheirOpponentsCameFrom() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        const auto published = leagueRun(run, 2000);
        publish(run, published);
        publish(other, leagueRun(other, 60));
        for (const int64_t above : {0, 501}) {
            store::DrawCounts expected;
            for (const RunEvent& event : published) {
                const auto* drawn = std::get_if<Drawn>(&event.body);
                if (!drawn || drawn->draw.player != 1 || drawn->draw.id <= above || drawn->draw.numbers.empty())
                    continue;
                ++expected.draws;
                expected.newest = drawn->draw.id;
                ++expected.drawn[static_cast<size_t>(drawn->draw.branch)];
                for (const DrawBranch branch : drawn->draw.empty)
                    ++expected.withNone[static_cast<size_t>(branch)];
            }
            const store::DrawCounts counted = workspace_->countDraws(run, 1, above).value();
            QVERIFY(counted.draws > 100);
            QCOMPARE(counted.draws, expected.draws);
            QCOMPARE(counted.newest, expected.newest);
            QVERIFY(counted.drawn == expected.drawn);
            QVERIFY(counted.withNone == expected.withNone);
        }
        QCOMPARE(workspace_->countDraws(run, 1, 1000)->draws, int64_t{0});
        QCOMPARE(workspace_->countDraws(run, 7)->newest, int64_t{0});
    }

    void changedOptionsAreReadByThemselves() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        publish(run, leagueRun(run, 300));
        publish(other, leagueRun(other, 40));
        const auto changes = [&](int64_t after) {
            return only(leagueRun(run, 300),
                        [after](const RunEvent& e) { return isOneOf<OptionChanged>(e) && e.seq > after; });
        };
        QVERIFY(changes(100).size() > 5);
        SAME_EVENTS(workspace_->optionChanges(run).value(), changes(0));
        SAME_EVENTS(workspace_->optionChanges(run, 100).value(), changes(100));
        QVERIFY(workspace_->optionChanges(run, 300)->empty());
    }

    void rewindingTakesWhatWasDecidedLater() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        QVERIFY(workspace_->claimRun(run).ok());
        publish(run, leagueRun(run, 100));
        publish(other, leagueRun(other, 300));
        publish(run, {checkpointEvent(run, 101, 4096)});
        auto later = leagueRun(run, 199, 102);
        publish(run, later);
        QCOMPARE(countOf("draw", run), std::string("149"));
        QCOMPARE(countOf("verdict", run), std::string("18"));
        QVERIFY(workspace_->rewindRun(run, workspace_->checkpoints(run)->at(0)).ok());
        QCOMPARE(countOf("draw", run), std::string("50"));
        QCOMPARE(countOf("verdict", run), std::string("6"));
        // Of the tables of ratings only the newest was there, and it came later.
        const auto stays = [](const RunEvent& e) { return ofLeague(e) && !isOneOf<Rated>(e); };
        SAME_EVENTS(workspace_->leagueEvents(run).value(), only(leagueRun(run, 100), stays));
        QCOMPARE(idsOf(workspace_->draws(run, -1, 0, 2).value()), (std::vector<int64_t>{50, 49}));
        QVERIFY(!workspace_->draw(run, 51)->has_value());
        QCOMPARE(workspace_->drawCount(other).value(), int64_t{150});

        const RunEvent again = runEvent(run, 101, Drawn{sampleDraw(51)});  // the run goes on
        publish(run, {again});
        SAME_EVENTS(std::vector{workspace_->draw(run, 51)->value()}, std::vector{again});
        QVERIFY(workspace_->releaseRun(run).ok());
    }

    void deletedRunLeavesNoDrawAndNoVerdict() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        publish(run, leagueRun(run, 200));
        publish(other, leagueRun(other, 40));
        QVERIFY(workspace_->deleteRun(run).ok());
        QCOMPARE(countOf("draw", run), std::string("0"));
        QCOMPARE(countOf("verdict", run), std::string("0"));
        QCOMPARE(countOf("tally", run), std::string("0"));
        QCOMPARE(workspace_->drawCount(other).value(), int64_t{20});
        QVERIFY(workspace_->verify().empty());
    }

    void otherConnectionsFollowALeague() {
        auto other = Workspace::open(dir_.path(), store::OpenMode::readOnly).value();
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        const auto published = leagueRun(run, 120);
        std::vector<RunEvent> seen;
        for (size_t from = 0; from < published.size(); from += 30) {
            const int64_t before = other->changeCounter();
            for (size_t i = from; i < from + 30; ++i)
                writer->take(published[i]);
            QVERIFY(writer->flush().ok());
            QVERIFY(other->changeCounter() != before);
            const auto news = other->leagueEvents(run, seen.empty() ? 0 : seen.back().seq).value();
            seen.insert(seen.end(), news.begin(), news.end());
            QCOMPARE(idsOf(other->draws(run, -1, 0, 1).value()).at(0), static_cast<int64_t>(from) / 2 + 15);
        }
        // Watching sees each table of ratings that was the newest when it looked.
        const auto told = [](const RunEvent& e) { return ofLeague(e) && !isOneOf<Rated>(e); };
        SAME_EVENTS(only(seen, told), only(published, told));
    }

    void aRefusedDrawDoesNotHoldUpTheOthers() {
        const RunId run = newRun(*workspace_);
        publish(run, {runEvent(run, 1, Drawn{sampleDraw(1)}), runEvent(run, 1, Drawn{sampleDraw(2)}),  // a number twice
                      runEvent(run, 2, Drawn{sampleDraw(3)}), runEvent(run, 3, Judged{sampleVerdict(1, 2)})});
        SAME_EVENTS(workspace_->leagueEvents(run).value(),
                    (std::vector{runEvent(run, 1, Drawn{sampleDraw(1)}), runEvent(run, 2, Drawn{sampleDraw(3)}),
                                 runEvent(run, 3, Judged{sampleVerdict(1, 2)})}));
    }

    void oneHundredThousandDrawsAreReadInBoundedTime() {
        constexpr int64_t kDraws = 100'000;
        const RunId run = newRun(*workspace_);
        QElapsedTimer timer;
        timer.start();
        {
            auto writer = StoreWriter::open(dir_.path(), run).value();
            for (int64_t id = 1; id <= kDraws; ++id)
                writer->take(runEvent(run, id, Drawn{sampleDraw(id)}));
            for (int64_t id = 1; id <= 200; ++id)
                writer->take(runEvent(run, kDraws + id, Judged{sampleVerdict(id, 500)}));
            QVERIFY(writer->flush().ok());
        }
        const auto written = timer.restart();
        const auto all = workspace_->leagueEvents(run).value();
        const auto read = timer.restart();
        QCOMPARE(all.size(), size_t{kDraws + 200});
        for (size_t i = 0; i < kDraws; i += 991) {
            const auto id = static_cast<int64_t>(i) + 1;
            QCOMPARE(describe(all[i]), describe(runEvent(run, id, Drawn{sampleDraw(id)})));
        }
        timer.restart();
        QCOMPARE(workspace_->leagueEvents(run, 0, kDraws + 200, false)->size(), size_t{200});
        const auto verdicts = timer.restart();
        for (int64_t id = 1; id <= kDraws; id += 1000)
            QVERIFY(workspace_->draw(run, id)->has_value());
        const auto found = timer.restart();
        for (int64_t below = kDraws; below > 1000; below -= 1000)
            QCOMPARE(workspace_->draws(run, 1, below, 200)->size(), size_t{200});
        const auto listed = timer.restart();
        QCOMPARE(workspace_->drawCount(run, 1).value(), kDraws / 2);
        const auto counted = timer.restart();
        QVERIFY(workspace_->deleteRun(run).ok());
        const auto deleted = timer.elapsed();
        qInfo(
            "100 000 draws and 200 verdicts of 500 rows: written in %lld ms, read in %lld, the verdicts alone in %lld, "
            "100 draws by id in %lld, 99 lists of 200 in %lld, counted in %lld, deleted in %lld",
            written, read, verdicts, found, listed, counted, deleted);
        QVERIFY(read < 5000);  // loose: other programs share the machine
        QVERIFY(verdicts < 2000);
        QVERIFY(found < 500);
        QVERIFY(listed < 2000);
    }
};

QTEST_GUILESS_MAIN(StoreLeagueTest)
#include "tst_store_league.moc"
