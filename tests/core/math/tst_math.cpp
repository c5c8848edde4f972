// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>
#include <cmath>

#include "core/base/math.h"
#include "core/base/rng.h"
#include "core/math/rating_fit.h"

using ludus::math::fitRatings;
using ludus::math::FittedRating;
using ludus::math::PairResult;
using ludus::math::RatingFitOptions;

namespace {

bool near(double a, double b, double tolerance) {
    return std::fabs(a - b) <= tolerance;
}

RatingFitOptions anchored(int anchor, double prior) {
    RatingFitOptions options;
    options.anchors = {{anchor, 0}};
    options.priorDraws = prior;
    return options;
}

std::vector<FittedRating> fitPlayers(int players, const std::vector<PairResult>& results,
                                     const RatingFitOptions& options) {
    return fitRatings(players, results, options).players;
}

}  // namespace

class MathTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeOfFourPointsAre191Elo() {
        // 400 log10(0.75 / 0.25) = 400 log10(3) = 190.8485.
        const auto fit = fitPlayers(2, {{0, 1, 75, 0, 25}}, anchored(1, 0));
        QVERIFY(near(fit[0].elo, 190.8485019, 1e-6));
        QCOMPARE(fit[1].elo, 0.0);
        QCOMPARE(fit[1].error, 0.0);
        // Error without draws: 400 / ln 10 / sqrt(100 x 0.75 x 0.25) = 173.7178 / 4.330127 = 40.1184.
        QVERIFY(near(fit[0].error, 40.1184, 1e-3));
        QCOMPARE(fit[0].games, 100.0);
        QCOMPARE(fit[0].score, 0.75);
    }

    void errorsRelativeToTheMeanAreHalfForTwo() {
        RatingFitOptions options;
        options.priorDraws = 0;
        options.mean = 1200;
        const auto fit = fitPlayers(2, {{0, 1, 75, 0, 25}}, options);
        QVERIFY(near(fit[0].elo, 1200 + 95.42425, 1e-4));
        QVERIFY(near(fit[1].elo, 1200 - 95.42425, 1e-4));
        QVERIFY(near(fit[0].error, 20.0592, 1e-3));
        QVERIFY(near(fit[1].error, 20.0592, 1e-3));
    }

    void drawsCountHalfAndNarrowTheError() {
        const auto draws = fitPlayers(2, {{0, 1, 50, 50, 0}}, anchored(1, 0));
        const auto decided = fitPlayers(2, {{0, 1, 75, 0, 25}}, anchored(1, 0));
        QVERIFY(near(draws[0].elo, decided[0].elo, 1e-6));
        // Davidson at these 50 % draws has D = 1/2 as well: the variance of a game falls from 3/16 to 3/16 - 1/8 =
        // 1/16.
        QVERIFY(near(draws[0].error, decided[0].error / std::sqrt(3.0), 0.4));
    }

    void splitAndSwappedListsGiveTheSame() {
        const auto whole = fitPlayers(3, {{0, 1, 6, 2, 4}, {1, 2, 5, 3, 1}, {0, 2, 7, 0, 3}}, anchored(2, 0.1));
        const auto parts =
            fitPlayers(3, {{2, 0, 3, 0, 7}, {1, 0, 4, 1, 3}, {0, 1, 3, 1, 0}, {1, 2, 5, 3, 1}}, anchored(2, 0.1));
        for (size_t i = 0; i < 3; ++i) {
            QVERIFY(near(whole[i].elo, parts[i].elo, 1e-6));
            QVERIFY(near(whole[i].error, parts[i].error, 1e-6));
        }
    }

    void perfectRecordsAreFiniteThroughThePrior() {
        // One virtual drawn game of weight w against the anchor: points 10 + w/2 of 10 + w, so odds are (10 + w/2) :
        // w/2.
        const auto fit = fitPlayers(2, {{0, 1, 10, 0, 0}}, anchored(1, 0.1));
        QVERIFY(near(fit[0].elo, 400 * std::log10(10.05 / 0.05), 1e-4));
        QVERIFY(fit[0].error > 200 && std::isfinite(fit[0].error));
    }

    void perfectRecordsHaveNoEstimateWithoutPrior() {
        RatingFitOptions options;
        options.priorDraws = 0;
        const auto fit = fitPlayers(4, {{0, 1, 6, 0, 4}, {1, 2, 6, 0, 4}, {3, 0, 5, 0, 0}}, options);
        QVERIFY(std::isnan(fit[3].elo));
        QVERIFY(std::isnan(fit[3].error));
        QVERIFY(near(fit[0].elo - fit[1].elo, 400 * std::log10(1.5), 1e-6));
        QVERIFY(near(fit[1].elo, 0, 1e-6));
        QCOMPARE(fit[3].games, 5.0);
    }

    void groupsWithoutLinkAreFiniteThroughThePriorOnly() {
        const std::vector<PairResult> two = {{0, 1, 6, 0, 4}, {2, 3, 6, 0, 4}};
        const auto with = fitPlayers(4, two, anchored(0, 0.1));
        for (const FittedRating& rating : with)
            QVERIFY(std::isfinite(rating.elo) && std::isfinite(rating.error));
        QVERIFY(with[2].error > 3 * with[1].error);
        const auto without = fitPlayers(4, two, anchored(0, 0));
        QVERIFY(std::isfinite(without[1].elo));
        QVERIFY(std::isnan(without[2].elo) && std::isnan(without[3].elo));
    }

    void nobodyPlayedGivesNobodyAnEstimateWithoutPrior() {
        RatingFitOptions options;
        options.priorDraws = 0;
        const auto fit = fitPlayers(3, {}, options);
        for (const FittedRating& rating : fit)
            QVERIFY(std::isnan(rating.elo));
        QVERIFY(fitPlayers(0, {}, options).empty());
    }

    void allDrawsAreEqualWithAnHonestError() {
        const auto fit = fitPlayers(2, {{0, 1, 0, 20, 0}}, anchored(1, 0));
        QVERIFY(near(fit[0].elo, 0, 1e-9));
        QVERIFY(fit[0].error > 1);
    }

    void lopsidedTablesConverge() {
        // A chain in which each beats the next 999 to 1: gaps of 400 log10(999) = 1199.8 without prior.
        std::vector<PairResult> chain;
        for (int i = 0; i + 1 < 12; ++i)
            chain.push_back({i, i + 1, 999, 0, 1});
        const auto fit = fitPlayers(12, chain, anchored(11, 0));
        for (size_t i = 0; i + 1 < 12; ++i)
            QVERIFY(near(fit[i].elo - fit[i + 1].elo, 400 * std::log10(999.0), 1e-3));
    }

    void aHundredPlayersAreFittedFast() {
        ludus::Rng rng(7);
        std::vector<PairResult> results;
        for (int a = 0; a < 100; ++a)
            for (int b = a + 1; b < 100; ++b) {
                const double p = 1.0 / (1.0 + ludus::math::exp(0.02 * (a - b)));
                double wins = 0;
                for (int game = 0; game < 40; ++game)
                    wins += rng.uniform() < p ? 1 : 0;
                results.push_back({a, b, wins, 0, 40 - wins});
            }
        QElapsedTimer timer;
        timer.start();
        const auto fit = fitPlayers(100, results, anchored(99, 0.1));
        const auto elapsed = timer.elapsed();
        qInfo("100 players, 4950 pairs: %lld ms", static_cast<long long>(elapsed));
        QVERIFY(elapsed < 2000);
        int covered = 0;
        for (int i = 0; i < 99; ++i) {
            const auto& rating = fit[static_cast<size_t>(i)];
            const double truth = (99 - i) * 0.02 * 173.717793;
            covered += near(rating.elo, truth, 1.96 * rating.error) ? 1 : 0;
        }
        QVERIFY2(covered >= 75, qPrintable(QString::number(covered)));
    }
};

QTEST_GUILESS_MAIN(MathTest)
#include "tst_math.moc"
