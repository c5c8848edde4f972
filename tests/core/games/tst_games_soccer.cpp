// SPDX-License-Identifier: GPL-3.0-or-later
// Soccer Twos: motion, kick, walls, goals, rays, stacking and start against numbers worked by hand; the scripted
// player.
#include <QTest>
#include <cmath>
#include <cstring>

#include "core/games/registry.h"
#include "core/games/soccer.h"

using namespace ludus;
using namespace ludus::games;
using namespace ludus::games::soccer;

namespace {

constexpr double kNear = 1e-9;

bool near(double a, double b, double within = kNear) {
    return std::abs(a - b) <= within;
}

/// Two players at rest, far from each other and from the ball; both look at the other's goal.
struct Pitch {
    Ball ball;
    Player players[2];
    int32_t actions[6] = {};

    Pitch() {
        ball.y = 6;
        players[0].x = -8;
        players[1].x = 8;
    }
    int step(int times = 1) {
        int scored = 0;
        for (int i = 0; i < times && scored == 0; ++i)
            scored = physicsStep(ball, players, 1, actions);
        return scored;
    }
    void act(int seat, Run run, Sidestep side = sideNone, Turn turn = turnNone) {
        actions[3 * seat] = run;
        actions[3 * seat + 1] = side;
        actions[3 * seat + 2] = turn;
    }
    /// The newest frame of seat 0, ray by ray.
    std::vector<float> see(int seat = 0) const {
        std::vector<float> frame(kRays * kRayNumbers);
        senseRays(ball, players, 1, seat, frame.data());
        return frame;
    }
};

int tagOf(const std::vector<float>& frame, int ray) {
    for (int tag = 0; tag < kTags; ++tag)
        if (frame[static_cast<size_t>(ray * kRayNumbers + tag)] == 1) return tag;
    return -1;
}
double distanceOf(const std::vector<float>& frame, int ray) {
    return static_cast<double>(frame[static_cast<size_t>(ray * kRayNumbers + 7)]) * kRayLength;
}

std::unique_ptr<VectorGame> make(const config::Values& options = {}, int slots = 1) {
    return std::move(makeGame("soccer_twos", slots, options).value());
}
config::Values players(int64_t count) {
    return {{"game.players", {config::Value(count), 0}}};
}

template <int N>
soccer::State<N> stateOf(const VectorGame& game, int slot) {
    soccer::State<N> state;
    const std::string saved = game.save(slot);
    std::memcpy(&state, saved.data(), sizeof state);
    return state;
}

}  // namespace

