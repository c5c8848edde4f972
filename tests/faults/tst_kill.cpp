// SPDX-License-Identifier: GPL-3.0-or-later
// Kills the program that trains at random moments, again and again, and looks each time whether everything that was
// finished is there, once and sound, and whether the run goes on. 20 kills, or LUDUS_KILL_ROUNDS; LUDUS_KILL_SEED
// repeats the moments of an earlier run.
#include <QElapsedTimer>
#include <QTest>
#include <filesystem>
#include <random>

#include "core/base/rng.h"
#include "tests/app/headless/cli.h"
#include "tests/core/runs/promises.h"

using namespace ludus;
using namespace ludus::test;

namespace {

constexpr int kCheckpointMs = 200;
constexpr int kPatienceMs = 60'000;

/// Everything often: checkpoints, snapshots, matches, replays. Ends by itself after some seconds of training.
const char* const kRun = R"([run]
seconds = 4
workers = %1

[game]
name = "%2"

[self_play]
snapshot_every = 20_000
swap_steps = 2_000

[learner]
hidden = [16]
slots = 32
steps = 32

[evaluation]
every = 20_000
games = 4

[record]
replays_every = 3
metric_seconds = 0.02
checkpoint_seconds = 0.2
)";

uint64_t numberOf(const char* variable, uint64_t otherwise) {
    bool given = false;
    const uint64_t value = qEnvironmentVariable(variable).toULongLong(&given);
    return given ? value : otherwise;
}

/// No file but whole artefacts: neither half-written ones nor any that are of no use.
QString leftovers(const QString& folder) {
    QString out;
    const std::string artefacts = folder.toStdString() + "/artefacts";
    if (!std::filesystem::exists(artefacts)) return out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(artefacts)) {
        const std::string name = entry.path().filename().string();
        const bool whole = name.ends_with(".safetensors") || name.ends_with(".replay") || name.ends_with(".checkpoint");
        if (entry.is_regular_file() && !whole) out += QString::fromStdString(name) + "\n";
    }
    return out;
}

}  // namespace

class TestKill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
#if defined(__SANITIZE_THREAD__)
        QSKIP("the program is not built for ThreadSanitizer");
#endif
        const uint64_t seed = numberOf("LUDUS_KILL_SEED", std::random_device()());
        qInfo("LUDUS_KILL_SEED=%llu", static_cast<unsigned long long>(seed));
        rng_ = Rng(seed);
    }

    void nothingIsLostOrDoubledHoweverOftenTheProgramIsKilled() {
        const auto rounds = static_cast<int>(numberOf("LUDUS_KILL_ROUNDS", 20));
        while (kills_ < rounds) {
            QProcess process;
            launch(process);
            waitForTheMoment(process);
            process.kill();
            process.waitForFinished(kPatienceMs);  // false, too, when it had ended before
            QCOMPARE(process.state(), QProcess::NotRunning);
            const bool killed = process.exitStatus() == QProcess::CrashExit;
            kills_ += killed ? 1 : 0;
            judge(process, killed);
            if (QTest::currentTestFailed()) return;
        }
        qInfo("%d kills: %d of fresh runs, %d of resumed ones, %d without a checkpoint, %d runs came to their end",
              kills_, freshKills_, resumedKills_, tooEarly_, finished_);
        QVERIFY(freshKills_ > 0 && resumedKills_ >= rounds / 10);
    }

    void atLastARunIsResumedToItsEnd() {
        if (id_.value == 0 || !hasCheckpoint()) {
            launch(first_);
            QTRY_VERIFY_WITH_TIMEOUT(lookForRun() && hasCheckpoint(), kPatienceMs);
            first_.kill();
            QVERIFY(first_.waitForFinished(kPatienceMs));
        }
        const Output output = cli_.runJson({"resume", QString::number(id_.value)});
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.isOneDocument());
        QCOMPARE(output.json()["status"].toString(), QString("finished"));
        const auto workspace = open();
        QCOMPARE(workspace->run(id_)->status, RunStatus::finished);
        QVERIFY(workspace->run(id_)->seconds >= 4);
        QVERIFY(!workspace->matches(id_, 10)->empty());
        keepsPromises(*workspace);
    }

