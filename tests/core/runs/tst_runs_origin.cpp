// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run came from: what is kept of program and machine, a command line that gives the same run again, and what
// differs from the run before.
#include <QTest>

#include "core/runs/origin.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

namespace {

RunRecord recordOf(const runs::RunConfig& config, int64_t id = 1) {
    RunRecord run;
    run.id = RunId{id};
    run.preset = config.preset;
    run.game = config.game;
    run.config = config.text;
    run.seed = static_cast<uint64_t>(config.run.seed);
    run.origin = runs::originOf(config, "", "3.40");
    return run;
}

/// As a shell parts a line of plain words and single quotes.
std::vector<std::string> wordsOf(const std::string& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\'')
            quoted = !quoted;
        else if (line[i] == '\\' && !quoted)
            out.back() += line[++i];
        else if (line[i] == ' ' && !quoted)
            out.emplace_back();
        else
            out.back() += line[i];
    }
    return out;
}

/// The words after "--set", as a shell understands the line.
std::vector<std::string> assignmentsOf(const std::string& command) {
    std::vector<std::string> out;
    const std::vector<std::string> words = wordsOf(command);
    for (size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "--set") out.push_back(words[i + 1]);
    }
    return out;
}

runs::RunConfig fromPreset(const std::string& name, const std::vector<std::string>& assignments) {
    runs::RunConfig config = runs::readRunConfig(runs::findPreset(name)->toml, assignments).value();
    config.preset = name;
    return config;
}

/// Every option as the program reads it.
std::string valuesOf(const std::string& toml) {
    std::string out;
    const auto all = runs::effectiveValues(toml).value();
    for (const config::OptionSpec& spec : runs::runOptions(runs::runKindOf(all))) {
        if (spec.key == "run.name" || spec.key == "run.workers") continue;
        out += spec.key + "=" + config::toToml(config::check(spec, all.at(spec.key)).value()) + "\n";
    }
    return out;
}

}  // namespace

class TestRunsOrigin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void programAndMachineAreKept() {
        const runs::RunConfig config = readSmallRun({"run.seed=5"});
        const auto origin = runs::readOrigin(recordOf(config).origin).value();
        QVERIFY(!origin.version.empty() && !origin.qt.empty());
        QCOMPARE(origin.sqlite, std::string("3.40"));
        QCOMPARE(origin.torch, std::string());  // a small network needs none
        QCOMPARE(origin.seed, int64_t{5});
        QCOMPARE(origin.workers, 2);
        QVERIFY(origin.machine.cores > 0 && origin.machine.memoryBytes > 1'000'000);
        QVERIFY(!origin.machine.system.empty());
        QVERIFY(origin.command.starts_with("ludus-cli run "));
        const auto wide = runs::readOrigin(recordOf(readSmallRun({"learner.path=generic"})).origin).value();
        QVERIFY(!wide.torch.empty());
        QCOMPARE(runs::readOrigin("").error().code, std::string("origin.unknown"));
    }

    void theCommandGivesTheSameOptionsAgain_data() {
        QTest::addColumn<QByteArray>("preset");
        QTest::addColumn<QByteArray>("toml");
        for (const runs::Preset& preset : runs::presets())
            QTest::newRow(preset.name.c_str()) << QByteArray::fromStdString(preset.name) << QByteArray();
        QTest::newRow("a file") << QByteArray() << QByteArray(kSmallRun);
        QTest::newRow("odd words") << QByteArray()
                                   << QByteArray(
                                          "[run]\nuntil = \"elo > 5\"\nsteps = 9\n[alerts]\nthreshold = [\"elo < "
                                          "3\", \"kl > 1\"]\n[self_play]\nbots = [\"bot:random\"]\n");
        QTest::newRow("a game without a preset") << QByteArray() << QByteArray("[game]\nname = \"free\"\n");
    }
    void theCommandGivesTheSameOptionsAgain() {
        QFETCH(QByteArray, preset);
        QFETCH(QByteArray, toml);
        const std::vector<std::string> changes{"run.seed=11", "learner.clip=0.15", "learner.hidden=[16, 8]"};
        const runs::RunConfig config = preset.isEmpty() ? runs::readRunConfig(toml.toStdString(), changes).value()
                                                        : fromPreset(preset.toStdString(), changes);
        const std::string command = runs::reproduceCommand(recordOf(config));
        const std::vector<std::string> words = wordsOf(command);
        QCOMPARE(words[0] + " " + words[1], std::string("ludus-cli run"));
        const auto base = runs::findPreset(words[2]);
        QVERIFY(base.ok());
        if (!preset.isEmpty()) QCOMPARE(QByteArray::fromStdString(base->name), preset);
        const auto again = runs::readRunConfig(base->toml, assignmentsOf(command));
        QVERIFY2(again.ok(), again ? "" : again.error().sentence().c_str());
        QCOMPARE(QByteArray::fromStdString(valuesOf(again->text)), QByteArray::fromStdString(valuesOf(config.text)));
        QVERIFY(again->run.workers > 0);  // as many as then, on whatever machine
    }

    void aPresetAsItIsNeedsFewWords() {
        const runs::RunConfig config = fromPreset("rps/self_play", {"run.workers=3"});
        QCOMPARE(runs::reproduceCommand(recordOf(config)),
                 std::string("ludus-cli run rps/self_play --set run.workers=3"));
    }

    void wordsOfACommandAreQuotedForAShell() {
        QCOMPARE(runs::shellWord("run.seed=7"), std::string("run.seed=7"));
        QCOMPARE(runs::shellWord("a b"), std::string("'a b'"));
        QCOMPARE(runs::shellWord("it's"), std::string("'it'\\''s'"));
        QCOMPARE(runs::shellWord(""), std::string("''"));
        QCOMPARE(runs::shellWord("$(x)"), std::string("'$(x)'"));
    }

    void whatDiffersFromTheRunBeforeIsListed() {
        const RunRecord before = recordOf(fromPreset("rps/self_play", {"run.name=a", "run.seed=1"}), 1);
        const RunRecord other = recordOf(fromPreset("slime_volley/self_play", {}), 2);
        const RunRecord after =
            recordOf(fromPreset("rps/self_play", {"run.name=b", "run.seed=2", "learner.clip=0.1"}), 3);
        QCOMPARE(runs::previousOf({before, other, after}, after)->id.value, int64_t{1});
        QVERIFY(!runs::previousOf({before, other, after}, before));
        const auto changes = runs::changesSince(after, before);
        QCOMPARE(changes.size(), size_t{2});
        QCOMPARE(changes[0].key + " " + changes[0].before + " " + changes[0].after, std::string("run.seed 1 2"));
        QCOMPARE(changes[1].key, std::string("learner.clip"));
        QVERIFY(runs::changesSince(after, after).empty());
        bool game = false;
        for (const runs::OptionDifference& difference : runs::changesSince(after, other))
            game = game || difference.key == "game.name";
        QVERIFY(game);
    }
};

QTEST_GUILESS_MAIN(TestRunsOrigin)
#include "tst_runs_origin.moc"
