// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "core/base/check.h"
#include "core/base/rng.h"
#include "core/math/bootstrap.h"

using namespace ludus::math;

namespace {

bool near(double a, double b, double tolerance = 1e-12) {
    if (std::fabs(a - b) <= tolerance) return true;
    qWarning("%.17g against %.17g", a, b);
    return false;
}

double meanOfAll(const Strata& scores) {
    double sum = 0, n = 0;
    for (const auto& task : scores)
        for (const double score : task) {
            sum += score;
            ++n;
        }
    return sum / n;
}

}  // namespace

class TestBootstrap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void interquartileMeansByHand() {
        QVERIFY(near(interquartileMean({8, 1, 7, 2, 6, 3, 5, 4}), 4.5));      // 3 4 5 6
        QVERIFY(near(interquartileMean({100, 1, 2, 3, 4}), 3));               // one from each end
        QVERIFY(near(interquartileMean(std::vector<double>{1, 2, 30}), 11));  // nothing to cut
        QVERIFY(near(interquartileMean(Strata{{0, 10, 20, 30}, {1, 11, 21, 1000}}), (10 + 11 + 20 + 21) / 4.0));
        QVERIFY(std::isnan(interquartileMean(std::vector<double>{})));
    }

    void quantilesLieOnStraightLines() {
        const std::vector<double> values{40, 10, 20, 30};
        QVERIFY(near(quantile(values, 0), 10));
        QVERIFY(near(quantile(values, 1), 40));
        QVERIFY(near(quantile(values, 0.5), 25));
        QVERIFY(near(quantile(values, 0.025), 10.75));
        QVERIFY(near(quantile({3}, 0.7), 3));
        QVERIFY(std::isnan(quantile({}, 0.5)));
    }

    void improvementIsMannWhitneys() {
        // 2 > 1; 4 > 1, 3: 3 of 4 pairs. Second task: ties only.
        QVERIFY(near(probabilityOfImprovement({{2, 4}}, {{1, 3}}), 0.75));
        QVERIFY(near(probabilityOfImprovement({{2, 4}, {5, 5, 5}}, {{1, 3}, {5}}), 0.625));
        QVERIFY(near(probabilityOfImprovement({{1, 2, 2}}, {{2, 3}}), (0 + 0.5 + 0.5) / 6));
        QVERIFY(near(probabilityOfImprovement({{9}}, {{1, 2, 3}}), 1));
        const Strata x{{1, 5, 2, 8, 2}, {0, 3}}, y{{4, 2, 2}, {3, 7, -1}};
        QVERIFY(near(probabilityOfImprovement(x, y) + probabilityOfImprovement(y, x), 1));
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, probabilityOfImprovement({{1}}, {{1}, {2}}));
    }

    void twoRunsHaveThreeMeans() {
        // Means 0, 1/2, 1 with chances 1/4, 1/2, 1/4: the 60 % interval is [0, 1], the 40 % one [1/2, 1/2].
        BootstrapOptions options;
        options.level = 0.6;
        const BootstrapInterval wide = bootstrap({{0, 1}}, meanOfAll, options);
        QCOMPARE(wide.estimate, 0.5);
        QCOMPARE(wide.low, 0.0);
        QCOMPARE(wide.high, 1.0);
        options.level = 0.4;
        const BootstrapInterval narrow = bootstrap({{0, 1}}, meanOfAll, options);
        QCOMPARE(narrow.low, 0.5);
        QCOMPARE(narrow.high, 0.5);
    }

    void runsStayInTheirTask() {
        // Resampled across tasks the mean would vary; within them it cannot.
        const BootstrapInterval got = bootstrap({{1, 1, 1}, {9, 9}, {5}}, meanOfAll);
        QCOMPARE(got.low, got.high);
        QVERIFY(near(got.low, 26.0 / 6));
    }

    void theIntervalIsAsWideAsTheory() {
        // 50 runs of deviation 1: the mean's interval is about 2 x 1.96 / sqrt 50 = 0.554 wide.
        ludus::Rng rng(6);
        std::vector<double> runs(50);
        double sum = 0, squares = 0;
        for (double& run : runs) {
            run = rng.normal();
            sum += run;
            squares += run * run;
        }
        const double error = std::sqrt((squares / 50 - sum * sum / 2500) / 50);
        BootstrapOptions options;
        options.resamples = 20000;
        const BootstrapInterval got = bootstrap({runs}, meanOfAll, options);
        QVERIFY(near(got.estimate, sum / 50));
        QVERIFY(near((got.high - got.low) / (2 * 1.96 * error), 1, 0.03));
    }

    void theSeedDecides() {
        const Strata scores{{1, 4, 2, 8, 5, 7}, {3, 1, 4, 1, 5, 9}};
        const Statistic statistic = [](const Strata& s) { return interquartileMean(s); };
        BootstrapOptions options;
        const BootstrapInterval one = bootstrap(scores, statistic, options),
                                two = bootstrap(scores, statistic, options);
        QCOMPARE(one.low, two.low);
        QCOMPARE(one.high, two.high);
        options.seed = 2;
        options.resamples = 100;
        const BootstrapInterval other = bootstrap(scores, statistic, options);
        QVERIFY(other.low != one.low || other.high != one.high);
        QCOMPARE(other.estimate, one.estimate);
        QVERIFY(one.low < one.estimate && one.estimate < one.high);
    }

    void twoSetsAreDrawnIndependently() {
        const PairStatistic difference = [](const Strata& x, const Strata& y) { return meanOfAll(x) - meanOfAll(y); };
        const Strata same{{0, 1, 2, 3}};
        const BootstrapInterval got = bootstrap(same, same, difference);
        QCOMPARE(got.estimate, 0.0);
        QVERIFY(got.low < -0.5 && got.high > 0.5);
        const BootstrapInterval clear =
            bootstrap(Strata{{5, 6, 7}}, Strata{{1, 2, 3}},
                      [](const Strata& x, const Strata& y) { return probabilityOfImprovement(x, y); });
        QCOMPARE(clear.low, 1.0);
        QVERIFY_THROWS_EXCEPTION(ludus::BrokenPromise, bootstrap(Strata{{}}, meanOfAll));
    }
};

QTEST_GUILESS_MAIN(TestBootstrap)
#include "tst_bootstrap.moc"