private:
    std::unique_ptr<store::Workspace> open() const {
        return std::move(store::Workspace::open(cli_.workspace().toStdString()).value());
    }
    double uniform(double from, double to) {
        return from + (to - from) * rng_.uniform();
    }
    bool hasCheckpoint() const {
        return open()->run(id_)->checkpoints > 0;
    }

    /// A fresh run, or the interrupted one again.
    void launch(QProcess& process) {
        resumed_ = id_.value != 0;
        floor_ = 0;
        if (resumed_) {
            floor_ = open()->checkpoints(id_)->back().step;
            cli_.start(process, {"resume", QString::number(id_.value), "--json"});
        } else {
            const bool volley = uniform(0, 1) < 0.3;
            const QString text = QString(kRun).arg(uniform(0, 1) < 0.5 ? 1 : 2).arg(volley ? "slime_volley" : "rps");
            name_ = QString("run-%1").arg(++launched_);
            const QString file = cli_.file("run.toml", text.toUtf8().constData());
            cli_.start(process, {"run", file, "--name", name_, "--seed", QString::number(launched_), "--json"});
        }
        if (!process.waitForStarted(kPatienceMs)) qFatal("ludus-cli cannot be started");
    }

    /// Very early, somewhere, or close to where the next checkpoint is written.
    void waitForTheMoment(QProcess& process) {
        const double choice = uniform(0, 1);
        if (choice < 0.25) {
            process.waitForFinished(static_cast<int>(uniform(0, 200)));
        } else if (choice < 0.6) {
            process.waitForFinished(static_cast<int>(uniform(0, 1500)));
        } else {
            const auto workspace = open();
            QElapsedTimer patience;
            patience.start();
            while (process.state() != QProcess::NotRunning && patience.elapsed() < kPatienceMs) {
                if (newestCheckpoint(*workspace) > floor_) break;
                process.waitForFinished(2);
            }
            const int more = kCheckpointMs * static_cast<int>(uniform(0, 4));
            process.waitForFinished(std::max(0, more + static_cast<int>(uniform(-20, 20))));
        }
    }

    int64_t newestCheckpoint(const store::Workspace& workspace) {
        if (id_.value == 0) {
            const auto run = workspace.findRun(name_.toStdString());
            if (!run) return -1;
            const auto kept = workspace.checkpoints(run->id);
            return kept && !kept->empty() ? kept->back().step : -1;
        }
        const auto kept = workspace.checkpoints(id_);
        return kept && !kept->empty() ? kept->back().step : -1;
    }

    void keepsPromises(const store::Workspace& workspace) const {
        const std::string broken = Promises::broken(workspace, id_);
        QVERIFY2(broken.empty(), broken.c_str());
    }

    bool lookForRun() {
        if (id_.value != 0) return true;
        const auto run = open()->findRun(name_.toStdString());
        if (run) id_ = run->id;
        return run.ok();
    }

    void judge(QProcess& process, bool killed) {
        if (!killed) QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        if (!lookForRun()) {  // before its row was there
            ++tooEarly_;
            return;
        }
        (killed ? resumed_ ? resumedKills_ : freshKills_ : finished_) += 1;
        const auto workspace = open();
        QVERIFY(workspace->reapLostRuns().ok());
        const RunRecord row = workspace->run(id_).value();
        QVERIFY2(row.owner.empty(), row.owner.c_str());
        keepsPromises(*workspace);
        QVERIFY2(row.steps >= floor_, qPrintable(QString("%1 steps after %2").arg(row.steps).arg(floor_)));
        QVERIFY(workspace->removeStrays().ok());
        keepsPromises(*workspace);
        QCOMPARE(leftovers(cli_.workspace()), QString());
        if (row.status == RunStatus::finished) {
            id_ = {};
        } else if (row.checkpoints == 0) {
            QVERIFY(!resumed_);
            ++tooEarly_;
            sayThatThereIsNoCheckpoint();
            id_ = {};
        } else {
            QVERIFY2(row.interrupted, row.reason.c_str());
            QVERIFY(workspace->checkpoints(id_)->back().step >= floor_);
            if (uniform(0, 1) < 0.15) id_ = {};  // let others have their turn
        }
    }

    void sayThatThereIsNoCheckpoint() {
        const Output output = cli_.runJson({"resume", QString::number(id_.value)});
        QCOMPARE(output.code, 1);
        const QJsonObject error = output.json()["error"].toObject();
        QCOMPARE(error["code"].toString(), QString("run.no_checkpoint"));
        QVERIFY2(!error["text"].toString().isEmpty(), output.out.constData());
    }

    const Cli cli_;
    QProcess first_;
    Rng rng_{0};
    RunId id_;  // of the run that is being killed; 0: none, or its row is not known yet
    QString name_;
    bool resumed_ = false;
    int64_t floor_ = 0;  // step of the checkpoint from which it was resumed
    int launched_ = 0, kills_ = 0, freshKills_ = 0, resumedKills_ = 0, tooEarly_ = 0, finished_ = 0;
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
