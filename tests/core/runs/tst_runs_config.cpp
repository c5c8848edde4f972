// SPDX-License-Identifier: GPL-3.0-or-later
// Run files: presets, what is wrong with a file, and values given beside it.
#include <QTest>

#include "core/runs/run_config.h"

using namespace ludus;

class TestRunsConfig : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPresetLoads() {
        QVERIFY(!runs::presets().empty());
        for (const runs::Preset& preset : runs::presets()) {
            const auto config = runs::readRunConfig(preset.toml);
            QVERIFY2(config.ok(), (preset.name + ": " + (config ? "" : config.error().sentence())).c_str());
            QCOMPARE(config->game, preset.game);
            QVERIFY2(!preset.title.empty(), preset.name.c_str());
            QVERIFY2(config->run.steps > 0 || config->run.seconds > 0, preset.name.c_str());
            QVERIFY(runs::findProblems(preset.toml).empty());
        }
    }

    void theTextOfAPresetIsItsTruth() {
        const auto preset = runs::findPreset("slime_volley/self_play");
        QVERIFY(preset.ok());
        const auto config = runs::readRunConfig(preset->toml);
        QVERIFY(config.ok());
        QCOMPARE(config->text, preset->toml);
    }

    void anUnknownPresetNamesTheNearest() {
        const auto preset = runs::findPreset("slime_volley/self_plya");
        QVERIFY(!preset.ok());
        QCOMPARE(preset.error().code, std::string("preset.unknown"));
        QVERIFY(preset.error().sentence().find("slime_volley/self_play") != std::string::npos);
    }

    void badFilesEndInASentence_data() {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("part");
        QTest::newRow("no TOML") << "[run\nseed = 1"
                                 << "config.syntax"
                                 << "ine 1";
        QTest::newRow("unknown key") << "[run]\nseed = 1\n\n[learner]\nepoch = 3"
                                     << "option.unknown"
                                     << "ine 5";
        QTest::newRow("nearest key") << "[learner]\nepoch = 3"
                                     << "option.unknown"
                                     << "learner.epochs";
        QTest::newRow("wrong kind") << "[learner]\nepochs = \"many\""
                                    << "option.type"
                                    << "ine 2";
        QTest::newRow("out of range") << "[learner]\ngamma = 1.5"
                                      << "option.range"
                                      << "ine 2";
        QTest::newRow("not a choice") << "[learner]\nactivation = \"tahn\""
                                      << "option."
                                      << "tanh";
        QTest::newRow("unknown game") << "[game]\nname = \"chess\""
                                      << ""
                                      << "chess";
        QTest::newRow("no budget") << "[run]\nseconds = 0"
                                   << "config.budget"
                                   << "";
        QTest::newRow("unequal sides") << "[game]\nname = \"matching_pennies\""
                                       << "config.asymmetric"
                                       << "";
        QTest::newRow("unknown bot") << "[self_play]\nbots = [\"bot:chasr\"]\nbot_share = 0.5"
                                     << "bot.unknown"
                                     << "chasr";
        QTest::newRow("minibatches") << "[learner]\nslots = 3\nsteps = 3\nminibatches = 64"
                                     << ""
                                     << "minibatches";
    }
    void badFilesEndInASentence() {
        QFETCH(QString, toml);
        QFETCH(QString, code);
        QFETCH(QString, part);
        const auto config = runs::readRunConfig(toml.toStdString());
        QVERIFY(!config.ok());
        const QString sentence = QString::fromStdString(config.error().sentence());
        QVERIFY2(QString::fromStdString(config.error().code).startsWith(code), config.error().code.c_str());
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
        QVERIFY2(sentence.endsWith('.') || sentence.endsWith('?'), qPrintable(sentence));
        QVERIFY(!runs::findProblems(toml.toStdString()).empty());
    }

    void allProblemsOfAFileAreFoundAtOnce() {
        const auto problems = runs::findProblems("[learner]\ngamma = 2\nclip = \"x\"\n");
        QCOMPARE(problems.size(), size_t{2});
        for (const auto& problem : problems)
            QVERIFY(problem.key == "learner.gamma" || problem.key == "learner.clip");
    }

    void assignmentsEditTheTextAndKeepItsComments() {
        const std::string toml = "# mine\n[run]\nseed = 1  # lucky\n";
        const auto config = runs::readRunConfig(toml, {"run.seed=7", "learner.hidden=32,16", "game.name=rps"});
        QVERIFY2(config.ok(), config ? "" : config.error().sentence().c_str());
        QCOMPARE(config->run.seed, int64_t{7});
        QCOMPARE(config->learner.hidden, (std::vector<int64_t>{32, 16}));
        QCOMPARE(config->game, std::string("rps"));
        QVERIFY(config->text.find("# mine") != std::string::npos);
        QVERIFY(config->text.find("# lucky") != std::string::npos);
        const auto again = runs::readRunConfig(config->text);
        QVERIFY(again.ok());
        QCOMPARE(again->run.seed, int64_t{7});
    }

    void badAssignmentsEndInASentence_data() {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("part");
        QTest::newRow("no assignment") << "seed"
                                       << "option.assignment"
                                       << "key=value";
        QTest::newRow("unknown key") << "learner.epoch=3"
                                     << "option.unknown"
                                     << "learner.epochs";
        QTest::newRow("wrong kind") << "learner.epochs=x"
                                    << "option.type"
                                    << "learner.epochs";
        QTest::newRow("out of range") << "learner.gamma=7"
                                      << "option.range"
                                      << "learner.gamma";
    }
    void badAssignmentsEndInASentence() {
        QFETCH(QString, assignment);
        QFETCH(QString, code);
        QFETCH(QString, part);
        const auto config = runs::readRunConfig("", {assignment.toStdString()});
        QVERIFY(!config.ok());
        QCOMPARE(QString::fromStdString(config.error().code), code);
        QVERIFY(QString::fromStdString(config.error().sentence()).contains(part));
    }

    void effectiveValuesHoldEveryOption() {
        const auto values = runs::effectiveValues("[game]\nname = \"rps\"\n");
        QVERIFY(values.ok());
        for (const config::OptionSpec& spec : runs::runOptions("rps"))
            QVERIFY2(values->contains(spec.key), spec.key.c_str());
    }
};

QTEST_GUILESS_MAIN(TestRunsConfig)
#include "tst_runs_config.moc"
