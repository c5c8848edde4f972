// SPDX-License-Identifier: GPL-3.0-or-later
// A hash over everything that scripted games show, stored in signatures/: the same on every machine and build. A change
// of rules, bots or random streams on purpose: set LUDUS_REGENERATE=1, run this test, commit the files, say why.
#include <QDir>
#include <QFile>
#include <QTest>
#include <numeric>

#include "core/base/hash.h"
#include "core/games/registry.h"

using namespace ludus;
using namespace ludus::games;

namespace {

struct Recording {
    std::string name;
    std::string game;
    config::Values options;
    std::string bots[2];
    int steps;
};

std::vector<Recording> recordings() {
    const config::Values rounds = {{"game.rounds", {config::Value(int64_t{20}), 0}}};
    const config::Values three = {{"game.players", {config::Value(int64_t{3}), 0}},
                                  {"game.ball_touch", {config::Value(0.5), 0}}};
    return {{"slime_volley_random_random", "slime_volley", {}, {"random", "random"}, 1500},
            {"slime_volley_defender_chaser", "slime_volley", {}, {"defender", "chaser"}, 3000},
            {"slime_volley_defender_defender", "slime_volley", {}, {"defender", "defender"}, 3000},
            {"soccer_twos_random_random", "soccer_twos", {}, {"random", "random"}, 1100},
            {"soccer_twos_heuristic_random", "soccer_twos", {}, {"heuristic", "random"}, 400},
            {"soccer_twos_heuristic_heuristic_3", "soccer_twos", three, {"heuristic", "heuristic"}, 400},
            {"rps_random_always_1", "rps", {}, {"random", "always_1"}, 50},
            {"matching_pennies_random_random", "matching_pennies", rounds, {"random", "random"}, 100},
            {"matrix_random_always_0", "matrix", rounds, {"random", "always_0"}, 100},
            {"free_random", "free", {}, {"random", "random"}, 250}};
}

std::unique_ptr<Policy> bot(const Recording& recording, int side) {
    return std::move(makeBot(recording.game, recording.bots[side], recording.options).value());
}

/// Plays 16 slots, resetting those that ended, and hashes observations, rewards, scores and ends of every step.
uint64_t signature(const Recording& recording) {
    constexpr int kSlots = 16;
    const auto game = std::move(makeGame(recording.game, kSlots, recording.options).value());
    const GameInfo& info = game->info();
    const auto rows = static_cast<size_t>(kSlots * info.facts.seats);
    const Buffers& out = game->buffers();
    const std::unique_ptr<Policy> bots[2] = {bot(recording, 0), bot(recording, 1)};
    Rng rng(99);
    Rng* const stream = &rng;
    const auto branches = static_cast<size_t>(info.action.branchCount());
    std::vector<int32_t> actions(rows * branches);
    std::vector<std::vector<double>> memory(rows);  // of the bots, row by row
    uint64_t hash = 0;
    uint64_t seed = 1;
    std::vector<int> starting(kSlots);
    std::iota(starting.begin(), starting.end(), 0);
    for (int step = 0; step < recording.steps; ++step) {
        std::vector<uint64_t> seeds(starting.size());
        std::ranges::generate(seeds, [&seed] { return seed++; });
        game->reset(starting, seeds);
        for (const int slot : starting)
            for (int seat = 0; seat < info.facts.seats; ++seat)
                memory[static_cast<size_t>(slot * info.facts.seats + seat)].assign(
                    static_cast<size_t>(bots[info.facts.sideOfSeat[static_cast<size_t>(seat)]]->stateSize()), 0.0);
        for (size_t row = 0; row < rows; ++row) {
            PolicyInput input;
            input.rows = 1;
            input.observations = out.observations + row * static_cast<size_t>(info.observation.size);
            input.masks = out.masks + row * static_cast<size_t>(info.action.logitCount());
            input.state = memory[row].data();
            input.rngs = &stream;
            PolicyOutput output;
            output.actions = &actions[row * branches];
            bots[info.facts.sideOfSeat[row % static_cast<size_t>(info.facts.seats)]]->act(input, output);
        }
        game->step(actions);
        hash = hash64(out.observations, rows * static_cast<size_t>(info.observation.size) * sizeof(float), hash);
        hash = hash64(out.rewards, rows * sizeof(float), hash);
        hash = hash64(out.scores, static_cast<size_t>(kSlots * info.facts.sides) * sizeof(float), hash);
        hash = hash64(out.terminated, kSlots, hash);
        hash = hash64(out.truncated, kSlots, hash);
        starting.clear();
        for (int slot = 0; slot < kSlots; ++slot)
            if (game->ended(slot)) starting.push_back(slot);
    }
    return hash;
}

}  // namespace

class TestGameSignatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scriptedGamesAreWhatTheyWere_data() {
        QTest::addColumn<int>("index");
        const auto all = recordings();
        for (size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name.c_str()) << static_cast<int>(i);
    }

    void scriptedGamesAreWhatTheyWere() {
        QFETCH(int, index);
        const Recording recording = recordings()[static_cast<size_t>(index)];
        const QByteArray now =
            QByteArray::number(static_cast<qulonglong>(signature(recording)), 16).rightJustified(16, '0');
        QFile file(QString(LUDUS_SOURCE_DIR "/tests/golden/signatures/%1.txt").arg(recording.name.c_str()));
        if (qEnvironmentVariableIntValue("LUDUS_REGENERATE") == 1) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(now + '\n');
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QCOMPARE(now, file.readAll().trimmed());
    }

    void aSignatureDependsOnTheSteps() {
        Recording recording = recordings()[0];
        recording.steps = 200;
        const uint64_t longer = signature(recording);
        QCOMPARE(signature(recording), longer);
        recording.steps = 199;
        QVERIFY(signature(recording) != longer);
    }
};

QTEST_GUILESS_MAIN(TestGameSignatures)
#include "tst_game_signatures.moc"
