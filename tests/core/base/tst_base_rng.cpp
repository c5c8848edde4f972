// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "core/base/rng.h"

using ludus::Rng;

namespace {

/// Pearson's statistic of counts against equal expectation.
double chiSquare(const std::vector<int>& counts) {
    double total = 0;
    for (const int n : counts)
        total += n;
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (const int n : counts)
        sum += (n - expected) * (n - expected) / expected;
    return sum;
}

/// Above this a chi-square of `freedom` degrees is a one in 30,000 event (normal approximation, four deviations).
double limit(double freedom) {
    return freedom + 4 * std::sqrt(2 * freedom);
}

}  // namespace

class BaseRngTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Reference outputs of Vigna's splitmix64.c for the state 1234567.
    void splitmixGivesTheReferenceNumbers() {
        uint64_t state = 1234567;
        for (const uint64_t expected : {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                        4593380528125082431ULL, 16408922859458223821ULL}) {
            QCOMPARE(ludus::splitmix64(state), uint64_t{expected});
        }
    }

    // Reference outputs of Blackman and Vigna's xoshiro256plusplus.c for the state 1, 2, 3, 4. The first by hand:
    // rotate(1 + 4, 23) + 1 = 5 * 2^23 + 1.
    void xoshiroGivesTheReferenceNumbers() {
        Rng rng = Rng::fromState({1, 2, 3, 4});
        for (const uint64_t expected : {41943041ULL, 58720359ULL, 3588806011781223ULL, 3591011842654386ULL,
                                        9228616714210784205ULL, 9973669472204895162ULL, 14011001112246962877ULL,
                                        12406186145184390807ULL, 15849039046786891736ULL, 10450023813501588000ULL}) {
            QCOMPARE(rng.next(), uint64_t{expected});
        }
    }

    void aStreamIsAFunctionOfSeedPurposeAndIndex() {
        Rng a(1, 2, 3), b(1, 2, 3);
        std::set<uint64_t> firsts;
        for (uint64_t seed = 0; seed < 10; ++seed) {
            for (uint64_t purpose = 0; purpose < 10; ++purpose) {
                for (uint64_t index = 0; index < 10; ++index)
                    firsts.insert(Rng(seed, purpose, index).next());
            }
        }
        QCOMPARE(a.next(), b.next());
        QCOMPARE(firsts.size(), size_t(1000));
    }

    void aSavedStateGoesOnWhereItStopped() {
        Rng rng(7);
        for (int i = 0; i < 5; ++i)
            rng.next();
        Rng copy = Rng::fromState(rng.state());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(copy.next(), rng.next());
    }

    void uniformFillsItsBinsEvenly() {
        Rng rng(1);
        std::vector<int> bins(256), floatBins(256), lowBins(256);
        for (int i = 0; i < 1'000'000; ++i) {
            const double x = rng.uniform();
            QVERIFY(x >= 0 && x < 1);
            ++bins[static_cast<size_t>(x * 256)];
            const float y = rng.uniformFloat();
            QVERIFY(y >= 0 && y < 1);
            ++floatBins[static_cast<size_t>(y * 256)];
            ++lowBins[rng.next() & 255U];
        }
        QVERIFY(chiSquare(bins) < limit(255));
        QVERIFY(chiSquare(floatBins) < limit(255));
        QVERIFY(chiSquare(lowBins) < limit(255));
    }

    void neighbouringStreamsAreIndependent() {
        std::vector<int> bins(64);
        for (uint64_t index = 0; index < 100'000; ++index) {
            Rng a(5, 1, index), b(5, 1, index + 1);
            const auto cell = static_cast<size_t>(a.uniform() * 8) * 8 + static_cast<size_t>(b.uniform() * 8);
            ++bins[cell];
        }
        QVERIFY(chiSquare(bins) < limit(63));
    }

    void belowStaysBelowAndIsEven() {
        Rng rng(2);
        std::vector<int> bins(6);
        for (int i = 0; i < 600'000; ++i)
            ++bins.at(rng.below(6));
        QVERIFY(chiSquare(bins) < limit(5));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(rng.below(1), 0U);
    }

    // Moments of the standard normal: 0, 1, 0, 3; their standard errors are 1, sqrt 2, sqrt 6, sqrt 96 over sqrt n.
    void normalHasTheMomentsOfANormal() {
        Rng rng(3);
        const int n = 1'000'000;
        double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
        for (int i = 0; i < n; ++i) {
            const double x = rng.normal();
            m1 += x / n;
            m2 += x * x / n;
            m3 += x * x * x / n;
            m4 += x * x * x * x / n;
        }
        const double root = std::sqrt(double(n));
        QVERIFY(std::fabs(m1) < 4 / root);
        QVERIFY(std::fabs(m2 - 1) < 4 * std::sqrt(2.0) / root);
        QVERIFY(std::fabs(m3) < 4 * std::sqrt(15.0) / root);
        QVERIFY(std::fabs(m4 - 3) < 4 * std::sqrt(96.0) / root);
    }

    void weightedDrawsByWeightAndNeverAZero() {
        Rng rng(4);
        const std::array<double, 5> weights{0, 1, 0, 3, 0};
        int threes = 0;
        for (int i = 0; i < 100'000; ++i) {
            const size_t drawn = rng.weighted(weights);
            QVERIFY(drawn == 1 || drawn == 3);
            threes += drawn == 3 ? 1 : 0;
        }
        // 75,000 expected, standard deviation sqrt(100000 * 3/16) = 137.
        QVERIFY(std::abs(threes - 75'000) < 4 * 137);
    }

    void seedsMixAllTheirParts() {
        std::set<uint64_t> seeds{ludus::mixSeed(0, 0), ludus::mixSeed(1, 0), ludus::mixSeed(0, 1),
                                 ludus::mixSeed(0, 0, 1)};
        QCOMPARE(seeds.size(), size_t(4));
    }
};

QTEST_GUILESS_MAIN(BaseRngTest)
#include "tst_base_rng.moc"
