// SPDX-License-Identifier: GPL-3.0-or-later
// The roles of a league: whom each meets, and what becomes of it at the end of a learning period. Numbers are those of
// AlphaStar's pseudo-code and of TStarBot-X, the inheritance example is worked by hand in the latter.
#include <QTest>

#include <cmath>
#include <map>

#include "core/league/league_limits.h"
#include "tests/core/league/league_kit.h"

using namespace ludus;
using namespace ludus::league;
using namespace ludus::league::test;

namespace {

constexpr int kDraws = 20'000;

std::map<DrawBranch, double> branches(const LeagueBook& book, int player) {
    std::map<DrawBranch, double> out;
    Rng rng(7);
    for (int i = 0; i < kDraws; ++i) {
        Dice dice(rng);
        out[drawOpponent(book.view(), player, dice).branch] += 1.0 / kDraws;
    }
    return out;
}

double chanceOf(const LeagueBook& book, int player, Member member) {
    double sum = 0;
    for (const Chance& chance : drawnNow(book.view(), player).chances)
        if (chance.member == member) sum += chance.probability;
    return sum;
}

bool about(double a, double b) {
    return std::fabs(a - b) < 0.012;  // more than three deviations of a share of 20 000 draws
}

bool exactly(double a, double b) {
    return std::fabs(a - b) < 1e-12;
}

}  // namespace

