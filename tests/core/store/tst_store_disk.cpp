// SPDX-License-Identifier: GPL-3.0-or-later
// Room on the disk: what takes it, what a retention lets go, and what always stays.
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::DiskUse;
using store::FreedRoom;
using store::Retention;
using store::StoreWriter;
using store::Workspace;

namespace {

/// A workspace, and runs with files of known sizes.
struct Place {
    TempDir dir;
    FakeClock clock;
    FaultyFileSystem files;
    std::unique_ptr<Workspace> workspace =
        Workspace::open(dir.path(), store::OpenMode::readWrite, files, clock).value();

    std::string database() const { return dir.path("studio.db"); }
    void change(RunId run, const std::string& assignment) const {
        QVERIFY(rawSql(database(), "UPDATE run SET " + assignment + " WHERE id = " + std::to_string(run.value)));
    }
    void publish(RunId run, const std::vector<RunEvent>& events) const {
        auto writer = StoreWriter::open(dir.path(), run).value();
        for (const RunEvent& e : events)
            writer->take(e);
        QVERIFY(writer->flush().ok());
    }
    std::string text(RunId run, const char* kind, int64_t i) const {
        return std::string(kind) + " " + std::to_string(i) + " of " + std::to_string(run.value) +
               std::string(1000, '.');
    }
    /// Finished with its budget used up: snapshots at steps 0, 1000, ..., checkpoints and replays between them.
    RunId finishedRun(int snapshots, int checkpoints, int replays) const {
        const RunId run = newRun(*workspace);
        std::vector<RunEvent> events;
        int64_t seq = 0;
        for (int i = 0; i < snapshots; ++i) {
            SnapshotFrozen frozen;
            frozen.weights = artefact(text(run, "weights", i), ".safetensors");
            frozen.snapshot.id = makeSnapshotId(run, i);
            frozen.snapshot.run = run;
            frozen.snapshot.index = i;
            frozen.snapshot.step = i * 1000;
            frozen.snapshot.hash = frozen.weights.hash;
            frozen.snapshot.wallMs = 1'700'000'000'000 + i;
            events.push_back(runEvent(run, ++seq, std::move(frozen)));
        }
        for (int i = 0; i < checkpoints; ++i) {
            ++seq;
            events.push_back(checkpointEvent(run, seq, i * 1000, kUnknown, 1000));
        }
        for (int i = 0; i < replays; ++i) {
            MatchPlayed played{sampleMatch(run, i), artefact(text(run, "replay", i), ".replay")};
            played.match.replayHash = played.replay.hash;
            events.push_back(runEvent(run, ++seq, std::move(played)));
        }
        publish(run, events);
        change(run, "status = 'finished', target_steps = 100, steps = 100");
        return run;
    }
    std::vector<int> snapshotsLeft(RunId run) const {
        std::vector<int> left;
        const auto all = workspace->snapshots(run).value();
        for (const SnapshotRecord& s : all) {
            if (!s.hash.empty()) left.push_back(s.index);
        }
        return left;
    }
    size_t replaysLeft(RunId run) const { return workspace->matches(run, 100'000, true)->size(); }
    std::set<std::string> filesThere() const {
        std::set<std::string> names;
        if (!std::filesystem::exists(dir.path("artefacts"))) return names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(dir.path("artefacts"))) {
            if (entry.is_regular_file()) names.insert(entry.path().filename().string());
        }
        return names;
    }
    void expectSound() const {
        QVERIFY2(workspace->verify().empty(),
                 workspace->verify().empty() ? "" : workspace->verify().front().text.str().c_str());
        QCOMPARE(workspace->removeStrays().value(), 0);
        QCOMPARE(rawValue(database(),
                          "SELECT count(*) FROM artefact a WHERE refs <> (SELECT count(*) FROM (SELECT hash, suffix "
                          "FROM snapshot UNION ALL SELECT replay, replay_suffix FROM match UNION ALL SELECT hash, "
                          "suffix FROM checkpoint UNION ALL SELECT hash, suffix FROM run_artefact UNION ALL SELECT "
                          "hash, '.safetensors' FROM agent) u WHERE u.hash = a.hash AND u.suffix = a.suffix)"),
                 std::string("0"));
    }
};

Retention keeping(int64_t Retention::*what, int64_t limit) {
    Retention retention;
    retention.*what = limit;
    return retention;
}

#define SAME_KIND(actual, number, size)                   \
    do {                                                  \
        const DiskUse::Kind is = (actual);                \
        QCOMPARE(is.files, static_cast<int64_t>(number)); \
        QCOMPARE(is.bytes, static_cast<int64_t>(size));   \
    } while (false)

}  // namespace

class StoreDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyWorkspaceTakesNoRoomForFiles() {
        const Place place;
        const DiskUse use = place.workspace->diskUse().value();
        for (const DiskUse::Kind* kind : {&use.replays, &use.checkpoints, &use.snapshots, &use.agents, &use.strays})
            SAME_KIND(*kind, 0, 0);
        QVERIFY(use.databaseBytes > 0);
        QVERIFY(use.freeBytes > 0);
        QVERIFY(use.runs.empty());
        SAME_KIND(place.workspace->freeRoom({})->strays, 0, 0);
    }

