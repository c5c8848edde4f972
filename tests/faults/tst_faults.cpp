// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does when the disk fills up, fails or is taken away, when the clock is set back, and when a stored file
// has changed: it pauses with the reason, goes on once that is mended, and loses nothing that was finished. Faults come
// through the seams of files and clock; the learner is the test's own.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include "core/runs/agent_resolver.h"
#include "tests/core/runs/promises.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/shifted_clock.h"
#include "tests/support/temp_dir.h"

extern char** environ;

using namespace ludus;
using namespace ludus::test;

namespace {

constexpr double kHour = 3600;

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

runs::RunConfig longRun() {
    return runs::readRunConfig(readEndlessRun().text, {"record.checkpoint_seconds=0.05", "evaluation.every=400000",
                                                       "self_play.snapshot_every=200000"})
        .value();
}

/// Ends by itself after a second of training.
runs::RunConfig shortRun() {
    return runs::readRunConfig(longRun().text, {"run.seconds=1"}).value();
}

std::unique_ptr<runs::ActiveRun> start(const TempDir& folder, const runs::RunConfig& config,
                                       const runs::LaunchOptions& options, FileSystem& files = realFileSystem(),
                                       const Clock& clock = systemClock()) {
    auto run = runs::ActiveRun::start(folder.path(), config, options, files, clock);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    return std::move(*run);
}

Result<std::unique_ptr<runs::ActiveRun>> resume(const TempDir& folder, RunId id, const runs::LaunchOptions& options,
                                                FileSystem& files = realFileSystem(),
                                                const Clock& clock = systemClock()) {
    return runs::ActiveRun::resume(folder.path(), id, runs::ResumeFrom::latest, options, files, clock);
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

bool hasStatesNow(const KeepingSink& sink, RunStatus status, size_t times) {
    const auto states = sink.all<StateChanged>();
    return static_cast<size_t>(std::count_if(states.begin(), states.end(), [status](const StateChanged& state) {
               return state.status == status;
           })) >= times;
}

QByteArray reasonOfPause(const KeepingSink& sink) {
    std::string reason;
    for (const StateChanged& state : sink.all<StateChanged>()) {
        if (state.status == RunStatus::paused) reason = state.reason;
    }
    return QByteArray::fromStdString(reason);
}

QByteArray sentenceOf(const Error& error) {
    return QByteArray::fromStdString(error.sentence());
}

/// A run that was left for later, with several checkpoints.
RunId interruptedRun(const TempDir& folder) {
    KeepingSink sink;
    const auto run = start(folder, longRun(), withoutTorch(&sink));
    const bool taken = sink.waitFor([](const std::vector<RunEvent>& events) {
        return std::count_if(events.begin(), events.end(), [](const RunEvent& event) {
                   return std::holds_alternative<CheckpointTaken>(event.body);
               }) >= 4;
    });
    run->suspend();
    if (!taken || !run->wait().ok()) qFatal("the run took no checkpoints");
    return run->id();
}

void flipOneBit(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadWrite)) qFatal("%s cannot be opened", path.c_str());
    QByteArray bytes = file.readAll();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    file.seek(0);
    file.write(bytes);
}

/// The problems that the workspace finds, in one text.
QString problemsOf(const store::Workspace& workspace) {
    QString out;
    for (const store::Problem& problem : workspace.verify())
        out += QString::fromStdString(problem.code + ": " + problem.text.str() + "\n");
    return out;
}

QString logOf(const store::Workspace& workspace, RunId id) {
    QString out;
    const auto events = workspace.events(id).value();
    for (const RunEvent& event : events) {
        if (const auto* logged = std::get_if<Logged>(&event.body))
            out += QString::fromStdString(logged->text.str()) + "\n";
    }
    return out;
}

int trainForEver(const char* folder) {
    auto run = runs::ActiveRun::start(folder, longRun(), withoutTorch());
    if (!run) return 1;
    (void)(*run)->wait();
    return 0;
}

void faultsOfTheDisk() {
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("advice");
    QTest::newRow("full disk") << Fault::diskFull << QByteArray("full") << QByteArray("Free some space");
    QTest::newRow("I/O error") << Fault::ioError << QByteArray("Input/output error") << QByteArray("Check the disk");
    QTest::newRow("lost permission") << Fault::permission << QByteArray("Permission denied")
                                     << QByteArray("Change the permissions");
}

}  // namespace

