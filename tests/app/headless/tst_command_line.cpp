// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as scripts see it: JSON keys, exit codes, sentences for bad input. No training here.
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "tests/app/headless/cli.h"

using namespace ludus::test;

namespace {

/// A set of two small networks in the form of the published files.
const char* const kSet = R"({"agents": {
  "one": {"hidden_activation": "tanh", "output_activation": "tanh", "layers": [
    {"W": [[0.1,0,0],[0,0.1,0],[0,0,0.1],[0.1,0,0],[0,0.1,0],[0,0,0.1],[0.1,0,0],[0,0.1,0],[0,0,0.1],[0.1,0,0],[0,0.1,0],[0,0,0.1]],
     "b": [0.1,-0.1,0.05]}]},
  "two": {"hidden_activation": "tanh", "output_activation": "tanh", "layers": [
    {"W": [[-0.1,0,0],[0,0.1,0],[0,0,0.1],[0.1,0,0],[0,0.1,0],[0,0,0.1],[0.1,0,0],[0,0.1,0],[0,0,0.1],[0.1,0,0],[0,0.1,0],[0,0,0.1]],
     "b": [0.1,-0.1,0.05]}]}}})";

}  // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listingsGiveOneDocumentWithTheirKeys_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("list");
        QTest::addColumn<QStringList>("keys");
        QTest::newRow("games") << QStringList{"games"} << "games"
                               << QStringList{"name",         "seats",   "sides", "dynamics", "symmetric_sides",
                                              "observations", "actions", "bots"};
        QTest::newRow("presets") << QStringList{"presets"} << "presets"
                                 << QStringList{"name", "game", "kind", "seconds", "text"};
        QTest::newRow("options of a game") << QStringList{"options", "slime_volley"} << "options"
                                           << QStringList{"key", "kind", "default", "range", "unit", "help"};
        QTest::newRow("options of a learner") << QStringList{"options", "ppo"} << "options" << QStringList{"key"};
        QTest::newRow("options of a preset")
            << QStringList{"options", "rps/self_play"} << "options" << QStringList{"key", "value"};
        QTest::newRow("options") << QStringList{"options"} << "options" << QStringList{"key", "help"};
    }
    void listingsGiveOneDocumentWithTheirKeys() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, list);
        QFETCH(QStringList, keys);
        const Cli cli;
        const Output output = cli.runJson(arguments);
        QCOMPARE(output.code, 0);
        QVERIFY(output.isOneDocument());
        const QJsonArray rows = output.json()[list].toArray();
        QVERIFY(!rows.isEmpty());
        for (const auto& row : rows) {
            for (const QString& key : keys)
                QVERIFY2(row.toObject().contains(key), qPrintable(key));
        }
        QVERIFY(!cli.run(arguments).out.isEmpty());
    }

    void anEmptyWorkspaceIsNoError() {
        const Cli cli;
        for (const char* what : {"runs", "agent"}) {
            const QStringList arguments = QString(what) == "agent" ? QStringList{"agent", "list"} : QStringList{"runs"};
            const Output output = cli.runJson(arguments);
            QCOMPARE(output.code, 0);
            QVERIFY(output.json()[QString(what) == "agent" ? "agents" : "runs"].isArray());
        }
    }

    void matchesAreCountedFromTheFirstAgentsSide() {
        const Cli cli;
        const QStringList forwards{"match",      "--game",  "slime_volley", "--agents", "bot:chaser",
                                   "bot:random", "--games", "20",           "--seed",   "4"};
        const Output there = cli.runJson(forwards);
        QCOMPARE(there.code, 0);
        QVERIFY(there.isOneDocument());
        const QJsonObject json = there.json();
        for (const char* key : {"games", "wins", "draws", "losses", "mean_score", "standard_error", "seconds", "steps"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["games"].toInt(), 20);
        QCOMPARE(json["wins"].toInt() + json["draws"].toInt() + json["losses"].toInt(), 20);
        QVERIFY(json["mean_score"].toDouble() > 1);
        const QJsonObject again = cli.runJson(QStringList(forwards) << "--workers"
                                                                    << "1")
                                      .json();
        for (const char* key : {"wins", "mean_score", "steps"})
            QCOMPARE(again[key], json[key]);  // threads change nothing
    }

    void anImportedSetIsFoundByItsNames() {
        const Cli cli;
        const QString file = cli.file("set.json", kSet);
        const QStringList import{"agent", "import", file, "--game", "slime_volley", "--name", "zoo"};
        const Output first = cli.runJson(import);
        QCOMPARE(first.code, 0);
        const QJsonArray agents = first.json()["agents"].toArray();
        QCOMPARE(agents.size(), 2);
        QCOMPARE(agents[0].toObject()["name"].toString(), QString("zoo/one"));
        for (const char* key : {"name", "game", "kind", "hash", "parameters"})
            QVERIFY2(agents[0].toObject().contains(key), key);
        QCOMPARE(agents[0].toObject()["parameters"].toInt(), 39);

        const Output taken = cli.runJson(import);
        QCOMPARE(taken.code, 1);
        QCOMPARE(taken.json()["error"].toObject()["code"].toString(), QString("agent.exists"));

        QCOMPARE(cli.runJson({"agent", "check", "zoo/two"}).json()["ok"].toBool(), true);
        QVERIFY(cli.runJson({"agent", "show", "zoo/two"}).json()["manifest"].toString().contains("zoo/two"));
        const QJsonObject match =
            cli.runJson({"match", "--game", "slime_volley", "--agents", "zoo/one", "zoo/one", "--games", "2"}).json();
        QCOMPARE(match["games"].toInt(), 2);

        const QString out = cli.path("out");
        QCOMPARE(cli.run({"agent", "export", "zoo/one", "--out", out}).code, 0);
        const Output back =
            cli.runJson({"agent", "import", out + "/zoo-one.safetensors", "--game", "slime_volley", "--name", "back"});
        QCOMPARE(back.code, 0);
        QCOMPARE(back.json()["hash"], agents[0].toObject()["hash"]);

        QCOMPARE(cli.run({"agent", "remove", "zoo/one"}).code, 0);
        QCOMPARE(cli.runJson({"agent", "list"}).json()["agents"].toArray().size(), 2);
        QCOMPARE(cli.run({"agent", "check", "back"}).code, 0);  // shares its weights with the removed one
    }

    void aRecordedMatchIsReplayed() {
        const Cli cli;
        const Output match = cli.runJson(
            {"match", "--game", "slime_volley", "--agents", "bot:chaser", "bot:defender", "--games", "2", "--record"});
        QCOMPARE(match.code, 0);
        const QJsonArray replays = match.json()["replays"].toArray();
        QCOMPARE(replays.size(), 2);
        const QString file = replays[0].toString();
        QVERIFY(QFile::exists(file));
        const QJsonObject info = cli.runJson({"replay", "info", file}).json();
        QCOMPARE(info["game"].toString(), QString("slime_volley"));
        QCOMPARE(info["agents"].toArray()[0].toString(), QString("bot:chaser"));
        QVERIFY(info.contains("frames") && info.contains("result"));
        QCOMPARE(cli.runJson({"replay", "verify", file}).json()["ok"].toBool(), true);
        const QJsonObject told = cli.runJson({"replay", "moments", file}).json();
        QVERIFY(told["moments"].toArray().size() >= 1);
        QCOMPARE(told["moments"].toArray()[0].toObject()["kind"].toString(), QString("point"));

        const QString csv = cli.path("match.csv"), json = cli.path("match.json"), frames = cli.path("frames");
        QCOMPARE(cli.run({"replay", "export", file, "--format", "csv", "--out", csv}).code, 0);
        QFile table(csv);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().count('\n'), 1 + 2 * info["frames"].toInt());
        QCOMPARE(cli.run({"replay", "export", file, "--out", json}).code, 0);
        QFile document(json);
        QVERIFY(document.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(document.readAll())["rows"].toArray().size(), 2 * info["frames"].toInt());
        QCOMPARE(cli.run({"replay", "export", file, "--format", "svg", "--every", "50", "--out", frames}).code, 0);
        QCOMPARE(QDir(frames).entryList({"*.svg"}).size(), (info["frames"].toInt() + 49) / 50);

        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.resize(damaged.size() / 2);
        damaged.close();
        QCOMPARE(cli.run({"replay", "verify", file}).code, 1);
        const Output doctor = cli.runJson({"doctor"});
        QCOMPARE(doctor.code, 1);
        QCOMPARE(doctor.json()["workspace"].toObject()["ok"].toBool(), false);
        QCOMPARE(doctor.json()["workspace"].toObject()["problems"].toArray().size(), 1);
    }

    void theDoctorLooksAtMachineAndWorkspace() {
        const Cli cli;
        QCOMPARE(cli.run({"runs"}).code, 0);
        const QString stray = cli.workspace() + "/artefacts/ab/abababababababababababababababab.replay";
        QVERIFY(QDir().mkpath(cli.workspace() + "/artefacts/ab"));
        QFile file(stray);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const Output output = cli.runJson({"doctor", "--repair"});
        QCOMPARE(output.code, 0);
        QVERIFY(output.isOneDocument());
        for (const char* key : {"blas", "blas_gflops", "threads", "torch", "qt_build", "sqlite", "cpu", "workspace"})
            QVERIFY2(output.json().contains(key), key);
        QVERIFY(output.json()["workspace"].toObject()["ok"].toBool());
        QVERIFY(!QFile::exists(stray));
    }

    void commandsWithoutNetworksLoadNoTorch() {
        // The module alone takes longer to load than these commands may take together.
        const Cli cli;
        QElapsedTimer timer;
        timer.start();
        for (const char* command : {"games", "presets", "options"})
            QCOMPARE(cli.run({command}).code, 0);
        const qint64 together = timer.restart();
        QCOMPARE(cli.run({"doctor"}).code, 0);  // this one does
        QVERIFY2(together < timer.elapsed() + 300, qPrintable(QString::number(together)));
    }

    void badInputEndsInASentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const char* line, int code, const char* part) {
            QTest::newRow(name) << QString(line).split(' ', Qt::SkipEmptyParts) << code << part;
        };
        row("no command", "", 2, "--help");
        row("unknown command", "runz", 2, "Did you mean run?");
        row("unknown subcommand", "agent shw x", 2, "Did you mean show?");
        row("unknown flag", "run rps/self_play --sedd 3", 2, "Did you mean --seed?");
        row("one argument too many", "games rps", 2, "too many");
        row("no number", "run rps/self_play --steps abc", 2, "--steps");
        row("unknown preset", "run rps/self_plai", 2, "Did you mean rps/self_play?");
        row("missing file", "run nowhere.toml", 1, "nowhere.toml");
        row("unknown option", "run rps/self_play --set learner.epoch=3", 2, "learner.epochs");
        row("ill-typed option", "run rps/self_play --set learner.epochs=x", 2, "whole number");
        row("option out of range", "run rps/self_play --set learner.gamma=3", 2, "learner.gamma");
        row("no assignment", "run rps/self_play --set learner.gamma", 2, "key=value");
        row("no budget", "run rps/self_play --seconds 0", 2, "Give one");
        row("start from nothing", "run rps/self_play --from run:77/latest", 1, "77");
        row("start from a bot", "run rps/self_play --from bot:random", 1, "network");
        row("options of nothing", "options slime_voley", 2, "slime_volley");
        row("unknown game", "match --game slime_voley --agents bot:random bot:random", 2, "slime_volley");
        row("unknown bot", "match --game slime_volley --agents bot:chasr bot:random", 2, "bot:chaser");
        row("unknown agent", "match --game slime_volley --agents nobody bot:random", 1, "nobody");
        row("one agent", "match --game slime_volley --agents bot:random", 2, "2 sides");
        row("no games", "match --game slime_volley --agents bot:random bot:random --games 0", 2, "--games");
        row("stop nothing", "stop 99", 1, "99");
        row("metrics of nothing", "metrics nobody", 1, "nobody");
        row("show no agent", "agent show nobody", 1, "nobody");
        row("import nothing", "agent import nowhere.json --game slime_volley --name x", 1, "nowhere.json");
        row("replay of nothing", "replay info nowhere.replay", 1, "nowhere.replay");
        row("unknown format", "replay export x --format pdf", 2, "pdf");
    }
    void badInputEndsInASentence() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, part);
        const Cli cli;
        const Output plain = cli.run(arguments);
        QCOMPARE(plain.code, code);
        QVERIFY2(plain.err.startsWith("Error: "), plain.err.constData());
        QVERIFY2(QString::fromUtf8(plain.err).contains(part), plain.err.constData());
        QVERIFY(plain.out.isEmpty());
        const Output json = cli.runJson(arguments);
        QCOMPARE(json.code, code);
        QVERIFY(json.isOneDocument());
        const QJsonObject error = json.json()["error"].toObject();
        QVERIFY(!error["code"].toString().isEmpty());
        QVERIFY2(error["text"].toString().contains(part), qPrintable(error["text"].toString()));
    }

    void aMistakeHasOneCodeWhereverItStands_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("code");
        const QString right = "[game]\nname = \"rps\"\n";
        QTest::newRow("no TOML") << "[run]\nseed = \n" << QStringList() << 1 << "config.syntax";
        QTest::newRow("a value in a file") << "[learner]\nclip = -1\n" << QStringList() << 1 << "option.range";
        QTest::newRow("a value as a flag") << right << QStringList{"--set", "learner.clip=-1"} << 2 << "option.range";
        QTest::newRow("a key in a file") << "[learner]\nepoch = 3\n" << QStringList() << 1 << "option.unknown";
        QTest::newRow("a key as a flag") << right << QStringList{"--set", "learner.epoch=3"} << 2 << "option.unknown";
        QTest::newRow("options that contradict each other in a file") << right + "[run]\nseconds = 0\n"
                                                                      << QStringList() << 1 << "config.budget";
        QTest::newRow("options that contradict each other as flags")
            << right << QStringList{"--seconds", "0"} << 2 << "config.budget";
    }
    void aMistakeHasOneCodeWhereverItStands() {
        QFETCH(QString, text);
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        QFETCH(QString, code);
        const Cli cli;
        const QByteArray content = text.toUtf8();
        const Output output = cli.runJson(QStringList{"run", cli.file("own.toml", content.constData())} + arguments);
        QCOMPARE(output.json()["error"].toObject()["code"].toString(), code);
        QCOMPARE(output.code, exit);
    }

    void badFilesEndInASentence_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("part");
        const QStringList run{"run", "%1"}, import{"agent", "import", "%1", "--game", "slime_volley", "--name", "x"};
        QTest::newRow("unknown key names its line") << "[run]\nseed = 1\n\n[learner]\nepoch = 3\n" << run << "ine 5";
        QTest::newRow("unknown key names the nearest") << "[learner]\nepoch = 3\n" << run << "learner.epochs";
        QTest::newRow("no TOML names its line") << "[run]\nseed = \n" << run << "ine 2";
        QTest::newRow("agent that is no JSON") << "{\"agents\": " << import << "JSON";
        QTest::newRow("agent without networks") << "{}" << import << "no network";
        QTest::newRow("agent with a part missing") << "{\"agents\": {\"a\": {}}}" << import << "missing";
        QTest::newRow("replay that is none") << "hello" << QStringList{"replay", "info", "%1"} << "replay";
    }
    void badFilesEndInASentence() {
        QFETCH(QString, text);
        QFETCH(QStringList, arguments);
        QFETCH(QString, part);
        const Cli cli;
        const QString file = cli.file("input.toml", text.toUtf8().constData());
        const Output output = cli.run(arguments.replaceInStrings("%1", file));
        QCOMPARE(output.code, 1);
        QVERIFY2(QString::fromUtf8(output.err).contains(part), output.err.constData());
    }

    void aDamagedDatabaseIsLeftAlone() {
        const Cli cli;
        QVERIFY(QDir().mkpath(cli.workspace()));
        QFile database(cli.workspace() + "/studio.db");
        QVERIFY(database.open(QIODevice::WriteOnly));
        database.write(QByteArray("this is no database at all, only a text of some length\n").repeated(40));
        database.close();
        const Output output = cli.run({"runs"});
        QCOMPARE(output.code, 1);
        QVERIFY2(output.err.startsWith("Error: "), output.err.constData());
        QVERIFY(database.open(QIODevice::ReadOnly));
        QVERIFY(database.readAll().startsWith("this is no database"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
