// SPDX-License-Identifier: GPL-3.0-or-later
// Slime Volleyball: single rules with numbers worked by hand, and how strong its bots are.
#include <QTest>
#include <cmath>

#include "core/games/registry.h"
#include "core/games/slime_volley.h"

using namespace ludus;
using namespace ludus::games;

namespace {

constexpr slime::Buttons kNone{};
constexpr slime::Buttons kForward{true, false, false};
constexpr slime::Buttons kBackward{false, true, false};
constexpr slime::Buttons kJump{false, false, true};

slime::State fresh(double vx = 0, double vy = 10) {
    slime::State state;
    state.place();
    state.serve(vx, vy);
    return state;
}

/// Mean score of the left bot over `matches` whole matches.
double meanScore(const std::string& left, const std::string& right, int matches) {
    auto game = std::move(makeGame("slime_volley", matches).value());
    std::vector<int> slots;
    std::vector<uint64_t> seeds;
    for (int i = 0; i < matches; ++i) {
        slots.push_back(i);
        seeds.push_back(static_cast<uint64_t>(1000 + i));
    }
    game->reset(slots, seeds);
    const std::unique_ptr<Policy> bots[2] = {std::move(makeBot("slime_volley", left).value()),
                                             std::move(makeBot("slime_volley", right).value())};
    Rng rng(5);
    Rng* const stream = &rng;
    std::vector<int32_t> actions(static_cast<size_t>(2 * matches));
    for (int step = 0; step < slime::kMaxSteps; ++step) {
        for (int row = 0; row < 2 * matches; ++row) {
            PolicyInput input;
            input.rows = 1;
            input.observations = game->observation(row / 2, row % 2).data();
            input.masks = game->buffers().masks + row * slime::kActions;
            input.rngs = &stream;
            PolicyOutput output;
            output.actions = &actions[static_cast<size_t>(row)];
            bots[row % 2]->act(input, output);
        }
        game->step(actions);
    }
    double sum = 0;
    for (int slot = 0; slot < matches; ++slot)
        sum += game->buffers().scores[2 * slot];
    return sum / matches;
}

}  // namespace

