// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of runs: curves on one grid, and tests of two groups against published tables and hand-worked cases.
#include <QTest>
#include <cmath>

#include "core/base/rng.h"
#include "core/math/group_comparison.h"
#include "core/math/normal.h"

using namespace ludus::math;

namespace {

bool near(double a, double b, double tolerance) {
    if (std::fabs(a - b) <= tolerance) return true;
    qWarning("%.17g against %.17g", a, b);
    return false;
}

}  // namespace

class TestGroupComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Any table of Student's t, two-sided 95 % and 99 %.
    void studentAgreesWithTheTables() {
        QVERIFY(near(studentQuantile(0.95, 1), 12.7062, 1e-4));
        QVERIFY(near(studentQuantile(0.95, 4), 2.77645, 1e-5));
        QVERIFY(near(studentQuantile(0.99, 10), 3.16927, 1e-5));
        QVERIFY(near(studentQuantile(0.95, 30), 2.04227, 1e-5));
        QVERIFY(near(studentQuantile(0.95, 1e7), kNormal95, 1e-6));
        QVERIFY(near(studentTwoSided(1, 1), 0.5, 1e-14));  // Cauchy: half of it lies beyond +-1
        QVERIFY(near(studentTwoSided(std::sqrt(2.0), 2), 1 - std::sqrt(2.0) / 2, 1e-14));  // closed form of two
        QVERIFY(near(studentTwoSided(-2, 7), studentTwoSided(2, 7), 0));
        QVERIFY(near(studentTwoSided(0, 5), 1, 0));
    }

    // By hand: means 3 and 6, variances 2.5 and 10, so error^2 = 0.5 + 2, freedom 2.5^2 / (0.0625 + 1) = 5.88235.
    void welchByHand() {
        const MeanDifference d = welch({1, 2, 3, 4, 5}, {2, 4, 6, 8, 10});
        QVERIFY(near(d.difference, -3, 1e-15));
        QVERIFY(near(d.t, -3 / std::sqrt(2.5), 1e-12));
        QVERIFY(near(d.freedom, 5.88235, 1e-5));
        QVERIFY(near(d.p, 0.107531, 1e-5));
        QVERIFY(near(d.halfWidth / std::sqrt(2.5), studentQuantile(0.95, d.freedom), 1e-12));
        QVERIFY(std::isnan(welch({1}, {2, 3}).p));
        QVERIFY(near(welch({1}, {2, 3}).difference, -1.5, 1e-15));
        QCOMPARE(welch({2, 2}, {2, 2, 2}).p, 1.0);
        QCOMPARE(welch({3, 3}, {2, 2, 2}).p, 0.0);
        const MeanDifference tiny = welch({1e-90, 2e-90, 3e-90, 4e-90, 5e-90}, {2e-90, 4e-90, 6e-90, 8e-90, 10e-90});
        QVERIFY(near(tiny.freedom, d.freedom, 1e-12) && near(tiny.p, d.p, 1e-12));
    }

    // Three against three, all above: one of 20 orders in each tail, p = 2/20.
    void ranksAreCountedExactly() {
        const RankTest above = mannWhitney({4, 5, 6}, {1, 2, 3});
        QVERIFY(above.exact);
        QCOMPARE(above.improvement, 1.0);
        QVERIFY(near(above.p, 0.1, 1e-15));
        // Table of U for 5 and 5: U <= 2 has chance 4/252 in a tail.
        const RankTest five = mannWhitney({3, 6, 7, 8, 9}, {1, 2, 4, 5, 0});
        QVERIFY(near(five.improvement, 23.0 / 25, 1e-15));
        QVERIFY(near(five.p, 2 * 4.0 / 252, 1e-15));
        QVERIFY(near(mannWhitney({1, 2, 4, 5, 0}, {3, 6, 7, 8, 9}).p, five.p, 1e-15));
        QVERIFY(near(mannWhitney({1}, {2}).p, 1, 1e-15));
    }

    void tiesUseTheNormalApproximation() {
        const RankTest same = mannWhitney({1, 1, 1}, {1, 1});
        QVERIFY(!same.exact);
        QCOMPARE(same.p, 1.0);
        QCOMPARE(same.improvement, 0.5);
        // {1 2 2 3} and {2 3 4 4}: U = 2.5 of 16, so 5.5 from its mean; ties 3, 2, 2: 24 + 6 + 6 = 36.
        const RankTest tied = mannWhitney({1, 2, 2, 3}, {2, 3, 4, 4});
        const double deviation = std::sqrt(16.0 / 12 * (9 - 36.0 / 56));
        QVERIFY(near(tied.improvement, 2.5 / 16, 1e-15));
        QVERIFY(near(tied.p, 2 * normalChance(-(5.5 - 0.5) / deviation), 1e-12));
    }

    // Without a difference one in twenty tests is below 0.05: 2000 of them within four standard errors.
    void testsKeepTheirLevel() {
        ludus::Rng rng(7);
        int welchBelow = 0, ranksBelow = 0;
        for (int i = 0; i < 2000; ++i) {
            std::vector<double> x(8), y(8);
            for (double& value : x)
                value = rng.normal();
            for (double& value : y)
                value = rng.normal();
            welchBelow += welch(x, y).p < 0.05 ? 1 : 0;
            ranksBelow += mannWhitney(x, y).p < 0.05 ? 1 : 0;
        }
        QVERIFY2(std::abs(welchBelow - 100) < 40, qPrintable(QString::number(welchBelow)));
        QVERIFY2(ranksBelow > 50 && ranksBelow < 140, qPrintable(QString::number(ranksBelow)));
    }

    void curvesMeetOnOneGrid() {
        GroupOptions options;
        options.points = 5;
        options.spread = Spread::deviation;
        // 0..4 and 2..4: the second joins in the middle; at x = 3 they are 3 and 11.
        const auto group = groupCurve({{{0, 4}, {0, 4}}, {{2, 4}, {10, 12}}}, options);
        QCOMPARE(group.size(), size_t{5});
        QCOMPARE(group[1].n, 1);
        QCOMPARE(group[1].centre, 1.0);
        QVERIFY(std::isnan(group[1].low));
        QCOMPARE(group[3].n, 2);
        QCOMPARE(group[3].centre, 7.0);
        QVERIFY(near(group[3].high - group[3].centre, std::sqrt(32.0), 1e-12));
        QCOMPARE(group.back().x, 4.0);
        QVERIFY(groupCurve({}, options).empty());
        QCOMPARE(groupCurve({{{5}, {1}}, {{5}, {3}}}, options).size(), size_t{1});
    }

    void bandsAreWhatTheySay() {
        std::vector<Curve> runs;
        for (const double y : {1.0, 2.0, 3.0, 4.0, 100.0})
            runs.push_back({{0, 1}, {y, y}});
        GroupOptions options;
        options.points = 2;
        options.spread = Spread::range;
        QCOMPARE(groupCurve(runs, options)[0].low, 1.0);
        QCOMPARE(groupCurve(runs, options)[0].high, 100.0);
        options.centre = Centre::interquartileMean;
        options.spread = Spread::interval;
        const GroupPoint robust = groupCurve(runs, options)[1];
        QCOMPARE(robust.centre, 3.0);
        QVERIFY(robust.low >= 1 && robust.low < 3 && robust.high > 3);
        options.centre = Centre::median;
        QCOMPARE(groupCurve(runs, options)[1].centre, 3.0);
        options.centre = Centre::mean;
        options.spread = Spread::error;
        const GroupPoint plain = groupCurve(runs, options)[0];
        QVERIFY(near(plain.high - plain.centre, std::sqrt(1902.5 / 5), 1e-9));  // variance: 7610 / 4
        const double nan = std::nan("");
        QCOMPARE(groupCurve({{{0, 1, 2}, {1, nan, 3}}}, options)[1].centre, 3.0);  // a gap is left out
    }
};

QTEST_APPLESS_MAIN(TestGroupComparison)
#include "tst_group_comparison.moc"
