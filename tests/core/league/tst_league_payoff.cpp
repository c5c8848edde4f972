// SPDX-License-Identifier: GPL-3.0-or-later
// What a league believes about who beats whom: fading counts, sides, priors, intervals; and how candidates are weighed.
#include <QTest>

#include <cmath>
#include <numeric>

#include "core/league/payoff.h"
#include "core/league/sampling.h"

using namespace ludus;
using namespace ludus::league;

namespace {

const Member kMain = Member::learner(0), kOther = Member::learner(1);
const Member kOld = Member::snapshot(0), kNew = Member::snapshot(1);

bool near(double a, double b) {
    return std::fabs(a - b) < 1e-12;
}

/// Two learners; the first one was frozen twice.
Payoff twoLearners(double decay = 0.99) {
    Payoff payoff(2, {decay, 1});
    payoff.freeze(0, 0);
    payoff.freeze(0, 1);
    return payoff;
}

}  // namespace

class TestLeaguePayoff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingKnownIsOneHalf() {
        const Payoff payoff = twoLearners();
        QCOMPARE(payoff.rate(kMain, kOld), 0.5);
        QCOMPARE(payoff.rate(kOld, kNew), 0.5);
        const WinRate rate = payoff.winRate(kOld, kMain);
        QCOMPARE(rate.low, 0.0);
        QCOMPARE(rate.high, 1.0);
    }

    /// Two wins, a draw, a loss with decay 1/2: weights 1/8, 1/4, 1/2, 1.
    void olderMatchesFade() {
        Payoff payoff = twoLearners(0.5);
        payoff.add(kMain, kOld, 0, 1);
        payoff.add(kMain, kOld, 0, 1);
        payoff.add(kMain, kOld, 0, 0);
        payoff.add(kMain, kOld, 0, -1);
        const PayoffPair pair = payoff.pair(kMain, kOld);
        QCOMPARE(pair.sides[0].wins, 0.125 + 0.25);
        QCOMPARE(pair.sides[0].draws, 0.5);
        QCOMPARE(pair.sides[0].losses, 1.0);
        QCOMPARE(pair.played(), int64_t{4});
        QVERIFY(near(payoff.rate(kMain, kOld), (0.375 + 0.25) / 1.875));
    }

    /// A match on one side makes what is known of the other side older, too.
    void bothSidesFadeTogether() {
        Payoff payoff = twoLearners(0.5);
        payoff.add(kMain, kOld, 0, 1);
        payoff.add(kMain, kOld, 1, -1);
        QCOMPARE(payoff.pair(kMain, kOld).sides[0].wins, 0.5);
        QCOMPARE(payoff.pair(kMain, kOld).sides[1].losses, 1.0);
    }

    void reversedLookUpIsTheOtherOnesView() {
        Payoff payoff = twoLearners();
        for (int i = 0; i < 30; ++i)
            payoff.add(i % 2 == 0 ? kMain : kOld, i % 2 == 0 ? kOld : kMain, i % 3 == 0 ? 1 : 0, i % 4 - 1);
        for (const auto& [a, b] : {std::pair{kMain, kOld}, {kOld, kMain}, {kMain, kOther}, {kOld, kNew}}) {
            QVERIFY(near(payoff.rate(a, b), 1 - payoff.rate(b, a)));
            const PayoffPair one = payoff.pair(a, b), other = payoff.pair(b, a);
            for (size_t side = 0; side < 2; ++side) {
                QCOMPARE(one.sides[side].wins, other.sides[1 - side].losses);
                QCOMPARE(one.sides[side].draws, other.sides[1 - side].draws);
                QCOMPARE(one.sides[side].played, other.sides[1 - side].played);
            }
        }
    }

    /// AlphaStar's 0.99 bounds the games of a pair by 100.
    void weightIsBounded() {
        Payoff payoff = twoLearners();
        for (int i = 0; i < 5000; ++i)
            payoff.add(kMain, kOld, i % 2, 1);
        QVERIFY(payoff.pair(kMain, kOld).games() <= 100);
        QVERIFY(payoff.pair(kMain, kOld).games() > 99.9);
        QCOMPARE(payoff.pair(kMain, kOld).played(), int64_t{5000});
        // Which are worth (1 + d)/(1 - d) = 199 independent matches.
        QVERIFY(std::fabs(effectiveGames(5000, 0.99) - 199) < 0.01);
        QCOMPARE(effectiveGames(7, 1), 7.0);
        QVERIFY(near(effectiveGames(2, 0.5), 1.5 * 1.5 / 1.25));
    }

    /// Counting a self-play match for both of its ends would fade the same cell twice.
    void aMatchAgainstOneselfCountsOnceAsADraw() {
        Payoff payoff = twoLearners(0.5);
        payoff.add(kMain, kMain, 0, 1);
        payoff.add(kMain, kMain, 1, -1);
        QCOMPARE(payoff.pair(kMain, kMain).games(), 1.5);
        QCOMPARE(payoff.rate(kMain, kMain), 0.5);
    }

    void fewMatchesCountAsOneHalf() {
        Payoff payoff(1, {0.99, 5});
        payoff.freeze(0, 0);
        for (int i = 0; i < 5; ++i)
            payoff.add(kMain, kOld, 0, 1);
        QCOMPARE(payoff.rate(kMain, kOld), 0.5);  // faded to 4.9 games
        payoff.add(kMain, kOld, 0, 1);
        QCOMPARE(payoff.rate(kMain, kOld), 1.0);
    }

    void aFrozenLearnerInheritsItsResultsAsAPrior() {
        Payoff payoff = twoLearners(1);
        for (int i = 0; i < 8; ++i)
            payoff.add(kMain, kOld, 0, i < 6 ? 1 : -1);
        payoff.add(kOther, kMain, 1, 1);
        payoff.freeze(0, 2);
        const Member frozen = Member::snapshot(2);
        const PayoffPair pair = payoff.pair(frozen, kOld);
        QVERIFY(pair.priorOnly());
        QCOMPARE(pair.sides[0].priorWins, 6.0);
        QCOMPARE(pair.played(), int64_t{0});
        QCOMPARE(payoff.rate(frozen, kOld), 0.75);
        QCOMPARE(payoff.rate(kOther, frozen), 1.0);
        QCOMPARE(payoff.pair(frozen, kOther).sides[0].priorLosses, 1.0);  // it had the first side then
        QCOMPARE(payoff.rate(frozen, kMain), 0.5);                        // its learner is its equal
        QCOMPARE(payoff.rate(kMain, kOld), 0.75);                         // and goes on with what it has
        QVERIFY(!payoff.pair(kMain, kOld).priorOnly());
    }

    /// Whom it met in an earlier period is known of its earlier self; otherwise a league's memory would grow with the
    /// square of its snapshots.
    void aFrozenLearnerInheritsThePeriodsResultsOnly() {
        Payoff payoff = twoLearners(1);
        payoff.add(kMain, kOld, 0, 1);
        payoff.freeze(0, 2);
        payoff.add(kMain, kNew, 0, 1);
        payoff.skip(3);
        payoff.freeze(0, 4);
        QCOMPARE(payoff.pair(Member::snapshot(2), kOld).priorGames(), 1.0);
        QCOMPARE(payoff.pair(Member::snapshot(4), kOld).weight(), 0.0);
        QCOMPARE(payoff.pair(Member::snapshot(4), kNew).priorGames(), 1.0);
        QCOMPARE(payoff.pair(Member::snapshot(3), kNew).weight(), 0.0);
        QCOMPARE(payoff.pair(kMain, kOld).games(), 1.0);
    }

    void aRestartedLearnerHasTheResultsOfWhereItStarts() {
        Payoff payoff = twoLearners(1);
        for (int i = 0; i < 4; ++i) {
            payoff.add(kMain, kOld, 0, 1);
            payoff.add(kOther, kOld, 1, i == 0 ? 1 : -1);
        }
        payoff.freeze(1, 2);  // beats snapshot 0 in one of four
        for (int i = 0; i < 10; ++i)
            payoff.add(kMain, kOther, 0, 1);
        payoff.restart(0, 2);
        QCOMPARE(payoff.rate(kMain, kOld), 0.25);
        QVERIFY(payoff.pair(kMain, kOld).priorOnly());
        QCOMPARE(payoff.rate(kMain, kOther), 0.5);
        QCOMPARE(payoff.pair(kMain, Member::snapshot(2)).weight(), 0.0);
    }

    void intervalShrinksWithMatchesAndHoldsTheRate() {
        Payoff payoff = twoLearners(1);
        double width = 1;
        for (int i = 0; i < 400; ++i) {
            payoff.add(kMain, kOld, i % 2, i % 4 == 0 ? -1 : 1);
            const WinRate rate = payoff.winRate(kMain, kOld);
            QVERIFY(rate.low <= rate.rate && rate.rate <= rate.high);
            if (i % 100 != 99) continue;
            QVERIFY(rate.high - rate.low < width);
            width = rate.high - rate.low;
        }
        // Wilson's interval of 300 in 400: [0.7053, 0.7900].
        const WinRate rate = payoff.winRate(kMain, kOld);
        QVERIFY(std::fabs(rate.low - 0.7053) < 5e-4 && std::fabs(rate.high - 0.7900) < 5e-4);
    }

    void savedStateAnswersTheSame() {
        Payoff payoff = twoLearners();
        for (int i = 0; i < 50; ++i)
            payoff.add(i % 3 == 0 ? kOther : kMain, i % 2 == 0 ? kOld : kNew, i % 2, i % 5 - 2);
        payoff.freeze(1, 2);
        Payoff read(2, payoff.options());
        QVERIFY(read.loadState(payoff.saveState()).ok());
        QCOMPARE(read.saveState(), payoff.saveState());
        QCOMPARE(read.version(), payoff.version());
        QCOMPARE(read.rate(Member::snapshot(2), kOld), payoff.rate(Member::snapshot(2), kOld));
        std::string damaged = payoff.saveState();
        damaged.resize(damaged.size() - 3);
        QVERIFY(!read.loadState(damaged).ok());
        QVERIFY(!Payoff(3).loadState(payoff.saveState()).ok());
    }

    void weightingsAreThoseOfAlphaStar() {
        QCOMPARE(weightOf(Weighting::squared, 0.25), 0.5625);
        QCOMPARE(weightOf(Weighting::variance, 0.25), 0.1875);
        QCOMPARE(weightOf(Weighting::linear, 0.25), 0.75);
        QCOMPARE(weightOf(Weighting::linearCapped, 0.25), 0.5);
        QCOMPARE(weightOf(Weighting::linearCapped, 0.75), 0.25);
        QCOMPARE(weightOf(Weighting::uniform, 0.1), 1.0);
        for (size_t i = 0; i < weightingNames().size(); ++i)
            QCOMPARE(weightingFromName(weightingNames()[i]), static_cast<Weighting>(i));
        QVERIFY(!weightingFromName("cubed"));
    }

    /// All of them beaten always: the weights are 0, and uniform is drawn rather than nothing.
    void probabilitiesSumToOne() {
        for (const double rate : {0.0, 0.3, 1.0}) {
            for (size_t kind = 0; kind < weightingNames().size(); ++kind) {
                for (const size_t count : {1u, 2u, 7u}) {
                    std::vector<double> weights(count, weightOf(static_cast<Weighting>(kind), rate));
                    normalise(weights);
                    QVERIFY(near(std::accumulate(weights.begin(), weights.end(), 0.0), 1));
                    QVERIFY(near(weights.front(), 1.0 / static_cast<double>(count)));
                }
            }
        }
        std::vector<double> none;
        normalise(none);
        QVERIFY(none.empty());
    }

    void pickFollowsTheProbabilities() {
        const std::vector<double> shares{0.25, 0, 0.75};
        QCOMPARE(pick(shares, 0), 0);
        QCOMPARE(pick(shares, 0.2499), 0);
        QCOMPARE(pick(shares, 0.25), 2);
        QCOMPARE(pick(shares, 0.9999999999999999), 2);
        QCOMPARE(pick(std::vector<double>{0.1, 0.2, 0.0}, 0.99), 1);  // a sum that misses 1
    }

    void onlyADipAmongOldOnesIsForgetting() {
        const auto left = [](std::vector<double> rates) { return withoutMonotoneSuffix(rates); };
        QCOMPARE(left({.9, .8, .7}), 0);
        QCOMPARE(left({.5, .9, .8}), 2);
        QCOMPARE(left({.5}), 0);
        QCOMPARE(left({}), 0);
        QCOMPARE(left({.1, .2, .3}), 3);
        QCOMPARE(left({.7, .7, .7}), 0);
        QCOMPARE(left({.9, .2, .8, .6, .5}), 3);
    }
};

QTEST_GUILESS_MAIN(TestLeaguePayoff)
#include "tst_league_payoff.moc"
