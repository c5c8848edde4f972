// SPDX-License-Identifier: GPL-3.0-or-later
// A league run that is watched: it grows, waits, fails, is taken back, is deleted; and whoever does not look asks
// nothing.
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "tests/app/studio/league_bridge_kit.h"
#include "tests/app/studio/run_author.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"

using namespace ludus;
using namespace ludus::test;

class TestLeagueBridgeLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QVERIFY2(guard_.clean(), qPrintable(guard_.take())); }

    void aReopenedLeagueIsTheOneThatWasFollowed() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        Stage live(folder);
        QVERIFY(live.open(author.id()));
        QVERIFY(live.bridge.facts().league);
        QSignalSpy added(live.bridge.model(), &LeagueModel::nodesAdded),
            cleared(live.bridge.model(), &LeagueModel::cleared);
        for (const int turns : {3, 60, 110, 150}) {
            author.play(turns);
            QVERIFY(live.follow(author));
        }
        author.finish();
        QVERIFY(live.follow(author));
        QCOMPARE(live.bridge.facts().record.status, RunStatus::finished);
        QVERIFY(added.count() >= 4);
        QCOMPARE(cleared.count(), 0);
        Stage anew(folder);
        QVERIFY(anew.open(author.id()));
        QVERIFY(anew.follow(author));
        compare(told(live.bridge), told(anew.bridge));
        for (Stage* stage : {&live, &anew})
            QVERIFY(stage->goTo(3));
        compare(told(live.bridge), told(anew.bridge));
    }

    void newSnapshotsComeWhileThePastIsLookedAt() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(200);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QVERIFY(stage.goTo(1));
        const int before = stage.bridge.model()->lastPeriod();
        author.play(150);
        stage.bridge.look(&stage.page, true);
        QTRY_COMPARE_WITH_TIMEOUT(stage.bridge.facts().snapshots, static_cast<int>(author.story().snapshots().size()),
                                  kPatienceMs);
        QCOMPARE(stage.bridge.model()->time(), 1);
        QVERIFY(stage.bridge.model()->lastPeriod() > before);
        const league::LeagueStory whole = author.story();
        comparePayoff(*stage.bridge.payoff(), league::storyOf(author.options(), author.events(), endOf(whole, 1) + 1),
                      league::MemberOrder::role);
    }

    void nothingIsAskedWhileNobodyLooks() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(60);
        Stage stage(folder);
        const auto resting = [&] {
            for (const QTimer* timer : stage.bridge.findChildren<QTimer*>())
                if (timer->isActive()) return false;
            return true;
        };
        QVERIFY(stage.open(author.id()));
        QVERIFY(resting());
        const int before = stage.bridge.facts().snapshots;
        author.play(100);
        {
            const QObject page;
            stage.bridge.look(&page, true);
            QVERIFY(!resting());
        }
        QVERIFY(resting());  // a page that is gone looks no more
        QTest::qWait(10);
        author.play(50);
        stage.bridge.look(&stage.page, true);
        stage.bridge.look(&stage.page, false);
        QVERIFY(resting());
        QVERIFY(stage.follow(author));
        QVERIFY(stage.bridge.facts().snapshots > before);
        QCOMPARE(stage.bridge.facts().snapshots, static_cast<int>(author.story().snapshots().size()));
    }

    void aSelfPlayRunIsNoLeague() {
        const test::TempDir folder;
        RunId id;
        {
            RunRecord record;
            record.game = "rps";
            record.name = "alone";
            record.config = "[run]\nseed = 1\n[game]\nname = \"rps\"\n";
            test::RunAuthor author(folder.path(), record);
            author.rating(100, 1000);
            id = author.id();
        }
        Stage stage(folder);
        QSignalSpy failed(&stage.bridge, &LeagueBridge::failed);
        QVERIFY(stage.open(id));
        QVERIFY(!stage.bridge.facts().league);
        QCOMPARE(stage.bridge.facts().record.name, std::string("alone"));
        QCOMPARE(stage.bridge.run(), id);
        QVERIFY(stage.bridge.model()->isEmpty());
        QVERIFY(stage.bridge.reader() == nullptr);
        QCOMPARE(failed.count(), 0);
    }

    void aLeagueBeforeItsRootIsShown() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(2);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QVERIFY(stage.bridge.facts().league);
        QCOMPARE(stage.bridge.facts().periods, 0);
        QCOMPARE(stage.bridge.model()->nodes().size(), 1);
        QCOMPARE(stage.bridge.model()->nodes()[0].period, 0);
        QCOMPARE(stage.bridge.model()->learners().size(), 6);
        QCOMPARE(stage.bridge.payoff()->rowCount(), 0);
        QVERIFY(stage.bridge.elo()->isEmpty());
        QVERIFY(!stage.bridge.elo()->emptyText().isEmpty());
        QVERIFY(stage.goTo(0));
        QCOMPARE(stage.bridge.member(0).name, QString("untrained"));
        author.play(100);
        QVERIFY(stage.goTo(LeagueModel::kNow));
        QVERIFY(stage.follow(author));
        QVERIFY(stage.bridge.model()->nodes().size() > 5);
    }

    void aLeagueThatWaitsInTheQueueHasItsLearners() {
        const test::TempDir folder;
        const auto workspace = std::move(*store::Workspace::open(folder.path()));
        RunRecord record;
        record.game = "rps";
        record.config = test::leagueConfig(test::allRoles()).text;
        const RunId id = *workspace->createRun(record);
        Stage stage(folder);
        QVERIFY(stage.open(id));
        QVERIFY(stage.bridge.facts().league);
        QCOMPARE(stage.bridge.model()->learners().size(), 6);
        QVERIFY(stage.bridge.model()->learners()[0].state == models::LeagueLearnerState::Paused);
        QVERIFY(stage.bridge.model()->nodes().isEmpty());
        QCOMPARE(stage.bridge.facts().mismatch, QString());
    }

    void aRunThatWasDeletedIsLetGoOf() {
        const test::TempDir folder;
        const RunId id = test::writeLeague(folder.path(), 80);
        Stage stage(folder);
        QVERIFY(stage.open(id));
        QVERIFY(!stage.bridge.model()->isEmpty());
        QVERIFY((*store::Workspace::open(folder.path()))->deleteRun(id).ok());
        QSignalSpy failed(&stage.bridge, &LeagueBridge::failed);
        stage.bridge.look(&stage.page, true);
        QVERIFY(failed.count() > 0 || failed.wait(kPatienceMs));
        QVERIFY(stage.bridge.model()->isEmpty());
        QVERIFY(stage.bridge.elo()->isEmpty());
        QCOMPARE(stage.bridge.payoff()->rowCount(), 0);
        QCOMPARE(stage.bridge.run(), RunId{});
        QVERIFY(!stage.bridge.facts().league);
    }

    void eventsThatContradictAreSaid() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(100);
        LeagueVerdict wrong;
        wrong.id = 100'000;
        wrong.leagueVersion = 7777;
        wrong.step = 100'000;
        author.publish(Judged{wrong});
        QVERIFY(!author.story().exact());
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        const QString said = stage.bridge.facts().mismatch;
        QVERIFY2(said.contains(QString::number(author.story().mismatch()->seq)), qPrintable(said));
        QVERIFY(stage.bridge.model()->nodes().size() > 5);  // what is known is shown
    }

    void failedLearnersAndLostSnapshotsAreMarked() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(300);
        const int lost = author.story().memberNamed("MA1-2")->index();
        author.lose(lost);
        author.fail(2);
        author.play(100);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QVERIFY(stage.bridge.model()->learners()[2].state == models::LeagueLearnerState::Failed);
        QVERIFY(stage.bridge.model()->learners()[1].state == models::LeagueLearnerState::Learning);
        QVERIFY(!stage.bridge.model()->node(lost)->usable);
        QVERIFY(stage.bridge.member(lost).sentence.contains("not met any more"));
        QVERIFY(stage.goTo(3));
        QVERIFY(stage.bridge.model()->node(lost)->usable);  // it was, then
        QVERIFY(stage.bridge.model()->learners()[2].state == models::LeagueLearnerState::Learning);
    }

    void curvesStandInTheOrderOfLearnersWhoeverIsRatedFirst() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(20);
        author.publish(Metrics{{{"elo/SE1", 15'000, 120, 24}}});
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QCOMPARE(stage.bridge.elo()->all().size(), size_t{1});
        QCOMPARE(stage.bridge.elo()->all()[0].role, QString("SE"));
        author.play(60);
        QVERIFY(stage.follow(author));
        QStringList shown;
        for (const models::ChartSeries& series : stage.bridge.elo()->all())
            shown << series.model->name();
        QCOMPARE(shown, QStringList({"MA", "ME", "LE", "SE", "EE", "AEE"}));
        QCOMPARE(stage.bridge.elo()->series("SE")->at(0).value, 120.0);
    }

    void whatSomebodyElseHasReadIsShownToo() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(100);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QVERIFY(stage.follow(author));
        author.play(100);
        const auto workspace = std::move(*store::Workspace::open(folder.path()));
        QVERIFY(stage.bridge.reader()->update(*workspace).value());
        QVERIFY(stage.follow(author));
        QCOMPARE(stage.bridge.facts().snapshots, static_cast<int>(author.story().snapshots().size()));
    }

    void aRealLeagueIsFollowedWhileItTrains() {
        const test::TempDir folder;
        const runs::RunConfig config = test::leagueConfig(test::quickLeague(40'000));
        auto run = std::move(*runs::ActiveRun::start(folder.path(), config, {}));
        Stage live(folder);
        QVERIFY(live.open(run->id()));
        live.bridge.look(&live.page, true);
        QTRY_COMPARE_WITH_TIMEOUT(live.bridge.facts().record.status, RunStatus::finished, kPatienceMs);
        QVERIFY(run->wait().ok());
        const auto settled = [](LeagueBridge& bridge) {
            return bridge.nash()->columnCount() == bridge.facts().periods;
        };
        const int64_t last = (*store::Workspace::open(folder.path()))->run(run->id())->lastSeq;
        QTRY_VERIFY_WITH_TIMEOUT(live.bridge.facts().record.lastSeq == last && settled(live.bridge), kPatienceMs);
        QCOMPARE(live.bridge.facts().mismatch, QString());
        QVERIFY(live.bridge.facts().periods >= 3);
        Stage anew(folder);
        QVERIFY(anew.open(run->id()));
        anew.bridge.look(&anew.page, true);
        QTRY_VERIFY_WITH_TIMEOUT(settled(anew.bridge), kPatienceMs);
        compare(told(live.bridge), told(anew.bridge));
    }

    void aRunThatWasTakenBackIsReadAnew() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(200);
        const CheckpointTaken taken = checkpointOf(author);
        const league::LeagueStory then = author.story();
        author.publish(taken);
        author.play(150);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QVERIFY(stage.bridge.facts().snapshots > static_cast<int>(then.snapshots().size()));
        const auto workspace = std::move(*store::Workspace::open(folder.path()));
        const Status rewound = workspace->rewindRun(author.id(), taken.checkpoint);
        QVERIFY2(rewound.ok(), rewound.ok() ? "" : rewound.error().sentence().c_str());
        stage.bridge.look(&stage.page, true);
        QTRY_COMPARE_WITH_TIMEOUT(stage.bridge.facts().snapshots, static_cast<int>(then.snapshots().size()),
                                  kPatienceMs);
        QCOMPARE(stage.bridge.model()->nodes().size(), static_cast<qsizetype>(then.snapshots().size()));
        comparePayoff(*stage.bridge.payoff(), then, league::MemberOrder::role);
        Stage anew(folder);
        QVERIFY(anew.open(author.id()));
        QCOMPARE(anew.bridge.facts().snapshots, stage.bridge.facts().snapshots);
    }

    void theMomentThatIsLookedAtStaysWhenARunIsTakenBack() {
        const test::TempDir folder;
        LeagueAuthor author(folder.path());
        author.play(200);
        const CheckpointTaken taken = checkpointOf(author);
        const size_t then = author.story().snapshots().size();
        author.publish(taken);
        author.play(150);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QVERIFY(stage.goTo(1));
        QVERIFY(!stage.bridge.model()->edges().isEmpty());
        QVERIFY((*store::Workspace::open(folder.path()))->rewindRun(author.id(), taken.checkpoint).ok());
        stage.bridge.look(&stage.page, true);
        QTRY_COMPARE_WITH_TIMEOUT(stage.bridge.facts().snapshots, static_cast<int>(then), kPatienceMs);
        QCOMPARE(stage.bridge.model()->time(), 1);
        Stage anew(folder);
        QVERIFY(anew.open(author.id()));
        QVERIFY(anew.goTo(1));
        anew.bridge.look(&anew.page, true);
        QTRY_VERIFY_WITH_TIMEOUT(anew.bridge.nash()->columnCount() == 1 && stage.bridge.nash()->columnCount() == 1,
                                 kPatienceMs);
        compare(told(stage.bridge), told(anew.bridge));
    }

private:
    static CheckpointTaken checkpointOf(const LeagueAuthor& author) {
        CheckpointTaken taken;
        taken.checkpoint.run = author.id();
        taken.checkpoint.eventSeq = author.seq();
        taken.checkpoint.step = 200'000;
        auto bytes = std::make_shared<const std::string>("a checkpoint");
        taken.checkpoint.hash = contentHash(*bytes);
        taken.content = {taken.checkpoint.hash, ".checkpoint", bytes};
        return taken;
    }

    test::WarningGuard guard_;
};

QTEST_MAIN(TestLeagueBridgeLive)
#include "tst_league_bridge_live.moc"
