// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of papers stand in golden_ratings; here: what must hold for all numbers, worked examples, far corners.
#include <QTest>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/check.h"
#include "core/math/elo.h"
#include "core/math/normal.h"
#include "core/math/online_ratings.h"

using namespace ludus::math;

namespace {

bool near(double a, double b, double tolerance) {
    if (std::fabs(a - b) <= tolerance) return true;
    qWarning("%.17g against %.17g", a, b);
    return false;
}

double density(double x) {
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

}  // namespace

class TestOnlineRatings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // ---- The Elo scale, the normal distribution
    // ----------------------------------------------------------------------

    void tenToOneAre400Elo() {
        QVERIFY(near(expectedScore(400), 10.0 / 11, 1e-15));
        QVERIFY(near(expectedScore(-400), 1.0 / 11, 1e-15));
        QCOMPARE(expectedScore(0), 0.5);
        QVERIFY(near(eloOfScore(0.76), 200.2409402, 1e-7));
        for (const double elo : {-900.0, -3.0, 0.0, 0.1, 250.0, 1200.0})
            QVERIFY(near(eloOfScore(expectedScore(elo)), elo, 1e-9));
        QCOMPARE(eloOfScore(1), std::numeric_limits<double>::infinity());
        QCOMPARE(eloOfScore(0), -std::numeric_limits<double>::infinity());
        QVERIFY(std::isnan(eloOfScore(1.1)));
    }

    void theNormalDistributionHasItsKnownValues() {
        QVERIFY(near(normalDensity(0), 0.3989422804014327, 1e-16));
        QVERIFY(near(normalDensity(1), 0.24197072451914337, 1e-16));
        QCOMPARE(normalChance(0), 0.5);
        QVERIFY(near(normalChance(1), 0.8413447460685429, 1e-15));
        QVERIFY(near(normalChance(-5) / 2.8665157187919333e-7, 1, 1e-13));
        QVERIFY(near(normalChance(-20) / 2.7536241186062337e-89, 1, 1e-12));
        QVERIFY(near(normalQuantile(0.975), kNormal95, 1e-15));
        QVERIFY(near(normalQuantile(0.025), -kNormal95, 1e-15));
        QVERIFY(near(normalQuantile(0.55), 0.12566134685507402, 1e-15));
        QVERIFY(near(normalQuantile(1e-10), -6.361340902404056, 1e-12));
        QCOMPARE(normalQuantile(0.5), 0.0);
        QCOMPARE(normalQuantile(0), -std::numeric_limits<double>::infinity());
        QCOMPARE(normalQuantile(1), std::numeric_limits<double>::infinity());
        QVERIFY(std::isnan(normalQuantile(-0.1)) && std::isnan(normalQuantile(1.1)));
    }

    void theInverseOfTheNormalDistributionGoesBackEverywhere() {
        for (double x = -37; x <= 0; x += 0.01)
            QVERIFY(near(normalQuantile(normalChance(x)), x, 1e-12));
        for (double x = 0; x <= 5; x += 0.01)
            QVERIFY(near(normalQuantile(normalChance(x)), x, 2e-16 / normalDensity(x) + 1e-14));
    }

    void theMillsRatioIsSmoothIntoTheFarTail() {
        QVERIFY(near(inverseMillsRatio(0), density(0) / 0.5, 1e-15));
        QVERIFY(near(inverseMillsRatio(-1), density(1) / 0.15865525393145707, 1e-14));
        for (const double x : {-11.9999999, -12.0000001, -20.0, -36.0})
            QVERIFY(near(inverseMillsRatio(x) / (normalDensity(x) / normalChance(x)), 1, 1e-12));
        QVERIFY(near(inverseMillsRatio(-1e6), 1e6 + 1e-6, 1e-9));
        QVERIFY(inverseMillsRatio(10) < 1e-21);
    }

    // ---- Elo
    // ---------------------------------------------------------------------------------------------------------

