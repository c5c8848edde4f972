// SPDX-License-Identifier: GPL-3.0-or-later
// A run of this process, from its file to rows on the disk: all is there afterwards, other processes may steer it, and
// neither a full disk nor a kill loses what was committed. With a learner of the test's own.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <QTest>
#include <filesystem>
#include <iostream>

#include "core/replay/replay.h"
#include "core/runs/agent_resolver.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

extern char** environ;

using namespace ludus;
using namespace ludus::test;

namespace {

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

std::unique_ptr<runs::ActiveRun> start(const TempDir& folder, const runs::RunConfig& config,
                                       const runs::LaunchOptions& options, FileSystem& files = realFileSystem()) {
    auto run = runs::ActiveRun::start(folder.path(), config, options, files);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    return std::move(*run);
}

bool hasStates(const KeepingSink& sink, RunStatus status, int times) {
    return sink.waitFor([&](const std::vector<RunEvent>& events) {
        int seen = 0;
        for (const RunEvent& event : events) {
            const auto* state = std::get_if<StateChanged>(&event.body);
            seen += state != nullptr && state->status == status ? 1 : 0;
        }
        return seen >= times;
    });
}

int64_t lastNumber(const KeepingSink& sink) {
    return sink.events().back().seq;
}

/// What the child process does until it is killed.
int trainForEver(const char* folder) {
    auto run = runs::ActiveRun::start(folder, readEndlessRun(), withoutTorch());
    if (!run) return 1;
    (void)(*run)->wait();
    return 0;
}

}  // namespace