class TestSoccer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- motion

    void runningReachesTheTerminalSpeeds() {
        // v = 0.94 (v + 2 f): 31.33 m/s forwards and back, 9.4 m/s sideways. Far enough from walls: set back each step.
        const auto terminal = [](Run run, Sidestep side) {
            Pitch pitch;
            pitch.act(0, run, side);
            for (int i = 0; i < 400; ++i) {
                pitch.step();
                pitch.players[0].x = -8;
                pitch.players[0].y = 0;
            }
            return pitch.players[0];
        };
        QVERIFY(near(terminal(runForward, sideNone).vx, 0.94 * 2 / 0.06));
        QVERIFY(near(terminal(runBack, sideNone).vx, -0.94 * 2 / 0.06));
        QVERIFY(near(terminal(runNone, sideLeft).vy, 9.4));
        QVERIFY(near(terminal(runNone, sideRight).vy, -9.4));
        const Player both = terminal(runForward, sideRight);  // a chosen sidestep replaces the run
        QVERIFY(near(both.vx, 0) && near(both.vy, -9.4));
    }

    void theFirstStepsAreAsWorkedByHand() {
        Pitch pitch;
        pitch.act(0, runForward);
        pitch.step();
        QVERIFY(near(pitch.players[0].vx, 1.88));  // (0 + 2) 0.94
        QVERIFY(near(pitch.players[0].x, -8 + 1.88 * 0.02));
        pitch.step();
        QVERIFY(near(pitch.players[0].vx, 3.6472));  // (1.88 + 2) 0.94
        pitch.act(0, runNone);
        pitch.step();
        QVERIFY(near(pitch.players[0].vx, 3.6472 * 0.94));
    }

    void bothSidesRunTowardsTheOpponentsGoal() {
        Pitch pitch;
        pitch.act(0, runForward);
        pitch.act(1, runForward);
        pitch.step(3);
        QVERIFY(pitch.players[0].vx > 0);
        QCOMPARE(pitch.players[1].vx, -pitch.players[0].vx);
    }

    void aPlayerTurnsByTwoDegreesAStep() {
        Pitch pitch;
        pitch.act(0, runNone, sideNone, turnLeft);
        pitch.step(45);
        QVERIFY(near(heading(pitch.players[0]).x, 0) && near(heading(pitch.players[0]).y, 1));
        pitch.act(0, runNone, sideNone, turnRight);
        pitch.step(90);
        QVERIFY(near(heading(pitch.players[0]).y, -1));
        pitch.act(0, runForward);  // now along -y
        pitch.step();
        QVERIFY(near(pitch.players[0].vx, 0) && near(pitch.players[0].vy, -1.88));
    }

    void theBallIsDragged() {
        Pitch pitch;
        pitch.ball = {0, 0, 10, 0, 4};
        pitch.step();
        QVERIFY(near(pitch.ball.vx, 9.8) && near(pitch.ball.spin, 3.92));
        QVERIFY(near(pitch.ball.x, 9.8 * 0.02));
        pitch.step(34);
        QVERIFY(near(pitch.ball.vx, 10 * std::pow(0.98, 35), 1e-12));
    }

    // ---- contacts

    void aKickGivesTheBallAThirdOfFortyMetresASecond() {
        // At rest and touching: the contact itself gives little, the kick 2000 x 0.02 / 3 = 13.33 m/s along the line.
        Pitch pitch;
        pitch.players[0].x = 0;
        pitch.ball = {kPlayerRadius + kBallRadius + 0.001, 0, 0, 0, 0};
        pitch.act(0, runForward);
        Pitch pushed = pitch;
        pushed.players[0].touching = 1;  // not the beginning of a contact: no kick
        pitch.step();
        pushed.step();
        QVERIFY(near(pitch.ball.vx - pushed.ball.vx, 40.0 / 3));
        QCOMPARE(pitch.players[0].kicks, 1);
        QCOMPARE(pushed.players[0].kicks, 0);
        // The push: 1.88 m/s is slower than 2, so nothing bounces: both move on at 1.88 * 50 / 53.
        QVERIFY(near(pushed.ball.vx, 1.88 * 50 / 53));
        QVERIFY(near(pushed.players[0].vx, 1.88 * 50 / 53));
    }

    void theKickNeedsForwardChosenOnly() {
        Pitch pitch;
        pitch.players[0].x = 0;
        pitch.ball = {1.2, 0, -10, 0, 0};
        pitch.act(0, runForward, sideLeft);  // the sidestep replaces the run, the kick stays armed
        pitch.step();
        QCOMPARE(pitch.players[0].kicks, 1);
        Pitch other;
        other.players[0].x = 0;
        other.ball = {1.2, 0, -10, 0, 0};
        other.step();
        QCOMPARE(other.players[0].touches, 1);
        QCOMPARE(other.players[0].kicks, 0);
        // 9.8 m/s against 50 kg at rest: 1.8 of it is turned back, by masses. -9.8 + 1.8 * 9.8 * 50 / 53
        QVERIFY(near(other.ball.vx, -9.8 + 1.8 * 9.8 * 50 / 53));
        QVERIFY(near(other.players[0].vx, -1.8 * 9.8 * 3 / 53));
    }

    void aContactBeginsOnce() {
        Pitch pitch;
        pitch.players[0].x = 0;
        pitch.ball = {kPlayerRadius + kBallRadius, 0, 0, 0, 0};
        pitch.act(0, runForward);
        pitch.players[0].touching = 1;
        pitch.step(5);
        QCOMPARE(pitch.players[0].touches, 0);  // the player pushes the ball along and stays in touch
        QCOMPARE(pitch.players[0].touching, 1);
        QVERIFY(pitch.ball.vx > 5);
    }

    void aGrazingBallTakesSpinAndNoMoreThanFriction() {
        Pitch pitch;
        pitch.ball = {0, kSideWall - kBallRadius - 0.01, 20 / 0.98, 10 / 0.98, 0};
        pitch.step();
        // Into the wall with 10, along it with 20: back with 8; friction wants 20 * 2/7 = 5.71, may take 0.6 * 18
        // = 10.8.
        QVERIFY(near(pitch.ball.vy, -8));
        QVERIFY(near(pitch.ball.vx, 20 - 20 * 2.0 / 7));
        QVERIFY(near(pitch.ball.spin * kBallRadius, 20 * 5.0 / 7));  // it rolls: no speed is left at the contact
        QVERIFY(near(pitch.ball.vx - pitch.ball.spin * kBallRadius, 0));
    }

    void playersStopEachOtherAndDoNotPassThrough() {
        Pitch pitch;
        pitch.players[0].x = -0.9;
        pitch.players[1].x = 0.9;
        pitch.players[0].vx = 31;
        pitch.players[1].vx = -31;
        pitch.step();
        QVERIFY(near(pitch.players[0].vx, 0) && near(pitch.players[1].vx, 0));
        QVERIFY(pitch.players[1].x - pitch.players[0].x >= 2 * kPlayerRadius - kNear);
    }

    void aFastBallDoesNotPassThroughAPlayer() {
        for (double y = -1; y <= 1; y += 0.125) {
            Pitch pitch;
            pitch.players[0].x = 0;
            pitch.players[0].y = y;
            pitch.ball = {-3, 0, 90, 0, 0};
            pitch.step(4);
            QVERIFY2(pitch.ball.x < 0 || std::abs(pitch.ball.vy) > 20, qPrintable(QString::number(y)));
        }
    }

    void aBallPressedOntoAWallStopsThePlayer() {
        Pitch pitch;
        pitch.ball = {0, kSideWall - kBallRadius, 0, 0, 0};
        pitch.players[0] = {};
        pitch.players[0].startCos = 0;
        pitch.players[0].startSin = 1;
        pitch.players[0].y = 3;
        pitch.act(0, runForward);
        pitch.step(200);
        QVERIFY(pitch.players[0].y < kSideWall - 2 * kBallRadius - kPlayerRadius + 1e-6);
        QVERIFY(std::abs(pitch.ball.x) < 1e-6);
        QVERIFY(near(pitch.ball.y, kSideWall - kBallRadius));
    }

    void nothingLeavesTheFieldOrSticks() {
        // Random play, then everything fast: the ball stays inside and comes to rest nowhere out of reach.
        Rng rng(3);
        for (int match = 0; match < 60; ++match) {
            soccer::State<4> state;
            Rules<4>().reset(state, rng);
            int32_t actions[24];
            float rewards[8];
            while (state.scored == 0 && state.time < kMaxTime / 4) {
                for (int32_t& action : actions)
                    action = static_cast<int32_t>(rng.below(3));
                if (rng.below(20) == 0) state.ball.vx = rng.uniform(-90, 90), state.ball.vy = rng.uniform(-90, 90);
                Rules<4>().step(state, rng, actions, rewards);
                QVERIFY(std::abs(state.ball.y) <= kSideWall - kBallRadius + kNear);
                QVERIFY(std::abs(state.ball.x) < kBackNet);
                for (const Player& player : state.players) {
                    const double x = std::abs(player.x), y = std::abs(player.y);
                    QVERIFY(y <= kSideWall - kPlayerRadius + kNear && x <= kBackNet - kPlayerRadius + kNear);
                    QVERIFY(x * kWallX + y * kWallY <= kWall - kPlayerRadius + kNear || y < kGoalWidth);
                }
            }
        }
    }

    void theCornerWallIsTurnedBySixtyDegrees() {
        // Head-on into the wall (direction 0.866, 0.5): 20 m/s come back as 16 the same way.
        Pitch pitch;
        pitch.ball = {13, 5, 0, 0, 0};
        pitch.players[1].x = 0;
        const double gap = kWall - kBallRadius - (13 * kWallX + 5 * kWallY);
        QVERIFY(gap > 0);
        pitch.ball.vx = kWallX * 80;
        pitch.ball.vy = kWallY * 80;
        while (pitch.ball.vx > 0)
            QCOMPARE(pitch.step(), 0);
        QVERIFY(near(pitch.ball.vx / pitch.ball.vy, kWallX / kWallY, 1e-9));
        QVERIFY(near(pitch.ball.x * kWallX + pitch.ball.y * kWallY, kWall - kBallRadius));
        // Its inner face runs from (13.56, 7.51) to the post at (15.5, 4.15).
        QVERIFY(near(kWall, 15.4977, 1e-4));
        QVERIFY(near(kPostX, 15.499, 1e-3));
    }

    // ---- goals

    void aGoalCountsFromTheFloorOfTheGoalOn() {
        Pitch pitch;
        pitch.ball = {kGoalLine - 0.001, 3, 0, 0, 0};
        QCOMPARE(pitch.step(), 0);
        pitch.ball = {kGoalLine + 0.001, 3, 0, 0, 0};
        QCOMPARE(pitch.step(), 1);
        pitch.ball = {-kGoalLine - 0.001, 3, 0, 0, 0};
        QCOMPARE(pitch.step(), -1);
        pitch.ball = {15.05, 3.75, 0, 0, 0};  // 0.60 from the edge of the net
        QCOMPARE(pitch.step(), 1);
        pitch.ball = {14.9, 3.6, 0, 0, 0};  // 0.81 from it
        QCOMPARE(pitch.step(), 0);
    }

    void aGoalPaysTheScorersLessForEachStep() {
        const auto game = make({}, 1);
        soccer::State<2> state;
        Rng rng(1);
        Rules<2> rules;
        rules.reset(state, rng);
        state.time = 1200;
        state.ball = {15.05, 0, 30, 0, 0};
        for (Player& player : state.players)
            player.x = -10 + (&player - state.players);
        float rewards[4];
        const int32_t actions[12] = {};
        const StepResult result = rules.step(state, rng, actions, rewards);
        QVERIFY(result.phase == Phase::terminated);
        QCOMPARE(state.time, 1201);  // ended within the decision
        const float won = static_cast<float>(1 - 1201.0 / 5000);
        QCOMPARE(rewards[0], won);
        QCOMPARE(rewards[1], won);
        QCOMPARE(rewards[2], -1.0F);
        QCOMPARE(rewards[3], -1.0F);
        float scores[2];
        rules.score(state, scores);
        QCOMPARE(scores[0], 1.0F);
        QCOMPARE(scores[1], -1.0F);
    }

    void theTimeLimitIsADrawAndIsBootstrapped() {
        const auto game = make({}, 1);
        const std::vector<int32_t> rest(12, 0);
        for (int i = 0; i < kMaxSteps; ++i) {
            QVERIFY(!game->ended(0));
            game->step(rest);
        }
        QCOMPARE(game->buffers().truncated[0], uint8_t{1});
        QCOMPARE(game->buffers().terminated[0], uint8_t{0});
        QCOMPARE(game->buffers().steps[0], 1000);
        for (int side = 0; side < 2; ++side)
            QCOMPARE(game->buffers().scores[side], 0.0F);
        for (int seat = 0; seat < 4; ++seat)
            QCOMPARE(game->buffers().rewards[seat], 0.0F);
    }

    void touchingTheBallPaysWhereTheOptionSaysSo() {
        soccer::State<1> state;
        Rng rng(1);
        const Rules<1> rules{static_cast<float>(kTouchReward * 0.5)};
        rules.reset(state, rng);
        state.players[0] = {};
        state.players[1] = {};
        state.players[1].x = 8;
        state.ball = {1.2, 0, -10, 0, 0};
        float rewards[2];
        const int32_t actions[6] = {};
        rules.step(state, rng, actions, rewards);
        QCOMPARE(rewards[0], 0.1F);
        QCOMPARE(rewards[1], 0.0F);
        float scores[2];
        rules.score(state, scores);
        QCOMPARE(scores[0], 0.0F);
    }

    // ---- what is seen

    void raysMeetTheWallsWhereTheyShould() {
        Pitch pitch;
        pitch.players[0] = {};  // in the middle, looking at the opponents' goal
        pitch.players[1] = {};
        pitch.players[1].x = -10;
        pitch.players[1].y = 5;
        pitch.ball = {-10, -5, 0, 0, 0};
        const auto frame = pitch.see();
        // Ahead: the back net, less the disc's radius.
        QCOMPARE(tagOf(frame, 0), tagGoal + 0);
        QVERIFY(near(distanceOf(frame, 0), kBackNet - 0.5, 1e-5));
        // 60 degrees to the right (ray 9) and left (ray 10): the side walls at 7.01 / sin 60.
        for (const int ray : {9, 10}) {
            QCOMPARE(tagOf(frame, ray), tagWall + 0);
            QVERIFY(near(distanceOf(frame, ray), 7.01 / std::sin(M_PI / 3), 1e-5));
        }
        // 24 degrees: the corner wall, (kWall - 0.5) / (cos 24 kWallX + sin 24 kWallY) = 15.087.
        for (const int ray : {3, 4}) {
            const double expected =
                (kWall - 0.5) / (std::cos(24 * M_PI / 180) * kWallX + std::sin(24 * M_PI / 180) * kWallY);
            QCOMPARE(tagOf(frame, ray), tagWall + 0);
            QVERIFY(near(distanceOf(frame, ray), expected, 1e-5));
        }
        // 12 degrees: 3.2 across at the post, which is 4.15 away: through the mouth to the back net.
        QCOMPARE(tagOf(frame, 1), tagGoal + 0);
        QVERIFY(near(distanceOf(frame, 1), (kBackNet - 0.5) / std::cos(12 * M_PI / 180), 1e-5));
        // Behind (ray 11): the own goal.
        QCOMPARE(tagOf(frame, 11), tagOwnGoal + 0);
        QVERIFY(near(distanceOf(frame, 11), kBackNet - 0.5, 1e-5));
    }

    void raysMeetBallAndPlayersGrownByTheirRadius() {
        Pitch pitch;
        pitch.players[0] = {};
        pitch.players[1] = {};
        pitch.players[1].x = 6;
        pitch.ball = {4 * std::cos(M_PI / 15), -4 * std::sin(M_PI / 15), 0, 0, 0};  // 12 degrees to the right
        auto frame = pitch.see();
        QCOMPARE(tagOf(frame, 1), tagBall + 0);
        QVERIFY(near(distanceOf(frame, 1), 4 - 0.5 - kBallRadius, 1e-5));
        // The centre ray passes the ball's middle at 4 sin 12 = 0.832 and meets it at 4 cos 12 - sqrt(1.1242^2 -
        // 0.832^2).
        const double off = 4 * std::sin(M_PI / 15), reach = 0.5 + kBallRadius;
        QCOMPARE(tagOf(frame, 0), tagBall + 0);
        QVERIFY(near(distanceOf(frame, 0), 4 * std::cos(M_PI / 15) - std::sqrt(reach * reach - off * off), 1e-5));
        pitch.ball = {0, 6, 0, 0, 0};
        frame = pitch.see();
        QCOMPARE(tagOf(frame, 0), tagOpponent + 0);
        QVERIFY(near(distanceOf(frame, 0), 6 - 1, 1e-5));
        // 135 degrees to the right is ray 12, to the left ray 13 (the backward sensor's right is the player's left).
        pitch.ball = {-2, 2, 0, 0, 0};
        frame = pitch.see();
        QCOMPARE(tagOf(frame, 12), tagBall + 0);
        QVERIFY(tagOf(frame, 13) != tagBall);
    }

    void aMateIsNotAnOpponent() {
        Ball ball;
        ball.y = 6;
        Player four[4] = {};
        four[0].x = -10;
        four[1].x = -6;
        four[2].x = 2;
        four[3].x = 8;
        std::vector<float> frame(kRays * kRayNumbers);
        const auto ahead = [&](int seat) {
            senseRays(ball, four, 2, seat, frame.data());
            return tagOf(frame, 0);
        };
        QCOMPARE(ahead(0), tagMate + 0);
        QCOMPARE(ahead(1), tagOpponent + 0);
        QCOMPARE(ahead(3), tagMate + 0);
        QCOMPARE(ahead(2), tagOpponent + 0);
    }

    void nothingWithinTwentyMetresIsSaidByTheFlag() {
        Pitch pitch;
        pitch.players[0].x = -13;
        pitch.players[1].y = 6;
        const auto frame = pitch.see();
        const std::vector<float> nothing = {0, 0, 0, 0, 0, 0, 1, 1};
        QVERIFY(std::equal(nothing.begin(), nothing.end(), frame.begin()));
    }

    void theStackHoldsThreeFramesOldestFirst() {
        const auto game = make({}, 1);
        constexpr size_t kAhead = kForwardRays * kRayNumbers, kBehind = kBackwardRays * kRayNumbers;
        QCOMPARE(game->info().observation.size, 336);
        const auto part = [&](size_t sensor, size_t frame) {
            const auto seen = game->observation(0, 1);
            return sensor == 0 ? std::vector<float>(seen.begin() + frame * kAhead, seen.begin() + (frame + 1) * kAhead)
                               : std::vector<float>(seen.begin() + 3 * kAhead + frame * kBehind,
                                                    seen.begin() + 3 * kAhead + (frame + 1) * kBehind);
        };
        const std::vector<float> none(kAhead, 0.0F);
        QCOMPARE(part(0, 0), none);
        QCOMPARE(part(0, 1), none);
        const auto first = part(0, 2), firstBehind = part(1, 2);
        const std::vector<int32_t> run = {1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1};
        game->step(run);
        const auto second = part(0, 2);
        QCOMPARE(part(0, 0), none);
        QCOMPARE(part(0, 1), first);
        QCOMPARE(part(1, 1), firstBehind);
        QVERIFY(second != first);
        game->step(run);
        QCOMPARE(part(0, 0), first);
        QCOMPARE(part(0, 1), second);
        QCOMPARE(part(1, 0), firstBehind);
        // The newest frame is what the rays show.
        const auto state = stateOf<2>(*game, 0);
        std::vector<float> frame(kRays * kRayNumbers);
        senseRays(state.ball, state.players, 2, 1, frame.data());
        QVERIFY(std::equal(frame.begin(), frame.begin() + kAhead, part(0, 2).begin()));
        QVERIFY(std::equal(frame.begin() + kAhead, frame.end(), part(1, 2).begin()));
    }

    // ---- start and facts

    void matchesStartWithinTheRangesOfTheScene() {
        const auto game = make({}, 4000);
        double least = 1e9, most = -1e9, turn = 0, ball = 0;
        for (int slot = 0; slot < 4000; ++slot) {
            const auto state = stateOf<2>(*game, slot);
            for (int seat = 0; seat < 4; ++seat) {
                const Player& player = state.players[seat];
                const double sign = seat < 2 ? 1 : -1;
                const double x = sign * player.x;
                least = std::min(least, x);
                most = std::max(most, x);
                QVERIFY(near(sign * player.y, seat % 2 == 0 ? 1.2 : -1.2));
                turn = std::max(turn, std::abs(player.startSin));
                QCOMPARE(player.vx, 0.0);
            }
            ball = std::max({ball, std::abs(state.ball.x), std::abs(state.ball.y)});
        }
        QVERIFY(least >= -8.19 && least < -8.15 && most <= 1.81 && most > 1.77);
        QVERIFY(turn <= std::sin(M_PI / 18) + kNear && turn > 0.172);
        QVERIFY(ball <= 2.5 && ball > 2.49);
    }

    void anyNumberOfPlayersASideUpToFour() {
        for (int64_t n = 1; n <= 4; ++n) {
            const auto info = gameInfo("soccer_twos", players(n));
            QVERIFY(info.ok());
            QCOMPARE(info->facts.seats, static_cast<int>(2 * n));
            QCOMPARE(info->facts.sides, 2);
            QCOMPARE(info->facts.sideOfSeat.front(), 0);
            QCOMPARE(info->facts.sideOfSeat.back(), 1);
            QCOMPARE(info->observation.size, 336);
            QCOMPARE(info->action.branches, (std::vector<int>{3, 3, 3}));
        }
        QCOMPARE(gameInfo("soccer_twos", players(5)).error().code, std::string("option.range"));
        QVERIFY(!gameInfo("soccer_twos", players(0)).ok());
    }

    // ---- the scripted player

    void theHeuristicBeatsRandomPlay() {
        constexpr int kMatches = 120;
        const auto game = make({}, kMatches);
        const std::unique_ptr<Policy> bots[2] = {
            std::move(makeBot("soccer_twos", std::string("heuristic"), {}).value()),
            std::move(makeBot("soccer_twos", std::string("random"), {}).value())};
        const Buffers& out = game->buffers();
        const auto memory = static_cast<size_t>(bots[0]->stateSize());
        std::vector<double> minds(kMatches * 4 * memory);
        std::vector<int32_t> actions(kMatches * 12);
        Rng rng(8);
        Rng* const stream = &rng;
        for (int step = 0; step < kMaxSteps; ++step) {
            for (size_t row = 0; row < kMatches * 4; ++row) {
                if (out.toAct[row] == 0) continue;
                // The sides change from match to match.
                const size_t bot = (row / 4 % 2 + (row % 4 < 2 ? 0 : 1)) % 2;
                PolicyInput input;
                input.rows = 1;
                input.observations = out.observations + row * kObservations;
                input.masks = out.masks + row * 9;
                input.state = minds.data() + row * memory;
                input.rngs = &stream;
                PolicyOutput output;
                output.actions = &actions[row * 3];
                bots[bot]->act(input, output);
            }
            game->step(actions);
        }
        int won = 0, lost = 0;
        for (size_t match = 0; match < kMatches; ++match) {
            const float score = out.scores[match * 2 + match % 2];
            won += score > 0 ? 1 : 0;
            lost += score < 0 ? 1 : 0;
        }
        QVERIFY2(won + lost >= 0.8 * kMatches, qPrintable(QString("%1 of %2 decided").arg(won + lost).arg(kMatches)));
        QVERIFY2(won >= 0.92 * (won + lost), qPrintable(QString("%1 won, %2 lost").arg(won).arg(lost)));
    }
};

QTEST_GUILESS_MAIN(TestSoccer)
#include "tst_games_soccer.moc"
