// SPDX-License-Identifier: GPL-3.0-or-later
// A run that was interrupted goes on from a checkpoint: what may be resumed and what not, in which words, and that
// nothing of it is lost or there twice. With a learner of the test's own.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <QFile>
#include <QTest>

#include "tests/core/runs/promises.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

extern char** environ;

using namespace ludus;
using namespace ludus::test;

namespace {

/// Small, with a checkpoint after every update.
const std::vector<std::string> kOften{"record.checkpoint_seconds=0.001"};

/// Without an end, and with few files.
runs::RunConfig longRun(std::vector<std::string> changes = {}) {
    changes.insert(changes.end(), {"evaluation.every=400000", "self_play.snapshot_every=200000"});
    return runs::readRunConfig(readEndlessRun().text, changes).value();
}

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

std::unique_ptr<runs::ActiveRun> start(const TempDir& folder, const runs::RunConfig& config,
                                       const runs::LaunchOptions& options) {
    auto run = runs::ActiveRun::start(folder.path(), config, options);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    return std::move(*run);
}

Result<std::unique_ptr<runs::ActiveRun>> resume(const TempDir& folder, RunId id, const runs::LaunchOptions& options,
                                                runs::ResumeFrom from = runs::ResumeFrom::latest) {
    return runs::ActiveRun::resume(folder.path(), id, from, options);
}

/// A run that ends by a fault after some updates, with checkpoints before.
RunId brokenRun(const TempDir& folder, std::vector<std::string> changes = kOften, int update = 25) {
    LearnerFaults faults;
    faults.where = LearnerFaults::Where::work;
    faults.update = update;
    const auto run = start(folder, readSmallRun(changes), withoutTorch(nullptr, faults));
    if (!run->wait().ok() || run->status() != RunStatus::failed) qFatal("the run did not break");
    return run->id();
}

/// What the run's row says, its owner apart.
QString rowOf(const store::Workspace& workspace, RunId id) {
    const RunRecord row = workspace.run(id).value();
    return QString("%1, %2 steps, %3 s, event %4, %5 snapshots, %6 checkpoints: %7")
        .arg(runStatusName(row.status))
        .arg(row.steps)
        .arg(row.seconds)
        .arg(row.lastSeq)
        .arg(row.snapshots)
        .arg(row.checkpoints)
        .arg(QString::fromStdString(row.reason));
}

std::vector<std::string> hashesOf(const store::Workspace& workspace, RunId id) {
    std::vector<std::string> out;
    const auto checkpoints = workspace.checkpoints(id).value();
    for (const CheckpointRecord& checkpoint : checkpoints)
        out.push_back(checkpoint.hash);
    return out;
}

/// Refuses its state, if it is told to.
class ForgetfulLearner final : public FakeLearner {
public:
    ForgetfulLearner(const games::GameInfo& game, bool forgets)
        : FakeLearner(game, std::make_shared<LearnerNotes>()), forgets_(forgets) {}
    Status loadState(std::string_view state) override {
        if (!forgets_) return FakeLearner::loadState(state);
        return Error{"checkpoint.damaged", LUDUS_TEXT("Test", "It was forgotten."), {}, {}};
    }

private:
    const bool forgets_;
};

/// The real files, which cannot be written any more once one was removed.
class ClosedAfterRemoval final : public FileSystem {
public:
    bool closed = false;

    Status remove(const std::string& path) override {
        closed = true;
        return files_.remove(path);
    }
    bool writable(const std::string& path) const override { return !closed && files_.writable(path); }
    Result<std::string> read(const std::string& path) const override { return files_.read(path); }
    Status writeAtomic(const std::string& path, std::string_view bytes) override {
        return files_.writeAtomic(path, bytes);
    }
    Status createDirectories(const std::string& path) override { return files_.createDirectories(path); }
    bool exists(const std::string& path) const override { return files_.exists(path); }
    Result<std::vector<std::string>> list(const std::string& directory) const override {
        return files_.list(directory);
    }
    int64_t freeBytes(const std::string& path) const override { return files_.freeBytes(path); }

private:
    FileSystem& files_ = realFileSystem();
};

QByteArray sentenceOf(const Error& error) {
    return QByteArray::fromStdString(error.sentence());
}

int trainForEver(const char* folder) {
    auto run = runs::ActiveRun::start(folder, longRun(), withoutTorch());
    if (!run) return 1;
    (void)(*run)->wait();
    return 0;
}

}  // namespace

