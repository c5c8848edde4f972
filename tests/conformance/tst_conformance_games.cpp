// SPDX-License-Identifier: GPL-3.0-or-later
// Promises that every game keeps. A new game enters by being listed in core/games/registry.cpp.
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/check.h"
#include "game_cases.h"

using namespace ludus;
using namespace ludus::conformance;
using games::VectorGame;

namespace {

GameCase current() {
    QFETCH_GLOBAL(QString, label);
    return gameCase(label.toStdString());
}

std::vector<int32_t> drawAll(const VectorGame& game, Rng& rng) {
    std::vector<int32_t> actions;
    for (int slot = 0; slot < game.slots(); ++slot)
        drawActions(game, slot, rng, actions);
    return actions;
}

/// Entries of one slot in a batch of actions.
std::span<int32_t> actionsOf(const VectorGame& game, std::vector<int32_t>& actions, int slot) {
    const auto entries = static_cast<size_t>(game.info().facts.seats * game.info().action.branchCount());
    return std::span(actions).subspan(static_cast<size_t>(slot) * entries, entries);
}

int stepsToWatch(const VectorGame& game) {
    return std::min(game.info().facts.maxSteps + 20, 1500);
}

/// Plays at random until the slots have ended; ended ones are stepped on.
void playToTheEnd(VectorGame& game, uint64_t seed) {
    Rng rng(seed);
    for (int step = 0; step < game.info().facts.maxSteps; ++step)
        game.step(drawAll(game, rng));
}

}  // namespace

