// SPDX-License-Identifier: GPL-3.0-or-later
// What a league is worth in numbers, by hand: rock-paper-scissors among its own snapshots, relative population
// performance of small populations, cycles, diversity, forgetting.
#include <QTest>

#include <cmath>
#include <numeric>

#include "core/league/measures.h"
#include "tests/core/league/league_kit.h"
#include "tests/core/league/paper_league.h"

using namespace ludus;
using namespace ludus::league;

namespace {

bool near(double a, double b, double apart = 1e-9) {
    return std::fabs(a - b) < apart;
}

/// Told event by event; what was long ago hardly counts (decay 1/2).
class Script {
public:
    explicit Script(LeagueOptions options) : story(options) {}

    void freeze(int player, VerdictCause cause) {
        LeagueVerdict verdict;
        verdict.player = player;
        verdict.action = VerdictAction::freeze;
        verdict.cause = cause;
        verdict.leagueVersion = story.book().version();
        verdict.payoffVersion = story.book().payoff().version();
        take(Judged{verdict});
        SnapshotRecord snapshot;
        snapshot.player = player;
        snapshot.index = static_cast<int>(story.snapshots().size());
        snapshot.id = makeSnapshotId(RunId{1}, snapshot.index);
        snapshot.step = ++step_;
        take(SnapshotFrozen{snapshot, {}});
    }
    void meet(const std::string& opponent, float score, int games = 30) {
        TallyRecord tally;
        tally.opponent = opponent;
        tally.step = step_;
        tally.scores.assign(static_cast<size_t>(games), score);
        for (int i = 0; i < games; ++i)
            tally.sides.push_back(static_cast<uint8_t>(i % 2));
        take(Tallied{tally});
    }
    void take(EventBody body) {
        RunEvent event;
        event.seq = ++seq_;
        event.body = std::move(body);
        story.take(event);
    }

    LeagueStory story;

private:
    int64_t seq_ = 0, step_ = 0;
};

/// MA1-1 beats the root, MA1-2 beats MA1-1 and has forgotten how to beat the root.
LeagueStory circle() {
    LeagueOptions options = test::smallLeague();
    options.decay = 0.5;
    Script script(options);
    script.freeze(0, VerdictCause::rootReady);
    script.meet("snapshot 0", 1);
    script.freeze(0, VerdictCause::maximumSteps);
    script.meet("snapshot 1", 1);
    script.meet("snapshot 0", -1);
    script.freeze(0, VerdictCause::maximumSteps);
    return script.story;
}

math::PayoffMatrix matrix(size_t rows, size_t columns, std::vector<double> values) {
    return {rows, columns, std::move(values)};
}

const math::PayoffMatrix kRockPaperScissors{3, 3, {0.5, 0, 1, 1, 0.5, 0, 0, 1, 0.5}};

}  // namespace

