// SPDX-License-Identifier: GPL-3.0-or-later
// Score statistics and SPRT beside the vectors of golden_ratings: worked examples, what must hold, guards.
#include <QTest>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/base/rng.h"
#include "core/math/elo.h"
#include "core/math/score_statistics.h"
#include "core/math/sprt.h"

using namespace ludus::math;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool near(double a, double b, double tolerance) {
    if (std::fabs(a - b) <= tolerance) return true;
    qWarning("%.17g against %.17g", a, b);
    return false;
}

SprtOptions test(SprtModel model, double elo0, double elo1) {
    return {model, elo0, elo1, 0.05, 0.05};
}

}  // namespace

class TestScoreStatistics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tenGamesByHand() {
        // 6 won, 2 drawn, 2 lost: score 0.7, variance (6 x 0.09 + 2 x 0.04 + 2 x 0.49) / 10 = 0.16, error 0.4 /
        // sqrt 10.
        const ScoreStatistics got = scoreStatistics(GameCounts{6, 2, 2});
        QCOMPARE(got.count, 10.0);
        QVERIFY(near(got.score, 0.7, 1e-15));
        QVERIFY(near(got.variance, 0.16, 1e-15));
        QVERIFY(near(got.standardError, 0.12649110640673517, 1e-15));
        QVERIFY(near(got.low, 0.7 - 1.959963984540054 * 0.12649110640673517, 1e-12));
        QVERIFY(near(got.elo, 400 * std::log10(7.0 / 3), 1e-10));
        QVERIFY(near(got.eloHalfWidth, (got.eloHigh - got.eloLow) / 2, 1e-12));
        QVERIFY(near(got.nelo, 0.2 / 0.4 * 800 / std::log(10.0), 1e-10));
        QVERIFY(near(got.los, 0.5 * std::erfc(-0.2 / 0.12649110640673517 / std::sqrt(2.0)), 1e-14));
        QVERIFY(near(losIgnoringDraws({6, 2, 2}), 0.5 + 0.5 * std::erf(4 / std::sqrt(16.0)), 1e-14));
    }

    void pairsThatCarryNoMoreThanGamesSayTheSame() {
        // Independent games, won half, lost half: pairs 1 : 2 : 1, half the variance, the same normalised Elo.
        const ScoreStatistics games = scoreStatistics(GameCounts{600, 0, 200});
        const ScoreStatistics pairs = scoreStatistics(PairCounts{25, 0, 150, 0, 225});
        QVERIFY(near(pairs.score, games.score, 1e-14));
        QVERIFY(near(pairs.variance, games.variance / 2, 1e-14));
        QVERIFY(near(pairs.elo, games.elo, 1e-10));
        QVERIFY(near(pairs.eloHalfWidth, games.eloHalfWidth, 1e-10));
        QVERIFY(near(pairs.nelo, games.nelo, 1e-10));
        QVERIFY(near(pairs.neloHalfWidth, games.neloHalfWidth, 1e-10));
        QVERIFY(near(pairs.los, games.los, 1e-14));
    }

    void pairsTakeOutTheNoiseOfTheStart() {
        // Each side wins from the good start: 50 % in single games, but nothing is left to chance.
        const ScoreStatistics games = scoreStatistics(GameCounts{100, 0, 100});
        const ScoreStatistics pairs = scoreStatistics(PairCounts{0, 1, 98, 1, 0});
        QVERIFY(pairs.eloHalfWidth < 0.2 * games.eloHalfWidth);
    }

    void swappedSidesTurnTheSign() {
        const ScoreStatistics one = scoreStatistics(GameCounts{30, 11, 12}),
                              two = scoreStatistics(GameCounts{12, 11, 30});
        QVERIFY(near(one.elo, -two.elo, 1e-10));
        QVERIFY(near(one.eloLow, -two.eloHigh, 1e-9));
        QVERIFY(near(one.nelo, -two.nelo, 1e-10));
        QVERIFY(near(one.los, 1 - two.los, 1e-14));
        QVERIFY(near(losIgnoringDraws({30, 11, 12}), 1 - losIgnoringDraws({12, 11, 30}), 1e-14));
    }

    void nothingPlayedGivesNoEstimate() {
        for (const ScoreStatistics& got : {scoreStatistics(GameCounts{}), scoreStatistics(PairCounts{})}) {
            QCOMPARE(got.count, 0.0);
            for (const double value : {got.score, got.variance, got.standardError, got.low, got.high, got.elo,
                                       got.eloLow, got.eloHigh, got.eloHalfWidth, got.nelo, got.neloHalfWidth, got.los})
                QVERIFY(std::isnan(value));
        }
        QVERIFY(std::isnan(losIgnoringDraws({0, 5, 0})));
    }

    void resultsAllAlikeGiveNoSpread_data() {
        QTest::addColumn<bool>("pairs");
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("elo");
        QTest::addColumn<double>("nelo");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("won") << false << 2 << kInfinity << kInfinity;
        QTest::newRow("lost") << false << 0 << -kInfinity << -kInfinity;
        QTest::newRow("drawn") << false << 1 << 0.0 << nan;
        QTest::newRow("pairs won") << true << 4 << kInfinity << kInfinity;
        QTest::newRow("pairs halved") << true << 2 << 0.0 << nan;  // gave nan Elo errors elsewhere: no spread
        QTest::newRow("pairs three quarters") << true << 3 << 400 * std::log10(3.0) << kInfinity;
    }
    void resultsAllAlikeGiveNoSpread() {
        QFETCH(bool, pairs);
        QFETCH(int, kind);
        QFETCH(double, elo);
        QFETCH(double, nelo);
        PairCounts counts{};
        counts[static_cast<size_t>(kind)] = 7;
        const ScoreStatistics got =
            pairs ? scoreStatistics(counts) : scoreStatistics(GameCounts{counts[2], counts[1], counts[0]});
        QCOMPARE(got.variance, 0.0);
        QVERIFY(std::isinf(elo) ? got.elo == elo : near(got.elo, elo, 1e-10));
        QVERIFY(std::isnan(nelo) ? std::isnan(got.nelo) : got.nelo == nelo);
        for (const double value : {got.standardError, got.low, got.high, got.eloLow, got.eloHigh, got.eloHalfWidth,
                                   got.neloHalfWidth, got.los})
            QVERIFY(std::isnan(value));
    }

    void boundsBeyondAllPointsAreInfinite() {
        const ScoreStatistics got = scoreStatistics(GameCounts{9, 0, 1});  // 0.9 +- 0.186
        QCOMPARE(got.eloHigh, kInfinity);
        QCOMPARE(got.eloHalfWidth, kInfinity);
        QVERIFY(std::isfinite(got.eloLow) && std::isfinite(got.elo) && std::isfinite(got.nelo));
        QCOMPARE(scoreStatistics(GameCounts{1, 0, 9}).eloLow, -kInfinity);
    }

    void countsBelowZeroAreRefused() {
        QVERIFY(!areCounts(GameCounts{-1, 0, 0}) && !areCounts(GameCounts{0, kInfinity, 0}) && areCounts(GameCounts{}));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, scoreStatistics(GameCounts{1, -1, 0}));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, scoreStatistics(PairCounts{1, 0, std::nan(""), 0, 0}));
    }

    void theIntervalCoversTheTruth() {
        // 400 sets of 200 games at 0.35 / 0.4 / 0.25: the true score 0.55 lies inside in about 95 %.
        ludus::Rng rng(9);
        int covered = 0;
        for (int set = 0; set < 400; ++set) {
            GameCounts games;
            for (int game = 0; game < 200; ++game) {
                const double u = rng.uniform();
                (u < 0.35 ? games.wins : u < 0.75 ? games.draws : games.losses) += 1;
            }
            const ScoreStatistics got = scoreStatistics(games);
            covered += got.low <= 0.55 && 0.55 <= got.high ? 1 : 0;
        }
        QVERIFY2(covered > 365 && covered < 395, qPrintable(QString::number(covered)));
    }

    // ---- SPRT
    // --------------------------------------------------------------------------------------------------------

    void boundsAreWalds() {
        const Sprt got = sprt(GameCounts{1, 1, 1}, test(SprtModel::logistic, 0, 5));
        QVERIFY(near(got.lower, -2.944438979, 1e-8));
        QVERIFY(near(got.upper, 2.944438979, 1e-8));
        SprtOptions uneven = test(SprtModel::logistic, 0, 5);
        uneven.alpha = 0.01;
        uneven.beta = 0.2;
        QVERIFY(near(sprt(GameCounts{1, 1, 1}, uneven).upper, std::log(80.0), 1e-12));
        QVERIFY(near(sprt(GameCounts{1, 1, 1}, uneven).lower, std::log(0.2 / 0.99), 1e-12));
    }

    void withTwoKindsOfResultsTheTestIsWaldsOwn() {
        // The likeliest distribution under a mean is then fixed: W ln(s1 / s0) + L ln((1 - s1) / (1 - s0)). The third
        // kind that never came counts 0.001 and changes the fourth digit.
        const double s0 = expectedScore(0), s1 = expectedScore(40);
        const double expected = 60 * std::log(s1 / s0) + 40 * std::log((1 - s1) / (1 - s0));
        QVERIFY(near(sprt(GameCounts{60, 0, 40}, test(SprtModel::logistic, 0, 40)).llr, expected, 1e-3));
    }

    void verdictsFollowTheEvidence() {
        for (const SprtModel model :
             {SprtModel::logistic, SprtModel::normalized, SprtModel::bayesian, SprtModel::bayesianJeffreys}) {
            QCOMPARE(sprt(GameCounts{700, 100, 300}, test(model, 0, 20)).verdict, SprtVerdict::accept);
            QCOMPARE(sprt(GameCounts{300, 100, 700}, test(model, 0, 20)).verdict, SprtVerdict::reject);
            QCOMPARE(sprt(GameCounts{6, 1, 5}, test(model, 0, 20)).verdict, SprtVerdict::playOn);
            QCOMPARE(sprt(GameCounts{}, test(model, 0, 20)).llr, 0.0);
        }
        QCOMPARE(sprt(PairCounts{}, test(SprtModel::logistic, 0, 20)).verdict, SprtVerdict::playOn);
        QCOMPARE(sprt(PairCounts{10, 20, 100, 60, 50}, test(SprtModel::normalized, 0, 20)).verdict,
                 SprtVerdict::accept);
    }

    void swappedHypothesesTurnTheSign() {
        for (const SprtModel model : {SprtModel::logistic, SprtModel::normalized, SprtModel::bayesianJeffreys}) {
            const double forwards = sprt(GameCounts{80, 60, 50}, test(model, -5, 10)).llr;
            const double backwards = sprt(GameCounts{50, 60, 80}, test(model, -10, 5)).llr;
            QVERIFY(near(forwards, -backwards, 1e-9));
        }
    }

    void oneSidedResultsStayFinite() {
        for (const GameCounts& games : {GameCounts{50, 0, 0}, GameCounts{0, 50, 0}, GameCounts{0, 0, 50}}) {
            for (const SprtModel model :
                 {SprtModel::logistic, SprtModel::normalized, SprtModel::bayesian, SprtModel::bayesianJeffreys})
                QVERIFY(std::isfinite(sprt(games, test(model, 0, 5)).llr));
        }
        QCOMPARE(sprt(GameCounts{50, 0, 0}, test(SprtModel::logistic, 0, 50)).verdict, SprtVerdict::accept);
    }

    void whatNoResultsCanBeHasNoEstimateInsteadOfANumber() {
        ludus::Rng rng(4);
        for (int round = 0; round < 300; ++round) {
            const GameCounts games{static_cast<double>(rng.below(40)), static_cast<double>(rng.below(40)),
                                   static_cast<double>(rng.below(40))};
            const double elo0 = rng.uniform(-1500, 1500);
            for (const SprtModel model :
                 {SprtModel::logistic, SprtModel::normalized, SprtModel::bayesian, SprtModel::bayesianJeffreys}) {
                const Sprt got = sprt(games, test(model, elo0, elo0 + 100));
                QVERIFY(std::isfinite(got.llr) || (std::isnan(got.llr) && got.verdict == SprtVerdict::playOn));
                if (model == SprtModel::logistic) QVERIFY(std::isfinite(got.llr));
            }
        }
    }

    void optionsAreChecked_data() {
        QTest::addColumn<double>("elo0");
        QTest::addColumn<double>("elo1");
        QTest::addColumn<double>("alpha");
        QTest::addColumn<double>("beta");
        QTest::newRow("equal") << 1.0 << 1.0 << .05 << .05;
        QTest::newRow("swapped") << 5.0 << 0.0 << .05 << .05;
        QTest::newRow("not finite") << 0.0 << kInfinity << .05 << .05;
        QTest::newRow("not a number") << std::nan("") << 5.0 << .05 << .05;
        QTest::newRow("alpha 0") << 0.0 << 5.0 << 0.0 << .05;
        QTest::newRow("beta 1") << 0.0 << 5.0 << .05 << 1.0;
        QTest::newRow("together 1") << 0.0 << 5.0 << .5 << .5;
    }
    void optionsAreChecked() {
        QFETCH(double, elo0);
        QFETCH(double, elo1);
        QFETCH(double, alpha);
        QFETCH(double, beta);
        const SprtOptions options{SprtModel::logistic, elo0, elo1, alpha, beta};
        QCOMPARE(checkSprt(options).error().code, std::string("option.sprt"));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, sprt(GameCounts{1, 1, 1}, options));
    }
    void theUsualTestIsAllowed() {
        QVERIFY(checkSprt({}).ok());
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise,
                                 sprt(PairCounts{1, 1, 1, 1, 1}, test(SprtModel::bayesian, 0, 5)));
    }
};

QTEST_GUILESS_MAIN(TestScoreStatistics)
#include "tst_score_statistics.moc"
