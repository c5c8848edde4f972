// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::StoreWriter;
using store::Workspace;

class StoreRunsTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    FakeClock clock_;
    std::unique_ptr<Workspace> workspace_;

    std::string database() const { return dir_.path("studio.db"); }
    RunStatus status(RunId run) { return workspace_->run(run).value().status; }
    std::string column(RunId run, const std::string& name) {
        return rawValue(database(), "SELECT " + name + " FROM run WHERE id = " + std::to_string(run.value));
    }
    void change(RunId run, const std::string& assignment) {
        QVERIFY(rawSql(database(), "UPDATE run SET " + assignment + " WHERE id = " + std::to_string(run.value)));
    }
    /// A run of this process that says it is running.
    RunId runningRun() {
        const RunId run = newRun(*workspace_);
        [&] { QVERIFY(workspace_->claimRun(run).ok()); }();
        change(run, "status = 'running', last_seq = 7");
        return run;
    }
    /// Another process opens the workspace, claims `run`, says so and waits for its end.
    pid_t claimElsewhere(RunId run) {
        int ready[2];
        if (pipe(ready) != 0) return -1;
        const pid_t child = fork();
        if (child == 0) {
            auto workspace = Workspace::open(dir_.path());
            const char answer = workspace.ok() && workspace.value()->claimRun(run).ok() ? 'y' : 'n';
            if (write(ready[1], &answer, 1) != 1) _exit(2);
            for (;;)
                pause();
        }
        char answer = '?';
        const bool heard = read(ready[0], &answer, 1) == 1;
        close(ready[0]);
        close(ready[1]);
        return heard && answer == 'y' ? child : -1;
    }

