// SPDX-License-Identifier: GPL-3.0-or-later
// Real runs on the command line: ends, Ctrl+C, several programs in one workspace.
#include <signal.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "tests/app/headless/cli.h"

using namespace ludus::test;

namespace {

const QStringList kRun{"run", "rps/self_play", "--workers", "1"};

QStringList endless(const char* name) {
    return QStringList(kRun) << "--seconds"
                             << "1000"
                             << "--name" << name << "--json";
}

/// Waits until the workspace shows the run with this status (and a first snapshot).
bool hasStatus(const Cli& cli, const QString& name, const QString& status) {
    for (int i = 0; i < 300; ++i) {
        const QJsonArray runs = cli.runJson({"runs"}).json()["runs"].toArray();
        for (const auto& run : runs) {
            const QJsonObject object = run.toObject();
            if (object["name"] == name && object["status"] == status && object["snapshots"].toInt() > 0) return true;
        }
        QTest::qWait(50);
    }
    return false;
}

}  // namespace

class TestCommandLineRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPresetRunsAThousandSteps_data() {
        QTest::addColumn<QString>("preset");
        const Cli cli;
        const QJsonArray presets = cli.runJson({"presets"}).json()["presets"].toArray();
        QVERIFY(!presets.isEmpty());
        for (const auto& preset : presets) {
            const QString name = preset.toObject()["name"].toString();
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void everyPresetRunsAThousandSteps() {
        QFETCH(QString, preset);
        const Cli cli;
        const Output output = cli.runJson({"run", preset, "--steps", "1000", "--seed", "3"});
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.isOneDocument());
        const QJsonObject json = output.json();
        for (const char* key : {"run", "name", "status", "steps", "seconds", "snapshots", "elo"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["status"].toString(), QString("finished"));
        QVERIFY(json["steps"].toInt() >= 1000);
        QVERIFY(json["snapshots"].toInt() >= 2);

        const QJsonObject row = cli.runJson({"runs"}).json()["runs"].toArray()[0].toObject();
        for (const char* key : {"run", "name", "preset", "game", "status", "steps", "elo", "seed", "started", "owner"})
            QVERIFY2(row.contains(key), key);
        QCOMPARE(row["seed"].toInt(), 3);
        QCOMPARE(row["preset"].toString(), preset);
    }

    void aRunLeavesCurvesSnapshotsAndReplays() {
        const Cli cli;
        const Output output = cli.runJson(QStringList(kRun) << "--steps"
                                                            << "60000"
                                                            << "--name"
                                                            << "first");
        QVERIFY2(output.code == 0, output.err.constData());
        const QJsonArray rows = cli.runJson({"metrics", "first", "--names", "elo"}).json()["metrics"].toArray();
        QVERIFY(rows.size() >= 2);
        for (const char* key : {"run", "name", "step", "wall_s", "value"})
            QVERIFY2(rows[0].toObject().contains(key), key);
        const Output csv = cli.run({"metrics", "1", "--csv"});
        QVERIFY(csv.out.startsWith("run,name,step,wall_s,value"));
        QVERIFY(csv.out.contains("policy_loss"));
        QCOMPARE(cli.run({"metrics", "1", "--names", "el"}).code, 1);
        const Output match =
            cli.runJson({"match", "--game", "rps", "--agents", "run:first/latest", "run:first/best", "--games", "10"});
        QCOMPARE(match.code, 0);
        QCOMPARE(cli.runJson({"stop", "first"}).json()["error"].toObject()["code"].toString(), QString("run.over"));
        const Output next = cli.runJson(QStringList(kRun) << "--steps"
                                                          << "2000"
                                                          << "--from"
                                                          << "run:first/latest"
                                                          << "--quiet");
        QVERIFY2(next.code == 0, next.err.constData());
        QVERIFY(next.err.isEmpty());
        QVERIFY(cli.runJson({"doctor"}).json()["workspace"].toObject()["ok"].toBool());
    }

    void awkwardNamesLeaveTheTableATable() {
        const Cli cli;
        const QString lines = QStringLiteral("two\nlines\tand a tab"), endless(500, QLatin1Char('x'));
        for (const QString& name : {lines, endless}) {
            const Output made = cli.run(QStringList(kRun) << "--steps"
                                                          << "1000"
                                                          << "--name" << name << "--quiet");
            QVERIFY2(made.code == 0, made.err.constData());
        }
        const QList<QByteArray> rows = cli.run({"runs"}).out.trimmed().split('\n');
        QCOMPARE(rows.size(), 3);
        for (const QByteArray& row : rows)
            QVERIFY2(QString::fromUtf8(row).size() < 160, row.constData());
        QVERIFY2(rows.join(' ').contains("two lines and a tab"), rows.join('\n').constData());
        QVERIFY(QString::fromUtf8(rows.join(' ')).contains(QStringLiteral("xxx\u2026 ")));
        // Programs read the names as they are.
        const QJsonArray runs = cli.runJson({"runs"}).json()["runs"].toArray();
        QStringList names;
        for (const auto& run : runs)
            names << run.toObject()["name"].toString();
        QVERIFY(names.contains(lines) && names.contains(endless));
    }

    void ctrlCStopsKeepingWhatIsFinished() {
        const Cli cli;
        QProcess process;
        cli.start(process, endless("long"));
        QVERIFY(hasStatus(cli, "long", "running"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Output output = cli.finish(process);
        QCOMPARE(output.code, 130);
        QVERIFY(output.isOneDocument());
        QCOMPARE(output.json()["status"].toString(), QString("finished"));
        QVERIFY(output.json()["snapshots"].toInt() >= 2);
        QVERIFY2(output.err.contains("kept"), output.err.constData());
        QVERIFY(cli.runJson({"doctor"}).json()["workspace"].toObject()["ok"].toBool());
    }

    void aSecondCtrlCDropsOpenMatches() {
        const Cli cli;
        QProcess process;
        cli.start(process, {"run", "slime_volley/self_play", "--seconds", "1000", "--name", "long", "--set",
                            "evaluation.games=10000", "--json"});
        QVERIFY(hasStatus(cli, "long", "running"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(hasStatus(cli, "long", "stopping"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Output output = cli.finish(process);
        QCOMPARE(output.code, 130);
        QCOMPARE(output.json()["status"].toString(), QString("aborted"));
        QVERIFY(output.json()["snapshots"].toInt() >= 1);
    }

    void ctrlCEndsMatchesWithWhatIsFinished() {
        const Cli cli;
        QProcess process;
        cli.start(process, {"match", "--game", "rps", "--set", "rounds=100", "--agents", "bot:random", "bot:always_0",
                            "--games", "1000000", "--json"});
        QVERIFY(process.waitForStarted());
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForReadyRead(Cli::kTimeoutMs));  // the first line of progress
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Output output = cli.finish(process);
        QCOMPARE(output.code, 130);
        const int games = output.json()["games"].toInt();
        QVERIFY(games > 0 && games < 1000000);
        QCOMPARE(output.json()["wins"].toInt() + output.json()["draws"].toInt() + output.json()["losses"].toInt(),
                 games);
    }

    void aKilledRunIsSeenAsFailedAndKeepsItsSnapshots() {
        const Cli cli;
        QProcess process;
        cli.start(process, endless("killed"));
        QVERIFY(hasStatus(cli, "killed", "running"));
        process.kill();
        process.waitForFinished();
        QVERIFY(hasStatus(cli, "killed", "failed"));
        QCOMPARE(cli.run({"match", "--game", "rps", "--agents", "run:killed/latest", "bot:random"}).code, 0);
        QVERIFY(cli.runJson({"doctor", "--repair"}).json()["workspace"].toObject()["ok"].toBool());
    }

    void anotherProgramPausesContinuesAndStops() {
        const Cli cli;
        QProcess process;
        cli.start(process, endless("owned"));
        QVERIFY(hasStatus(cli, "owned", "running"));
        QCOMPARE(cli.runJson({"pause", "owned"}).json()["status"].toString(), QString("paused"));
        QCOMPARE(cli.runJson({"continue", "owned"}).json()["status"].toString(), QString("running"));
        const Output stopped = cli.runJson({"stop", "owned"});
        QCOMPARE(stopped.code, 0);
        QCOMPARE(stopped.json()["status"].toString(), QString("finished"));
        const Output output = cli.finish(process);
        QCOMPARE(output.code, 0);
        QCOMPARE(output.json()["status"].toString(), QString("finished"));
    }

    void anAbortFromAnotherProgramIsSaid() {
        const Cli cli;
        QProcess process;
        cli.start(process, endless("dropped"));
        QVERIFY(hasStatus(cli, "dropped", "running"));
        QCOMPARE(cli.runJson({"stop", "dropped", "--abort"}).json()["status"].toString(), QString("aborted"));
        const Output output = cli.finish(process);
        QCOMPARE(output.code, 1);
        QCOMPARE(output.json()["error"].toObject()["code"].toString(), QString("run.aborted"));
    }

    void aRunThatCannotBeStoredSaysAtItsEndWhatIsLost() {
        const Cli cli;
        QProcess process;
        cli.start(process, endless("astray"));
        QVERIFY(hasStatus(cli, "astray", "running"));
        const QString moved = cli.path("moved");
        QVERIFY(QDir().rename(cli.workspace(), moved));
        // It pauses by itself; the wish finds it where its database is now.
        const QStringList stop{"stop", "astray", "--no-wait", "--workspace", moved};
        QCOMPARE(QProcess::execute(QStringLiteral(LUDUS_BIN_DIR "/ludus-cli"), stop), 0);
        const Output output = cli.finish(process);
        QVERIFY(!QFile::exists(cli.workspace()));
        QCOMPARE(output.code, 1);
        const QJsonObject error = output.json()["error"].toObject();
        QCOMPARE(error["code"].toString(), QString("workspace.moved"));
        const QString text = error["text"].toString();
        QVERIFY2(text.contains("steps of the run astray could not be kept and are lost"), qPrintable(text));
        QVERIFY2(!text.contains("is kept"), qPrintable(text));
    }

    void twoRunsAtOnceShareAWorkspace() {
        const Cli cli;
        QProcess first, second;
        const QStringList arguments = QStringList(kRun) << "--steps"
                                                        << "100000"
                                                        << "--json";
        cli.start(first, arguments);
        cli.start(second, arguments);
        const Output one = cli.finish(first), two = cli.finish(second);
        QVERIFY2(one.code == 0, one.err.constData());
        QVERIFY2(two.code == 0, two.err.constData());
        QVERIFY(one.json()["run"] != two.json()["run"]);
        QVERIFY(one.json()["name"] != two.json()["name"]);
        QCOMPARE(cli.runJson({"runs"}).json()["runs"].toArray().size(), 2);
        QVERIFY(cli.runJson({"doctor"}).json()["workspace"].toObject()["ok"].toBool());
    }

    void aReadOnlyWorkspaceSaysSo() {
        const Cli cli;
        QVERIFY(cli.run({"runs"}).code == 0);
        const QString folder = cli.workspace();
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        const bool isRoot = ::geteuid() == 0;
        const Output runs = cli.run({"runs"});
        const Output run = cli.runJson(QStringList(kRun) << "--steps"
                                                         << "1000");
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(runs.code, 0);
        if (isRoot) QSKIP("root may write everywhere");
        QCOMPARE(run.code, 1);
        QCOMPARE(run.json()["error"].toObject()["code"].toString(), QString("workspace.read_only"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLineRuns)
#include "tst_command_line_runs.moc"