class TestRunsActive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFinishedRunIsAllOnTheDisk() {
        const TempDir folder;
        KeepingSink sink;
        RunId id;
        {
            const auto run = start(folder, readSmallRun({"run.name=first"}), withoutTorch(&sink));
            id = run->id();
            QCOMPARE(run->name(), std::string("first"));
            QVERIFY(run->wait().ok());
            QCOMPARE(run->status(), RunStatus::finished);
        }
        const auto workspace = open(folder);
        const auto row = workspace->run(id).value();
        QCOMPARE(row.status, RunStatus::finished);
        QVERIFY(row.steps >= 4000);
        QVERIFY(row.owner.empty());
        QVERIFY(std::isfinite(row.elo));
        QCOMPARE(row.lastSeq, lastNumber(sink));
        QCOMPARE(row.config, readSmallRun({"run.name=first"}).text);
        QCOMPARE(workspace->snapshots(id)->size(), sink.all<SnapshotFrozen>().size());
        QCOMPARE(workspace->matches(id, 10'000)->size(), sink.all<MatchPlayed>().size());
        QVERIFY(!workspace->metrics(id, {"elo"})->empty());
        QVERIFY(workspace->verify().empty());
    }

    void replaysOfARunVerify() {
        const TempDir folder;
        const auto run = start(folder, readSmallRun(), withoutTorch());
        QVERIFY(run->wait().ok());
        const auto workspace = open(folder);
        const auto recorded = workspace->matches(run->id(), 1000, true).value();
        QVERIFY(recorded.size() >= 3);
        for (const MatchRecord& match : recorded) {
            const auto replay = replay::decode(workspace->readArtefact(match.replayHash, ".replay").value());
            QVERIFY(replay.ok());
            auto cursor = replay::Cursor::open(*replay);
            QVERIFY(cursor.ok() && cursor->verify().ok());
        }
    }

    void historyTellsWhatWasPublished() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, readSmallRun(), withoutTorch(&sink));
        QVERIFY(run->wait().ok());
        std::vector<std::pair<int64_t, size_t>> published, stored;  // number and kind; tables replace each other
        for (const RunEvent& event : sink.events()) {
            if (event.durable() && !std::holds_alternative<Rated>(event.body))
                published.emplace_back(event.seq, event.body.index());
        }
        const auto events = open(folder)->events(run->id()).value();
        for (const RunEvent& event : events) {
            if (!std::holds_alternative<Rated>(event.body)) stored.emplace_back(event.seq, event.body.index());
        }
        QCOMPARE(stored, published);
    }

    void networksOfARunAreFoundByName() {
        const TempDir folder;
        const auto run = start(folder, readSmallRun({"run.name=tiny"}), withoutTorch());
        QVERIFY(run->wait().ok());
        const auto workspace = open(folder);
        const auto game = games::gameInfo("rps").value();
        for (const char* name : {"run:tiny/latest", "run:1/best", "run:tiny"})
            QVERIFY2(runs::resolveAgent(game, name, workspace.get()).ok(), name);
        for (const char* name : {"run:tiny/worst", "run:nobody/latest", "snapshot:1x", "snapshot:7", "nobody"}) {
            const auto agent = runs::resolveAgent(game, name, workspace.get());
            QVERIFY2(!agent.ok() && !agent.error().remedy.empty(), name);
        }
    }

    void twoRunsShareAWorkspace() {
        const TempDir folder;
        const auto first = start(folder, readSmallRun({"run.name=tiny"}), withoutTorch());
        const auto second = start(folder, readSmallRun({"run.name=tiny"}), withoutTorch());
        QCOMPARE(second->name(), std::string("tiny-2"));
        QVERIFY(first->wait().ok() && second->wait().ok());
        const auto workspace = open(folder);
        const auto rows = workspace->runs().value();
        QCOMPARE(rows.size(), size_t{2});
        for (const RunRecord& row : rows)
            QCOMPARE(row.status, RunStatus::finished);
        QVERIFY(workspace->verify().empty());
    }

    void anotherProgramSteersTheRun() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, readEndlessRun(), withoutTorch(&sink));
        const auto other = open(folder);
        QVERIFY(other->setWanted(run->id(), WantedState::pause).ok());
        QVERIFY(hasStates(sink, RunStatus::paused, 1));
        QVERIFY(run->resume().ok());  // here, not there
        QVERIFY(hasStates(sink, RunStatus::running, 2));
        QVERIFY(other->setWanted(run->id(), WantedState::pause).ok());  // the same wish again
        QVERIFY(hasStates(sink, RunStatus::paused, 2));
        QVERIFY(other->setWanted(run->id(), WantedState::run).ok());
        QVERIFY(hasStates(sink, RunStatus::running, 3));
        QVERIFY(other->setWanted(run->id(), WantedState::stop).ok());
        QVERIFY(run->wait().ok());
        QCOMPARE(run->status(), RunStatus::finished);
    }

    void anotherProgramMayAbortAndNotOwn() {
        const TempDir folder;
        const auto run = start(folder, readEndlessRun(), withoutTorch());
        const auto other = open(folder);
        QCOMPARE(*other->reapLostRuns(), 0);
        QVERIFY(!other->run(run->id())->owner.empty());
        QVERIFY(other->setWanted(run->id(), WantedState::abort).ok());
        QVERIFY(run->wait().ok());
        QCOMPARE(other->run(run->id())->status, RunStatus::aborted);
    }

    void leavingAbortsAndKeepsWhatIsFinished() {
        const TempDir folder;
        KeepingSink sink;
        auto run = start(folder, readEndlessRun(), withoutTorch(&sink));
        const RunId id = run->id();
        QVERIFY(sink.waitForSteps(40'000));
        run.reset();
        const auto row = open(folder)->run(id).value();
        QCOMPARE(row.status, RunStatus::aborted);
        QCOMPARE(row.lastSeq, lastNumber(sink));
        QVERIFY(row.snapshots >= 2);
    }

    void aFullDiskPausesTheRunAndLosesNothing() {
        const TempDir folder;
        FaultyFileSystem files;
        KeepingSink sink;
        const auto run = start(folder, readEndlessRun(), withoutTorch(&sink), files);
        QVERIFY(sink.waitForSteps(500));
        files.inject(Fault::diskFull);
        QVERIFY(hasStates(sink, RunStatus::paused, 1));
        std::string reason;
        for (const StateChanged& state : sink.all<StateChanged>()) {
            if (state.status == RunStatus::paused) reason = state.reason;
        }
        QVERIFY2(reason.find("full") != std::string::npos && reason.find("Free some space") != std::string::npos,
                 reason.c_str());
        files.clear();
        QVERIFY(run->resume().ok());
        QVERIFY(hasStates(sink, RunStatus::running, 2));
        run->stop();
        const Status kept = run->wait();
        QVERIFY2(kept.ok(), kept.ok() ? "" : kept.error().sentence().c_str());
        const auto workspace = open(folder);
        QCOMPARE(workspace->run(run->id())->lastSeq, lastNumber(sink));
        QCOMPARE(workspace->run(run->id())->status, RunStatus::finished);
        QCOMPARE(workspace->snapshots(run->id())->size(), sink.all<SnapshotFrozen>().size());
        QVERIFY(workspace->verify().empty());
    }

    void aLearnerThatBreaksLeavesAFailedRunWithItsReason() {
        const TempDir folder;
        LearnerFaults faults;
        faults.where = LearnerFaults::Where::work;
        faults.update = 12;
        const auto run = start(folder, readSmallRun(), withoutTorch(nullptr, faults));
        QVERIFY(run->wait().ok());
        const auto row = open(folder)->run(run->id()).value();
        QCOMPARE(row.status, RunStatus::failed);
        QVERIFY2(row.reason.find("the learner broke") != std::string::npos, row.reason.c_str());
        QVERIFY(row.snapshots >= 2);
    }

    void numbersThatAreNotFiniteLeaveAGoodLastSnapshot() {
        const TempDir folder;
        LearnerFaults faults;
        faults.notFinite = 9;
        const auto run = start(folder, readSmallRun(), withoutTorch(nullptr, faults));
        QVERIFY(run->wait().ok());
        const auto workspace = open(folder);
        const auto row = workspace->run(run->id()).value();
        QCOMPARE(row.status, RunStatus::failed);
        QVERIFY2(row.reason.find("not finite") != std::string::npos, row.reason.c_str());
        const auto weights = nn::fromSafetensors(workspace->readArtefact(row.latestAgent, ".safetensors").value());
        QVERIFY(weights.ok());
        for (const float value : weights->values)
            QVERIFY(std::isfinite(value));
    }

    void anOpponentThatIsNotThereLeavesAFailedRun() {
        const TempDir folder;
        const auto run = start(folder, readSmallRun({"evaluation.opponents=[\"zoo/nobody\"]"}), withoutTorch());
        QVERIFY(run->wait().ok());
        const auto row = open(folder)->run(run->id()).value();
        QCOMPARE(row.status, RunStatus::failed);
        QVERIFY2(row.reason.find("zoo/nobody") != std::string::npos, row.reason.c_str());
    }

    void aFolderThatCannotBeWrittenStartsNoRun() {
        const TempDir folder;
        (void)open(folder);
        FaultyFileSystem files;
        files.inject(Fault::permission);
        const auto run = runs::ActiveRun::start(folder.path(), readSmallRun(), withoutTorch(), files);
        QVERIFY(!run.ok());
        QVERIFY(!run.error().remedy.empty());
        QVERIFY(open(folder)->runs()->empty());
    }

    void aKilledProgramLosesNothingThatWasCommitted() {
        const TempDir folder;
        (void)open(folder);
        pid_t child = 0;
        char path[] = "/proc/self/exe";
        char verb[] = "--train";
        std::string where = folder.path();
        char* const arguments[] = {path, verb, where.data(), nullptr};
        QCOMPARE(posix_spawn(&child, path, nullptr, nullptr, arguments, environ), 0);
        const auto workspace = open(folder);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace->runs()->empty() && workspace->runs()->front().snapshots >= 3, 60'000);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const RunRecord before = workspace->runs()->front();
        const auto history = workspace->events(before.id).value();
        QCOMPARE(before.status, RunStatus::running);

        const auto reopened = open(folder);
        QCOMPARE(*reopened->reapLostRuns(), 1);
        const RunRecord after = reopened->run(before.id).value();
        QCOMPARE(after.status, RunStatus::failed);
        QVERIFY(!after.reason.empty());
        QCOMPARE(after.steps, before.steps);
        QCOMPARE(after.snapshots, before.snapshots);
        QCOMPARE(reopened->events(before.id)->size(), history.size() + 1);
        const auto snapshots = reopened->snapshots(before.id).value();
        for (const SnapshotRecord& snapshot : snapshots)
            QVERIFY(reopened->readArtefact(snapshot.hash, ".safetensors").ok());
        QVERIFY(reopened->verify().empty());
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--train") return trainForEver(argv[2]);
    const QCoreApplication application(argc, argv);
    TestRunsActive test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_runs_active.moc"
