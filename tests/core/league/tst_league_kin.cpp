// SPDX-License-Identifier: GPL-3.0-or-later
// How players are said to do against main agents: by the matches since their last freezes where these are enough, else
// as the payoff has it, and inside or outside of the window as a verdict would have it.
#include <QTest>

#include <cmath>

#include "core/league/story.h"
#include "core/league/view.h"
#include "tests/core/league/paper_league.h"

using namespace ludus;
using namespace ludus::league;
using test::PaperLeague;

namespace {

WinRate rateOf(double rate) {
    WinRate out;
    out.rate = rate;
    return out;
}

}  // namespace

class TestLeagueKin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Matches since the main agent's last freeze count once there are enough of them.
    void aRateOfFewMatchesIsThatOfThePayoff() {
        LeagueOptions options = test::everyRole();
        options.minimumGames = 15;  // more than one draw brings
        PaperLeague league(options, 11);
        league.run(300);
        const LeagueStory story = storyOf(options, league.events);
        int own = 0, few = 0, misled = 0;
        for (const auto& moment : story.moments()) {
            const int64_t seq = story.snapshots()[static_cast<size_t>(moment->snapshot)].seq;
            const LeagueStory then = storyOf(options, league.events, seq);
            const LeagueView view = then.book().view();
            for (const KinRow& row : moment->kin) {
                const Member member = Member::snapshot(row.snapshot);
                const auto found = view.recent[0].find(member);
                const Recent recent = found == view.recent[0].end() ? Recent{} : found->second;
                const WinRate believed = view.payoff.winRate(member, Member::learner(0));
                const bool fresh = recent.played >= options.minimumGames;
                QCOMPARE(row.rate, static_cast<float>(fresh ? recent.rate() : believed.rate));
                QCOMPARE(static_cast<int64_t>(row.played), fresh ? recent.played : believed.played);
                QCOMPARE(row.known, fresh || believed.games >= options.minimumGames);
                QCOMPARE(row.enough, recent.played >= options.inheritGames);
                QCOMPARE(row.inside, row.known && row.rate >= 0.2F && row.rate <= 0.5F);
                const WinRate told =
                    withInterval(rateOf(static_cast<double>(row.rate)), static_cast<double>(row.games));
                const WinRate right =
                    fresh ? withInterval(rateOf(recent.rate()), static_cast<double>(recent.played)) : believed;
                QVERIFY(std::fabs(told.low - right.low) < 1e-5 && std::fabs(told.high - right.high) < 1e-5);
                own += fresh ? 1 : 0;
                if (fresh || recent.played == 0 || !row.known) continue;
                ++few;
                const bool inside = recent.rate() >= 0.2 && recent.rate() <= 0.5;
                misled += inside != row.inside ? 1 : 0;
            }
        }
        QVERIFY(own > 0);
        QVERIFY(few > 0);
        QVERIFY(misled > 0);  // the few alone would say something else
    }

    void theWindowIsThatOfAVerdictOverAllMainAgents() {
        LeagueOptions options = test::everyRole();
        options.mainAgents = 2;
        PaperLeague league(options, 11);
        league.run(500);
        const LeagueStory story = storyOf(options, league.events);
        int decided = 0, together = 0, otherwise = 0;
        for (const auto& moment : story.moments()) {
            const int64_t seq = story.snapshots()[static_cast<size_t>(moment->snapshot)].seq;
            const LeagueStory then = storyOf(options, league.events, seq);
            const LeagueView view = then.book().view();
            for (const KinRow& row : moment->kin) {
                const Member member = Member::snapshot(row.snapshot);
                const Recent all = view.againstMains(member);
                QCOMPARE(row.enough, all.played >= options.inheritGames);
                if (!row.enough) continue;
                ++decided;
                const bool inside = all.rate() >= options.windowLow && all.rate() <= options.windowHigh;
                QCOMPARE(row.inside, inside);
                const auto& recent = view.recent[static_cast<size_t>(moment->player)];
                const auto own = recent.find(member);
                together += own == recent.end() || own->second.played < options.inheritGames ? 1 : 0;
                const auto rate = static_cast<double>(row.rate);
                otherwise += inside != (rate >= options.windowLow && rate <= options.windowHigh) ? 1 : 0;
            }
        }
        QVERIFY(decided > 0);
        QVERIFY(together > 0);   // enough only with those against the other one
        QVERIFY(otherwise > 0);  // one main agent's alone would say something else
    }

    void aRateOfTooFewMatchesIsNotKnownAndInsideOfNothing() {
        LeagueOptions options = test::everyRole();
        options.minimumGames = 200;  // more than fading counts ever weigh
        PaperLeague league(options, 11);
        league.run(300);
        const LeagueStory story = storyOf(options, league.events);
        int unknown = 0, known = 0;
        for (const auto& moment : story.moments()) {
            for (const KinRow& row : moment->kin) {
                QCOMPARE(row.known, row.enough);  // a verdict's matches are enough in any case
                QVERIFY(row.known || !row.inside);
                QVERIFY(!row.known || row.played >= options.inheritGames);
                ++(row.known ? known : unknown);
            }
        }
        QVERIFY(unknown > 0);
        QVERIFY(known > 0);
    }
};

QTEST_GUILESS_MAIN(TestLeagueKin)
#include "tst_league_kin.moc"