    void eloOnlyMovesPoints() {
        const auto [first, second] = updateElo(1500, 1300, 0, {1200, 24});
        QVERIFY(near(first, 1500 - 24 * 0.759746926647958, 1e-9));
        QVERIFY(near(first + second, 2800, 1e-9));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, updateElo(0, 0, 1.5));
    }

    // ---- Glicko
    // ------------------------------------------------------------------------------------------------------

    void theExampleOfGlicko1IsMet() {
        // Glickman, "The Glicko system": 1464 and 151.4.
        const std::array<GlickoGame, 3> games{{{1400, 30, 1}, {1550, 100, 0}, {1700, 300, 0}}};
        const GlickoRating after = updateGlicko1({1500, 200}, games);
        QVERIFY(near(after.rating, 1464.106, 5e-4));
        QVERIFY(near(after.deviation, 151.399, 5e-4));
        QCOMPARE(after.volatility, 0.06);
    }

    void whoDoesNotPlayOnlyBecomesLessCertain() {
        const GlickoRating after = updateGlicko2({1700, 50, 0.06}, {});
        QCOMPARE(after.rating, 1700.0);
        QCOMPARE(after.volatility, 0.06);
        // sqrt(50^2 + (0.06 x 173.7178)^2)
        QVERIFY(near(after.deviation, std::sqrt(2500 + 10.423067565678 * 10.423067565678), 1e-9));
    }

    void surprisesRaiseTheVolatility() {
        // The root of Glickman's function found by bisection.
        const std::vector<GlickoGame> lost(6, GlickoGame{1400, 50, 0}), foreseen(10, GlickoGame{1200, 50, 0});
        QVERIFY(near(updateGlicko2({1600, 60, 0.06}, lost, {1.0}).volatility, 0.06082408725, 1e-9));
        QVERIFY(near(updateGlicko2({800, 60, 0.06}, foreseen, {1.0}).volatility, 0.05999733628, 1e-9));
    }

    void aPeriodCountsAllGamesWithTheRatingsOfBefore() {
        std::vector<GlickoRating> players{
            {1500, 200, 0.06}, {1400, 30, 0.06}, {1550, 100, 0.06}, {1700, 300, 0.06}, {}};
        const std::vector<GlickoRating> before = players;
        const std::vector<RatedGame> games{{0, 1, 1}, {2, 0, 1}, {0, 3, 0}};
        closeGlicko2Period(players, games);
        QVERIFY(near(players[0].rating, 1464.05067, 1e-5));
        QVERIFY(near(players[0].deviation, 151.51652, 1e-5));
        const std::array<GlickoGame, 1> lost{{{1500, 200, 0}}};
        const GlickoRating second = updateGlicko2(before[1], lost);
        QCOMPARE(players[1].rating, second.rating);
        QVERIFY(players[3].rating > 1700);
        QCOMPARE(players[4].rating, 1500.0);
        QVERIFY(players[4].deviation > 350);
        std::vector<GlickoRating> again = before;
        closeGlicko2Period(again, std::vector<RatedGame>{{3, 0, 1}, {0, 1, 1}, {0, 2, 0}});  // same games, told anew
        QVERIFY(near(again[0].rating, players[0].rating, 1e-9));
        QVERIFY(near(again[0].deviation, players[0].deviation, 1e-9));
    }

    void impossibleOpponentsLeaveGlickoFinite() {
        const std::array<GlickoGame, 1> won{{{1e6, 30, 1}}};
        const GlickoRating after = updateGlicko2({}, won);
        QVERIFY(std::isfinite(after.rating) && std::isfinite(after.deviation) && std::isfinite(after.volatility));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, updateGlicko2({1500, 0, 0.06}, won));
    }

    // ---- TrueSkill
    // ---------------------------------------------------------------------------------------------------

    void freshPairsMoveAsPublished() {
        // trueskill 0.2.1: 29.396 / 7.171 and 20.604 / 7.171 after a win, 25 / 6.458 after a draw.
        TrueSkillRating winner, loser;
        updateTrueSkill(winner, loser, 1);
        QVERIFY(near(winner.mean, 29.396, 5e-4) && near(winner.deviation, 7.171, 5e-4));
        QVERIFY(near(loser.mean, 20.604, 5e-4) && near(loser.deviation, 7.171, 5e-4));
        TrueSkillRating one, two;
        updateTrueSkill(one, two, 0.5);
        QVERIFY(near(one.mean, 25, 1e-12) && near(one.deviation, 6.458, 5e-4));
        QCOMPARE(one.mean, two.mean);
        QVERIFY(near(winner.conservative(), 29.396 - 3 * 7.171, 3e-3));
    }

    void sidesAreTreatedAlike() {
        TrueSkillRating a{27, 3}, b{21, 6}, c = a, d = b;
        updateTrueSkill(a, b, 0);
        updateTrueSkill(d, c, 1);
        QCOMPARE(a.mean, c.mean);
        QCOMPARE(b.deviation, d.deviation);
        TrueSkillRating e{27, 3}, f{21, 6}, g = e, h = f;
        updateTrueSkill(e, f, 0.5);
        updateTrueSkill(h, g, 0.5);
        QVERIFY(near(e.mean, g.mean, 1e-12) && near(f.mean, h.mean, 1e-12));
        QVERIFY(e.mean < 27 && f.mean > 21);
    }

    void teamsMoveAsTheirSums() {
        // Two fresh pairs: c^2 = 4 beta^2 + 4 (sigma^2 + tau^2), margin Phi^-1(0.55) 2 beta / c.
        std::array<TrueSkillRating, 2> first, second;
        updateTrueSkill(first, second, 1);
        const double variance = 625.0 / 9 + 625.0 / 90000, beta2 = 625.0 / 36;
        const double c = std::sqrt(4 * beta2 + 4 * variance);
        const double margin = 0.12566134685507402 * 2 * std::sqrt(beta2) / c;
        const double v = density(margin) / (0.5 * std::erfc(margin / std::sqrt(2.0)));
        const double w = v * (v - margin);
        for (const TrueSkillRating& member : first) {
            QVERIFY(near(member.mean, 25 + variance / c * v, 1e-10));
            QVERIFY(near(member.deviation, std::sqrt(variance * (1 - variance / (c * c) * w)), 1e-10));
        }
        QVERIFY(near(first[0].mean - 25, 25 - second[1].mean, 1e-12));
        QVERIFY(near(first[0].mean, 28.108, 5e-4));  // trueskill 0.4.5, two against two
        QVERIFY(near(first[0].deviation, 7.774, 5e-4));
    }

    void aCertainMemberMovesLessThanANewOne() {
        std::array<TrueSkillRating, 2> team{{{30, 1}, {25, 8}}};
        std::array<TrueSkillRating, 1> other{{{50, 3}}};
        updateTrueSkill(team, other, 1);
        QVERIFY(team[0].mean - 30 > 0 && team[0].mean - 30 < 0.1 * (team[1].mean - 25));
    }

    void qualityIsHighestBetweenEquals() {
        QVERIFY(near(matchQuality(TrueSkillRating{}, {}), 0.447, 5e-4));  // trueskill 0.4.5
        QVERIFY(matchQuality(TrueSkillRating{25, 1}, {25, 1}) > 0.9);
        QVERIFY(matchQuality(TrueSkillRating{25, 1}, {60, 1}) < 1e-6);
        const std::array<TrueSkillRating, 2> pair;
        QVERIFY(near(matchQuality(pair, pair), 0.447, 5e-4));
    }

    void theFarthestUpsetsStayFinite() {
        for (const double score : {0.0, 0.5, 1.0}) {
            for (const double gap : {1.0, 40.0, 400.0, 4e4, 4e6}) {
                TrueSkillRating strong{gap, 1}, weak{0, 1};
                updateTrueSkill(strong, weak, score);
                QVERIFY(std::isfinite(strong.mean) && std::isfinite(weak.mean));
                QVERIFY(strong.deviation > 0 && strong.deviation < 1.01);
                QVERIFY(score == 1 ? strong.mean >= gap : strong.mean < gap);
            }
        }
    }

    void drawsWithoutMarginPullTogether() {
        // Drawn although draws never happen: the difference is known to be 0.
        TrueSkillOptions never;
        never.drawProbability = 0;
        TrueSkillRating a{28, 4}, b{22, 4}, c = a, d = b;
        updateTrueSkill(a, b, 0.5, never);
        never.drawProbability = 1e-4;
        updateTrueSkill(c, d, 0.5, never);
        QVERIFY(near(a.mean, c.mean, 1e-6) && near(a.deviation, c.deviation, 1e-6));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, updateTrueSkill(a, b, 0.7));
    }
};

QTEST_GUILESS_MAIN(TestOnlineRatings)
#include "tst_online_ratings.moc"
