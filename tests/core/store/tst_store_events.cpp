// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::StoreWriter;
using store::Workspace;

class StoreEventsTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    std::unique_ptr<Workspace> workspace_;

    void publish(RunId run, const std::vector<RunEvent>& events) {
        auto writer = StoreWriter::open(dir_.path(), run).value();
        for (const RunEvent& e : events)
            writer->take(e);
        QVERIFY(writer->flush().ok());
        QCOMPARE(writer->waiting(), int64_t{0});
    }

private Q_SLOTS:
    void initTestCase() { workspace_ = Workspace::open(dir_.path()).value(); }

    void historyEqualsWhatWasPublished() {
        const RunId run = newRun(*workspace_);
        const auto published = sampleEvents(run, 400);
        publish(run, published);
        SAME_EVENTS(workspace_->events(run).value(), asHistory(published));
    }

    void historyAfterANumberIsTheRest() {
        const RunId run = newRun(*workspace_);
        const auto published = sampleEvents(run, 100);
        publish(run, published);
        auto expected = asHistory(published);
        std::erase_if(expected, [](const RunEvent& e) { return e.seq <= 37; });
        SAME_EVENTS(workspace_->events(run, 37).value(), expected);
        QVERIFY(workspace_->events(run, 100).value().empty());
    }

    void runsDoNotMix() {
        const RunId first = newRun(*workspace_), second = newRun(*workspace_);
        publish(first, sampleEvents(first, 40));
        publish(second, sampleEvents(second, 24));
        SAME_EVENTS(workspace_->events(first).value(), asHistory(sampleEvents(first, 40)));
        SAME_EVENTS(workspace_->events(second).value(), asHistory(sampleEvents(second, 24)));
    }

    void newestRatingsReplaceOlderOnes() {
        const RunId run = newRun(*workspace_);
        publish(run, {runEvent(run, 1, Rated{{{"bot:random", -1, 0, 0, 10, 0.5}, {"bot:chaser", -1, 400, 9, 10, 0.9}}}),
                      runEvent(run, 2, Rated{{{"bot:random", -1, 0, 0, 20, 0.4}}})});
        const auto ratings = workspace_->ratings(run).value();
        QCOMPARE(ratings.size(), size_t{1});
        QCOMPARE(ratings[0].games, int64_t{20});
        QCOMPARE(workspace_->events(run).value().size(), size_t{1});
    }

    void textsReadBackAreTranslatable() {
        const RunId run = newRun(*workspace_);
        const Text text = LUDUS_TEXT("Log", "Froze snapshot %1 of %2.").arg(3).arg("slime");
        publish(run, {runEvent(run, 1, Logged{LogLevel::info, text, "f"}),
                      runEvent(run, 2, Logged{LogLevel::error, text, ""})});
        const auto events = workspace_->events(run).value();
        const auto& first = std::get<Logged>(events[0].body).text;
        QCOMPARE(first.str(), std::string("Froze snapshot 3 of slime."));
        QVERIFY(first.source() == std::get<Logged>(events[1].body).text.source());  // kept once
    }

    void oneHundredThousandEventsStayInOrder() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        for (int64_t seq = 1; seq <= 100'000; ++seq)
            writer->take(runEvent(run, seq, MatchPlayed{sampleMatch(run, seq), {}}));
        QVERIFY(writer->flush().ok());
        const auto events = workspace_->events(run).value();
        QCOMPARE(events.size(), size_t{100'000});
        for (size_t i = 0; i < events.size(); i += 997) {
            const auto seq = static_cast<int64_t>(i) + 1;
            QCOMPARE(describe(events[i]), describe(runEvent(run, seq, MatchPlayed{sampleMatch(run, seq), {}})));
        }
        QCOMPARE(workspace_->run(run).value().lastSeq, int64_t{100'000});
    }

    void runRowFollowsItsEvents() {
        const RunId run = newRun(*workspace_);
        const Artefact good = artefact("good", ".safetensors"), late = artefact("late", ".safetensors");
        SnapshotRecord a, b;
        a.id = makeSnapshotId(run, 0), b.id = makeSnapshotId(run, 1);
        a.run = b.run = run;
        a.hash = good.hash, b.hash = late.hash;
        b.index = 1, b.step = 5000;
        const std::string nameA = "snapshot:" + std::to_string(a.id.value),
                          nameB = "snapshot:" + std::to_string(b.id.value);
        publish(
            run,
            {runEvent(run, 1, StateChanged{RunStatus::running, ""}), runEvent(run, 2, SnapshotFrozen{a, good}),
             runEvent(run, 3, SnapshotFrozen{b, late}),
             runEvent(run, 4,
                      Rated{{{"bot:random", -1, 0, 0, 9, 0}, {nameA, 0, 900, 20, 9, 1}, {nameB, 5000, 850, 18, 9, 1}}}),
             runEvent(run, 5, Progress{7000, 9000, 12.5, 600, 500, 0.8, 1}),
             runEvent(run, 6, StateChanged{RunStatus::failed, "out of luck"})});
        const RunRecord row = workspace_->run(run).value();
        QVERIFY(row.status == RunStatus::failed);
        QCOMPARE(row.reason, std::string("out of luck"));
        QCOMPARE(row.startedMs, int64_t{1'700'000'000'010});
        QCOMPARE(row.endedMs, int64_t{1'700'000'000'060});
        QCOMPARE(row.steps, int64_t{7000});
        QCOMPARE(row.targetSteps, int64_t{9000});
        QCOMPARE(row.seconds, 12.5);
        QCOMPARE(row.elo, 850.0);
        QCOMPARE(row.eloError, 18.0);
        QCOMPARE(row.snapshots, int64_t{2});
        QCOMPARE(row.lastSeq, int64_t{6});
        QCOMPARE(row.bestAgent, good.hash);
        QCOMPARE(row.latestAgent, late.hash);
    }

    void theRowOfALeagueTellsOfItsFirstMainAgent() {
        const RunId run = newRun(*workspace_);
        const Artefact main = artefact("main", ".safetensors"), exploiter = artefact("exploiter", ".safetensors");
        SnapshotRecord a, b;
        a.id = makeSnapshotId(run, 0), b.id = makeSnapshotId(run, 1);
        a.run = b.run = run;
        a.hash = main.hash, b.hash = exploiter.hash;
        a.step = 1000, b.step = 2000, b.index = 1, b.player = 1;
        const std::string nameA = "snapshot:" + std::to_string(a.id.value),
                          nameB = "snapshot:" + std::to_string(b.id.value);
        publish(run, {runEvent(run, 1, SnapshotFrozen{a, main}), runEvent(run, 2, SnapshotFrozen{b, exploiter}),
                      runEvent(run, 3, Rated{{{nameA, 1000, 700, 20, 9, 1}, {nameB, 2000, 900, 30, 9, 1}}})});
        const RunRecord row = workspace_->run(run).value();
        QCOMPARE(row.elo, 700.0);
        QCOMPARE(row.eloError, 20.0);
        QCOMPARE(row.bestAgent, main.hash);
        QCOMPARE(row.latestAgent, main.hash);
        QCOMPARE(row.snapshots, int64_t{2});
    }

    void queriesSeeTheSameFacts() {
        const RunId run = newRun(*workspace_);
        publish(run, sampleEvents(run, 200));
        QCOMPARE(workspace_->snapshots(run).value().size(), size_t{25});
        QCOMPARE(workspace_->snapshot(makeSnapshotId(run, 7)).value()->index, 7);
        QVERIFY(!workspace_->snapshot(makeSnapshotId(run, 700)).value().has_value());
        const auto matches = workspace_->matches(run, 3).value();
        QCOMPARE(matches.size(), size_t{3});
        QCOMPARE(matches[0].runStep, int64_t{19600});
        QCOMPARE(matches[1].runStep, int64_t{18800});
        const auto recorded = workspace_->matches(run, 100, true).value();
        QCOMPARE(recorded.size(), size_t{7});
        for (const MatchRecord& m : recorded)
            QVERIFY(workspace_->readArtefact(m.replayHash, ".replay").ok());
        const auto points = workspace_->metrics(run, {"score"}).value();
        QCOMPARE(points.size(), size_t{25});
        QCOMPARE(points[1].value, std::sqrt(10.0));
        QCOMPARE(points[1].halfWidth, 0.25);
    }

    void friendlyMatchesBelongToNoRun() {
        MatchRecord match = sampleMatch(RunId{}, 4);
        match.purpose = Purpose::friendly;
        match.replayHash = workspace_->putArtefact("a friendly replay", ".replay").value();
        QVERIFY(workspace_->addMatch(match).ok());
        const MatchRecord read = workspace_->matches(RunId{}, 1).value().at(0);
        QCOMPARE(describe(runEvent(RunId{}, 0, MatchPlayed{read, {}})),
                 describe(runEvent(RunId{}, 0, MatchPlayed{match, {}})));
    }

    void anotherConnectionSeesChanges() {
        auto other = Workspace::open(dir_.path(), store::OpenMode::readOnly).value();
        QVERIFY(other->readOnly());
        const RunId run = newRun(*workspace_);
        const int64_t before = other->changeCounter();
        QCOMPARE(other->changeCounter(), before);
        publish(run, sampleEvents(run, 8));
        QVERIFY(other->changeCounter() != before);
        QCOMPARE(other->events(run).value().size(), size_t{7});
    }
};

QTEST_GUILESS_MAIN(StoreEventsTest)
#include "tst_store_events.moc"
