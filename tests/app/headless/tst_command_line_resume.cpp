// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli resume: a run that was killed ends as the one that was not, hash for hash; what is said on the way.
#include <signal.h>

#include <QJsonArray>
#include <QTest>

#include "core/store/workspace.h"
#include "tests/app/headless/cli.h"

using namespace ludus;
using namespace ludus::test;

namespace {

constexpr int kPatienceMs = 60'000;

const char* const kVolley = R"([run]
seconds = 0
steps = 300_000
deterministic = true

[game]
name = "slime_volley"

[self_play]
snapshot_every = 40_000
swap_steps = 2_000

[learner]
hidden = [32, 32]
slots = 32
steps = 32

[evaluation]
every = 60_000
games = 4

[record]
replays_every = 4
checkpoint_seconds = 0.05
)";

const char* const kRps = R"([run]
seconds = 0
steps = 1_600_000
deterministic = true

[game]
name = "rps"

[self_play]
snapshot_every = 80_000
swap_steps = 1_000

[learner]
hidden = [16]
slots = 32
steps = 32

[evaluation]
every = 240_000
games = 10
greedy = false

[record]
replays_every = 10
checkpoint_seconds = 0.05
)";

std::unique_ptr<store::Workspace> open(const Cli& cli) {
    return std::move(store::Workspace::open(cli.workspace().toStdString()).value());
}

/// Everything that a run is known by, time apart: one line each.
struct Outcome {
    QStringList snapshots, matches, episodes, curves, ratings;
    QString weights;
};

Outcome outcomeOf(const Cli& cli) {
    const auto workspace = open(cli);
    const RunRecord run = workspace->runs()->front();
    Outcome out;
    out.weights = QString::fromStdString(run.latestAgent);
    const auto snapshots = workspace->snapshots(run.id).value();
    for (const SnapshotRecord& one : snapshots)
        out.snapshots << QString("%1 at %2: %3").arg(one.index).arg(one.step).arg(QString::fromStdString(one.hash));
    const auto matches = workspace->matches(run.id, 1'000'000).value();
    for (const MatchRecord& one : matches) {
        QString line = QString("pair %1 of seed %2 at %3:").arg(one.pair).arg(one.seed).arg(one.runStep);
        for (size_t side = 0; side < one.agents.size(); ++side)
            line += QString(" %1 %2").arg(QString::fromStdString(one.agents[side])).arg(one.scores[side]);
        out.matches << line + " " + QString::fromStdString(one.replayHash);
    }
    std::map<std::string, QString> episodes;  // windows are cut by time, what is in them is not
    const auto events = workspace->events(run.id).value();
    for (const RunEvent& event : events) {
        const auto* tallied = std::get_if<Tallied>(&event.body);
        if (tallied == nullptr) continue;
        QString& line = episodes[tallied->tally.opponent];
        for (size_t i = 0; i < tallied->tally.scores.size(); ++i)
            line += QString(" %1/%2").arg(tallied->tally.scores[i]).arg(tallied->tally.lengths[i]);
    }
    for (const auto& [opponent, line] : episodes)
        out.episodes << QString::fromStdString(opponent) + ":" + line;
    const auto points = workspace->metrics(run.id).value();
    for (const MetricPoint& point : points) {
        if (point.name == "steps_per_second") continue;
        out.curves << QString("%1 at %2: %3")
                          .arg(QString::fromStdString(point.name))
                          .arg(point.step)
                          .arg(point.value, 0, 'g', 17);
    }
    out.curves.sort();  // when a round of evaluation is over is a matter of time
    const auto ratings = workspace->ratings(run.id).value();
    for (const RatingRecord& one : ratings)
        out.ratings << QString("%1: %2").arg(QString::fromStdString(one.agent)).arg(one.elo, 0, 'g', 17);
    return out;
}

/// Kills the program that trains once there are so many more steps behind a checkpoint.
void killAfter(const Cli& cli, QProcess& process, int64_t step) {
    const auto workspace = open(cli);
    const auto behind = [&] {
        const auto runs = workspace->runs().value();
        if (runs.empty()) return false;
        const auto kept = workspace->checkpoints(runs.front().id).value();
        return !kept.empty() && kept.back().step >= step;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(behind() || process.state() == QProcess::NotRunning, "no checkpoint was taken",
                              kPatienceMs);
    process.kill();
    process.waitForFinished(kPatienceMs);
    QVERIFY2(process.exitStatus() == QProcess::CrashExit, "the run was over before it could be killed");
}

void compare(const QStringList& resumed, const QStringList& whole, const char* what) {
    for (qsizetype i = 0; i < std::min(resumed.size(), whole.size()); ++i) {
        if (resumed[i] == whole[i]) continue;
        qsizetype at = 0;
        while (at < std::min(resumed[i].size(), whole[i].size()) && resumed[i][at] == whole[i][at])
            ++at;
        QFAIL(qPrintable(QString("%1 %2 differ at %3: \"%4\" and \"%5\"")
                             .arg(what)
                             .arg(i)
                             .arg(at)
                             .arg(resumed[i].mid(std::max<qsizetype>(0, at - 60), 160))
                             .arg(whole[i].mid(std::max<qsizetype>(0, at - 60), 160))));
    }
    QVERIFY2(resumed.size() == whole.size(),
             qPrintable(QString("%1: %2 and %3").arg(what).arg(resumed.size()).arg(whole.size())));
}

}  // namespace