class TestSlimeVolley : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBallWaitsForTheServeDelay() {
        slime::State state = fresh(6, 12);
        for (int i = 0; i < slime::kServeDelay; ++i) {
            state.advance(kNone, kNone);
            QCOMPARE(state.ball.x, 0.0);
            QCOMPARE(state.ball.y, 12.0);
        }
        state.advance(kNone, kNone);
        QCOMPARE(state.ball.x, 6.0 * slime::kTimeStep);  // 0.2
        QCOMPARE(state.ball.vy, 12.0 - 0.98);            // gravity 29.4 / 30
    }

    void forwardRunsToTheNetAndStopsThere() {
        slime::State state = fresh();
        state.advance(kForward, kForward);
        QCOMPARE(state.right.vx, -17.5);
        QCOMPARE(state.left.vx, 17.5);
        QCOMPARE(state.right.x, 12 - 17.5 / 30);
        for (int i = 0; i < 25; ++i)
            state.advance(kForward, kForward);
        QCOMPARE(state.right.x, 2.0);  // fence half width 0.5 + radius 1.5
        QCOMPARE(state.left.x, -2.0);
        QCOMPARE(state.right.vx, 0.0);
    }

    void backwardRunsToTheWallAndStopsThere() {
        slime::State state = fresh();
        for (int i = 0; i < 25; ++i)
            state.advance(kBackward, kBackward);
        QCOMPARE(state.right.x, 22.5);
        QCOMPARE(state.left.x, -22.5);
    }

    void aJumpStartsFromTheGroundOnly() {
        slime::State state = fresh();
        state.advance(kNone, kJump);
        QCOMPARE(state.right.vy, 13.5);
        QCOMPARE(state.right.y, 1.95);  // 1.5 + 13.5 / 30
        state.advance(kNone, kJump);
        QCOMPARE(state.right.vy, 13.5 - 0.98);
        QCOMPARE(state.left.y, 1.5);
    }

    void bothDirectionsAtOnceAreNone() {
        slime::State state = fresh();
        state.advance({true, true, false}, kNone);
        QCOMPARE(state.left.x, -12.0);
    }

    void aBallOnTheLeftGroundIsAPointForTheRight() {
        slime::State state = fresh(-6, 12);
        int point = 0;
        while (point == 0)
            point = state.advance(kBackward, kBackward);
        QCOMPARE(point, 1);
        QCOMPARE(state.lives[0], 4);
        QCOMPARE(state.lives[1], 5);
        QCOMPARE(state.left.x, -22.5);  // players stay
    }

    void aPointLeavesTheObservationsAsTheyWere() {
        const auto game = slime::make(1);
        const std::vector<int32_t> still = {5, 5};
        std::vector<float> before;
        int points = 0;
        while (!game->ended(0)) {
            const auto seen = game->observation(0, 1);
            before.assign(seen.begin(), seen.end());
            game->step(still);
            if (game->buffers().rewards[0] == 0) continue;
            ++points;
            QVERIFY(std::ranges::equal(game->observation(0, 1), before));
            QVERIFY(game->buffers().rewards[0] == -game->buffers().rewards[1]);
            QVERIFY(game->scene(0).shapes.back().y == 12);
        }
        const Scene scene = game->scene(0);
        QCOMPARE(points, static_cast<int>(scene.points[0] + scene.points[1]));
        QCOMPARE(static_cast<double>(game->buffers().scores[0]), scene.points[0] - scene.points[1]);
        QVERIFY(scene.lives[0] == 0 || scene.lives[1] == 0);
        QCOMPARE(game->buffers().terminated[0], uint8_t{1});
    }

    void aMatchEndsByTheRulesAfter3000Steps() {
        slime::State state = fresh();
        state.step = slime::kMaxSteps - 2;
        state.advance(kNone, kNone);
        QVERIFY(!state.over());
        state.advance(kNone, kNone);
        QVERIFY(state.over());
    }

    void aFastBallIsSlowedToItsLimit() {
        slime::State state = fresh(30, 40.98);  // after gravity (30, 40): speed 50
        state.delay = 0;
        state.advance(kNone, kNone);
        QVERIFY(std::abs(state.ball.vx - 13.5) < 1e-12);  // 22.5 * 3 / 5
        QVERIFY(std::abs(state.ball.vy - 18.0) < 1e-12);  // 22.5 * 4 / 5
    }

    void everyPlayerSeesItselfOnTheRightCourt() {
        slime::State state = fresh(5, 10);
        float seen[24];
        state.observe(seen);
        const float expected[12] = {1.2F, 0.15F, 0, 0, 0, 1.2F, 0.5F, 1.0F, 1.2F, 0.15F, 0, 0};
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(seen[12 + i], expected[i]);
            QCOMPARE(seen[i], i == 6 ? -expected[i] : expected[i]);
        }
    }

    void servesAreDrawnFromTheirRanges() {
        Rng rng(1);
        slime::State state;
        double low = 0, high = 0;
        for (int i = 0; i < 2000; ++i) {
            slime::Rules().reset(state, rng);
            QVERIFY(state.ball.vx >= -20 && state.ball.vx < 20);
            QVERIFY(state.ball.vy >= 10 && state.ball.vy < 25);
            low = std::min(low, state.ball.vx);
            high = std::max(high, state.ball.vx);
        }
        QVERIFY(low < -19 && high > 19);
    }

    void theChaserClearlyBeatsRandomPlay() { QVERIFY(meanScore("chaser", "random", 100) > 2); }

    void theDefenderClearlyBeatsTheChaserFromBothSides() {
        QVERIFY(meanScore("defender", "chaser", 100) > 3);
        QVERIFY(meanScore("chaser", "defender", 100) < -3);
    }

    void theDefenderHardlyEverLosesAPointToRandomPlay() { QVERIFY(meanScore("defender", "random", 100) > 4.5); }
};

QTEST_GUILESS_MAIN(TestSlimeVolley)
#include "tst_games_slime_volley.moc"
