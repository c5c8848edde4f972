// SPDX-License-Identifier: GPL-3.0-or-later
// What a viewer is told beside the scenes: points, drops of the value, the way of the ball, what seats sense.
#include <QTest>

#include <cmath>

#include "core/games/overlay.h"
#include "core/games/slime_volley.h"
#include "core/games/soccer.h"
#include "core/replay/moments.h"
#include "tests/core/replay/replay_kit.h"

using namespace ludus;
using replay::Cursor;
using replay::Digest;
using replay::Moment;

namespace {

Cursor opened(const std::string& game, uint64_t seed) {
    return std::move(*Cursor::open(replay::recorded(game, seed)));
}

}  // namespace

class TestReplayMoments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointsAreWhereTheScoreChanges() {
        Cursor cursor = opened("slime_volley", 5);
        const Digest digest = replay::digestOf(cursor);
        std::vector<double> points(2, 0);
        for (const Moment& moment : digest.moments) {
            QVERIFY(moment.kind == Moment::Kind::point);
            points[static_cast<size_t>(moment.side)] += 1;
            cursor.seek(moment.frame);
            const games::Scene after = cursor.scene();
            cursor.seek(moment.frame - 1);
            QVERIFY(cursor.scene().points != after.points);
        }
        cursor.seek(cursor.replay().steps());
        QCOMPARE(points, cursor.scene().points);
        QVERIFY(points[0] + points[1] >= 5);
    }

    void theBallIsKnownInEveryFrame() {
        Cursor cursor = opened("slime_volley", 6);
        const Digest digest = replay::digestOf(cursor);
        QCOMPARE(static_cast<int>(digest.ball.size()), cursor.replay().steps() + 1);
        QCOMPARE(cursor.frame(), 0);
        cursor.seek(77);
        const games::Scene scene = cursor.scene();
        QCOMPARE(digest.ball[77][0], static_cast<float>(games::ballOf(scene)->x));
        Cursor table = opened("rps", 1);
        QVERIFY(replay::digestOf(table).ball.empty());
    }

    void aMatchOfOneStepIsSeenAtItsEnd() {
        Cursor cursor = opened("rps", 1);
        QCOMPARE(replay::digestOf(cursor).best, cursor.replay().steps());
    }

    void aFallOfTheValueIsADropUnlessAPointPaidIt() {
        std::vector<float> value(200, 0.5F);
        for (size_t i = 80; i < value.size(); ++i)
            value[i] = i < 84 ? 0.5F - 0.25F * static_cast<float>(i - 79) : -0.5F;
        const auto drops = replay::findDrops(value, 1, 30, {});
        QCOMPARE(drops.size(), size_t{1});
        QCOMPARE(drops[0].side, 1);
        QVERIFY(drops[0].frame >= 83 && drops[0].frame <= 90);
        QVERIFY(std::fabs(drops[0].size - 1) < 1e-6);
        QVERIFY(replay::findDrops(value, 1, 30, {{80, Moment::Kind::point, 0, 0}}).empty());
        QVERIFY(replay::findDrops(std::vector<float>(200, 0.3F), 0, 30, {}).empty());
    }

    void dropsAreFewAndApart() {
        std::vector<float> value;
        for (int i = 0; i < 3000; ++i)
            value.push_back(std::sin(static_cast<float>(i) * 0.1F));
        const auto drops = replay::findDrops(value, 0, 30, {});
        QCOMPARE(drops.size(), size_t{12});
        for (const Moment& a : drops)
            for (const Moment& b : drops)
                QVERIFY(&a == &b || std::abs(a.frame - b.frame) >= 30);
    }

    /// The forecast is the game's own flight: where no player touches the ball the match goes through every point of
    /// it.
    void theForecastIsWhatHappensWhenNobodyTouches() {
        auto game = std::move(*games::makeGame("slime_volley", 1));
        const int slot = 0;
        const uint64_t seed = 3;
        game->reset({&slot, 1}, {&seed, 1});
        const std::vector<int32_t> still{0, 0};
        while (games::forecast(game->info(), game->scene(0)).empty())
            game->step(still);
        const std::vector<double> path = games::forecast(game->info(), game->scene(0));
        QVERIFY(path.size() > 40);
        int followed = 0;
        for (size_t i = 2; i + 1 < path.size() && path[i + 1] > 4; i += 2, ++followed) {
            game->step(still);
            const games::Scene scene = game->scene(0);
            QCOMPARE(games::ballOf(scene)->x, path[i]);
            QCOMPARE(games::ballOf(scene)->y, path[i + 1]);
        }
        QVERIFY2(followed > 10, qPrintable(QString::number(followed)));
        QVERIFY(path.back() <= games::slime::kGround + games::slime::kBallRadius + 0.1);
    }

    void raysOfSoccerEndOnWhatTheyMeet() {
        auto game = std::move(*games::makeGame("soccer_twos", 1));
        const int slot = 0;
        const uint64_t seed = 11;
        game->reset({&slot, 1}, {&seed, 1});
        Rng rng(4);
        int onBall = 0;
        for (int step = 0; step < 60; ++step) {
            std::vector<int32_t> actions;
            for (int i = 0; i < 12; ++i)
                actions.push_back(static_cast<int32_t>(rng.below(3)));
            game->step(actions);
            const games::Scene scene = game->scene(0);
            const games::Shape* ball = games::ballOf(scene);
            for (int seat = 0; seat < 4; ++seat) {
                const auto rays = games::drawnRays(game->info(), scene, seat, game->observation(0, seat));
                QCOMPARE(rays.size(), size_t{14});
                for (const games::DrawnRay& ray : rays) {
                    QCOMPARE(ray.fromX, games::bodyOfSeat(scene, seat)->x);
                    if (ray.hit != games::RayHit::ball) continue;
                    // The disc of radius 0.5 touches the ball: its centre is both radii away.
                    const double length = std::hypot(ray.toX - ray.fromX, ray.toY - ray.fromY);
                    const double back = games::soccer::kRayRadius / length;
                    const double x = ray.toX + (ray.fromX - ray.toX) * back, y = ray.toY + (ray.fromY - ray.toY) * back;
                    const double away = std::hypot(x - ball->x, y - ball->y);
                    const double radii = games::soccer::kRayRadius + games::soccer::kBallRadius;
                    if (length > games::soccer::kRayRadius + 0.01) QVERIFY(std::fabs(away - radii) < 1e-3);
                    ++onBall;
                }
            }
        }
        QVERIFY(onBall > 20);
    }

    void sensedRaysTellTheirAge() {
        auto game = std::move(*games::makeGame("soccer_twos", 1));
        const auto fresh = games::sensedRays(game->info(), game->observation(0, 0));
        QCOMPARE(fresh.size(), size_t{14});  // frames from before the match are no rays
        for (int step = 0; step < 3; ++step)
            game->step(std::vector<int32_t>(12, 0));
        const auto later = games::sensedRays(game->info(), game->observation(0, 0));
        QCOMPARE(later.size(), size_t{42});
        QCOMPARE(std::count_if(later.begin(), later.end(), [](const auto& ray) { return ray.age == 2; }), 14);
        QVERIFY(games::sensedRays(*games::gameInfo("slime_volley"), std::vector<float>(12)).empty());
    }

    void everySeatOfABodilyGameHasItsBody() {
        for (const char* name : {"slime_volley", "soccer_twos"}) {
            auto game = std::move(*games::makeGame(name, 1));
            const games::Scene scene = game->scene(0);
            const int seats = game->info().facts.seats;
            for (int seat = 0; seat < seats; ++seat) {
                const games::Shape* body = games::bodyOfSeat(scene, seat);
                QVERIFY(body != nullptr);
                const bool left = game->info().facts.sideOfSeat[static_cast<size_t>(seat)] == 0;
                QVERIFY(body->fill == (left ? games::Fill::side0 : games::Fill::side1));
            }
            QVERIFY(games::bodyOfSeat(scene, seats) == nullptr);
        }
    }
};

QTEST_GUILESS_MAIN(TestReplayMoments)
#include "tst_replay_moments.moc"