class TestLeagueRoles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mainAgentSharesItsMatches_data() {
        QTest::addColumn<QString>("shares");
        QTest::addColumn<double>("self");
        QTest::addColumn<double>("history");
        QTest::addColumn<double>("forgotten");
        QTest::newRow("TStarBot-X") << "tstarbot_x" << 0.25 << 0.60 << 0.15;
        QTest::newRow("AlphaStar") << "alphastar" << 0.35 << 0.50 << 0.15;
    }

    void mainAgentSharesItsMatches() {
        QFETCH(QString, shares);
        QFETCH(double, self);
        QFETCH(double, history);
        QFETCH(double, forgotten);
        LeagueOptions options = smallLeague();
        options.shares = shares.toStdString();
        options.mainExploiters = 1;
        LeagueBook book = begun(options);
        closePeriod(book, goesOn(1));
        play(book, 0, Member::snapshot(1), 1, 10);  // an exploiter that it has forgotten how to beat
        auto found = branches(book, 0);
        QVERIFY(about(found[DrawBranch::selfPlay], self));
        QVERIFY(about(found[DrawBranch::history], history));
        QVERIFY(about(found[DrawBranch::forgottenExploiters], forgotten));
    }

    /// True self-play is then more than its share.
    void withoutForgottenPlayersTheirShareIsSelfPlay() {
        LeagueBook book = begun(smallLeague());
        auto found = branches(book, 0);
        QVERIFY(about(found[DrawBranch::selfPlay], 0.40));
        QVERIFY(about(found[DrawBranch::history], 0.60));
        const Distribution now = drawnNow(book.view(), 0);
        double nothing = 0;
        for (const auto& [branch, share] : now.empty)
            if (branch == DrawBranch::forgottenMains) nothing += share;
        QVERIFY(exactly(nothing, 0.15));
    }

    void withoutAnyHistoryItPlaysItself() {
        LeagueBook book = begun(smallLeague());
        book.lost(0);
        QVERIFY(exactly(chanceOf(book, 0, Member::learner(0)), 1));
    }

    void probabilitiesOfAllCandidatesSumToOne() {
        LeagueOptions options = smallLeague();
        options.mainAgents = 2;
        options.mainExploiters = options.leagueExploiters = options.evolutionaryExploiters = 1;
        options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        for (int round = 0; round < 5; ++round)
            for (int player = 0; player < options.learners(); ++player) {
                play(book, player, Member::snapshot(round), round * 2, 10);
                closePeriod(book, goesOn(player));
            }
        for (int player = 0; player < options.learners(); ++player) {
            double sum = 0;
            for (const Chance& chance : drawnNow(book.view(), player).chances)
                sum += chance.probability;
            QVERIFY(exactly(sum, 1));
        }
    }

    void onlyOffendersAreForgottenUnlessOneLetsAllIn() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = 1;
        options.shares = "custom";
        options.selfPlayShare = options.historyShare = 0;
        options.forgottenShare = 1;
        LeagueBook book = begun(options);
        closePeriod(book, goesOn(1));
        closePeriod(book, goesOn(1));
        play(book, 0, Member::snapshot(1), 2, 10);
        play(book, 0, Member::snapshot(2), 5, 10);
        QVERIFY(exactly(chanceOf(book, 0, Member::snapshot(1)), 1));
        options.forgottenAll = true;
        book.setOptions(options);
        // Squared weights: 0.8^2 against 0.5^2.
        QVERIFY(exactly(chanceOf(book, 0, Member::snapshot(1)), 0.64 / 0.89));
    }

    void earlierSelvesAreForgottenOnlyBeforeTheirLastRise() {
        LeagueOptions options = smallLeague();
        options.shares = "custom";
        options.selfPlayShare = options.historyShare = 0;
        options.forgottenShare = 1;
        LeagueBook book = begun(options);
        closePeriod(book, goesOn(0));
        closePeriod(book, goesOn(0));
        play(book, 0, Member::snapshot(0), 5, 10);
        play(book, 0, Member::snapshot(1), 9, 10);
        play(book, 0, Member::snapshot(2), 6, 10);  // newer and harder: no forgetting
        QVERIFY(exactly(chanceOf(book, 0, Member::snapshot(0)), 1));
        QVERIFY(branches(book, 0)[DrawBranch::forgottenMains] > 0.99);
    }

    void exploiterMeetsTheMainAgentOfNow() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = 1;
        LeagueBook book = begun(options);
        QVERIFY(exactly(chanceOf(book, 1, Member::learner(0)), 1));
        QCOMPARE(drawnNow(book.view(), 1).chances.front().branch, DrawBranch::liveMain);
    }

    /// Below 10 % it meets earlier ones about as strong as itself; with 15 % still the one of now.
    void tooStrongAMainAgentGivesWayToItsPast() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = 1;
        LeagueBook book = begun(options);
        closePeriod(book, goesOn(0));
        play(book, 1, Member::learner(0), 1, 20);
        play(book, 1, Member::snapshot(0), 10, 20);
        play(book, 1, Member::snapshot(1), 2, 20);
        QVERIFY(exactly(chanceOf(book, 1, Member::learner(0)), 0.15));
        QVERIFY(exactly(chanceOf(book, 1, Member::snapshot(0)), 0.85 * 0.25 / 0.34));
        QVERIFY(exactly(chanceOf(book, 1, Member::snapshot(1)), 0.85 * 0.09 / 0.34));
    }

    void leagueExploiterWeighsHistoryLinearlyUpToOneHalf() {
        LeagueOptions options = smallLeague();
        options.leagueExploiters = 1;
        LeagueBook book = begun(options);
        closePeriod(book, goesOn(0));
        play(book, 1, Member::snapshot(0), 3, 4);
        play(book, 1, Member::snapshot(1), 0, 4);
        QVERIFY(exactly(chanceOf(book, 1, Member::snapshot(0)), 0.25 / 0.75));
        QVERIFY(exactly(chanceOf(book, 1, Member::snapshot(1)), 0.5 / 0.75));
        book.lost(0);
        book.lost(1);
        QVERIFY(exactly(chanceOf(book, 1, Member::learner(0)), 1));
        QCOMPARE(drawnNow(book.view(), 1).empty.front().first, DrawBranch::history);
    }

    void aMetaStrategyTakesThePlaceOfTheWeighting() {
        LeagueBook book = begun(smallLeague());
        closePeriod(book, goesOn(0));
        const std::vector<double> mixture{0.2, 0.8};
        LeagueView view = book.view();
        view.meta = &mixture;
        double second = 0;
        for (const Chance& chance : drawnNow(view, 0).chances)
            if (chance.member == Member::snapshot(1)) second += chance.probability;
        QVERIFY(exactly(second, 0.6 * 0.8));
    }

    void periodEndsByStepsOrByWinRate() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = 1;
        LeagueBook book = begun(options);
        QCOMPARE(judge(book, 1).action, VerdictAction::goOn);
        play(book, 1, Member::learner(0), 20, 20);
        QCOMPARE(judge(book, 1).action, VerdictAction::goOn);  // too early, whatever it wins
        book.trained(1, 1000);
        const LeagueVerdict won = judge(book, 1);
        QCOMPARE(won.action, VerdictAction::freezeAndRestart);
        QCOMPARE(won.cause, VerdictCause::winRate);
        QVERIFY(won.reset);
        QCOMPARE(*won.restartFrom, 0);
        closePeriod(book, won);
        QCOMPARE(book.learners()[1].period, 2);
        QCOMPARE(book.learners()[1].trained, int64_t{0});
        QCOMPARE(book.learners()[1].from, 0);
        book.trained(1, 1999);
        QCOMPARE(judge(book, 1).action, VerdictAction::goOn);
        book.trained(1, 1);
        QCOMPARE(judge(book, 1).cause, VerdictCause::maximumSteps);
    }

    /// Nine won matches are not enough to tell.
    void fewMatchesEndNoPeriod() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = 1;
        LeagueBook book = begun(options);
        book.trained(1, 1000);
        play(book, 1, Member::learner(0), 9, 9);
        QCOMPARE(judge(book, 1).action, VerdictAction::goOn);
        play(book, 1, Member::learner(0), 1, 1);
        QCOMPARE(judge(book, 1).cause, VerdictCause::winRate);
    }

    void mainAgentGoesOnWithItsOwnWeights() {
        LeagueBook book = begun(smallLeague());
        book.trained(0, 999);
        QCOMPARE(judge(book, 0).action, VerdictAction::goOn);
        book.trained(0, 1);
        const LeagueVerdict verdict = judge(book, 0);
        QCOMPARE(verdict.action, VerdictAction::freeze);
        closePeriod(book, verdict);
        QCOMPARE(book.snapshots().back().parent, 0);
        QCOMPARE(book.learners()[0].from, 1);
    }

    /// AlphaStar's main agents: also once they hold their own against everybody frozen.
    void mainAgentMayEndAPeriodByItsHoldOverHistory() {
        LeagueOptions options = smallLeague();
        options.mainMaxSteps = 4000;
        LeagueBook book = begun(options);
        book.trained(0, 1000);
        QCOMPARE(judge(book, 0).action, VerdictAction::goOn);
        play(book, 0, Member::snapshot(0), 9, 10);
        QCOMPARE(judge(book, 0).cause, VerdictCause::winRate);
    }

    void leagueExploiterStartsAgainWithItsProbability() {
        LeagueOptions options = smallLeague();
        options.leagueExploiters = 1;
        LeagueBook book = begun(options);
        book.trained(1, 2000);
        int resets = 0;
        for (int i = 0; i < 4000; ++i) {
            const LeagueVerdict verdict = judge(book, 1, static_cast<uint64_t>(i));
            QCOMPARE(verdict.numbers.size(), size_t{1});
            QCOMPARE(verdict.reset, verdict.numbers[0] < 0.25);
            resets += verdict.reset ? 1 : 0;
        }
        QVERIFY(std::abs(resets - 1000) < 100);
    }

    /// TStarBot-X: 0001 is a leaf at 40 % and is inherited; 0002 is above 50 % and no other leaf is there, so 0003
    /// starts again; then the leaves 0002 and 0003 have 48 % and 40 %, and 0004 inherits 0002.
    void adaptiveInheritanceFollowsTheWorkedExample() {
        LeagueOptions options = smallLeague();
        options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        const Member learner = Member::learner(1);
        const auto endPeriod = [&] {
            book.trained(1, 2000);
            const LeagueVerdict verdict = judge(book, 1);
            closePeriod(book, verdict);
            closePeriod(book, goesOn(0));  // and the main agent of now is another one
            return verdict;
        };
        evaluate(book, learner, 20, 50);
        const LeagueVerdict first = endPeriod();  // freezes 0001 = snapshot 1
        QCOMPARE(first.action, VerdictAction::freeze);
        QCOMPARE(book.learners()[1].from, 1);
        evaluate(book, learner, 30, 50);
        const LeagueVerdict second = endPeriod();  // freezes 0002 = snapshot 3, child of 0001
        QVERIFY(second.reset);
        QCOMPARE(second.table.size(), size_t{1});  // 0001 is no leaf any more
        QCOMPARE(book.snapshots()[3].parent, 1);
        QCOMPARE(book.learners()[1].from, 0);
        evaluate(book, learner, 20, 50);
        evaluate(book, Member::snapshot(3), 24, 50);
        const LeagueVerdict third = endPeriod();  // freezes 0003 = snapshot 5, a new branch under the root
        QCOMPARE(third.action, VerdictAction::freezeAndRestart);
        QVERIFY(!third.reset);
        QCOMPARE(*third.restartFrom, 3);
        QCOMPARE(book.snapshots()[5].parent, 0);
        QCOMPARE(book.learners()[1].from, 3);
    }

    void inheritanceWindowIsClosed_data() {
        QTest::addColumn<int>("wins");  // of 50
        QTest::addColumn<bool>("inherited");
        QTest::newRow("below") << 9 << false;
        QTest::newRow("lower end") << 10 << true;
        QTest::newRow("upper end") << 25 << true;
        QTest::newRow("above") << 26 << false;
    }

    void inheritanceWindowIsClosed() {
        QFETCH(int, wins);
        QFETCH(bool, inherited);
        LeagueOptions options = smallLeague();
        options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        book.trained(1, 2000);
        evaluate(book, Member::learner(1), wins, 50);
        QCOMPARE(judge(book, 1).reset, !inherited);
    }

    void ofEquallyNearLeavesTheOlderIsInherited() {
        LeagueOptions options = smallLeague();
        options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        for (int i = 0; i < 2; ++i) {
            LeagueVerdict verdict = goesOn(1);
            verdict.action = VerdictAction::freezeAndRestart;
            verdict.restartFrom = 0;
            closePeriod(book, verdict);
        }
        book.trained(1, 2000);
        evaluate(book, Member::learner(1), 40, 50);
        evaluate(book, Member::snapshot(1), 20, 50);
        evaluate(book, Member::snapshot(2), 20, 50);
        QCOMPARE(*judge(book, 1).restartFrom, 1);
    }

    void missingMatchesArePlayedFirst() {
        LeagueOptions options = smallLeague();
        options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        closePeriod(book, goesOn(1));
        book.trained(1, 2000);
        evaluate(book, Member::learner(1), 15, 29);
        const LeagueVerdict verdict = judge(book, 1);
        QCOMPARE(verdict.action, VerdictAction::evaluateFirst);
        QVERIFY(!verdict.restartFrom);
        QCOMPARE(verdict.table.front().played, int64_t{29});
        evaluate(book, Member::learner(1), 0, 1);
        QVERIFY(judge(book, 1).action != VerdictAction::evaluateFirst);
        // A new main agent is somebody else: what was played against the former does not count.
        closePeriod(book, goesOn(0));
        QCOMPARE(judge(book, 1).action, VerdictAction::evaluateFirst);
    }

    /// What counts is the win rate against the main agent of now, not that of when it was frozen.
    void evolutionInheritsWhoeverIsBestNow() {
        LeagueOptions options = smallLeague();
        options.evolutionaryExploiters = 1;
        LeagueBook book = begun(options);
        evaluate(book, Member::learner(1), 45, 50);
        closePeriod(book, goesOn(1));  // snapshot 1, very strong when it was frozen
        evaluate(book, Member::learner(1), 30, 50);
        closePeriod(book, goesOn(1));  // snapshot 2
        closePeriod(book, goesOn(0));
        book.trained(1, 2000);
        evaluate(book, Member::snapshot(1), 10, 50);
        evaluate(book, Member::snapshot(2), 22, 50);
        evaluate(book, Member::learner(1), 15, 50);
        const LeagueVerdict verdict = judge(book, 1);
        QCOMPARE(verdict.action, VerdictAction::freezeAndRestart);
        QCOMPARE(*verdict.restartFrom, 2);
        evaluate(book, Member::learner(1), 50, 50);
        QCOMPARE(judge(book, 1).action, VerdictAction::freeze);  // itself is best
    }

    void inheritanceCombinesWithOtherRolesOpponents() {
        LeagueOptions options = smallLeague();
        options.evolutionaryExploiters = 1;
        options.inheritingOpponents = "league_exploiter";
        LeagueBook book = begun(options);
        QCOMPARE(drawnNow(book.view(), 1).chances.front().branch, DrawBranch::history);
        options.inheritingOpponents = "specific_exploiter";
        options.specificBots = {"bot:chaser"};
        LeagueBook specific(options);
        QCOMPARE(specific.learners()[1].spec.bot, std::string("bot:chaser"));
    }

    void specificExploiterGoesBackToItsOwnStart() {
        LeagueOptions options = smallLeague();
        options.specificExploiters = 2;
        options.specificBots = {"bot:chaser", "bot:random"};
        LeagueBook book = begun(options);
        QVERIFY(book.makesStart(1) && book.makesStart(2) && !book.makesStart(0));
        QCOMPARE(book.learners()[2].spec.bot, std::string("bot:random"));
        LeagueVerdict ready = goesOn(2);
        ready.cause = VerdictCause::startReady;
        closePeriod(book, ready);
        QVERIFY(!book.makesStart(2));
        QCOMPARE(book.learners()[2].start, 1);
        book.trained(2, 2000);
        QCOMPARE(*judge(book, 2).restartFrom, 1);
    }

    void aFailedMainAgentIsNobodysOpponent() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = 1;
        options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        book.failed(0);
        for (int player = 1; player < 3; ++player) {
            QVERIFY(exactly(chanceOf(book, player, Member::learner(0)), 0));
            QVERIFY(exactly(chanceOf(book, player, Member::snapshot(0)), 1));
            book.trained(player, 2000);
            QVERIFY(judge(book, player).reset);  // and nobody waits for matches against it
        }
    }

    void snapshotsFrozenInBetweenAreNobodysOpponents() {
        LeagueBook book = begun(smallLeague());
        freeze(book, 0);
        QVERIFY(!book.snapshots()[1].usable);
        QVERIFY(exactly(chanceOf(book, 0, Member::snapshot(1)), 0));
        QCOMPARE(book.learners()[0].period, 1);
    }

    void aRecordedDrawIsDrawnAgain() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = options.leagueExploiters = 1;
        LeagueBook book = begun(options);
        for (int i = 0; i < 6; ++i) {
            play(book, 0, Member::snapshot(i), 3 + i, 10);
            closePeriod(book, goesOn(i % 3));
        }
        Rng rng(5);
        for (int i = 0; i < 300; ++i) {
            Dice dice(rng);
            const LeagueDraw draw = drawOpponent(book.view(), i % 3, dice);
            Dice again(draw.numbers);
            const LeagueDraw same = drawOpponent(book.view(), i % 3, again);
            QCOMPARE(same.chosen.code(), draw.chosen.code());
            QCOMPARE(same.branch, draw.branch);
            QCOMPARE(same.probability, draw.probability);
            bool among = false;
            for (const Candidate& candidate : candidatesOf(book.view(), draw))
                among = among || (candidate.member == draw.chosen && candidate.probability == draw.probability);
            QVERIFY(among);
        }
    }

    void savedBookDecidesTheSame() {
        LeagueOptions options = smallLeague();
        options.mainExploiters = options.adaptiveExploiters = 1;
        LeagueBook book = begun(options);
        for (int i = 0; i < 4; ++i) {
            play(book, 0, Member::snapshot(i), i, 10);
            evaluate(book, Member::learner(2), i, 10);
            closePeriod(book, goesOn(i % 3));
        }
        book.trained(2, 2000);
        book.decided(goesOn(1));
        LeagueBook read(options);
        QVERIFY(read.loadState(book.saveState()).ok());
        QCOMPARE(read.saveState(), book.saveState());
        QCOMPARE(judge(read, 2).action, judge(book, 2).action);
        freeze(read, 1);
        QVERIFY(read.snapshots().back().usable);  // the verdict was waiting for it
        std::string damaged = book.saveState();
        for (size_t i = 0; i < damaged.size(); i += 7) {
            LeagueBook other(options);
            (void)other.loadState(std::string_view(damaged).substr(0, i));
        }
        QVERIFY(!read.loadState(std::string_view(damaged).substr(0, damaged.size() - 1)).ok());
        options.mainExploiters = 2;
        QVERIFY(!LeagueBook(options).loadState(book.saveState()).ok());
    }

    void contradictionsAreNamed() {
        QVERIFY(checkNewLeague(LeagueOptions{}).ok());
        const auto refused = [](auto change) {
            LeagueOptions options;
            change(options);
            const Status status = checkNewLeague(options);
            return !status.ok() && status.error().code == "league.contradiction";
        };
        QVERIFY(refused([](LeagueOptions& o) { o.mainMinSteps = o.mainMaxSteps + 1; }));
        QVERIFY(refused([](LeagueOptions& o) { o.exploiterMinSteps = o.exploiterMaxSteps + 1; }));
        QVERIFY(refused([](LeagueOptions& o) { o.windowLow = 0.6; }));
        QVERIFY(refused([](LeagueOptions& o) { o.specificExploiters = 1; }));
        QVERIFY(refused([](LeagueOptions& o) {
            o.shares = "custom";
            o.selfPlayShare = o.historyShare = o.forgottenShare = 0;
        }));
        QVERIFY(refused([](LeagueOptions& o) { o.exploiterFloor = 0.71; }));
        QVERIFY(!refused([](LeagueOptions& o) { o.exploiterFloor = o.winThreshold; }));
    }

    void asManyMatchesAsNeverComeTogetherAreRefused_data() {
        QTest::addColumn<double>("decay");
        QTest::addColumn<int>("minimumGames");
        QTest::addColumn<bool>("refused");
        QTest::newRow("as they come") << 0.99 << 5 << false;
        QTest::newRow("half, five") << 0.5 << 5 << true;
        QTest::newRow("half, two") << 0.5 << 2 << true;  // never quite
        QTest::newRow("half, one") << 0.5 << 1 << false;
        QTest::newRow("a hundredth, 101") << 0.99 << 101 << true;
        QTest::newRow("a hundredth, 100") << 0.99 << 100 << true;
        QTest::newRow("a hundredth, 99") << 0.99 << 99 << false;
        QTest::newRow("a fifth, five") << 0.8 << 5 << true;
        QTest::newRow("nothing fades") << 1.0 << 1000 << false;
        QTest::newRow("at once") << 0.5 << 0 << false;
    }
    void asManyMatchesAsNeverComeTogetherAreRefused() {
        QFETCH(double, decay);
        QFETCH(int, minimumGames);
        QFETCH(bool, refused);
        LeagueOptions options;
        options.decay = decay;
        options.minimumGames = minimumGames;
        const Status status = checkNewLeague(options);
        QVERIFY(checkLeague(options).ok());  // of leagues that began so before it was refused
        QCOMPARE(status.ok(), !refused);
        // As it is: after very many matches the win rate counts, or it does not.
        Payoff payoff(2, {decay, static_cast<double>(minimumGames)});
        for (int i = 0; i < 2000; ++i)
            payoff.add(Member::learner(0), Member::learner(1), i % 2, 1);
        const double bound = decay < 1 ? 1 / (1 - decay) : 1e9;
        if (std::fabs(bound - minimumGames) > 1e-6)  // there sums of doubles are rounded to what they never reach
            QCOMPARE(payoff.rate(Member::learner(0), Member::learner(1)), refused ? 0.5 : 1.0);
        if (!refused) return;
        QCOMPARE(status.error().code, std::string("league.contradiction"));
        const std::string advice = status.error().remedy.str();
        QVERIFY(advice.find("minimum_games") != std::string::npos && advice.find("decay") != std::string::npos);
        QVERIFY(!status.error().happened.empty() && !status.error().meaning.empty());
    }
};

QTEST_GUILESS_MAIN(TestLeagueRoles)
#include "tst_league_roles.moc"
