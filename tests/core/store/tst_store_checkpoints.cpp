// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <filesystem>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::StoreWriter;
using store::Workspace;

class StoreCheckpointsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TempDir> dir_;
    std::unique_ptr<Workspace> workspace_;
    RunId run_;

    std::string database() const { return dir_->path("studio.db"); }
    std::unique_ptr<StoreWriter> writer(FileSystem& files = realFileSystem()) {
        return StoreWriter::open(dir_->path(), run_, files).value();
    }
    void publish(const std::vector<RunEvent>& events) {
        auto out = writer();
        for (const RunEvent& e : events)
            out->take(e);
        QVERIFY(out->flush().ok());
    }
    /// A checkpoint every second event, with these ratings.
    void publishCheckpoints(const std::vector<double>& elos, int keep) {
        std::vector<RunEvent> events;
        int64_t seq = 0;
        for (const double elo : elos) {
            events.push_back(runEvent(run_, ++seq, Logged{}));
            ++seq;
            events.push_back(checkpointEvent(run_, seq, seq * 100, elo, keep));
        }
        publish(events);
    }
    std::vector<int64_t> kept() {
        std::vector<int64_t> numbers;
        const auto list = workspace_->checkpoints(run_).value();
        for (const CheckpointRecord& c : list)
            numbers.push_back(c.eventSeq);
        return numbers;
    }
    int files(const std::string& suffix) const {
        int count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(dir_->path("artefacts")))
            count += entry.path().extension() == suffix ? 1 : 0;
        return count;
    }
    void change(const std::string& assignment) {
        QVERIFY(rawSql(database(), "UPDATE run SET " + assignment + " WHERE id = " + std::to_string(run_.value)));
    }
    bool interrupted() { return workspace_->run(run_).value().interrupted; }

