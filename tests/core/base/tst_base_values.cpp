// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <memory>
#include <type_traits>

#include "core/base/check.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/statistics.h"

using namespace ludus;

static_assert(!std::is_convertible_v<RunId, SnapshotId>);
static_assert(!std::is_convertible_v<RunId, int64_t>);

class BaseValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checkPrintsExpressionAndBothOperands() {
        LUDUS_CHECK_EQ(1 + 1, 2);
        try {
            const int rows = 3;
            LUDUS_CHECK_EQ(rows, 4);
            QFAIL("a broken promise went unseen");
        } catch (const BrokenPromise& promise) {
            const QString text = QString::fromUtf8(promise.what());
            QVERIFY(text.contains("rows == 4"));
            QVERIFY(text.contains("3 against 4"));
            QVERIFY(text.contains("tst_base_values.cpp:"));
        }
    }
    void checkEvaluatesItsOperandsOnce() {
        int calls = 0;
        LUDUS_CHECK_LT(calls++, 1);
        QCOMPARE(calls, 1);
        QVERIFY_THROWS_EXCEPTION(BrokenPromise, LUDUS_CHECK(calls == 2));
    }

    void resultHoldsAValueOrAnError() {
        const Result<int> good(3);
        QVERIFY(good && *good == 3);
        QVERIFY_THROWS_EXCEPTION(BrokenPromise, (void)good.error());
        const Result<int> bad(Error{"a.b", Text("T", "It broke."), {}, {}});
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, std::string("a.b"));
        QVERIFY_THROWS_EXCEPTION(BrokenPromise, (void)bad.value());
    }
    void resultMovesItsValueOut() {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
        const std::unique_ptr<int> out = std::move(result).value();
        QCOMPARE(*out, 5);
    }
    void statusIsGoodUntilGivenAnError() {
        QVERIFY(Status().ok());
        const Status bad = Error{"a.b", Text("T", "It broke."), {}, {}};
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, std::string("a.b"));
    }
    void sentenceJoinsThePartsThatAreThere() {
        Error error{"x", Text("T", "It broke."), {}, Text("T", "Mend it.")};
        QCOMPARE(error.sentence(), std::string("It broke. Mend it."));
        error.meaning = Text("T", "Nothing is lost.");
        QCOMPARE(error.sentence(), std::string("It broke. Nothing is lost. Mend it."));
    }

    void textFillsItsPlaceholdersInOrder() {
        const Text text = Text("T", "%1 of %2 (%1)").arg("a").arg(2.5);
        QCOMPARE(text.str(), std::string("a of 2.5 (a)"));
        QCOMPARE(text.source(), "%1 of %2 (%1)");
        QCOMPARE(text.arguments().size(), size_t(2));
        QCOMPARE(Text("T", "%1: 100%, %2").arg(7).str(), std::string("7: 100%, %2"));
        QCOMPARE(Text("T", "%1").arg(std::string("%1")).str(), std::string("%1"));
        QVERIFY(Text().empty());
    }
    void textKeepsWholeNumbersWhole() {
        QCOMPARE(Text("T", "%1").arg(2147483647).str(), std::string("2147483647"));
        QCOMPARE(Text("T", "%1").arg(-3).str(), std::string("-3"));
        QCOMPARE(Text("T", "%1").arg(0.1).str(), std::string("0.1"));
        QCOMPARE(Text("T", "%1").arg(int64_t{1'700'000'000'000}).str(), std::string("1700000000000"));
    }

    // XXH3 of nothing, as in the test vectors of the xxHash specification.
    void hashesAreThoseOfXxh3() {
        QCOMPARE(contentHash(""), std::string("99aa06d3014798d86001c324468d497f"));
        QCOMPARE(hash64("", 0), uint64_t{0x2d06800538d394c2ULL});
        QVERIFY(contentHash("a") != contentHash("b"));
        QVERIFY(hash64("a", 1, 1) != hash64("a", 1, 2));
        QCOMPARE(contentHash("a").size(), size_t(32));
    }

    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 32, sample variance 32/7.
    void runningMeanFollowsTheHandComputation() {
        RunningMean mean;
        for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0})
            mean.add(x);
        QCOMPARE(mean.count(), int64_t(8));
        QCOMPARE(mean.mean(), 5.0);
        QCOMPARE(mean.variance(), 32.0 / 7);
        QCOMPARE(mean.standardError(), std::sqrt(32.0 / 7 / 8));
        RunningMean one;
        one.add(3);
        QCOMPARE(one.variance(), 0.0);
    }
    void runningMeanSurvivesALargeOffset() {
        RunningMean mean;
        for (int i = 0; i < 1000; ++i)
            mean.add(1e9 + (i % 2));
        QVERIFY(std::fabs(mean.variance() - 0.25 * 1000 / 999) < 1e-6);
    }

    void idsCompareAndHash() {
        QVERIFY(!RunId{});
        QVERIFY(RunId{3} == RunId{3});
        QVERIFY(RunId{2} < RunId{3});
        QCOMPARE(std::hash<RunId>{}(RunId{3}), std::hash<RunId>{}(RunId{3}));
    }

    void monotonicTimeNeverGoesBack() {
        double last = systemClock().monotonicSeconds();
        for (int i = 0; i < 1000; ++i) {
            const double now = systemClock().monotonicSeconds();
            QVERIFY(now >= last);
            last = now;
        }
        QVERIFY(systemClock().wallMs() > 1'600'000'000'000);
    }
};

QTEST_GUILESS_MAIN(BaseValuesTest)
#include "tst_base_values.moc"
