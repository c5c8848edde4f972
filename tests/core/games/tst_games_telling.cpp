// SPDX-License-Identifier: GPL-3.0-or-later
// How matches are told: names of sides, what is counted, and a result as it stands on the board.
#include <QTest>

#include "core/games/registry.h"
#include "core/games/telling.h"

using namespace ludus;
using namespace ludus::games;

class TestGamesTelling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soccerCountsGoals() {
        QCOMPARE(scoreline("soccer_twos", {1, -1}, 300), (std::vector<double>{1, 0}));
        QCOMPARE(scoreline("soccer_twos", {-1, 1}, 300), (std::vector<double>{0, 1}));
        QCOMPARE(scoreline("soccer_twos", {0, 0}, 1000), (std::vector<double>{0, 0}));
        QCOMPARE(tellingOf("soccer_twos").counted.str(), std::string("Goals"));
        QCOMPARE(tellingOf("soccer_twos").pointOf.at(1).str(), std::string("goal for Orange"));
    }

    void volleyCountsPoints() {
        QCOMPARE(scoreline("slime_volley", {3, -3}, 1200), (std::vector<double>{5, 2}));
        QCOMPARE(scoreline("slime_volley", {-5, 5}, 700), (std::vector<double>{0, 5}));
        // Cut at its last step only the difference is known, unless it says all.
        const int last = gameInfo("slime_volley")->facts.maxSteps;
        QCOMPARE(scoreline("slime_volley", {2, -2}, last), std::vector<double>());
        QCOMPARE(scoreline("slime_volley", {5, -5}, last), (std::vector<double>{5, 0}));
    }

    void otherGamesShowTheirScores() {
        QCOMPARE(scoreline("rps", {1, -1}, 1), (std::vector<double>{1, -1}));
        QCOMPARE(scoreline("unheard_of", {2, 3}, 1), (std::vector<double>{2, 3}));
    }

    void everyGameNamesItsSides() {
        std::vector<std::string> names = gameNames();
        names.push_back("unheard_of");
        for (const std::string& game : names) {
            const Telling telling = tellingOf(game);
            QCOMPARE(telling.sides.size(), size_t{2});
            QCOMPARE(telling.pointOf.size(), size_t{2});
            for (const Text& text : {telling.sides[0], telling.sides[1], telling.counted, telling.point})
                QVERIFY2(!text.empty(), game.c_str());
            QVERIFY(telling.sides[0].str() != telling.sides[1].str());
        }
    }

    void noClockIsDrawnIntoTheCourt() {
        const auto game = makeGame("soccer_twos", 1);
        const Scene scene = (*game)->scene(0);
        for (const Shape& shape : scene.shapes)
            QVERIFY(shape.kind != ShapeKind::text);
        QCOMPARE(scene.top, -scene.bottom);
    }
};

QTEST_GUILESS_MAIN(TestGamesTelling)
#include "tst_games_telling.moc"
