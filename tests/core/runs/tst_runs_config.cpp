// SPDX-License-Identifier: GPL-3.0-or-later
// Run files and presets: what is refused and in which words, what edits keep.
#include <QTest>

#include "tests/core/runs/runs_kit.h"

using namespace ludus;
using namespace ludus::test;

namespace {

/// What happened, what it means, what to do.
bool hasThreeParts(const Error& error) {
    return !error.code.empty() && !error.happened.empty() && !error.meaning.empty() && !error.remedy.empty();
}

}  // namespace

class TestRunsConfig : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPresetIsReadAndSaysWhatItIs() {
        QVERIFY(runs::presets().size() >= 2);
        for (const runs::Preset& preset : runs::presets()) {
            const auto config = runs::readRunConfig(preset.toml);
            QVERIFY2(config.ok(), config.ok() ? "" : config.error().sentence().c_str());
            QCOMPARE(config->game, preset.game);
            QCOMPARE(config->text, preset.toml);
            QVERIFY(!preset.title.empty());
            QVERIFY(preset.seconds > 0);
            QVERIFY(runs::findProblems(preset.toml).empty());
        }
    }

    void whatIsWrongIsSaidInThreePartsAndByItsPlace_data() {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("names");  // all of these words
        const auto row = [](const char* name, const char* toml, const char* code, const char* names) {
            QTest::newRow(name) << QByteArray(toml) << QByteArray(code) << QByteArray(names);
        };
        row("no TOML", "[run\nseed = 1", "", "1");
        row("unknown key", "[run]\nseconds = 5\nsede = 1", "option.unknown", "3 run.sede run.seed");
        row("unknown table", "[runs]\nseed = 1", "option.unknown", "2 runs.seed run.seed");
        row("text for a number", "[run]\nseed = \"one\"", "option.type", "2 run.seed");
        row("number for a text", "[run]\nname = 3", "option.type", "2 run.name");
        row("fraction for a whole number", "[learner]\nepochs = 1.5", "option.type", "2 learner.epochs");
        row("too small", "\n\n[learner]\nclip = -1", "option.range", "4 learner.clip");
        row("infinite", "[run]\nseconds = inf", "option.range", "2 run.seconds");
        row("not a number", "[run]\nseconds = nan", "option.range", "2 run.seconds");
        row("too large for the member", "[run]\nworkers = 99999999999", "option.range", "2 run.workers");
        row("a nested list", "[learner]\nhidden = [[64]]", "option.type", "2 learner.hidden");
        row("a date", "[run]\nname = 2024-01-01", "option.type", "2 run.name");
        row("unknown game", "[game]\nname = \"slime_voley\"", "", "2 game.name slime_volley");
        row("option of another game", "[game]\nname = \"rps\"\npayoff = \"1\"", "option.unknown", "3 game.payoff");
        row("unknown activation", "[learner]\nactivation = \"sin\"", "", "2 learner.activation tanh relu");
        row("more minibatches than rows", "[learner]\nslots = 1\nsteps = 2\nminibatches = 8", "option.range",
            "learner.minibatches");
        row("a layer without units", "[learner]\nhidden = [64, 0]", "option.range", "learner.hidden");
        row("unknown bot", "[self_play]\nbots = [\"bot:chasr\"]", "bot.unknown", "self_play.bots bot:chasr bot:chaser");
        row("no bot at all", "[self_play]\nbots = [\"chaser\"]", "bot.unknown", "self_play.bots chaser");
        row("unknown bot to meet", "[evaluation]\nopponents = [\"bot:none\"]", "bot.unknown",
            "evaluation.opponents bot:none");
        row("sides that are not alike", "[game]\nname = \"matching_pennies\"", "config.asymmetric", "game.name");
        row("no limit", "[run]\nseconds = 0", "config.budget", "run.seconds run.steps");
        row("repeatable by time", "[run]\ndeterministic = true\nsteps = 1000", "config.deterministic",
            "run.deterministic run.steps 1000 run.seconds 600");
        row("repeatable without steps", "[run]\ndeterministic = true", "config.deterministic",
            "run.deterministic run.steps run.seconds");
        row("repeatable without any limit", "[run]\ndeterministic = true\nseconds = 0", "config.budget",
            "run.steps run.seconds");
        row("checkpoints too seldom", "[record]\ncheckpoint_seconds = 90000", "option.range",
            "2 record.checkpoint_seconds 86400");
        row("checkpoints before now", "[record]\ncheckpoint_seconds = -1", "option.range",
            "2 record.checkpoint_seconds");
        row("too many checkpoints", "[record]\ncheckpoints = 101", "option.range", "2 record.checkpoints 100");
        row("damaged payoffs", "[game]\nname = \"matrix\"\npayoff = \"0 1; 2\"", "game.payoff", "");
    }
    void whatIsWrongIsSaidInThreePartsAndByItsPlace() {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, names);
        const auto config = runs::readRunConfig(toml.toStdString());
        QVERIFY(!config.ok());
        const Error& error = config.error();
        const QByteArray said = QByteArray::fromStdString(error.sentence());
        QVERIFY2(hasThreeParts(error), said.constData());
        if (!code.isEmpty()) QCOMPARE(QByteArray::fromStdString(error.code), code);
        for (const QByteArray& word : names.split(' '))
            QVERIFY2(said.contains(word), (said + " | lacks " + word).constData());
        QVERIFY(!runs::findProblems(toml.toStdString()).empty());
    }

    void allProblemsAreFoundAtOnce() {
        const auto problems = runs::findProblems("[run]\nsede = 1\nname = 2\n[learner]\nclip = -1\n");
        QCOMPARE(problems.size(), size_t{3});
        QCOMPARE(problems[0].key, std::string("learner.clip"));
    }

    void assignmentsChangeTheTextAndKeepItsComments() {
        const std::string text = "# mine\n[run]\nseed = 1  # lucky\nseconds = 60\n\n[learner]\nhidden = [64, 64]\n";
        const auto config = runs::readRunConfig(text, {"run.seed=7", "learner.hidden=32", "evaluation.games=4"});
        QVERIFY(config.ok());
        QCOMPARE(config->run.seed, int64_t{7});
        QCOMPARE(config->learner.hidden, std::vector<int64_t>{32});
        QCOMPARE(config->evaluation.games, 4);
        QVERIFY(config->text.starts_with("# mine\n[run]\nseed = 7  # lucky\nseconds = 60\n"));
        QVERIFY(config->text.find("games = 4") != std::string::npos);
        QCOMPARE(runs::readRunConfig(config->text)->run.seed, int64_t{7});  // the text is the truth
    }

    void wrongAssignmentsAreRefused_data() {
        QTest::addColumn<QByteArray>("assignment");
        QTest::newRow("no equals sign") << QByteArray("run.seed");
        QTest::newRow("unknown key") << QByteArray("run.sed=3");
        QTest::newRow("not of its kind") << QByteArray("run.seed=many");
        QTest::newRow("empty") << QByteArray("run.seed=");
        QTest::newRow("out of range") << QByteArray("learner.clip=-3");
    }
    void wrongAssignmentsAreRefused() {
        QFETCH(QByteArray, assignment);
        const auto config = runs::readRunConfig(kSmallRun, {assignment.toStdString()});
        QVERIFY(!config.ok());
        QVERIFY2(hasThreeParts(config.error()), config.error().sentence().c_str());
    }

    void anUnknownPresetNamesTheNearest() {
        const auto preset = runs::findPreset("slime_volley/self_pley");
        QVERIFY(!preset.ok());
        QVERIFY(hasThreeParts(preset.error()));
        QVERIFY(preset.error().sentence().find("slime_volley/self_play") != std::string::npos);
    }

    void effectiveValuesAreThoseOfTheFileOverTheDefaults() {
        const auto values = runs::effectiveValues("[run]\nseed = 9\n");
        QVERIFY(values.ok());
        QCOMPARE(std::get<int64_t>(values->at("run.seed").value), int64_t{9});
        QCOMPARE(std::get<double>(values->at("run.seconds").value), 600.0);
        QCOMPARE(values->size(), runs::runOptions("slime_volley").size());
    }

    void aRepeatableRunTakesABudgetOfStepsAlone() {
        const auto config = runs::readRunConfig("[run]\ndeterministic = true\nsteps = 1000\nseconds = 0\n");
        QVERIFY2(config.ok(), config.ok() ? "" : config.error().sentence().c_str());
        QVERIFY(config->run.deterministic);
        const auto problems = runs::findProblems("[run]\ndeterministic = true\nsteps = 1000\n");
        QCOMPARE(problems.size(), size_t{1});
        QCOMPARE(problems[0].key, std::string("run.deterministic"));
    }

    void checkpointsAreTakenUnlessForbidden() {
        const auto plain = readSmallRun();
        QVERIFY(!plain.run.deterministic);
        QCOMPARE(plain.record.checkpointSeconds, 60.0);
        QCOMPARE(plain.record.checkpoints, 3);
        const auto other = readSmallRun({"record.checkpoints=0", "record.checkpoint_seconds=0.5"});
        QCOMPARE(other.record.checkpointSeconds, 0.5);
        QCOMPARE(other.record.checkpoints, 0);
    }

    void readingWhatWasWrittenGivesTheSame() {
        const auto config = readSmallRun();
        QCOMPARE(config.selfPlay.snapshotEvery, int64_t{1000});
        QCOMPARE(config.record.metricSeconds, 0.0);
        QCOMPARE(config.text, std::string(kSmallRun));
    }
};

QTEST_GUILESS_MAIN(TestRunsConfig)
#include "tst_runs_config.moc"