class TestLeagueMeasures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCircleSharesTheNashMixture() {
        const LeagueStory story = circle();
        QVERIFY(story.exact());
        const std::vector<NashMoment> moments = nashOverTime(story);
        QCOMPARE(moments.size(), size_t{2});
        QCOMPARE(moments[0].alive, 2);
        QVERIFY(near(moments[0].weights[1], 1, 1e-6));  // MA1-1 beats the root
        QVERIFY(near(moments[0].diversity, 0, 1e-6));
        QCOMPARE(moments[1].considered, (std::vector<int>{0, 1, 2}));
        for (const double weight : moments[1].weights)
            QVERIFY(near(weight, 1.0 / 3, 1e-4));
        QVERIFY(near(moments[1].diversity, 1.0 / 3, 1e-4));
        QCOMPARE(moments[1].known, 1.0);
    }

    void manySnapshotsAreCutToWhoCarriesWeightAndTheNewest() {
        test::PaperLeague league(test::everyRole(), 3);
        league.run(1500);
        const LeagueStory story = storyOf(test::everyRole(), league.events);
        const std::vector<NashMoment> moments = nashOverTime(story, 12);
        QCOMPARE(moments.size(), story.moments().size());
        QVERIFY(moments.back().alive > 12);
        for (size_t i = 0; i < moments.size(); ++i) {
            const NashMoment& moment = moments[i];
            QCOMPARE(static_cast<int>(moment.considered.size()), std::min(12, moment.alive));
            QVERIFY(std::is_sorted(moment.considered.begin(), moment.considered.end()));
            QCOMPARE(moment.considered.back(), moment.snapshot);
            QVERIFY(near(std::accumulate(moment.weights.begin(), moment.weights.end(), 0.0), 1));
            std::vector<Member> members;
            for (const int index : moment.considered)
                members.push_back(Member::snapshot(index));
            QVERIFY(math::exploitability(advantages(story.book(), members), moment.weights, moment.weights) < 1e-6);
            if (i == 0 || moment.alive <= 12) continue;
            const NashMoment& former = moments[i - 1];
            const auto heaviest = std::max_element(former.weights.begin(), former.weights.end());
            const int carried = former.considered[static_cast<size_t>(heaviest - former.weights.begin())];
            QVERIFY(std::binary_search(moment.considered.begin(), moment.considered.end(), carried));
        }
    }

    void relativePerformanceOfSmallPopulations() {
        // Rock against paper; all three against rock; all three against themselves.
        QVERIFY(near(relativePerformance(matrix(1, 1, {0}))->value, -1));
        QVERIFY(near(relativePerformance(matrix(3, 1, {0.5, 1, 0}))->value, 1));
        const auto same = relativePerformance(kRockPaperScissors);
        QVERIFY(near(same->value, 0) && near(same->winRate, 0.5));
        // {rock, paper} against {rock, scissors}: 2/3 rock; a third of a win.
        const auto mixed = relativePerformance(matrix(2, 2, {0.5, 1, 1, 0}));
        QVERIFY(near(mixed->value, 1.0 / 3));
        QVERIFY(near(mixed->winRate, 2.0 / 3));
        QVERIFY(near(mixed->first[0], 2.0 / 3, 1e-6));
        QVERIFY(near(mixed->second[0], 2.0 / 3, 1e-6));
        // The other way round it is the opposite.
        QVERIFY(near(relativePerformance(matrix(2, 2, {0.5, 0, 0, 1}))->value, -1.0 / 3));
        QCOMPARE(relativePerformance(matrix(1, 1, {std::nan("")})).error().code, std::string("math.equilibrium"));
    }

    void diversityIsTheWeightedSumOfPositiveAdvantages() {
        const math::PayoffMatrix advantages{3, 3, {0, -1, 1, 1, 0, -1, -1, 1, 0}};
        QVERIFY(near(effectiveDiversity(advantages, {1.0 / 3, 1.0 / 3, 1.0 / 3}), 1.0 / 3));
        QVERIFY(near(effectiveDiversity(advantages, {1, 0, 0}), 0));
        QVERIFY(near(effectiveDiversity(advantages, {0.5, 0.5, 0}), 0.25));
    }

    void cyclesAreCountedExactly() {
        const Cycles one = nonTransitive(kRockPaperScissors, 0.5);
        QVERIFY(one.ordered == 3 && one.cycles == 1 && one.triples == 1);
        QCOMPARE(nonTransitive(matrix(3, 3, {0.5, 1, 1, 0, 0.5, 1, 0, 0, 0.5}), 0.5).ordered, int64_t{0});
        // A weak circle is none above a higher threshold.
        const math::PayoffMatrix weak{3, 3, {0.5, 0.4, 0.6, 0.6, 0.5, 0.4, 0.4, 0.6, 0.5}};
        QCOMPARE(nonTransitive(weak, 0.55).cycles, int64_t{1});
        QCOMPARE(nonTransitive(weak, 0.7).cycles, int64_t{0});
        // Each of 65 beats the next 32 around a circle: n (n^2 - 1) / 24 cycles.
        constexpr size_t kAround = 65;
        math::PayoffMatrix around{kAround, kAround, std::vector<double>(kAround * kAround, 0.5)};
        for (size_t i = 0; i < kAround; ++i)
            for (size_t k = 1; k <= kAround / 2; ++k) {
                around.values[i * kAround + (i + k) % kAround] = 1;
                around.values[(i + k) % kAround * kAround + i] = 0;
            }
        const Cycles many = nonTransitive(around, 0.5);
        QCOMPARE(many.cycles, int64_t{65 * (65 * 65 - 1) / 24});
        QCOMPARE(many.triples, int64_t{65 * 64 * 63 / 6});
    }

    void robustnessIsWhatTheWorstOpponentLeaves() {
        QVERIFY(near(robustness({0.9, 0.3, 0.7}), 0.7));
        QVERIFY(std::isnan(robustness({})));
    }

    void forgettingLooksAtTheOwnPast() {
        const LeagueStory story = circle();
        const Forgetting told = forgettingOf(story, 0);
        QCOMPARE(told.moments, 2);
        QVERIFY(near(story.moments()[0]->minimum, 1, 1e-6));
        QVERIFY(near(told.minimum, 0, 1e-6));
        QVERIFY(near(told.mean, 0.5, 1e-6));
        QVERIFY(near(told.smallest, 0, 1e-6));
        QCOMPARE(told.smallestStep, story.snapshots()[2].step);
        QVERIFY(std::isnan(forgettingOf(LeagueStory(test::smallLeague()), 0).minimum));
    }

    /// Six matches with the first side won, four with the second lost; a snapshot inherits them as its prior.
    void payoffsTellSidesMatchesAndPriors() {
        LeagueOptions options = test::smallLeague();
        Script script(options);
        script.freeze(0, VerdictCause::rootReady);
        TallyRecord tally;
        tally.opponent = "snapshot 0";
        tally.scores = {1, 1, 1, 1, 1, 1, -1, -1, -1, -1};
        tally.sides = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
        script.take(Tallied{tally});
        const Member live = Member::learner(0), root = Member::snapshot(0), frozen = Member::snapshot(1);
        const PayoffTable now = payoffTable(script.story.book(), {live, root});
        const PayoffCell& cell = now.at(0, 1);
        QVERIFY(near(cell.winRate.rate, 0.6));
        QVERIFY(near(cell.sides[0], 1) && near(cell.sides[1], 0) && near(cell.sideGap, 1));
        QVERIFY(near(cell.freshGames, 10) && near(cell.priorGames, 0));
        QCOMPARE(cell.winRate.played, int64_t{10});
        // From the root's view: it had the second side in the six it lost.
        QVERIFY(near(now.at(1, 0).winRate.rate, 0.4));
        QVERIFY(near(now.at(1, 0).sides[1], 0) && near(now.at(1, 0).sides[0], 1));
        QVERIFY(!now.at(1, 1).known && std::isnan(now.at(1, 1).sides[0]));
        script.freeze(0, VerdictCause::maximumSteps);
        const PayoffTable then = payoffTable(script.story.book(), {frozen, root});
        QVERIFY(then.at(0, 1).winRate.priorOnly && then.at(0, 1).known);
        QVERIFY(near(then.at(0, 1).priorGames, 10) && near(then.at(0, 1).freshGames, 0));
        QVERIFY(near(then.at(0, 1).winRate.rate, 0.6));
        const math::PayoffMatrix edge = advantages(script.story.book(), {frozen, root});
        QVERIFY(near(edge.at(0, 1), 0.2) && near(edge.at(1, 0), -0.2) && edge.at(0, 0) == 0);
    }

    void membersAreSortedByRoleAgeOrRating() {
        test::PaperLeague league(test::everyRole(), 3);
        league.run(600);
        LeagueStory story = storyOf(test::everyRole(), league.events);
        RatingRecord low, high;
        low.agent = "snapshot:" + std::to_string(story.snapshots()[3].id.value);
        low.elo = -50;
        high.agent = "snapshot:" + std::to_string(story.snapshots()[2].id.value);
        high.elo = 400;
        RunEvent event;
        event.body = Rated{{low, high}};
        story.take(event);
        const std::vector<Member> byAge = orderedMembers(story, MemberOrder::age, 0);
        size_t usable = 0;
        for (const StoryNode& node : story.snapshots())
            usable += node.usable ? 1 : 0;
        QCOMPARE(byAge.size(), usable + 6);
        QVERIFY(std::is_sorted(byAge.begin(), byAge.end() - 6));
        QVERIFY(byAge.back().isLearner());
        const std::vector<Member> byRole = orderedMembers(story, MemberOrder::role, 0);
        const auto earlier = [&](Member a, Member b) { return story.roleOf(a) < story.roleOf(b); };
        QVERIFY(std::is_sorted(byRole.begin(), byRole.end(), earlier));
        const std::vector<Member> byRating = orderedMembers(story, MemberOrder::rating, 0);
        QCOMPARE(byRating[0].code(), 2);
        QCOMPARE(byRating[1].code(), 3);
        const std::vector<Member> few = orderedMembers(story, MemberOrder::age, 8);
        QCOMPARE(few.size(), size_t{8});
        QCOMPARE(few[1].index(), story.snapshots().back().index);
    }
};

QTEST_GUILESS_MAIN(TestLeagueMeasures)
#include "tst_league_measures.moc"