class TestRunsResume : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSuspendedRunGoesOnToItsEnd() {
        const TempDir folder;
        KeepingSink before, after;
        RunId id;
        {
            const auto run = start(folder, longRun(), withoutTorch(&before));
            id = run->id();
            QVERIFY(before.waitForSteps(1000));
            run->suspend();
            QVERIFY(run->wait().ok());
            QCOMPARE(run->status(), RunStatus::paused);
        }
        const auto workspace = open(folder);
        const RunRecord left = workspace->run(id).value();
        QCOMPARE(left.status, RunStatus::paused);
        QVERIFY(left.interrupted && left.checkpoints >= 1 && left.owner.empty());
        QCOMPARE(Promises::broken(*workspace, id), std::string());
        const double kept = workspace->checkpoints(id).value().front().seconds;
        QVERIFY(kept > 0 && kept <= left.seconds);
        {
            const auto run = resume(folder, id, withoutTorch(&after));
            QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
            QCOMPARE((*run)->id(), id);
            QVERIFY(after.waitForSteps(left.steps + 1000));
            (*run)->stop();
            QVERIFY((*run)->wait().ok());
        }
        const RunRecord done = workspace->run(id).value();
        QCOMPARE(done.status, RunStatus::finished);
        QVERIFY(done.steps >= left.steps + 1000);
        QVERIFY(done.seconds >= kept);  // training goes on from where it was kept
        QVERIFY(after.events().front().seq > 1);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aBudgetOfStepsIsThatOfTheWholeRun() {
        const TempDir folder;
        const RunId id = brokenRun(folder);
        KeepingSink sink;
        const auto run = resume(folder, id, withoutTorch(&sink));
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY((*run)->wait().ok());
        const auto workspace = open(folder);
        const RunRecord row = workspace->run(id).value();
        QCOMPARE(row.status, RunStatus::finished);
        QVERIFY(row.reason.empty());
        QVERIFY(row.steps >= 4000 && row.steps < 4500);
        QVERIFY(!sink.all<SnapshotFrozen>().empty());
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aStoppedRunGoesOnWithWhatIsLeftOfItsBudget() {
        const TempDir folder;
        KeepingSink sink;
        RunId id;
        const auto config = longRun({"run.seconds=2"});
        {
            const auto run = start(folder, config, withoutTorch(&sink));
            id = run->id();
            QVERIFY(sink.waitForSteps(500));
            run->stop();
            QVERIFY(run->wait().ok());
        }
        const auto workspace = open(folder);
        const RunRecord stopped = workspace->run(id).value();
        QCOMPARE(stopped.status, RunStatus::finished);
        QVERIFY2(stopped.seconds < 2, "the run was over before it could be stopped");
        const auto run = resume(folder, id, withoutTorch());
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY((*run)->wait().ok());
        const RunRecord done = workspace->run(id).value();
        QCOMPARE(done.status, RunStatus::finished);
        QVERIFY(done.seconds >= 2 && done.seconds < 60 && done.steps > stopped.steps);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aResumedRunMayBeResumedAgain() {
        const TempDir folder;
        const RunId id = brokenRun(folder, {"record.checkpoint_seconds=0.001", "run.steps=20000"});
        const auto workspace = open(folder);
        int64_t step = workspace->checkpoints(id)->back().step;
        for (int i = 0; i < 3; ++i) {
            LearnerFaults faults;
            faults.where = LearnerFaults::Where::advance;
            faults.update = 20;
            const auto run = resume(folder, id, withoutTorch(nullptr, faults));
            QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
            QVERIFY((*run)->wait().ok());
            QCOMPARE((*run)->status(), RunStatus::failed);
            QCOMPARE(Promises::broken(*workspace, id), std::string());
            const int64_t now = workspace->checkpoints(id)->back().step;
            QVERIFY2(now > step, qPrintable(QString("%1 after %2").arg(now).arg(step)));
            step = now;
        }
    }

    void theCheckpointOutlivesAResumeThatEndsAtOnce() {
        const TempDir folder;
        const RunId id = brokenRun(folder);
        const auto workspace = open(folder);
        for (int i = 0; i < 3; ++i) {
            const auto run = resume(folder, id, withoutTorch());
            QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
            (*run)->abort();
            QVERIFY((*run)->wait().ok());
            QVERIFY(!workspace->checkpoints(id)->empty());
            QCOMPARE(Promises::broken(*workspace, id), std::string());
        }
    }

    void theBestCheckpointIsTheOneWithTheBestElo() {
        const TempDir folder;
        const RunId id = brokenRun(folder,
                                   {"record.checkpoint_seconds=0.001", "evaluation.every=200", "record.checkpoints=100",
                                    "run.deterministic=true"},
                                   30);
        const auto workspace = open(folder);
        const auto kept = workspace->checkpoints(id).value();
        QVERIFY(kept.size() >= 3);
        const CheckpointRecord* best = nullptr;
        for (const CheckpointRecord& one : kept) {
            if (std::isfinite(one.elo) && (best == nullptr || one.elo >= best->elo)) best = &one;
        }
        QVERIFY(best != nullptr);
        KeepingSink sink;
        const auto run = resume(folder, id, withoutTorch(&sink), runs::ResumeFrom::best);
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY((*run)->wait().ok());
        QCOMPARE(sink.events().front().seq, best->eventSeq + 1);
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aRunWhoseBudgetIsUsedUpIsOver() {
        const TempDir folder;
        RunId id;
        {
            const auto run = start(folder, readSmallRun({"run.name=done"}), withoutTorch());
            id = run->id();
            QVERIFY(run->wait().ok());
        }
        const QString before = rowOf(*open(folder), id);
        for (const auto from : {runs::ResumeFrom::latest, runs::ResumeFrom::best}) {
            const auto run = resume(folder, id, withoutTorch(), from);
            QVERIFY(!run.ok());
            QCOMPARE(run.error().code, std::string("run.over"));
            QVERIFY2(sentenceOf(run.error()).contains("--from run:done/latest"), sentenceOf(run.error()).constData());
        }
        QCOMPARE(rowOf(*open(folder), id), before);
    }

    void aRunWithoutCheckpointsSaysWhatCanBeDone() {
        const TempDir folder;
        const RunId id = brokenRun(folder, {"record.checkpoints=0", "run.name=bare"});
        const QString before = rowOf(*open(folder), id);
        const auto run = resume(folder, id, withoutTorch());
        QVERIFY(!run.ok());
        QCOMPARE(run.error().code, std::string("run.no_checkpoint"));
        QVERIFY2(sentenceOf(run.error()).contains("--from run:bare/latest"), sentenceOf(run.error()).constData());
        QCOMPARE(rowOf(*open(folder), id), before);
    }

    void aRunThatIsNotThereIsUnknown() {
        const TempDir folder;
        (void)open(folder);
        const auto run = resume(folder, RunId{77}, withoutTorch());
        QVERIFY(!run.ok());
        QCOMPARE(run.error().code, std::string("run.unknown"));
    }

    void aRunOfThisProgramIsNotResumedASecondTime() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, longRun(), withoutTorch(&sink));
        QVERIFY(sink.waitForSteps(1000));
        run->pause();
        QVERIFY(sink.waitForStatus(RunStatus::paused));
        const auto second = resume(folder, run->id(), withoutTorch());
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, std::string("run.owned"));
        QVERIFY(run->resume().ok());
        run->stop();
        QVERIFY(run->wait().ok());
        QCOMPARE(open(folder)->run(run->id())->status, RunStatus::finished);
    }