Q_DECLARE_METATYPE(ludus::test::Fault)

class TestFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDiskThatRefusesPausesTheRunWithTheReasonAndNothingIsLost_data() { faultsOfTheDisk(); }
    void aDiskThatRefusesPausesTheRunWithTheReasonAndNothingIsLost() {
        QFETCH(Fault, fault);
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, advice);
        const TempDir folder;
        FaultyFileSystem files;
        KeepingSink sink;
        const auto run = start(folder, longRun(), withoutTorch(&sink), files);
        QVERIFY(sink.waitForSteps(40'000));
        files.inject(fault, "artefacts");
        QVERIFY(hasStates(sink, RunStatus::paused, 1));
        const QByteArray reason = reasonOfPause(sink);
        QVERIFY2(reason.contains(said) && reason.contains(advice), reason.constData());
        files.clear();
        QVERIFY(run->resume().ok());
        QVERIFY(hasStates(sink, RunStatus::running, 2));
        run->stop();
        const Status kept = run->wait();
        QVERIFY2(kept.ok(), kept.ok() ? "" : sentenceOf(kept.error()).constData());
        const auto workspace = open(folder);
        const RunId id = run->id();
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(workspace->run(id)->lastSeq, sink.events().back().seq);
        QCOMPARE(workspace->snapshots(id)->size(), sink.all<SnapshotFrozen>().size());
        QCOMPARE(workspace->matches(id, 1'000'000)->size(), sink.all<MatchPlayed>().size());
        const std::string broken = Promises::broken(*workspace, id);
        QVERIFY2(broken.empty(), broken.c_str());
    }

    void aRunThatIsLeftWhileTheDiskRefusesGoesOnFromItsLastCheckpoint_data() { faultsOfTheDisk(); }
    void aRunThatIsLeftWhileTheDiskRefusesGoesOnFromItsLastCheckpoint() {
        QFETCH(Fault, fault);
        const TempDir folder;
        FaultyFileSystem files;
        KeepingSink sink;
        RunId id;
        int64_t seq = 0, snapshots = 0;
        {
            const auto run = start(folder, longRun(), withoutTorch(&sink), files);
            id = run->id();
            QTRY_VERIFY_WITH_TIMEOUT(open(folder)->run(id)->checkpoints >= 1, 60'000);
            files.inject(fault, "artefacts");
            QVERIFY(hasStates(sink, RunStatus::paused, 1));
            const auto checkpoint = open(folder)->checkpoints(id)->back();
            seq = checkpoint.eventSeq;
            const auto frozen = open(folder)->snapshots(id).value();
            for (const SnapshotRecord& snapshot : frozen)
                snapshots += snapshot.step <= checkpoint.step ? 1 : 0;
        }
        QCOMPARE(Promises::broken(*open(folder), id), std::string());
        files.clear();
        KeepingSink after;
        const auto run = resume(folder, id, withoutTorch(&after), files);
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY(after.waitForSteps(sink.all<Progress>().back().steps + 1000));
        (*run)->stop();
        QVERIFY((*run)->wait().ok());
        const auto workspace = open(folder);
        QVERIFY(after.events().front().seq >= seq + 1);
        QVERIFY(workspace->run(id)->snapshots > snapshots);
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void theLastCheckpointUsesTheRoomThatIsKeptFree() {
        const TempDir folder;
        FaultyFileSystem files;
        KeepingSink sink;
        const auto config = runs::readRunConfig(longRun().text, {"record.checkpoint_seconds=0"}).value();
        auto run = start(folder, config, withoutTorch(&sink), files);
        const RunId id = run->id();
        QVERIFY(sink.waitForSteps(40'000));
        files.leaveFree(1 << 20);
        QVERIFY(hasStates(sink, RunStatus::paused, 1));
        QVERIFY2(reasonOfPause(sink).contains("then choose Resume"), reasonOfPause(sink).constData());
        QVERIFY(run->stepsAtRisk() > 0);
        run->suspend();
        const Status kept = run->wait();
        QVERIFY2(kept.ok(), kept.ok() ? "" : sentenceOf(kept.error()).constData());
        QCOMPARE(run->stepsAtRisk(),
                 sink.all<Progress>().back().steps - sink.all<CheckpointTaken>().back().checkpoint.step);
        run.reset();
        const auto workspace = open(folder);
        QCOMPARE(workspace->run(id)->lastSeq, sink.events().back().seq);
        QVERIFY(workspace->run(id)->interrupted);
        QCOMPARE(workspace->checkpoints(id)->back().step, sink.all<CheckpointTaken>().back().checkpoint.step);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aRunStaysPausedWhileNothingCanBeStoredWhoeverWantsItToGoOn() {
        const TempDir folder;
        FaultyFileSystem files;
        KeepingSink sink;
        const auto run = start(folder, longRun(), withoutTorch(&sink), files);
        QVERIFY(sink.waitForSteps(40'000));
        files.inject(Fault::diskFull, "artefacts");
        QVERIFY(hasStates(sink, RunStatus::paused, 1));
        const int64_t steps = sink.all<Progress>().back().steps;
        const Status here = run->resume();
        QVERIFY(!here.ok());
        QCOMPARE(here.error().code, std::string("file.disk_full"));
        const QByteArray said = sentenceOf(here.error());
        QVERIFY2(said.contains("stays paused") && said.contains("then choose Resume"), said.constData());
        QVERIFY(hasStates(sink, RunStatus::paused, 2));
        QVERIFY(open(folder)->setWanted(run->id(), WantedState::run).ok());  // another program
        QVERIFY(hasStates(sink, RunStatus::paused, 3));
        QVERIFY(!hasStatesNow(sink, RunStatus::running, 2));
        QCOMPARE(run->status(), RunStatus::paused);
        QCOMPARE(sink.all<Progress>().back().steps, steps);
        files.clear();
        const Status going = run->resume();
        QVERIFY2(going.ok(), going.ok() ? "" : sentenceOf(going.error()).constData());
        QVERIFY(hasStates(sink, RunStatus::running, 2));
        run->stop();
        QVERIFY(run->wait().ok());
        QCOMPARE(Promises::broken(*open(folder), run->id()), std::string());
    }

    void aDiskIsCalledFullBeforeItIs() {
        const TempDir folder;
        FaultyFileSystem files;
        const auto workspace = store::Workspace::open(folder.path(), store::OpenMode::readWrite, files).value();
        QVERIFY(workspace->hasRoom().ok());
        files.leaveFree(1 << 20);
        QCOMPARE(workspace->hasRoom().error().code, std::string("file.disk_full"));
    }

    void aWorkspaceThatWasMovedIsNotBegunAnew() {
        const TempDir folder;
        const std::string here = folder.path("ws"), there = folder.path("ws2");
        const auto workspace = store::Workspace::open(here).value();
        QVERIFY(workspace->inPlace().ok());
        QVERIFY(QDir().rename(QString::fromStdString(here), QString::fromStdString(there)));
        QCOMPARE(workspace->inPlace().error().code, std::string("workspace.moved"));
        runs::LaunchOptions options = withoutTorch();
        options.existing = true;
        const auto refused = runs::ActiveRun::start(here, shortRun(), options);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("workspace.moved"));
        QVERIFY(!realFileSystem().exists(here));
        {
            const auto other = store::Workspace::open(here).value();
            QVERIFY(other->inPlace().ok());
            QCOMPARE(workspace->inPlace().error().code, std::string("workspace.moved"));  // that is another one
        }
        QVERIFY(QDir(QString::fromStdString(here)).removeRecursively());
        QVERIFY(QDir().rename(QString::fromStdString(there), QString::fromStdString(here)));
        QVERIFY(workspace->inPlace().ok());
    }

    void aWorkspaceThatCannotBeWrittenResumesNothingAndStaysAsItIs() {
        const TempDir folder;
        const RunId id = interruptedRun(folder);
        const int64_t last = open(folder)->run(id)->lastSeq;
        FaultyFileSystem files;
        files.inject(Fault::permission);
        const auto refused = resume(folder, id, withoutTorch(), files);
        QVERIFY(!refused.ok());
        QVERIFY2(!refused.error().remedy.empty(), sentenceOf(refused.error()).constData());
        QCOMPARE(open(folder)->run(id)->lastSeq, last);
        QVERIFY(open(folder)->run(id)->interrupted);
        files.clear();
        const auto run = resume(folder, id, withoutTorch(), files);
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        (*run)->stop();
        QVERIFY((*run)->wait().ok());
        QCOMPARE(Promises::broken(*open(folder), id), std::string());
    }

    void aClockSetBackDuringARunDoesNotDisturbIt() {
        const TempDir folder;
        ShiftedClock clock;
        KeepingSink sink;
        const auto run = start(folder, shortRun(), withoutTorch(&sink), realFileSystem(), clock);
        QVERIFY(sink.waitForSteps(20'000));
        clock.shift(-kHour);
        QTRY_VERIFY_WITH_TIMEOUT(sink.all<CheckpointTaken>().size() >= 2, 60'000);
        QCOMPARE(*open(folder)->reapLostRuns(), 0);  // by the old time and the new one
        auto late = store::Workspace::open(folder.path(), store::OpenMode::readWrite, realFileSystem(), clock).value();
        QCOMPARE(*late->reapLostRuns(), 0);
        QVERIFY(run->wait().ok());
        const auto workspace = open(folder);
        const RunRecord row = workspace->run(run->id()).value();
        QVERIFY2(row.status == RunStatus::finished, row.reason.c_str());
        QVERIFY(row.seconds >= 1 && row.seconds < 60);
        QCOMPARE(row.lastSeq, sink.events().back().seq);
        QCOMPARE(Promises::broken(*workspace, run->id()), std::string());
    }

    void aRunGoesOnThoughTheClockWasSetBackSinceItWasKilled() {
        const TempDir folder;
        (void)open(folder);
        pid_t child = 0;
        char path[] = "/proc/self/exe";
        char verb[] = "--train";
        std::string where = folder.path();
        char* const arguments[] = {path, verb, where.data(), nullptr};
        QCOMPARE(posix_spawn(&child, path, nullptr, nullptr, arguments, environ), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!open(folder)->runs()->empty() && open(folder)->runs()->front().checkpoints >= 2,
                                 60'000);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ShiftedClock clock;
        clock.shift(-kHour);
        const RunId id = open(folder)->runs()->front().id;
        const CheckpointRecord from = open(folder)->checkpoints(id)->back();
        KeepingSink sink;
        const auto run = resume(folder, id, withoutTorch(&sink), realFileSystem(), clock);
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QTRY_VERIFY_WITH_TIMEOUT(sink.all<CheckpointTaken>().size() >= 2, 60'000);
        (*run)->stop();
        QVERIFY((*run)->wait().ok());
        const auto workspace = open(folder);
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QVERIFY(workspace->run(id)->steps > from.step && workspace->run(id)->seconds >= from.seconds);
        QVERIFY(workspace->checkpoints(id)->back().step > from.step);  // the newest, not the latest by the clock
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aDamagedSnapshotIsNamedWithWhatToDo() {
        const TempDir folder;
        const RunId id = interruptedRun(folder);
        const auto workspace = open(folder);
        const SnapshotRecord snapshot = workspace->snapshots(id)->back();
        const std::string file = workspace->artefactPath(snapshot.hash, ".safetensors");
        flipOneBit(file);
        QVERIFY2(problemsOf(*workspace).contains("artefact.damaged") &&
                     problemsOf(*workspace).contains(QString::fromStdString(file)),
                 qPrintable(problemsOf(*workspace)));
        const auto game = games::gameInfo("rps").value();
        const auto agent = runs::resolveAgent(game, "snapshot:" + std::to_string(snapshot.id.value), workspace.get());
        QVERIFY(!agent.ok());
        QCOMPARE(agent.error().code, std::string("artefact.damaged"));
        QVERIFY2(sentenceOf(agent.error()).contains(file.c_str()) && !agent.error().remedy.empty(),
                 sentenceOf(agent.error()).constData());
    }

    void aRunWhoseSnapshotsAreDamagedNamesThemAndKeepsItsCheckpoints() {
        const TempDir folder;
        const RunId id = interruptedRun(folder);
        const auto workspace = open(folder);
        const auto snapshots = workspace->snapshots(id).value();
        for (const SnapshotRecord& snapshot : snapshots)
            flipOneBit(workspace->artefactPath(snapshot.hash, ".safetensors"));
        const RunRecord before = workspace->run(id).value();
        const size_t events = workspace->events(id)->size(), kept = workspace->checkpoints(id)->size();
        const auto run = resume(folder, id, withoutTorch());
        QVERIFY(!run.ok());
        const QByteArray said = sentenceOf(run.error());
        QVERIFY2(said.contains(".safetensors") && said.contains("backup"), said.constData());
        const RunRecord after = workspace->run(id).value();
        QCOMPARE(after.status, before.status);
        QCOMPARE(after.lastSeq, before.lastSeq);
        QVERIFY(after.interrupted && after.owner.empty());
        QCOMPARE(workspace->events(id)->size(), events);
        QCOMPARE(workspace->checkpoints(id)->size(), kept);
    }

    void aHalfWrittenFileIsAStrayOnceItsProgramIsGone() {
        const TempDir folder;
        const auto workspace = open(folder);
        const std::string hash(32, 'a');
        const std::string path = workspace->artefactPath(hash, ".checkpoint");
        QVERIFY(realFileSystem().createDirectories(path.substr(0, path.rfind('/'))).ok());
        const std::string own = path + ".tmp" + std::to_string(::getpid()) + "_1", dead = path + ".tmp999999999_1";
        for (const std::string& file : {own, dead})
            QVERIFY(realFileSystem().writeAtomic(file, "half of a").ok());
        QCOMPARE(*workspace->removeStrays(), 1);
        QVERIFY(realFileSystem().exists(own) && !realFileSystem().exists(dead));
    }

    void aDamagedCheckpointIsNamedAndTheOneBeforeTakesItsPlace() {
        const TempDir folder;
        const RunId id = interruptedRun(folder);
        const auto workspace = open(folder);
        const auto kept = workspace->checkpoints(id).value();
        QVERIFY(kept.size() >= 2);
        const std::string file = workspace->artefactPath(kept.back().hash, ".checkpoint");
        flipOneBit(file);
        QVERIFY2(problemsOf(*workspace).contains(QString::fromStdString(file)), qPrintable(problemsOf(*workspace)));
        KeepingSink sink;
        const auto run = resume(folder, id, withoutTorch(&sink));
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QTRY_VERIFY_WITH_TIMEOUT(!sink.all<CheckpointTaken>().empty(), 60'000);
        (*run)->stop();
        QVERIFY((*run)->wait().ok());
        QCOMPARE(sink.events().front().seq, kept[kept.size() - 2].eventSeq + 1);
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        const QString log = logOf(*workspace, id);
        QVERIFY2(log.contains(QString::fromStdString(file)) && log.contains("cannot be used"), qPrintable(log));
        QCOMPARE(Promises::broken(*workspace, id), std::string());  // the damaged one is gone
    }

    void aRunOfWhichNoCheckpointIsSoundSaysHowToGoOnWithout() {
        const TempDir folder;
        const RunId id = interruptedRun(folder);
        const auto workspace = open(folder);
        const RunRecord before = workspace->run(id).value();
        const auto kept = workspace->checkpoints(id).value();
        for (const CheckpointRecord& checkpoint : kept)
            flipOneBit(workspace->artefactPath(checkpoint.hash, ".checkpoint"));
        const auto run = resume(folder, id, withoutTorch());
        QVERIFY(!run.ok());
        const QByteArray said = sentenceOf(run.error());
        QVERIFY2(said.contains(("--from run:" + before.name + "/latest").c_str()), said.constData());
        QCOMPARE(workspace->run(id)->lastSeq, before.lastSeq);
        QCOMPARE(workspace->run(id)->status, before.status);
        QCOMPARE(workspace->checkpoints(id)->size(), kept.size());
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--train") return trainForEver(argv[2]);
    const QCoreApplication application(argc, argv);
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_faults.moc"