class TestCommandLineResume : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKilledAndResumedRunEndsAsTheOneThatWasNot_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QStringList>("flags");
        // Whatever depends on time stays out of the curves, the load of the machine too.
        const QStringList one{"--workers", "1", "--set", "record.metric_seconds=0", "--set", "record.system_seconds=0"};
        const QStringList two{"--workers", "2"};
        QTest::newRow("rps, one worker") << QString(kRps) << 1'600'000 << one;
        QTest::newRow("rps, two workers") << QString(kRps) << 1'600'000 << two;
        QTest::newRow("slime_volley, one worker") << QString(kVolley) << 300'000 << one;
        QTest::newRow("slime_volley, two workers") << QString(kVolley) << 300'000 << two;
    }
    void aKilledAndResumedRunEndsAsTheOneThatWasNot() {
        QFETCH(QString, text);
        QFETCH(int, steps);
        QFETCH(QStringList, flags);
        const Cli whole, killed;
        const QStringList rest = flags + QStringList{"--seed", "5", "--json"};
        const Output output = whole.run(QStringList{"run", whole.file("run.toml", text.toUtf8().constData())} + rest);
        QVERIFY2(output.code == 0, output.err.constData());

        QProcess process;
        killed.start(process, QStringList{"run", killed.file("run.toml", text.toUtf8().constData())} + rest);
        killAfter(killed, process, steps / 20);  // early: a busy machine kills late
        if (QTest::currentTestFailed()) return;
        QProcess again;
        killed.start(again, {"resume", "1", "--json"});
        killAfter(killed, again, steps / 4);
        if (QTest::currentTestFailed()) return;
        const Output resumed = killed.runJson({"resume", "1"});
        QVERIFY2(resumed.code == 0, resumed.err.constData());
        for (const char* key : {"run", "status", "steps", "snapshots", "elo"})
            QCOMPARE(resumed.json()[key], output.json()[key]);

        const Outcome expected = outcomeOf(whole), found = outcomeOf(killed);
        QVERIFY(expected.snapshots.size() >= 5 && expected.matches.size() >= 20 && !expected.episodes.isEmpty());
        compare(found.snapshots, expected.snapshots, "snapshots");
        QCOMPARE(found.weights, expected.weights);
        compare(found.episodes, expected.episodes, "episodes");
        compare(found.matches, expected.matches, "matches");
        compare(found.ratings, expected.ratings, "ratings");
        if (flags.contains("record.metric_seconds=0")) compare(found.curves, expected.curves, "curves");
        QVERIFY(open(killed)->verify().empty());
    }

    void aKilledRunIsListedAsCrashed() {
        const Cli cli;
        QProcess process;
        cli.start(process, {"run", cli.file("run.toml", kRps), "--steps", "100000000", "--name", "left"});
        killAfter(cli, process, 1);
        if (QTest::currentTestFailed()) return;
        const QJsonObject row = cli.runJson({"runs"}).json()["runs"].toArray()[0].toObject();
        QCOMPARE(row["interrupted"].toBool(), true);
        QCOMPARE(row["status"].toString(), QString("failed"));
        QCOMPARE(row["state"].toString(), QString("crashed"));
        QVERIFY(row["checkpoints"].toInt() >= 1);
        QVERIFY(cli.run({"runs"}).out.contains("crashed"));
    }

    void ctrlCSaysHowToGoOnAndResumeDoes() {
        const Cli cli;
        QProcess process;
        cli.start(process, {"run", cli.file("run.toml", kRps), "--steps", "100000000", "--name", "long"});
        const auto workspace = open(cli);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace->runs()->empty() && workspace->runs()->front().checkpoints > 0,
                                 kPatienceMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Output stopped = cli.finish(process);
        QCOMPARE(stopped.code, 130);
        QVERIFY2(stopped.err.contains("ludus-cli resume long"), stopped.err.constData());
        const int64_t steps = workspace->runs()->front().steps;

        QProcess again;
        cli.start(again, {"resume", "long", "--checkpoint", "best", "--json"});
        QTRY_VERIFY_WITH_TIMEOUT(workspace->runs()->front().steps > steps, kPatienceMs);
        ::kill(static_cast<pid_t>(again.processId()), SIGINT);
        const Output output = cli.finish(again);
        QCOMPARE(output.code, 130);
        QVERIFY(output.isOneDocument());
        QCOMPARE(output.json()["status"].toString(), QString("finished"));
        QVERIFY(output.json()["steps"].toInteger() > steps);
    }

    void aRunThatIsOverAdvisesToStartFromItsWeights() {
        const Cli cli;
        const Output run = cli.runJson({"run", cli.file("run.toml", kRps), "--steps", "2000", "--name", "short"});
        QVERIFY2(run.code == 0, run.err.constData());
        const Output output = cli.runJson({"resume", "short"});
        QCOMPARE(output.code, 1);
        const QJsonObject error = output.json()["error"].toObject();
        QCOMPARE(error["code"].toString(), QString("run.over"));
        QVERIFY(error["text"].toString().contains("--from run:short/latest"));
    }

    void whatCannotBeResumedEndsInASentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("part");
        QTest::newRow("nothing") << QStringList{"resume"} << 2 << "RUN";
        QTest::newRow("no such run") << QStringList{"resume", "nobody"} << 1 << "nobody";
        QTest::newRow("no such checkpoint") << QStringList{"resume", "1", "--checkpoint", "worst"} << 2 << "best";
        QTest::newRow("repeatable by time")
            << QStringList{"run", "rps/self_play", "--set", "run.deterministic=true"} << 2 << "run.steps";
    }
    void whatCannotBeResumedEndsInASentence() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, part);
        const Cli cli;
        const Output output = cli.run(arguments);
        QCOMPARE(output.code, code);
        QVERIFY2(output.err.startsWith("Error: "), output.err.constData());
        QVERIFY2(QString::fromUtf8(output.err).contains(part), output.err.constData());
        QVERIFY(!cli.runJson(arguments).json()["error"].toObject()["code"].toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCommandLineResume)
#include "tst_command_line_resume.moc"