    void aRunOfALivingProgramIsNotTakenFromIt() {
        const TempDir folder;
        (void)open(folder);
        pid_t child = 0;
        char path[] = "/proc/self/exe";
        char verb[] = "--train";
        std::string where = folder.path();
        char* const arguments[] = {path, verb, where.data(), nullptr};
        QCOMPARE(posix_spawn(&child, path, nullptr, nullptr, arguments, environ), 0);
        const auto workspace = open(folder);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace->runs()->empty() && workspace->runs()->front().snapshots >= 1, 60'000);
        const RunId id = workspace->runs()->front().id;
        const auto run = resume(folder, id, withoutTorch());
        const bool alive = kill(child, 0) == 0;
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(alive && !run.ok());
        QCOMPARE(run.error().code, std::string("run.owned"));
        QCOMPARE(workspace->run(id)->status, RunStatus::running);
    }

    void aResumeThatCannotBeginLeavesTheRunAsItWas() {
        const TempDir folder;
        const RunId id = brokenRun(folder);
        const auto workspace = open(folder);
        const QString before = rowOf(*workspace, id);
        const size_t events = workspace->events(id)->size();
        runs::LaunchOptions options;
        options.makeLearner = [](const games::GameInfo&, const runs::RunConfig&, int,
                                 const std::shared_ptr<const nn::Weights>&) -> Result<std::unique_ptr<learn::Learner>> {
            return Error{"torch.missing", LUDUS_TEXT("Test", "The learner is missing."), {}, {}};
        };
        const auto run = resume(folder, id, options);
        QVERIFY(!run.ok());
        QCOMPARE(run.error().code, std::string("torch.missing"));
        QCOMPARE(rowOf(*workspace, id), before);
        QCOMPARE(workspace->events(id)->size(), events);
        QVERIFY(workspace->run(id)->owner.empty());
        QCOMPARE(Promises::broken(*workspace, id), std::string());
        const auto second = resume(folder, id, withoutTorch());
        QVERIFY(second.ok() && (*second)->wait().ok());
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
    }