private Q_SLOTS:
    void init() {
        dir_ = std::make_unique<TempDir>();
        workspace_ = Workspace::open(dir_->path()).value();
        run_ = newRun(*workspace_);
    }

    void checkpointComesBackAsTaken() {
        const RunEvent event = checkpointEvent(run_, 5, 1234, 987.5);
        publish({event});
        const auto list = workspace_->checkpoints(run_).value();
        QCOMPARE(list.size(), size_t{1});
        const CheckpointRecord &is = list[0], &was = std::get<CheckpointTaken>(event.body).checkpoint;
        QCOMPARE(is.run.value, run_.value);
        QCOMPARE(is.eventSeq, int64_t{4});
        QCOMPARE(is.step, was.step);
        QCOMPARE(is.seconds, was.seconds);
        QCOMPARE(is.elo, was.elo);
        QCOMPARE(is.hash, was.hash);
        QCOMPARE(is.wallMs, was.wallMs);
        QCOMPARE(workspace_->readArtefact(is.hash, ".checkpoint").value(),
                 *std::get<CheckpointTaken>(event.body).content.bytes);
        QCOMPARE(workspace_->run(run_).value().checkpoints, int64_t{1});
        QCOMPARE(workspace_->run(run_).value().steps, int64_t{1234});
        SAME_EVENTS(workspace_->events(run_).value(), {event});
        QVERIFY(workspace_->verify().empty());
    }

    void newestAndBestAreKept_data() {
        QTest::addColumn<std::vector<double>>("elos");
        QTest::addColumn<int>("keep");
        QTest::addColumn<std::vector<int64_t>>("expected");
        using Elos = std::vector<double>;
        using Numbers = std::vector<int64_t>;
        const double none = kUnknown;
        QTest::newRow("fewer than kept") << Elos{1, 2} << 3 << Numbers{1, 3};
        QTest::newRow("best is old") << Elos{1, 9, 2, 3, 4} << 2 << Numbers{3, 7, 9};
        QTest::newRow("best is new") << Elos{1, 2, 3, 4, 5} << 2 << Numbers{7, 9};
        QTest::newRow("none rated") << Elos{none, none, none, none} << 2 << Numbers{5, 7};
        QTest::newRow("only an old one rated") << Elos{none, 5, none, none, none} << 1 << Numbers{3, 9};
        QTest::newRow("newest of the best") << Elos{7, 7, 1, 1} << 1 << Numbers{3, 7};
        QTest::newRow("below zero") << Elos{-50, -10, -90, -80} << 1 << Numbers{3, 7};
    }
    void newestAndBestAreKept() {
        QFETCH(std::vector<double>, elos);
        QFETCH(int, keep);
        QFETCH(std::vector<int64_t>, expected);
        publishCheckpoints(elos, keep);
        QCOMPARE(kept(), expected);
        QCOMPARE(workspace_->run(run_).value().checkpoints, static_cast<int64_t>(expected.size()));
        std::vector<int64_t> told;  // their events, and no others of that kind
        const auto history = workspace_->events(run_).value();
        for (const RunEvent& e : history) {
            if (std::holds_alternative<CheckpointTaken>(e.body)) told.push_back(e.seq - 1);
        }
        QCOMPARE(told, expected);
        QCOMPARE(files(".checkpoint"), static_cast<int>(expected.size()));
        QCOMPARE(rawValue(database(), "SELECT count(*) FROM artefact"), std::to_string(expected.size()));
        QVERIFY(workspace_->verify().empty());
    }

    void droppedFilesGoWhileTheRunGoesOn() {
        auto out = writer();
        for (int64_t seq = 1; seq <= 60; ++seq) {
            out->take(checkpointEvent(run_, seq, seq));
            if (seq % 10 != 0) continue;
            QVERIFY(out->flush().ok());
            QTRY_COMPARE_WITH_TIMEOUT(files(".checkpoint"), 3, 5000);  // files go after the rows
        }
    }

    void sameStateTwiceIsOneFile() {
        RunEvent first = checkpointEvent(run_, 2, 10), second = checkpointEvent(run_, 4, 10);
        auto& taken = std::get<CheckpointTaken>(second.body);
        taken.content = std::get<CheckpointTaken>(first.body).content;
        taken.checkpoint.hash = taken.content.hash;
        taken.keep = 1;
        publish({first, second});
        QCOMPARE(kept(), std::vector<int64_t>{3});
        QVERIFY(workspace_->readArtefact(taken.content.hash, ".checkpoint").ok());
        QVERIFY(workspace_->verify().empty());
    }

    void checkpointOfTheSameMomentReplacesTheFormer() {
        RunEvent first = checkpointEvent(run_, 2, 10), second = checkpointEvent(run_, 3, 10);
        std::get<CheckpointTaken>(second.body).checkpoint.eventSeq = 1;
        publish({first, second});
        QCOMPARE(kept(), std::vector<int64_t>{1});
        QCOMPARE(workspace_->checkpoints(run_).value()[0].hash, std::get<CheckpointTaken>(second.body).content.hash);
        QCOMPARE(files(".checkpoint"), 1);
        QVERIFY(workspace_->verify().empty());
    }

    void failingFileLosesNoCheckpoint() {
        FaultyFileSystem faulty;
        auto out = writer(faulty);
        faulty.inject(Fault::diskFull, ".checkpoint");
        out->take(runEvent(run_, 1, Logged{}));
        out->take(checkpointEvent(run_, 2, 10));
        QVERIFY(!out->flush().ok());
        QVERIFY(kept().empty());
        QVERIFY(workspace_->verify().empty());
        faulty.clear();
        QVERIFY(out->flush().ok());
        QCOMPARE(kept(), std::vector<int64_t>{1});
        QVERIFY(workspace_->verify().empty());
    }

    /// What was committed must not be written again because an old file could not be removed.
    void fileThatCannotBeRemovedHoldsNobodyUp() {
        FaultyFileSystem faulty;
        auto out = writer(faulty);
        for (int64_t seq = 1; seq <= 3; ++seq)
            out->take(checkpointEvent(run_, seq, seq, kUnknown, 1));
        QVERIFY(out->flush().ok());
        faulty.inject(Fault::permission,
                      "/" + std::get<CheckpointTaken>(checkpointEvent(run_, 3, 3).body).content.hash);
        for (int64_t seq = 4; seq <= 6; ++seq)
            out->take(checkpointEvent(run_, seq, seq, kUnknown, 1));
        out->take(runEvent(run_, 7, Logged{}));
        QVERIFY(out->flush().ok());
        QVERIFY(!out->failure());
        out.reset();
        QCOMPARE(workspace_->run(run_).value().lastSeq, int64_t{7});
        QCOMPARE(files(".checkpoint"), 2);
        QCOMPARE(workspace_->removeStrays().value(), 1);
        QCOMPARE(files(".checkpoint"), 1);
        QVERIFY(workspace_->verify().empty());
    }

    void deletedRunTakesItsCheckpoints() {
        publishCheckpoints({1, 2, 3}, 3);
        QVERIFY(workspace_->deleteRun(run_).ok());
        QCOMPARE(files(".checkpoint"), 0);
        QCOMPARE(rawValue(database(), "SELECT count(*) FROM checkpoint"), std::string("0"));
    }

    void damagedCheckpointIsFoundByVerify() {
        publishCheckpoints({1}, 3);
        const std::string hash = workspace_->checkpoints(run_).value()[0].hash;
        std::filesystem::resize_file(workspace_->artefactPath(hash, ".checkpoint"), 3);
        QCOMPARE(workspace_->verify().size(), size_t{1});
        QCOMPARE(workspace_->verify()[0].code, std::string("artefact.damaged"));
    }

    void interruptedMeansThatItCanBeResumed_data() {
        QTest::addColumn<QString>("row");
        QTest::addColumn<bool>("expected");
        QTest::newRow("running") << "status = 'running'" << true;
        QTest::newRow("stopping") << "status = 'stopping'" << true;
        QTest::newRow("paused") << "status = 'paused'" << true;
        QTest::newRow("queued") << "status = 'queued'" << true;
        QTest::newRow("lost") << "status = 'failed', lost = 1" << true;
        QTest::newRow("failed by itself") << "status = 'failed'" << false;
        QTest::newRow("finished") << "status = 'finished'" << false;
        QTest::newRow("aborted") << "status = 'aborted'" << false;
    }
    void interruptedMeansThatItCanBeResumed() {
        QFETCH(QString, row);
        QFETCH(bool, expected);
        QVERIFY(workspace_->claimRun(run_).ok());
        change("status = 'running', owner_start = owner_start + 1");  // of a process that is gone
        QVERIFY(!interrupted());                                      // no checkpoint yet
        publishCheckpoints({1}, 3);
        change(row.toStdString());
        QCOMPARE(interrupted(), expected);
        QCOMPARE(workspace_->runs().value().at(0).interrupted, expected);
        QVERIFY(workspace_->claimRun(run_).ok());
        QVERIFY(!interrupted());
    }

    void pausedRunThatWasLetGoOfStaysPaused() {
        publish({runEvent(run_, 1, StateChanged{RunStatus::running, ""}), checkpointEvent(run_, 2, 100),
                 runEvent(run_, 3, StateChanged{RunStatus::paused, ""})});
        QVERIFY(workspace_->claimRun(run_).ok());
        QVERIFY(workspace_->releaseRun(run_).ok());
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        const RunRecord row = workspace_->run(run_).value();
        QVERIFY(row.status == RunStatus::paused);
        QVERIFY(row.interrupted);
        QVERIFY(workspace_->claimRun(run_).ok());
        change("owner_start = owner_start + 1");  // killed while paused
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
        const RunRecord lost = workspace_->run(run_).value();
        QVERIFY(lost.status == RunStatus::failed);
        QVERIFY(lost.interrupted);
    }

    void pausedRunWithoutACheckpointIsLost() {
        publish({runEvent(run_, 1, StateChanged{RunStatus::running, ""}),
                 runEvent(run_, 2, StateChanged{RunStatus::paused, ""})});
        QVERIFY(workspace_->claimRun(run_).ok());
        QVERIFY(workspace_->releaseRun(run_).ok());
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
        QVERIFY(!interrupted());
    }

    void lostRunThatGoesOnIsLostNoMore() {
        publish({runEvent(run_, 1, StateChanged{RunStatus::running, ""}), checkpointEvent(run_, 2, 100)});
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
        QVERIFY(interrupted());
        publish({runEvent(run_, 4, StateChanged{RunStatus::failed, "by itself"})});
        QVERIFY(!interrupted());
    }
};

QTEST_GUILESS_MAIN(StoreCheckpointsTest)
#include "tst_store_checkpoints.moc"
