// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli run: several runs from one file, the queue, conditions that end a run, options that change on the way.
#include <QJsonArray>
#include <QTest>

#include "core/runs/live_options.h"
#include "core/runs/origin.h"
#include "tests/app/headless/cli.h"

using namespace ludus;
using namespace ludus::test;

namespace {

const char* const kFile = R"([run]
name = "abl"
seconds = 0
steps = 3000
seed = [7, 8, 9]
workers = 1

[game]
name = "rps"

[learner]
hidden = [8]
slots = 16
steps = 8

[evaluation]
every = 1000
games = 4
)";

QJsonArray runsOf(const Cli& cli) {
    return cli.runJson({"runs"}).json()["runs"].toArray();
}

/// The words of a command line after the program's name.
QStringList wordsOf(QString command) {
    QStringList words = QProcess::splitCommand(command.replace('\'', '"'));
    words.removeFirst();
    return words;
}

QStringList hashesOf(const Cli& cli, qint64 run) {
    const auto workspace = store::Workspace::open(cli.workspace().toStdString()).value();
    QStringList out;
    const auto snapshots = workspace->snapshots(RunId{run}).value();
    for (const SnapshotRecord& snapshot : snapshots)
        out << QString::number(snapshot.step) + QLatin1Char(' ') + QString::fromStdString(snapshot.hash);
    return out;
}

}  // namespace

class TestCommandLineQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFileWithListsMakesSeveralRunsOfOneSweep() {
        const Cli cli;
        const Output output = cli.runJson({"run", cli.file("abl.toml", kFile)});
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.isOneDocument());
        const QJsonArray runs = output.json()["runs"].toArray();
        QCOMPARE(runs.size(), 3);
        const QString sweep = output.json()["sweep"].toString();
        QVERIFY(!sweep.isEmpty());
        for (int i = 0; i < 3; ++i) {
            const QJsonObject run = runs[i].toObject();
            QCOMPARE(run["seed"].toInt(), 7 + i);
            QCOMPARE(run["name"].toString(), QString("abl-seed%1").arg(7 + i));
            QCOMPARE(run["status"].toString(), QString("finished"));
            QCOMPARE(run["sweep"].toString(), sweep);
        }
    }

    void queuedRunsWait() {
        const Cli cli;
        const Output output = cli.runJson({"run", cli.file("abl.toml", kFile), "--queue", "--set", "learner.clip=0.3"});
        QVERIFY2(output.code == 0, output.err.constData());
        QCOMPARE(output.json()["queued"].toArray().size(), 3);
        const QJsonArray runs = runsOf(cli);
        QCOMPARE(runs.size(), 3);
        for (const auto& run : runs) {
            QCOMPARE(run.toObject()["status"].toString(), QString("queued"));
            QCOMPARE(run.toObject()["state"].toString(), QString("waiting"));
        }
        QVERIFY(cli.run({"runs"}).out.contains("waiting"));
    }

    void aSweepThatIsTooLargeIsWrongUsageAndStartsNothing() {
        const Cli cli;
        QString many;
        for (int i = 0; i < 300; ++i)
            many += (i > 0 ? "," : "") + QString::number(i);
        const Output output = cli.runJson({"run", "rps/self_play", "--set", "run.seed=[" + many + "]"});
        QCOMPARE(output.code, 2);
        QVERIFY2(output.err.contains("300") && output.err.contains("256"), output.err.constData());
        QVERIFY(runsOf(cli).isEmpty());
    }

    void aConditionEndsARunAndItsReasonIsSaid() {
        const Cli cli;
        const Output output = cli.runJson({"run", "rps/self_play", "--steps", "100000000", "--workers", "1", "--set",
                                           "run.until=episode_length > 0 for 3 points"});
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.json()["reason"].toString().startsWith("episode_length > 0 for 3 points"));
        QVERIFY(output.err.contains("episode_length > 0"));
        const Output wrong = cli.runJson({"run", "rps/self_play", "--set", "run.until=elo"});
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains("elo > 1300"));  // how it is written
    }

    void optionsSayWhetherTheyMayChange() {
        const Cli cli;
        const QJsonArray options = cli.runJson({"options", "rps"}).json()["options"].toArray();
        QHash<QString, bool> live;
        for (const auto& option : options)
            live[option.toObject()["key"].toString()] = option.toObject()["live"].toBool();
        QVERIFY(live["learner.learning_rate"] && live["run.until"] && live["alerts.threshold"]);
        QVERIFY(!live["learner.hidden"] && !live["run.seed"]);
    }

    /// What a run leaves behind is enough to compute it again, changes on the way included.
    void theCommandOfARunComputesItAgain() {
        const Cli cli;
        const QStringList first{"run",       "rps/self_play",
                                "--steps",   "30000",
                                "--set",     "run.deterministic=true",
                                "--set",     "self_play.snapshot_every=5000",
                                "--workers", "2",
                                "--seed",    "11",
                                "--change",  "9000:learner.learning_rate=0.02"};
        const Output output = cli.runJson(first);
        QVERIFY2(output.code == 0, output.err.constData());
        const qint64 id = output.json()["run"].toInteger();
        QString command;
        {
            const auto workspace = store::Workspace::open(cli.workspace().toStdString()).value();
            const RunRecord row = workspace->run(RunId{id}).value();
            command = QString::fromStdString(runs::reproduceCommand(row));
            const auto past = runs::pastOf(*workspace, RunId{id}).value();
            QCOMPARE(past.changes.size(), size_t{1});
            QCOMPARE(past.changes[0].second.step, int64_t{9000});
        }
        const Output plain = cli.runJson(wordsOf(command));
        QVERIFY2(plain.code == 0, plain.err.constData());
        const Output again = cli.runJson(wordsOf(command) << "--change"
                                                          << "9000:learner.learning_rate=0.02");
        QVERIFY2(again.code == 0, again.err.constData());
        QVERIFY(hashesOf(cli, id).size() > 4);
        QCOMPARE(hashesOf(cli, again.json()["run"].toInteger()), hashesOf(cli, id));
        QVERIFY(hashesOf(cli, plain.json()["run"].toInteger()) != hashesOf(cli, id));
    }

    /// What a run tells of its changes is its own: where it came from, and in the order of the steps.
    void changesAreThoseOfEachRunOfASweep() {
        const Cli cli;
        const Output output =
            cli.runJson({"run", "rps/self_play", "--steps", "20000", "--set", "learner.clip=[0.1, 0.3]", "--change",
                         "9000:learner.clip=0.5", "--change", "3000:learner.clip=0.2"});
        QVERIFY2(output.code == 0, output.err.constData());
        const QJsonArray list = output.json()["runs"].toArray();
        QCOMPARE(list.size(), 2);
        const auto workspace = store::Workspace::open(cli.workspace().toStdString()).value();
        for (int i = 0; i < 2; ++i) {
            const auto past = runs::pastOf(*workspace, RunId{list[i].toObject()["run"].toInteger()}).value();
            QCOMPARE(past.changes.size(), size_t{2});
            const runtime::Change &first = past.changes[0].second, &then = past.changes[1].second;
            QCOMPARE(first.step, int64_t{3000});
            QCOMPARE(first.before, std::string(i == 0 ? "0.1" : "0.3"));
            QCOMPARE(first.after, std::string("0.2"));
            QCOMPARE(then.before, first.after);
            QCOMPARE(then.after, std::string("0.5"));
        }
    }

    void aChangeThatCannotBeIsWrongUsage() {
        const Cli cli;
        for (const char* change : {"learner.clip=0.1", "x:learner.clip=0.1", "-1:learner.clip=0.1",
                                   "5:learner.hidden=[4]", "5:learner.clip=99", "5:learner.clp=1", "5:run.until=elo"}) {
            const Output output = cli.runJson({"run", "rps/self_play", "--change", change});
            QCOMPARE(output.code, 2);
        }
        for (const char* change : {"5", "5:", "5:learner.clip", "5=learner.clip:1"}) {
            const Output output = cli.runJson({"run", "rps/self_play", QString("--change=%1").arg(change)});
            QCOMPARE(output.code, 2);
            QVERIFY2(output.err.contains("STEPS:key=value"), output.err.constData());
        }
        QVERIFY(runsOf(cli).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCommandLineQueue)
#include "tst_command_line_queue.moc"