    void aRunThatWasRewoundButNotStartedCanBeResumed() {
        const TempDir folder;
        const RunId id = brokenRun(folder);
        const auto workspace = open(folder);
        const CheckpointRecord newest = workspace->checkpoints(id)->back();
        QVERIFY(workspace->run(id)->lastSeq > newest.eventSeq);
        {
            ClosedAfterRemoval files;
            const auto run =
                runs::ActiveRun::resume(folder.path(), id, runs::ResumeFrom::latest, withoutTorch(), files);
            QVERIFY(files.closed);
            QVERIFY(!run.ok());
            QCOMPARE(run.error().code, std::string("workspace.read_only"));
        }
        const RunRecord rewound = workspace->run(id).value();
        QCOMPARE(rewound.lastSeq, newest.eventSeq);
        QVERIFY(rewound.interrupted && rewound.owner.empty());
        QVERIFY(workspace->verify().empty());
        QCOMPARE(workspace->reapLostRuns().value(), 0);
        const auto run = resume(folder, id, withoutTorch());
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY((*run)->wait().ok());
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aRunGoesOnAgainstANetworkOfADeletedRun() {
        const TempDir folder;
        RunId other;
        {
            const auto run = start(folder, readSmallRun({"run.name=other", "run.seed=77"}), withoutTorch());
            other = run->id();
            QVERIFY(run->wait().ok());
        }
        const auto workspace = open(folder);
        const std::string hash = workspace->run(other)->latestAgent;
        const RunId id =
            brokenRun(folder, {"record.checkpoint_seconds=0.001", "evaluation.opponents=[\"run:other/latest\"]"});
        const auto snapshots = workspace->snapshots(id).value();
        for (const SnapshotRecord& own : snapshots)
            QVERIFY(own.hash != hash);
        QVERIFY(workspace->deleteRun(other).ok());
        const std::string file = workspace->artefactPath(hash, ".safetensors");
        QVERIFY(realFileSystem().exists(file));
        QVERIFY(workspace->verify().empty());
        {
            KeepingSink sink;
            const auto run = resume(folder, id, withoutTorch(&sink));
            QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
            QVERIFY((*run)->wait().ok());
            QCOMPARE((*run)->status(), RunStatus::finished);
            bool met = false;
            const auto matches = sink.all<MatchPlayed>();
            for (const MatchPlayed& played : matches)
                met = met || std::count(played.match.hashes.begin(), played.match.hashes.end(), hash) > 0;
            QVERIFY(met);
        }
        QCOMPARE(Promises::broken(*workspace, id), std::string());
        QVERIFY(workspace->deleteRun(id).ok());
        QVERIFY(!realFileSystem().exists(file));
        QCOMPARE(workspace->removeStrays().value(), 0);
    }

    void aRunWhoseSnapshotIsMissingStaysAsItIsUntilItIsBack() {
        const TempDir folder;
        const RunId id = brokenRun(folder);
        const auto workspace = open(folder);
        const std::string lost = workspace->artefactPath(workspace->snapshots(id)->front().hash, ".safetensors");
        QVERIFY(QFile::rename(QString::fromStdString(lost), QString::fromStdString(lost + ".away")));
        const QString before = rowOf(*workspace, id);
        const size_t events = workspace->events(id)->size();
        const auto kept = hashesOf(*workspace, id);
        QVERIFY(workspace->run(id)->lastSeq > workspace->checkpoints(id)->back().eventSeq);
        for (const auto from : {runs::ResumeFrom::latest, runs::ResumeFrom::best}) {
            const auto run = resume(folder, id, withoutTorch(), from);
            QVERIFY(!run.ok());
            QCOMPARE(run.error().code, std::string("artefact.missing"));
            QVERIFY2(sentenceOf(run.error()).contains(lost.c_str()), sentenceOf(run.error()).constData());
            QCOMPARE(rowOf(*workspace, id), before);
            QCOMPARE(workspace->events(id)->size(), events);
            QVERIFY(hashesOf(*workspace, id) == kept);
            QVERIFY(workspace->run(id)->owner.empty());
        }
        QVERIFY(QFile::rename(QString::fromStdString(lost + ".away"), QString::fromStdString(lost)));
        const auto run = resume(folder, id, withoutTorch());
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY((*run)->wait().ok());
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void aCheckpointThatTheLearnerRefusesIsPassedOver() {
        const TempDir folder;
        const RunId id = brokenRun(folder);
        const auto workspace = open(folder);
        const auto kept = workspace->checkpoints(id).value();
        QVERIFY(kept.size() >= 2);
        runs::LaunchOptions options;
        KeepingSink sink;
        options.sinks = {&sink};
        int made = 0;
        options.makeLearner =
            [&made](const games::GameInfo& game, const runs::RunConfig&, int,
                    const std::shared_ptr<const nn::Weights>&) -> Result<std::unique_ptr<learn::Learner>> {
            return std::unique_ptr<learn::Learner>(new ForgetfulLearner(game, ++made == 1));
        };
        const auto run = resume(folder, id, options);
        QVERIFY2(run.ok(), run.ok() ? "" : sentenceOf(run.error()).constData());
        QVERIFY((*run)->wait().ok());
        QCOMPARE(made, 3);  // two rehearsals and the run
        QCOMPARE(sink.events().front().seq, kept[kept.size() - 2].eventSeq + 1);
        bool said = false;
        for (const Logged& logged : sink.all<Logged>())
            said = said || logged.text.str().find("It was forgotten.") != std::string::npos;
        QVERIFY(said);
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--train") return trainForEver(argv[2]);
    const QCoreApplication application(argc, argv);
    TestRunsResume test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_runs_resume.moc"