class ConformanceGames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<QString>("label");
        for (const GameCase& which : gameCases())
            QTest::newRow(which.label.c_str()) << QString::fromStdString(which.label);
    }

    void factsAndSpecsAgree() {
        const auto game = make(current(), 3);
        const auto& [facts, observation, action, options] = game->info();
        QVERIFY(!facts.title.empty() && !facts.description.empty());
        QCOMPARE(facts.sideOfSeat.size(), static_cast<size_t>(facts.seats));
        for (int side = 0; side < facts.sides; ++side)
            QVERIFY(std::ranges::count(facts.sideOfSeat, side) > 0);
        QVERIFY(facts.maxSteps > 0 && facts.stepsPerSecond > 0);
        QVERIFY(facts.minScore < facts.maxScore);
        QVERIFY(!facts.bots.empty());
        QCOMPARE(facts.bots[0], std::string("random"));
        QVERIFY(observation.size > 0);
        QVERIFY(observation.names.empty() || observation.names.size() == static_cast<size_t>(observation.size));
        QCOMPARE(action.names.size(), action.branches.size());
        for (size_t branch = 0; branch < action.branches.size(); ++branch)
            QCOMPARE(action.names[branch].size(), static_cast<size_t>(action.branches[branch]));
        QCOMPARE(options.size(), games::gameOptions(facts.name).size());
    }

    void everySeatHasALegalAction() {
        const auto game = make(current(), 3);
        const games::ActionSpec& action = game->info().action;
        const uint8_t* mask = game->buffers().masks;
        bool allLegal = true;
        for (int row = 0; row < 3 * game->info().facts.seats; ++row) {
            for (const int size : action.branches) {
                QVERIFY(std::any_of(mask, mask + size, [](uint8_t m) { return m == 1; }));
                QVERIFY(std::all_of(mask, mask + size, [](uint8_t m) { return m <= 1; }));
                allLegal = allLegal && std::all_of(mask, mask + size, [](uint8_t m) { return m == 1; });
                mask += size;
            }
        }
        QCOMPARE(allLegal, !action.masked);
    }

    void sameSeedGivesTheSameBytes() {
        const auto one = make(current(), 4);
        const auto two = make(current(), 4);
        resetAll(*one, 11);
        resetAll(*two, 11);
        Rng rng(1);
        for (int step = 0; step < stepsToWatch(*one); ++step) {
            const auto actions = drawAll(*one, rng);
            one->step(actions);
            two->step(actions);
            for (int slot = 0; slot < 4; ++slot) {
                QCOMPARE(shown(*one, slot), shown(*two, slot));
                if (step % 50 == 0) QCOMPARE(one->save(slot), two->save(slot));
            }
        }
    }

    void aBatchEqualsItsSingleGames() {
        constexpr int kSlots = 5;
        const auto batch = make(current(), kSlots);
        resetAll(*batch, 100);
        std::vector<std::unique_ptr<VectorGame>> singles;
        for (int slot = 0; slot < kSlots; ++slot) {
            singles.push_back(make(current(), 1));
            resetSlot(*singles.back(), 0, 100 + static_cast<uint64_t>(slot));
        }
        Rng rng(2);
        uint64_t seed = 500;
        for (int step = 0; step < stepsToWatch(*batch); ++step) {
            auto actions = drawAll(*batch, rng);
            batch->step(actions);
            for (int slot = 0; slot < kSlots; ++slot) {
                VectorGame& single = *singles[static_cast<size_t>(slot)];
                single.step(actionsOf(*batch, actions, slot));
                QCOMPARE(shown(single, 0), shown(*batch, slot));
                if (!batch->ended(slot) || step % 3 != 0) continue;  // some slots stay ended for a while
                resetSlot(*batch, slot, ++seed);
                resetSlot(single, 0, seed);
                QCOMPARE(shown(single, 0), shown(*batch, slot));
            }
        }
    }

    void anIllegalActionIsABrokenPromiseAndStepsNothing() {
        const auto game = make(current(), 2);
        const games::ActionSpec& spec = game->info().action;
        Rng rng(3);
        const auto legal = drawAll(*game, rng);
        const std::string before = shown(*game, 0);
        const int rows = 2 * game->info().facts.seats;
        for (int row = 0; row < rows; ++row) {
            for (int action = -1; action <= spec.branches[0]; ++action) {
                const uint8_t* mask = game->buffers().masks + row * spec.logitCount();
                if (action >= 0 && action < spec.branches[0] && mask[action] == 1) continue;
                auto actions = legal;
                actions[static_cast<size_t>(row * spec.branchCount())] = action;
                QVERIFY_THROWS_EXCEPTION(BrokenPromise, game->step(actions));
            }
        }
        QVERIFY_THROWS_EXCEPTION(BrokenPromise, game->step(std::span(legal).first(legal.size() - 1)));
        QCOMPARE(shown(*game, 0), before);
        game->step(legal);
        QCOMPARE(game->buffers().steps[0], 1);
    }

    void rewardsSumToScoresAndEndsAreInTime() {
        const auto game = make(current(), 8);
        const games::GameFacts& facts = game->info().facts;
        const games::Buffers& out = game->buffers();
        resetAll(*game, 21);
        Rng rng(4);
        std::vector<double> sums(static_cast<size_t>(8 * facts.sides), 0);
        for (int step = 1; step <= facts.maxSteps; ++step) {
            game->step(drawAll(*game, rng));
            for (int slot = 0; slot < 8; ++slot) {
                for (int seat = 0; seat < facts.seats; ++seat) {
                    const float reward = out.rewards[slot * facts.seats + seat];
                    sums[static_cast<size_t>(slot * facts.sides + facts.sideOfSeat[static_cast<size_t>(seat)])] +=
                        reward;
                    QCOMPARE(out.toAct[slot * facts.seats + seat] == 1, !game->ended(slot));
                }
                double total = 0;
                for (int side = 0; side < facts.sides; ++side) {
                    const float score = out.scores[slot * facts.sides + side];
                    total += score;
                    if (facts.scoresAreRewards)
                        QVERIFY(std::abs(score - sums[static_cast<size_t>(slot * facts.sides + side)]) < 1e-4);
                    if (game->ended(slot)) QVERIFY(score >= facts.minScore && score <= facts.maxScore);
                }
                if (facts.zeroSum) QVERIFY(std::abs(total) < 1e-4);
                QVERIFY(out.terminated[slot] == 0 || out.truncated[slot] == 0);
                QVERIFY(game->ended(slot) ? out.steps[slot] <= step : out.steps[slot] == step);
            }
        }
        for (int slot = 0; slot < 8; ++slot)
            QVERIFY(game->ended(slot));
    }

    void anEndedSlotIsANoOp() {
        const auto game = make(current(), 2);
        playToTheEnd(*game, 5);
        resetSlot(*game, 1, 9);
        Rng rng(6);
        const auto step = [&] {
            auto actions = drawAll(*game, rng);
            std::ranges::fill(actionsOf(*game, actions, 0), -7);  // ignored: its seats are not to act
            game->step(actions);
        };
        const auto observed = game->observation(0, 0);
        const std::vector<float> last(observed.begin(), observed.end());
        const float score = game->buffers().scores[0];
        const int steps = game->buffers().steps[0];
        step();
        const std::string after = shown(*game, 0);
        const std::string saved = game->save(0);
        QVERIFY(game->ended(0));
        QVERIFY(std::ranges::equal(game->observation(0, 0), last));
        QCOMPARE(game->buffers().scores[0], score);
        QCOMPARE(game->buffers().steps[0], steps);
        for (int seat = 0; seat < game->info().facts.seats; ++seat)
            QCOMPARE(game->buffers().rewards[seat], 0.0F);
        QCOMPARE(game->buffers().steps[1], 1);
        step();
        QCOMPARE(shown(*game, 0), after);
        QCOMPARE(game->save(0), saved);
    }

    void aSavedSlotContinuesAlike() {
        const auto one = make(current(), 2);
        const auto two = make(current(), 3);
        resetAll(*one, 31);
        playToTheEnd(*two, 8);
        Rng rng(7);
        const int before = std::max(0, std::min(one->info().facts.maxSteps / 2, 120));
        for (int step = 0; step < before; ++step)
            one->step(drawAll(*one, rng));
        QVERIFY(two->load(2, one->save(1)).ok());
        QCOMPARE(shown(*two, 2), shown(*one, 1));
        QCOMPARE(two->save(2), one->save(1));
        for (int step = 0; step < stepsToWatch(*one); ++step) {
            auto actions = drawAll(*two, rng);
            std::vector<int32_t> mine = drawAll(*one, rng);
            std::ranges::copy(actionsOf(*two, actions, 2), actionsOf(*one, mine, 1).begin());
            one->step(mine);
            two->step(actions);
            QCOMPARE(shown(*two, 2), shown(*one, 1));
        }
        QCOMPARE(two->save(2), one->save(1));
    }

    void aDamagedOrForeignStateIsRefused() {
        const auto game = make(current(), 1);
        std::string saved = game->save(0);
        const std::string before = shown(*game, 0);
        saved[saved.size() / 2] = static_cast<char>(saved[saved.size() / 2] ^ 1);
        for (const std::string& bad : {saved, std::string(), saved.substr(1), game->save(0) + "x"}) {
            const Status status = game->load(0, bad);
            QVERIFY(!status.ok());
            QCOMPARE(status.error().code, std::string("game.state"));
        }
        const bool slime = current().game == "slime_volley";
        const auto other = make(gameCase(slime ? "rps" : "slime_volley"), 1);
        QVERIFY(!game->load(0, other->save(0)).ok());
        QCOMPARE(shown(*game, 0), before);
    }

    void resetStartsFresh() {
        const auto used = make(current(), 2);
        const auto fresh = make(current(), 2);
        playToTheEnd(*used, 10);
        resetAll(*used, 77);
        resetAll(*fresh, 77);
        for (int slot = 0; slot < 2; ++slot) {
            QCOMPARE(shown(*used, slot), shown(*fresh, slot));
            QVERIFY(!used->ended(slot));
            QCOMPARE(used->buffers().steps[slot], 0);
        }
        QCOMPARE(used->save(1), fresh->save(1));
    }

    void theSceneShowsTheGame() {
        const auto game = make(current(), 1);
        const games::GameFacts& facts = game->info().facts;
        Rng rng(12);
        for (int step = 0; step <= facts.maxSteps; ++step) {
            const games::Scene scene = game->scene(0);
            QVERIFY(scene.right > scene.left && scene.top > scene.bottom);
            QVERIFY(!scene.shapes.empty());
            for (const auto& list : {scene.lives, scene.maxLives, scene.points})
                QVERIFY(list.empty() || list.size() == static_cast<size_t>(facts.sides));
            for (const games::Shape& shape : scene.shapes) {
                QVERIFY(std::isfinite(shape.x) && std::isfinite(shape.y));
                QVERIFY(shape.x >= scene.left && shape.x <= scene.right && shape.y >= scene.bottom);
            }
            game->step(drawAll(*game, rng));
        }
    }

    void theBotsPlayLegally() {
        const GameCase which = current();
        const auto game = make(which, 6);
        const games::GameInfo& info = game->info();
        const auto logits = static_cast<size_t>(info.action.logitCount());
        const int rows = 6 * info.facts.seats;
        for (const std::string& name : info.facts.bots) {
            const auto bot = makeBot(which, name);
            resetAll(*game, 40);
            Rng rng(13);
            const std::vector<Rng*> rngs(static_cast<size_t>(rows), &rng);
            std::vector<int32_t> actions(static_cast<size_t>(rows * info.action.branchCount()));
            std::vector<float> logProbabilities(static_cast<size_t>(rows));
            std::vector<float> probabilities(static_cast<size_t>(rows) * logits);
            std::vector<double> memory(static_cast<size_t>(rows * bot->stateSize()));
            for (int step = 0; step < std::min(info.facts.maxSteps, 400); ++step) {
                bot->act({.rows = rows,
                          .observations = game->buffers().observations,
                          .masks = game->buffers().masks,
                          .state = memory.data(),
                          .rngs = rngs.data(),
                          .greedy = step % 2 == 0},
                         {.actions = actions.data(),
                          .logProbabilities = logProbabilities.data(),
                          .values = nullptr,
                          .probabilities = probabilities.data()});
                if (info.action.branchCount() == 1) {
                    for (size_t row = 0; row < static_cast<size_t>(rows); ++row) {
                        const float chosen = probabilities[row * logits + static_cast<size_t>(actions[row])];
                        QVERIFY(std::abs(std::log(chosen) - logProbabilities[row]) < 1e-5F);
                        float sum = 0;
                        for (size_t a = 0; a < logits; ++a)
                            sum += probabilities[row * logits + a];
                        QVERIFY(std::abs(sum - 1) < 1e-5F);
                    }
                }
                game->step(actions);  // refuses an illegal one
            }
        }
    }
};

QTEST_GUILESS_MAIN(ConformanceGames)
#include "tst_conformance_games.moc"
