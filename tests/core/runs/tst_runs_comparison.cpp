// SPDX-License-Identifier: GPL-3.0-or-later
// Where runs differ, from their files alone.
#include <QTest>
#include <cmath>

#include "core/runs/comparison.h"
#include "core/runs/run_config.h"

using namespace ludus;

namespace {

RunRecord runOf(const std::string& game, const std::string& toml) {
    RunRecord run;
    run.game = game;
    run.config = toml;
    return run;
}

const runs::ComparedOption* find(const std::vector<runs::ComparedOption>& options, const std::string& key) {
    for (const auto& option : options)
        if (option.key == key) return &option;
    return nullptr;
}

}  // namespace

class TestRunsComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void defaultsAreValuesToo() {
        const auto options = runs::compareOptions({runOf("rps", "[game]\nname = \"rps\"\n"),
                                                   runOf("rps", "[game]\nname = \"rps\"\n[learner]\nepochs = 7\n")});
        const auto* epochs = find(options, "learner.epochs");
        QVERIFY(epochs && epochs->differs && epochs->numeric);
        QCOMPARE(epochs->texts, (std::vector<std::string>{"4", "7"}));
        QCOMPARE(epochs->numbers[1], 7.0);
        QVERIFY(!find(options, "learner.gamma")->differs);
        QVERIFY(!epochs->label.empty());
        QCOMPARE(options.front().key, std::string("game.name"));
    }

    // 0.010 and 1e-2 are one value, however they were written.
    void spellingIsNoDifference() {
        const auto options =
            runs::compareOptions({runOf("rps", "[game]\nname = \"rps\"\n[learner]\nlearning_rate = 0.010\n"),
                                  runOf("rps", "[game]\nname = \"rps\"\n[learner]\nlearning_rate = 1e-2\n")});
        QVERIFY(!find(options, "learner.learning_rate")->differs);
    }

    void namesAreNoOptions() {
        const auto options = runs::compareOptions({runOf("rps", "[run]\nname = \"a\"\n[game]\nname = \"rps\"\n"),
                                                   runOf("rps", "[run]\nname = \"b\"\n[game]\nname = \"rps\"\n")});
        QVERIFY(!find(options, "run.name"));
    }

    void gamesMayLackOptions() {
        const auto options = runs::compareOptions(
            {runOf("rps", "[game]\nname = \"rps\"\n"), runOf("soccer_twos", "[game]\nname = \"soccer_twos\"\n")});
        const auto* players = find(options, "game.players");
        QVERIFY(players && players->differs);
        QVERIFY(players->texts[0].empty() && std::isnan(players->numbers[0]));
        QVERIFY(!players->texts[1].empty());
        QVERIFY(find(options, "game.name")->differs && !find(options, "game.name")->numeric);
    }

    void aBrokenFileHasNoOptions() {
        const auto options =
            runs::compareOptions({runOf("rps", "[game\nname = "), runOf("rps", "[game]\nname = \"rps\"\n")});
        QVERIFY(find(options, "learner.epochs")->texts[0].empty());
        QVERIFY(runs::compareOptions({}).empty());
    }
};

QTEST_APPLESS_MAIN(TestRunsComparison)
#include "tst_runs_comparison.moc"
