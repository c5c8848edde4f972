// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <bit>
#include <cmath>
#include <limits>

#include "core/base/math.h"
#include "core/base/rng.h"

using namespace ludus;

namespace {

/// The smaller of the absolute and the relative error, against the C library in long double.
double error(double got, long double exact) {
    const long double absolute = std::fabs(static_cast<long double>(got) - exact);
    const long double size = std::fabs(exact);
    return static_cast<double>(size > 1 ? absolute / size : absolute);
}

template <class Ours, class Exact>
double worst(double low, double high, Ours&& ours, Exact&& exact) {
    Rng rng(11);
    double out = 0;
    for (int i = 0; i < 200'000; ++i) {
        const double x = rng.uniform(low, high);
        out = std::max(out, error(static_cast<double>(ours(x)), exact(static_cast<long double>(x))));
    }
    return out;
}

constexpr double kDouble = 2e-15;
constexpr double kExpFloat = 3e-7;
constexpr double kTanhFloat = 4e-7;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

class BaseMathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exponentialIsAccurate() {
        const auto exact = [](long double x) { return std::exp(x); };
        QVERIFY(worst(-1, 1, math::exp, exact) < kDouble);
        QVERIFY(worst(-700, 700, math::exp, exact) < kDouble);
    }
    void exponentialKeepsItsEnds() {
        QCOMPARE(math::exp(0.0), 1.0);
        QCOMPARE(math::exp(1000.0), kInfinity);
        QCOMPARE(math::exp(kInfinity), kInfinity);
        QCOMPARE(math::exp(-1000.0), 0.0);
        QCOMPARE(math::exp(-kInfinity), 0.0);
        QVERIFY(std::isfinite(math::exp(709.7)));
        QVERIFY(math::exp(-740.0) > 0);  // below the normal numbers, not yet zero
        QVERIFY(std::isnan(math::exp(std::nan(""))));
    }

    void logarithmIsAccurate() {
        const auto exact = [](long double x) { return std::log(x); };
        QVERIFY(worst(0.5, 2, math::log, exact) < kDouble);
        QVERIFY(worst(0, 1e-3, math::log, exact) < kDouble);
        QVERIFY(worst(1, 1e300, math::log, exact) < kDouble);
    }
    void logarithmKeepsItsEnds() {
        QCOMPARE(math::log(1.0), 0.0);
        QCOMPARE(math::log(0.0), -kInfinity);
        QCOMPARE(math::log(kInfinity), kInfinity);
        QVERIFY(std::isnan(math::log(-1.0)));
        QVERIFY(std::fabs(math::log(5e-324) + 744.44007192138126) < 1e-12);
    }

    void sineAndCosineAreAccurate() {
        QVERIFY(worst(-4, 4, math::sin, [](long double x) { return std::sin(x); }) < kDouble);
        QVERIFY(worst(-4, 4, math::cos, [](long double x) { return std::cos(x); }) < kDouble);
        QVERIFY(worst(-1e6, 1e6, math::sin, [](long double x) { return std::sin(x); }) < kDouble);
        QVERIFY(worst(-1e6, 1e6, math::cos, [](long double x) { return std::cos(x); }) < kDouble);
    }
    void sineOfSmallAnglesIsRelativelyAccurate() {
        for (double x = 1; x > 1e-300; x *= 0.37) {
            QVERIFY(std::fabs(math::sin(x) / std::sin(x) - 1) < kDouble);
        }
        QCOMPARE(math::sin(0.0), 0.0);
        QCOMPARE(math::cos(0.0), 1.0);
    }

    void hyperbolicTangentIsAccurateAndOdd() {
        const auto exact = [](long double x) { return std::tanh(x); };
        QVERIFY(worst(-1, 1, math::tanh, exact) < kDouble);
        QVERIFY(worst(-25, 25, math::tanh, exact) < kDouble);
        for (double x = 20; x > 1e-300; x *= 0.37) {
            QVERIFY(std::fabs(math::tanh(x) / std::tanh(x) - 1) < kDouble);
            QCOMPARE(math::tanh(-x), -math::tanh(x));
        }
        QCOMPARE(math::tanh(kInfinity), 1.0);
    }

    void floatFormsAreAccurate() {
        const auto exponential = [](double x) { return math::expFloat(static_cast<float>(x)); };
        const auto exactExponential = [](long double x) { return std::exp((long double)(float)x); };
        QVERIFY(worst(-86, 87, exponential, exactExponential) < kExpFloat);
        const auto tangent = [](double x) { return math::tanhFloat(static_cast<float>(x)); };
        const auto exactTangent = [](long double x) { return std::tanh((long double)(float)x); };
        QVERIFY(worst(-1, 1, tangent, exactTangent) < kTanhFloat);
        QVERIFY(worst(-12, 12, tangent, exactTangent) < kTanhFloat);
    }
    void floatFormsClampAtTheirEnds() {
        QVERIFY(std::isfinite(math::expFloat(1000.0F)));
        QVERIFY(math::expFloat(-1000.0F) > 0);
        QVERIFY(std::fabs(math::tanhFloat(100.0F)) <= 1.0F);
        QCOMPARE(math::tanhFloat(0.0F), 0.0F);
        QCOMPARE(math::tanhFloat(-0.7F), -math::tanhFloat(0.7F));
    }

    // The same bytes on every machine: bits of these results as first computed on x86-64; they use IEEE operations
    // only.
    void resultsAreTheSameBitsEverywhere() {
        uint64_t mixed = 0;
        Rng rng(12);
        for (int i = 0; i < 10'000; ++i) {
            const double x = rng.uniform(-10, 10);
            for (const double y : {math::exp(x), math::log(x + 11), math::sin(x), math::cos(x), math::tanh(x),
                                   static_cast<double>(math::expFloat(static_cast<float>(x))),
                                   static_cast<double>(math::tanhFloat(static_cast<float>(x))), rng.normal()}) {
                mixed = mixSeed(mixed, std::bit_cast<uint64_t>(y));
            }
        }
        QCOMPARE(mixed, uint64_t{16732343707611833859ULL});
    }
};

QTEST_GUILESS_MAIN(BaseMathTest)
#include "tst_base_math.moc"