private Q_SLOTS:
    void init() {
        workspace_ = Workspace::open(dir_.path(), store::OpenMode::readWrite, realFileSystem(), clock_).value();
    }
    void cleanup() {
        QVERIFY(rawSql(database(), "DELETE FROM run"));
        workspace_.reset();
    }

    void runsAreNamedByGameAndNumber() {
        QCOMPARE(workspace_->run(newRun(*workspace_)).value().name, std::string("slime-01"));
        QCOMPARE(workspace_->run(newRun(*workspace_)).value().name, std::string("slime-02"));
        QCOMPARE(workspace_->run(newRun(*workspace_, "rps")).value().name, std::string("rps-01"));
        newRun(*workspace_, "slime_volley", "slime-41");
        QCOMPARE(workspace_->run(newRun(*workspace_)).value().name, std::string("slime-42"));
        QCOMPARE(workspace_->run(newRun(*workspace_, "rps", "mine")).value().name, std::string("mine"));
        QCOMPARE(workspace_->run(newRun(*workspace_, "rps", "mine")).value().name, std::string("mine-2"));
        QCOMPARE(workspace_->run(newRun(*workspace_, "rps", "mine")).value().name, std::string("mine-3"));
    }

    void runKeepsWhatItWasMadeOf() {
        RunRecord record;
        record.preset = "slime_volley/self_play";
        record.game = "slime_volley";
        record.config = "[run]\nseed = 1 # \"ünï\"\n";
        record.seed = 0xFEDC'BA98'7654'3210ULL;
        record.targetSteps = 5'000'000;
        record.budgetSeconds = 600;
        const RunRecord read = workspace_->run(workspace_->createRun(record).value()).value();
        QCOMPARE(read.preset, record.preset);
        QCOMPARE(read.config, record.config);
        QCOMPARE(read.seed, record.seed);
        QCOMPARE(read.targetSteps, record.targetSteps);
        QCOMPARE(read.budgetSeconds, record.budgetSeconds);
        QCOMPARE(read.createdMs, clock_.wallMs());
        QVERIFY(read.status == RunStatus::queued);
        QVERIFY(std::isnan(read.elo));
        QVERIFY(read.owner.empty());
    }

    void runsAreFoundByNumberOrName() {
        const RunId run = newRun(*workspace_);
        QCOMPARE(workspace_->findRun(std::to_string(run.value)).value().id.value, run.value);
        QCOMPARE(workspace_->findRun("slime-01").value().id.value, run.value);
        QCOMPARE(workspace_->findRun("slime").error().code, std::string("run.unknown"));
        QCOMPARE(workspace_->findRun("999999").error().code, std::string("run.unknown"));
        QVERIFY(!workspace_->findRun("").ok());
    }

    void renamingKeepsNamesUnique() {
        const RunId a = newRun(*workspace_), b = newRun(*workspace_);
        QVERIFY(workspace_->renameRun(a, "first").ok());
        QCOMPARE(workspace_->run(a).value().name, std::string("first"));
        QVERIFY(workspace_->renameRun(a, "first").ok());
        for (const char* bad : {"first", "", "12"})
            QCOMPARE(workspace_->renameRun(b, bad).error().code, std::string("run.name"));
        QCOMPARE(workspace_->renameRun(RunId{777}, "x").error().code, std::string("run.unknown"));
    }

    void deletedRunTakesItsRowsAndFiles() {
        const RunId run = newRun(*workspace_), other = newRun(*workspace_);
        const Artefact shared = artefact("shared weights", ".safetensors"),
                       own = artefact("own weights", ".safetensors");
        for (const RunId id : {run, other}) {
            auto writer = StoreWriter::open(dir_.path(), id).value();
            SnapshotRecord s;
            s.run = id;
            s.id = makeSnapshotId(id, 0);
            writer->take(runEvent(id, 1, SnapshotFrozen{s, shared}));
            s.id = makeSnapshotId(id, 1);
            if (id == run) writer->take(runEvent(id, 2, SnapshotFrozen{s, own}));
            writer->take(runEvent(id, 3, Metrics{{{"a", 1, 2, 3}}}));
            QVERIFY(writer->flush().ok());
        }
        QVERIFY(realFileSystem().exists(workspace_->artefactPath(own.hash, own.suffix)));
        QVERIFY(workspace_->deleteRun(run).ok());
        QVERIFY(!workspace_->run(run).ok());
        QVERIFY(workspace_->events(run).value().empty());
        QVERIFY(!realFileSystem().exists(workspace_->artefactPath(own.hash, own.suffix)));
        QCOMPARE(workspace_->readArtefact(shared.hash, shared.suffix).value(), *shared.bytes);
        QCOMPARE(rawValue(database(), "SELECT count(*) FROM metric_point"), std::string("1"));
        QVERIFY(workspace_->verify().empty());
        QVERIFY(workspace_->deleteRun(other).ok());
        QVERIFY(!realFileSystem().exists(workspace_->artefactPath(shared.hash, shared.suffix)));
        QVERIFY(!workspace_->deleteRun(other).ok());
    }

    void numbersOfDeletedRunsAreNotUsedAgain() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->deleteRun(run).ok());
        QVERIFY(newRun(*workspace_).value > run.value);
    }

    void livingOwnerKeepsItsRun() {
        const RunId run = newRun(*workspace_);
        const pid_t child = claimElsewhere(run);
        QVERIFY(child > 0);
        QCOMPARE(workspace_->run(run).value().owner, "pid " + std::to_string(child));
        change(run, "status = 'running'");
        clock_.advance(1e6);  // no heartbeat for long: a process that lives is believed
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QCOMPARE(workspace_->claimRun(run).error().code, std::string("run.owned"));
        QCOMPARE(workspace_->deleteRun(run).error().code, std::string("run.owned"));
        QCOMPARE(workspace_->heartbeat(run).error().code, std::string("run.lost"));
        kill(child, SIGKILL);
        siginfo_t info{};
        QCOMPARE(waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT), 0);
        QCOMPARE(workspace_->reapLostRuns().value(), 1);  // a zombie is dead
        waitpid(child, nullptr, 0);
        QVERIFY(status(run) == RunStatus::failed);
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QVERIFY(workspace_->claimRun(run).ok());
    }

    void endedRunOfADeadProgramNamesNoOwner() {
        const RunId run = newRun(*workspace_);
        const pid_t child = claimElsewhere(run);
        QVERIFY(child > 0);
        change(run, "status = 'finished'");  // its last row; then it dies before it gives the run free
        QCOMPARE(workspace_->run(run).value().owner, "pid " + std::to_string(child));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        QCOMPARE(column(run, "owner_pid"), std::to_string(child));
        QCOMPARE(workspace_->run(run).value().owner, std::string());
        const auto rows = workspace_->runs().value();
        for (const RunRecord& row : rows)
            QVERIFY(row.id.value != run.value || row.owner.empty());
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QVERIFY(status(run) == RunStatus::finished);
        QVERIFY(workspace_->deleteRun(run).ok());
    }

    void lostRunSaysWhyAndTellsFollowers() {
        const RunId run = runningRun();
        change(run, "owner_start = owner_start + 1");  // the number was used again by another process
        const int64_t before = workspace_->changeCounter();
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
        const int64_t after = workspace_->changeCounter();
        QVERIFY(after != before);  // whoever reaps on this connection and watches it, too
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QCOMPARE(workspace_->changeCounter(), after);
        const RunRecord row = workspace_->run(run).value();
        QVERIFY(row.status == RunStatus::failed);
        QVERIFY(row.reason.starts_with("The program that ran it ended"));
        QVERIFY(row.owner.empty());
        QCOMPARE(row.endedMs, clock_.wallMs());
        const auto told = workspace_->events(run, 7).value();
        QCOMPARE(told.size(), size_t{1});
        QCOMPARE(told[0].seq, int64_t{8});
        QVERIFY(std::get<StateChanged>(told[0].body).status == RunStatus::failed);
    }

    void clockGoingBackwardsKillsNoRun() {
        const RunId run = runningRun();
        QVERIFY(workspace_->heartbeat(run).ok());
        clock_.advance(-86'400);
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QVERIFY(workspace_->heartbeat(run).ok());
        clock_.advance(10 * 86'400);
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QVERIFY(status(run) == RunStatus::running);
    }

    void ownerOfAnotherBootIsJudgedByItsHeartbeat() {
        const RunId run = runningRun();
        QVERIFY(workspace_->heartbeat(run).ok());
        change(run, "owner_host = 'another boot'");
        QCOMPARE(workspace_->reapLostRuns().value(), 0);  // fresh
        clock_.advance(20);
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        clock_.advance(20);
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
    }

    void heartbeatInTheFutureIsBelievedOnlyWhileItMoves() {
        const RunId run = runningRun();
        change(run, "owner_host = 'another machine', heartbeat_ms = 1900000000000");
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(workspace_->reapLostRuns().value(), 0);
            clock_.advance(20);
            change(run, "heartbeat_ms = heartbeat_ms + 20000");
        }
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        clock_.advance(40);
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
    }

    void finishedAndWaitingRunsAreNotReaped() {
        const RunId queued = newRun(*workspace_), finished = newRun(*workspace_);
        change(finished, "status = 'finished'");
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QVERIFY(status(queued) == RunStatus::queued);
    }

    /// A full disk may keep the program of a run from writing anything but that it lets go of it.
    void waitingRunThatWasLetGoIsLost() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->claimRun(run).ok());
        QCOMPARE(workspace_->reapLostRuns().value(), 0);
        QVERIFY(workspace_->releaseRun(run).ok());
        QCOMPARE(workspace_->reapLostRuns().value(), 1);
        QVERIFY(status(run) == RunStatus::failed);
    }

    void wantedStateTravelsBetweenConnections() {
        const RunId run = newRun(*workspace_);
        auto other = Workspace::open(dir_.path()).value();
        QVERIFY(other->wanted(run).value() == WantedState::none);
        QVERIFY(workspace_->setWanted(run, WantedState::pause).ok());
        QVERIFY(other->wanted(run).value() == WantedState::pause);
        QVERIFY(other->claimRun(run).ok());  // an old wish does not stop a new start
        QVERIFY(workspace_->wanted(run).value() == WantedState::none);
        QCOMPARE(workspace_->setWanted(RunId{777}, WantedState::stop).error().code, std::string("run.unknown"));
    }

    void writerLeavesOwnershipAlone() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->claimRun(run).ok());
        auto writer = StoreWriter::open(dir_.path(), run).value();
        QVERIFY(workspace_->setWanted(run, WantedState::pause).ok());
        QVERIFY(workspace_->renameRun(run, "other name").ok());
        clock_.advance(5);
        QVERIFY(workspace_->heartbeat(run).ok());
        writer->take(runEvent(run, 1, StateChanged{RunStatus::running, ""}));
        QVERIFY(writer->flush().ok());
        QVERIFY(workspace_->wanted(run).value() == WantedState::pause);
        QCOMPARE(workspace_->run(run).value().name, std::string("other name"));
        QCOMPARE(column(run, "owner_pid"), std::to_string(getpid()));
        QCOMPARE(column(run, "heartbeat_ms"), std::to_string(clock_.wallMs()));
        QVERIFY(workspace_->releaseRun(run).ok());
        QVERIFY(workspace_->run(run).value().owner.empty());
    }
};

QTEST_GUILESS_MAIN(StoreRunsTest)
#include "tst_store_runs.moc"
