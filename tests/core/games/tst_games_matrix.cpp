// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix games, the free game, and the registry's answers to wrong names and options.
#include <QTest>

#include "core/games/matrix_game.h"
#include "core/games/registry.h"

using namespace ludus;
using namespace ludus::games;

namespace {

config::Values text(const std::string& key, const std::string& value) {
    return {{key, {config::Value(value), 0}}};
}
config::Values number(const std::string& key, int64_t value) {
    return {{key, {config::Value(value), 0}}};
}

std::unique_ptr<VectorGame> make(const std::string& game, const config::Values& options, int slots = 1) {
    return std::move(makeGame(game, slots, options).value());
}

}  // namespace

class TestMatrixGames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rockPaperScissorsPaysTheWinner() {
        const auto game = make("rps", {}, 9);
        std::vector<int32_t> actions;
        for (int cell = 0; cell < 9; ++cell)
            actions.insert(actions.end(), {cell / 3, cell % 3});
        game->step(actions);
        const float expected[9] = {0, -1, 1, 1, 0, -1, -1, 1, 0};
        for (int cell = 0; cell < 9; ++cell) {
            QCOMPARE(game->buffers().rewards[2 * cell], expected[cell]);
            QCOMPARE(game->buffers().rewards[2 * cell + 1], 0 - expected[cell]);
            QVERIFY(game->ended(cell));
        }
    }

    void symmetryIsReadOffThePayoffs() {
        QVERIFY(gameInfo("rps")->facts.symmetricSides);
        QVERIFY(!gameInfo("matching_pennies")->facts.symmetricSides);
        QVERIFY(gameInfo("matching_pennies")->facts.zeroSum);
        config::Values prisoners = text("game.payoff", "3 0; 5 1");
        prisoners.merge(text("game.payoff_column", "3 5; 0 1"));
        const auto info = gameInfo("matrix", prisoners);
        QVERIFY(info->facts.symmetricSides);
        QVERIFY(!info->facts.zeroSum);
        QCOMPARE(info->facts.minScore, 0.0);
        QCOMPARE(info->facts.maxScore, 5.0);
    }

    void inBothRolesTheSidesAreAlike() {
        // Matching pennies; a choice is a row and a column.
        config::Values pennies = text("game.payoff", "1 -1; -1 1");
        QVERIFY(!gameInfo("matrix", pennies)->facts.symmetricSides);
        pennies["game.both_roles"] = {config::Value(true), 0};
        const auto info = gameInfo("matrix", pennies);
        QVERIFY(info->facts.symmetricSides);
        QVERIFY(info->facts.zeroSum);
        QCOMPARE(info->action.names[0], (std::vector<std::string>{"0/0", "0/1", "1/0", "1/1"}));
        QVERIFY(!info->action.masked);
        const auto game = make("matrix", pennies, 2);
        // Row 0 meets column 1 of the other: -1. Column 0 meets row 1 of the other, who loses 1 by it: +1.
        // In the second slot row 0 meets column 0: +1, and column 0 meets row 1: +1.
        game->step(std::vector<int32_t>{0, 3, 0, 2});
        QCOMPARE(game->buffers().rewards[0], 0.0F);
        QCOMPARE(game->buffers().rewards[2], 1.0F);
        QCOMPARE(game->buffers().rewards[3], -1.0F);
        config::Values large = text("game.payoff",
                                    "1 2 3 4 5 6 7 8 9; 1 2 3 4 5 6 7 8 9; 1 2 3 4 5 6 7 8 9; "
                                    "1 2 3 4 5 6 7 8 9; 1 2 3 4 5 6 7 8 9; 1 2 3 4 5 6 7 8 9; "
                                    "1 2 3 4 5 6 7 8 9; 1 2 3 4 5 6 7 8 9");
        QVERIFY(gameInfo("matrix", large).ok());
        large["game.both_roles"] = {config::Value(true), 0};
        QCOMPARE(gameInfo("matrix", large).error().code, std::string("game.payoff"));
    }

    void scoresReachOverTheRounds() {
        config::Values options = text("game.payoff", "4, -2; -1, 3");
        options.merge(number("game.rounds", 10));
        const auto info = gameInfo("matrix", options);
        QCOMPARE(info->facts.maxScore, 40.0);
        QCOMPARE(info->facts.minScore, -40.0);
        QCOMPARE(info->facts.maxSteps, 10);
    }

    void eachSideSeesTheLastChoices() {
        const auto game = make("matching_pennies", number("game.rounds", 3));
        QCOMPARE(game->info().observation.size, 4);
        for (int seat = 0; seat < 2; ++seat)
            for (const float value : game->observation(0, seat))
                QCOMPARE(value, 0.0F);
        game->step(std::vector<int32_t>{0, 1});
        const std::vector<float> row = {1, 0, 0, 1}, column = {0, 1, 1, 0};  // own, other
        QVERIFY(std::ranges::equal(game->observation(0, 0), row));
        QVERIFY(std::ranges::equal(game->observation(0, 1), column));
        QVERIFY(!game->ended(0));
    }

    void theSideWithFewerActionsIsMasked() {
        const auto game = make("matrix", text("game.payoff", "1 2 3; 4 5 6"));
        QVERIFY(game->info().action.masked);
        const uint8_t expected[6] = {1, 1, 0, 1, 1, 1};
        for (int i = 0; i < 6; ++i)
            QCOMPARE(game->buffers().masks[i], expected[i]);
        QCOMPARE(game->info().facts.bots.size(), size_t{3});  // random, always_0, always_1
    }

    void theSceneMarksTheChosenCell() {
        const auto game = make("rps", {});
        const auto chosen = [&game] {
            std::vector<Shape> marked;
            for (const Shape& shape : game->scene(0).shapes)
                if (shape.label == "chosen") marked.push_back(shape);
            return marked;
        };
        QVERIFY(chosen().empty());
        game->step(std::vector<int32_t>{2, 1});
        QCOMPARE(chosen().size(), size_t{1});
        QCOMPARE(chosen()[0].x, 7.5);   // column 1: 2.5 cells of 3
        QCOMPARE(chosen()[0].y, 0.75);  // lowest row: half a cell of 1.5
        QCOMPARE(game->scene(0).points, (std::vector<double>{1, -1}));
    }

    void aBrokenTableSaysWhatIsWrong_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("part");
        QTest::newRow("word") << "1 two; 3 4"
                              << "\"two\"";
        QTest::newRow("ragged") << "1 2; 3"
                                << "different lengths";
        QTest::newRow("empty") << ""
                               << "empty row";
        QTest::newRow("gap") << "1 2;; 3 4"
                             << "empty row";
        QTest::newRow("nan") << "1 nan; 0 0"
                             << "\"nan\"";
    }

    void aBrokenTableSaysWhatIsWrong() {
        QFETCH(QString, table);
        QFETCH(QString, part);
        const auto game = makeGame("matrix", 1, text("game.payoff", table.toStdString()));
        QVERIFY(!game.ok());
        QCOMPARE(game.error().code, std::string("game.payoff"));
        QVERIFY2(QString::fromStdString(game.error().sentence()).contains(part), game.error().sentence().c_str());
    }

    void tablesOfDifferentSizeAreRefused() {
        config::Values options = text("game.payoff", "1 2; 3 4");
        options.merge(text("game.payoff_column", "1 2 3; 4 5 6"));
        QVERIFY(!makeGame("matrix", 1, options).ok());
    }

    void aFixedBotKeepsToItsAction() {
        const auto bot = std::move(makeBot("rps", "always_2").value());
        const float observation = 1;
        const uint8_t masks[3] = {1, 1, 1};
        int32_t action = -1;
        float probabilities[3];
        PolicyInput input;
        input.rows = 1;
        input.observations = &observation;
        input.masks = masks;
        PolicyOutput output;
        output.actions = &action;
        output.probabilities = probabilities;
        bot->act(input, output);
        QCOMPARE(action, 2);
        QCOMPARE(probabilities[2], 1.0F);
        QCOMPARE(probabilities[0], 0.0F);
    }

    void wrongNamesGetAHint() {
        const auto game = makeGame("slime_voley", 1);
        QCOMPARE(game.error().code, std::string("game.unknown"));
        QVERIFY(game.error().sentence().find("\"slime_volley\"") != std::string::npos);
        const auto bot = makeBot("slime_volley", "chaaser");
        QCOMPARE(bot.error().code, std::string("bot.unknown"));
        QVERIFY(bot.error().sentence().find("\"chaser\"") != std::string::npos);
        QCOMPARE(makeBot("no_game", "random").error().code, std::string("game.unknown"));
    }

    void wrongOptionsAreRefused() {
        QCOMPARE(makeGame("rps", 1, number("game.round", 2)).error().code, std::string("option.unknown"));
        QCOMPARE(makeGame("rps", 1, number("game.rounds", 0)).error().code, std::string("option.range"));
        QCOMPARE(makeGame("rps", 1, text("game.rounds", "two")).error().code, std::string("option.type"));
        QCOMPARE(gameInfo("slime_volley", number("game.rounds", 2)).error().code, std::string("option.unknown"));
    }

    void theFreeGameIsNotListedButCanBeMade() {
        const auto names = gameNames();
        QVERIFY(std::ranges::find(names, "free") == names.end());
        config::Values options = number("game.inputs", 5000);
        options["game.density"] = {config::Value(0.25), 0};
        const auto game = make("free", options, 4);
        QCOMPARE(game->info().observation.size, 5000);
        double ones = 0;
        for (const float value : game->observation(3, 0)) {
            QVERIFY(value == 0.0F || value == 1.0F);
            ones += value;
        }
        QVERIFY(ones > 1100 && ones < 1400);  // 1250 expected, standard deviation 31
        for (int step = 0; step < 100; ++step)
            game->step(std::vector<int32_t>{0, 1, 2, 3});
        QCOMPARE(game->buffers().truncated[0], uint8_t{1});
        QCOMPARE(game->buffers().terminated[0], uint8_t{0});
    }
};

QTEST_GUILESS_MAIN(TestMatrixGames)
#include "tst_games_matrix.moc"