    void everyFileIsCountedOnceAndInItsRun() {
        const Place place;
        const RunId one = place.finishedRun(3, 2, 5), two = place.finishedRun(2, 0, 1);
        QVERIFY(
            place.workspace->addAgent({"mine", "slime_volley", "network", "", "", 1, 0}, std::string(77, 'a')).ok());
        const DiskUse use = place.workspace->diskUse().value();
        QCOMPARE(use.replays.files, int64_t{6});
        QCOMPARE(use.checkpoints.files, int64_t{2});
        QCOMPARE(use.snapshots.files, int64_t{5});
        SAME_KIND(use.agents, 1, 77);
        SAME_KIND(use.strays, 0, 0);
        QCOMPARE(use.runs.size(), size_t{2});
        QCOMPARE(use.runs[0].run, one);
        QCOMPARE(use.runs[1].run, two);
        QCOMPARE(use.runs[0].name, place.workspace->run(one)->name);
        QCOMPARE(use.runs[0].replays.files, int64_t{5});
        QCOMPARE(use.runs[0].replays.bytes + use.runs[1].replays.bytes, use.replays.bytes);
        QCOMPARE(use.runs[0].snapshots.bytes + use.runs[1].snapshots.bytes, use.snapshots.bytes);
        QCOMPARE(use.runs[0].checkpoints.bytes, use.checkpoints.bytes);
        QCOMPARE(use.runs[0].rows, int64_t{10});
        int64_t onDisk = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(place.dir.path("artefacts")))
            onDisk += entry.is_regular_file() ? static_cast<int64_t>(entry.file_size()) : 0;
        QCOMPARE(use.replays.bytes + use.checkpoints.bytes + use.snapshots.bytes + use.agents.bytes, onDisk);
    }

    void sharedFilesBelongToNoRunAlone() {
        const Place place;
        const RunId one = newRun(*place.workspace), two = newRun(*place.workspace);
        const Artefact shared = artefact("shared replay", ".replay");
        for (const RunId run : {one, two}) {
            MatchPlayed played{sampleMatch(run, 1), shared};
            played.match.replayHash = shared.hash;
            place.publish(run, {runEvent(run, 1, std::move(played))});
        }
        const DiskUse use = place.workspace->diskUse().value();
        SAME_KIND(use.replays, 1, shared.bytes->size());
        SAME_KIND(use.runs[0].replays, 0, 0);
        SAME_KIND(use.runs[1].replays, 0, 0);
        Retention retention = keeping(&Retention::replaysPerRun, 0);
        retention.onlyRuns = {one};
        SAME_KIND(place.workspace->wouldFree(retention)->replays, 0, 0);  // the other still has it
        QVERIFY(place.workspace->freeRoom(retention).ok());
        QCOMPARE(place.replaysLeft(one), size_t{0});
        QCOMPARE(place.replaysLeft(two), size_t{1});
        QVERIFY(place.workspace->readArtefact(shared.hash, ".replay").ok());
        SAME_KIND(place.workspace->diskUse()->runs[1].replays, 1, shared.bytes->size());
        place.expectSound();
    }

    void newestReplaysOfEachRunAreKept() {
        const Place place;
        const RunId one = place.finishedRun(1, 0, 20), two = place.finishedRun(1, 0, 3);
        const auto before = place.workspace->matches(one, 100, true).value();
        const Retention retention = keeping(&Retention::replaysPerRun, 5);
        const FreedRoom would = place.workspace->wouldFree(retention).value();
        QCOMPARE(place.replaysLeft(one), size_t{20});  // only asked
        const int64_t filesBefore = static_cast<int64_t>(place.filesThere().size());
        const FreedRoom freed = place.workspace->freeRoom(retention).value();
        QCOMPARE(freed.replays.files, int64_t{15});
        QCOMPARE(would.replays.bytes, freed.replays.bytes);
        QCOMPARE(static_cast<int64_t>(place.filesThere().size()), filesBefore - 15);
        const auto left = place.workspace->matches(one, 100, true).value();
        QCOMPARE(left.size(), size_t{5});
        for (size_t i = 0; i < 5; ++i)
            QCOMPARE(left[i].replayHash, before[i].replayHash);
        QCOMPARE(place.replaysLeft(two), size_t{3});
        QCOMPARE(place.workspace->matches(one, 100)->size(), size_t{20});  // the matches themselves stay
        SAME_KIND(place.workspace->freeRoom(retention)->replays, 0, 0);
        place.expectSound();
    }

    void pinnedReplaysAndTheirPlayersStay() {
        const Place place;
        const RunId run = place.finishedRun(10, 0, 10);
        const std::string weights = place.workspace->snapshots(run)->at(4).hash;
        QVERIFY(rawSql(place.database(), "UPDATE line_up SET hashes = '[\"" + weights +
                                             "\",\"\"]' WHERE id = (SELECT "
                                             "line_up FROM match WHERE id = 2)"));
        QVERIFY(place.workspace->pinMatch(2, true).ok());
        Retention retention = keeping(&Retention::replaysPerRun, 0);
        retention.snapshotsPerRun = 0;
        retention.replayBytes = 0;
        QVERIFY(place.workspace->freeRoom(retention).ok());
        const auto left = place.workspace->matches(run, 100, true).value();
        QCOMPARE(left.size(), size_t{1});
        QVERIFY(place.workspace->readArtefact(left[0].replayHash, ".replay").ok());
        QCOMPARE(place.snapshotsLeft(run), (std::vector<int>{0, 4, 9}));  // best, played there, newest
        place.expectSound();
    }

    void oldestGoUntilTheRestFits() {
        const Place place;
        const RunId one = place.finishedRun(1, 0, 10), two = place.finishedRun(1, 0, 10);
        const int64_t all = place.workspace->diskUse()->replays.bytes;
        const FreedRoom freed = place.workspace->freeRoom(keeping(&Retention::replayBytes, all / 2)).value();
        QVERIFY(freed.replays.files >= 10);
        const int64_t left = place.workspace->diskUse()->replays.bytes;
        QVERIFY(left <= all / 2 && left > all / 2 - 2000);
        QCOMPARE(place.replaysLeft(one), size_t{0});  // it was first
        QVERIFY(place.replaysLeft(two) >= 9);
        QCOMPARE(freed.replays.bytes, all - left);
        QVERIFY(place.workspace->freeRoom(keeping(&Retention::replayBytes, 0)).ok());
        QCOMPARE(place.workspace->diskUse()->replays.files, int64_t{0});
        place.expectSound();
    }

    void friendlyMatchesAreBoundByBytesOnly() {
        const Place place;
        for (int i = 0; i < 4; ++i) {
            MatchRecord match = sampleMatch(RunId{}, i);
            match.replayHash = place.workspace->putArtefact("friendly " + std::to_string(i), ".replay").value();
            QVERIFY(place.workspace->addMatch(match).ok());
        }
        place.expectSound();
        SAME_KIND(place.workspace->freeRoom(keeping(&Retention::replaysPerRun, 0))->replays, 0, 0);
        SAME_KIND(place.workspace->freeRoom(keeping(&Retention::replayBytes, 20))->replays, 2, 20);
        QCOMPARE(place.replaysLeft({}), size_t{2});
        place.expectSound();
    }

    void newestCheckpointStaysWhateverIsAsked() {
        const Place place;
        const RunId run = place.finishedRun(1, 6, 0);
        QCOMPARE(place.workspace->freeRoom(keeping(&Retention::checkpointsPerRun, 2))->checkpoints.files, int64_t{4});
        auto left = place.workspace->checkpoints(run).value();
        QCOMPARE(left.size(), size_t{2});
        QCOMPARE(left.back().step, int64_t{5000});
        Retention none = keeping(&Retention::checkpointsPerRun, 0);
        none.checkpointBytes = 0;
        QCOMPARE(place.workspace->freeRoom(none)->checkpoints.files, int64_t{1});
        left = place.workspace->checkpoints(run).value();
        QCOMPARE(left.size(), size_t{1});
        QVERIFY(place.workspace->readArtefact(left[0].hash, ".checkpoint").ok());
        QCOMPARE(place.workspace->events(run)->size(), size_t{2});  // the others' events went with them
        place.expectSound();
    }

    void snapshotsAreThinnedEvenlyOverTheSteps() {
        const Place place;
        const RunId run = place.finishedRun(101, 0, 0);
        QVERIFY(place.workspace->freeRoom(keeping(&Retention::snapshotsPerRun, 11)).ok());
        const std::vector<int> left = place.snapshotsLeft(run);
        QCOMPARE(left.size(), size_t{11});
        QCOMPARE(left.front(), 0);
        QCOMPARE(left.back(), 100);
        for (size_t i = 1; i < left.size(); ++i)
            QVERIFY2(left[i] - left[i - 1] >= 5 && left[i] - left[i - 1] <= 16, qPrintable(QString::number(left[i])));
        QCOMPARE(place.workspace->snapshots(run)->size(), size_t{101});  // that they were is not forgotten
        place.expectSound();
    }

    void newestAndBestSnapshotStayWhateverIsAsked() {
        const Place place;
        const RunId run = place.finishedRun(20, 0, 0);
        const std::string best = place.workspace->snapshots(run)->at(7).hash;
        place.change(run, "best_agent = '" + best + "'");
        Retention none = keeping(&Retention::snapshotsPerRun, 0);
        none.snapshotBytes = 0;
        QVERIFY(place.workspace->freeRoom(none).ok());
        QCOMPARE(place.snapshotsLeft(run), (std::vector<int>{7, 19}));
        const std::string freed = place.workspace->snapshot(makeSnapshotId(run, 3)).value()->hash;
        QCOMPARE(place.workspace->readArtefact(freed, ".safetensors").error().code, std::string("artefact.freed"));
        QVERIFY(place.workspace->deleteRun(run).ok());
        QVERIFY(place.filesThere().empty());
        place.expectSound();
    }

    void runThatMayNeedItAgainLosesNothing_data() {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("checkpointsLeft");
        QTest::newRow("running") << "status = 'running'" << 5;
        QTest::newRow("paused") << "status = 'paused'" << 5;
        QTest::newRow("queued") << "status = 'queued'" << 5;
        QTest::newRow("its program died") << "status = 'failed', lost = 1" << 5;
        QTest::newRow("stopped before its end") << "status = 'finished', steps = 10" << 1;
        QTest::newRow("aborted") << "status = 'aborted'" << 1;
        QTest::newRow("failed") << "status = 'failed'" << 1;
    }
    void runThatMayNeedItAgainLosesNothing() {
        QFETCH(QString, state);
        QFETCH(int, checkpointsLeft);
        const Place place;
        const RunId run = place.finishedRun(9, 5, 4);
        place.change(run, state.toStdString());
        Retention none = keeping(&Retention::snapshotsPerRun, 0);
        none.snapshotBytes = none.checkpointBytes = none.checkpointsPerRun = 0;
        QVERIFY(place.workspace->freeRoom(none).ok());
        QCOMPARE(place.snapshotsLeft(run).size(), size_t{9});
        QCOMPARE(place.workspace->checkpoints(run)->size(), static_cast<size_t>(checkpointsLeft));
        QCOMPARE(place.workspace->checkpoints(run)->back().step, int64_t{4000});
        QCOMPARE(place.replaysLeft(run), size_t{4});
        place.expectSound();
    }

    void runThatEndedByItsConditionIsOver() {
        const Place place;
        const RunId run = place.finishedRun(9, 5, 0);
        place.change(run, "steps = 10, reason = 'elo > 1300'");
        QVERIFY(place.workspace->freeRoom(keeping(&Retention::snapshotsPerRun, 0)).ok());
        QCOMPARE(place.snapshotsLeft(run), (std::vector<int>{0, 8}));
    }

    void weightsThatAnotherRunNamesStay() {
        const Place place;
        const RunId source = place.finishedRun(9, 0, 0);
        const auto snapshots = place.workspace->snapshots(source).value();
        RunRecord waiting;
        waiting.config =
            "[evaluation]\nopponents = [\"bot:random\", \"snapshot:" + std::to_string(snapshots[3].id.value) + "\"]\n";
        waiting.startedFrom = "snapshot:" + std::to_string(snapshots[5].id.value);
        const RunId run = place.workspace->createRun(waiting).value();
        QVERIFY(place.workspace->holdArtefacts(run, {snapshots[6].hash}, ".safetensors").ok());
        const Retention none = keeping(&Retention::snapshotsPerRun, 0);
        QVERIFY(place.workspace->freeRoom(none).ok());
        QCOMPARE(place.snapshotsLeft(source), (std::vector<int>{0, 3, 5, 6, 8}));
        place.change(run, "status = 'finished'");  // now only the file that is held stays
        QVERIFY(place.workspace->freeRoom(none).ok());
        QCOMPARE(place.snapshotsLeft(source), (std::vector<int>{0, 6, 8}));
        place.expectSound();
    }

    void importedAgentKeepsItsWeights() {
        const Place place;
        const RunId run = place.finishedRun(5, 0, 0);
        const std::string hash = place.workspace->snapshots(run)->at(2).hash;
        const std::string bytes = place.workspace->readArtefact(hash, ".safetensors").value();
        QVERIFY(place.workspace->addAgent({"copy", "slime_volley", "network", "", "", 1, 0}, bytes).ok());
        const FreedRoom freed = place.workspace->freeRoom(keeping(&Retention::snapshotsPerRun, 0)).value();
        QCOMPARE(freed.snapshots.files, int64_t{2});
        QVERIFY(place.workspace->readArtefact(hash, ".safetensors").ok());
        place.expectSound();
    }

    void onlyTheRunsThatAreAskedForLoseSomething() {
        const Place place;
        const RunId one = place.finishedRun(5, 3, 5), two = place.finishedRun(5, 3, 5);
        Retention none = keeping(&Retention::snapshotsPerRun, 0);
        none.replaysPerRun = none.checkpointsPerRun = 0;
        none.onlyRuns = {two};
        QVERIFY(place.workspace->freeRoom(none).ok());
        QCOMPARE(place.replaysLeft(one), size_t{5});
        QCOMPARE(place.snapshotsLeft(one).size(), size_t{5});
        QCOMPARE(place.workspace->checkpoints(one)->size(), size_t{3});
        QCOMPARE(place.replaysLeft(two), size_t{0});
        QCOMPARE(place.workspace->checkpoints(two)->size(), size_t{1});
        place.expectSound();
    }

    void runOfAnotherProcessIsLeftAlone() {
        const Place place;
        const RunId run = place.finishedRun(5, 5, 5);
        int ready[2];
        QCOMPARE(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto own = Workspace::open(place.dir.path());
            const char answer = own.ok() && own.value()->claimRun(run).ok() ? 'y' : 'n';
            if (write(ready[1], &answer, 1) != 1) _exit(2);
            for (;;)
                pause();
        }
        char answer = '?';
        QCOMPARE(read(ready[0], &answer, 1), ssize_t{1});
        QCOMPARE(answer, 'y');
        Retention none = keeping(&Retention::snapshotsPerRun, 0);
        none.checkpointsPerRun = 0;
        QVERIFY(place.workspace->freeRoom(none).ok());  // it is about to resume it
        QCOMPARE(place.snapshotsLeft(run).size(), size_t{5});
        QCOMPARE(place.workspace->checkpoints(run)->size(), size_t{5});
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        close(ready[0]);
        close(ready[1]);
        QVERIFY(place.workspace->freeRoom(none).ok());
        QCOMPARE(place.workspace->checkpoints(run)->size(), size_t{1});
    }

    void straysAreFoundAndGo() {
        const Place place;
        place.finishedRun(2, 0, 2);
        const std::string stray = place.workspace->artefactPath(std::string(32, 'a'), ".replay");
        std::filesystem::create_directories(std::filesystem::path(stray).parent_path());
        std::ofstream(stray) << std::string(1234, 's');
        SAME_KIND(place.workspace->diskUse()->strays, 1, 1234);
        SAME_KIND(place.workspace->wouldFree({})->strays, 1, 1234);
        QVERIFY(std::filesystem::exists(stray));
        SAME_KIND(place.workspace->freeRoom({})->strays, 1, 1234);
        QVERIFY(!std::filesystem::exists(stray));
        place.expectSound();
    }

    void filesThatAreMissingTakeNoRoom() {
        const Place place;
        const RunId run = place.finishedRun(1, 0, 3);
        const auto matches = place.workspace->matches(run, 10, true).value();
        std::filesystem::remove(place.workspace->artefactPath(matches[2].replayHash, ".replay"));
        QCOMPARE(place.workspace->diskUse()->replays.files, int64_t{2});
        QVERIFY(place.workspace->freeRoom(keeping(&Retention::replaysPerRun, 0)).ok());
        QCOMPARE(place.replaysLeft(run), size_t{0});
        place.expectSound();
    }

    void lostPermissionIsSaidAndMendedLater() {
        Place place;
        const RunId run = place.finishedRun(1, 0, 6);
        place.files.inject(Fault::permission, "/artefacts/");
        const auto refused = place.workspace->freeRoom(keeping(&Retention::replaysPerRun, 1));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("file.permission"));
        place.files.clear();
        QCOMPARE(place.replaysLeft(run), size_t{1});
        const DiskUse use = place.workspace->diskUse().value();
        QCOMPARE(use.replays.files, int64_t{1});
        QCOMPARE(use.strays.files, int64_t{5});  // they are still there
        QCOMPARE(place.workspace->freeRoom({})->strays.files, int64_t{5});
        place.expectSound();
    }

    void nothingIsFreedWhereOnlyReadingIsAllowed() {
        const Place place;
        place.finishedRun(1, 0, 6);
        auto reader = Workspace::open(place.dir.path(), store::OpenMode::readOnly).value();
        const Retention retention = keeping(&Retention::replaysPerRun, 1);
        QCOMPARE(reader->wouldFree(retention)->replays.files, int64_t{5});
        QCOMPARE(reader->diskUse()->replays.files, int64_t{6});
        QCOMPARE(reader->freeRoom(retention).error().code, std::string("workspace.read_only"));
    }

    /// Killed at any moment, nothing is lost that a row names, and what is left over goes the next time.
    void killedWhileItFreesLeavesStraysOnly() {
        for (int round = 0; round < 12; ++round) {
            const Place place;
            const RunId run = place.finishedRun(40, 0, 300);
            Retention retention = keeping(&Retention::replaysPerRun, 10);
            retention.snapshotsPerRun = 5;
            const pid_t child = fork();
            if (child == 0) {
                auto own = Workspace::open(place.dir.path());
                if (own.ok()) (void)(*own)->freeRoom(retention);
                _exit(0);
            }
            QTest::qSleep(1 + round * 2);
            kill(child, SIGKILL);
            waitpid(child, nullptr, 0);
            QVERIFY(place.workspace->verify().empty());
            const size_t left = place.replaysLeft(run);
            QVERIFY(left == 300 || left == 10);  // all or nothing
            QVERIFY(place.workspace->freeRoom(retention).ok());
            QCOMPARE(place.replaysLeft(run), size_t{10});
            QCOMPARE(place.filesThere().size(), size_t{15});
            place.expectSound();
        }
    }
};

QTEST_GUILESS_MAIN(StoreDiskTest)
#include "tst_store_disk.moc"
