// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation rounds of several learning players: whom snapshots meet, what curves are called, what is kept.
#include <QTest>
#include <map>
#include <set>

#include "tests/core/runs/evaluator_kit.h"

using namespace ludus;
using namespace ludus::test;

namespace {

Bench leagueBench() {
    Bench bench;
    bench.players = {"MA1", "ME1", "LE1"};
    bench.make();
    return bench;
}
/// Who met whom in a round: 20 matches each.
std::set<std::pair<std::string, std::string>> meetingsOf(const std::vector<EventBody>& events) {
    std::map<std::pair<std::string, std::string>, int> counts;
    for (const MatchPlayed& played : all<MatchPlayed>(events))
        ++counts[std::minmax(played.match.agents[0], played.match.agents[1])];
    std::set<std::pair<std::string, std::string>> out;
    for (const auto& [pair, count] : counts) {
        if (count != 20) qFatal("a pair met %d times", count);
        out.insert(pair);
    }
    return out;
}
std::pair<std::string, std::string> meeting(int one, int other) {
    return std::minmax(nameOf(one), nameOf(other));
}
std::map<std::string, double> curvesOf(const std::vector<EventBody>& events) {
    std::map<std::string, double> out;
    for (const Metrics& metrics : all<Metrics>(events)) {
        for (const MetricPoint& point : metrics.points)
            out[point.name] = point.value;
    }
    return out;
}

}  // namespace

class TestRunsEvaluatorLeague : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRoundIsAboutAllThatWereFrozenSinceTheLastOne() {
        Bench bench = leagueBench();
        bench.round(0);  // the main agent's rock
        bench.freeze(1, 1);
        bench.freeze(2, 2);
        bench.freeze(2, 1);
        const auto met = meetingsOf(bench.round());
        const std::string random = "bot:random", rock = "bot:always_0";
        const std::set<std::pair<std::string, std::string>> wanted{
            {random, nameOf(1)}, {random, nameOf(2)}, {random, nameOf(3)},  // each the chosen opponents
            {rock, nameOf(1)},   {rock, nameOf(2)},   {rock, nameOf(3)},
            meeting(0, 1),       meeting(0, 2),       meeting(0, 3),  // each the newest main agent
            meeting(1, 3)};                                           // and its own past
        QCOMPARE(met, wanted);
    }

    void aMainAgentMeetsTheNewestOfEveryOtherPlayer() {
        Bench bench = leagueBench();
        bench.round(0);
        bench.freeze(1, 1);
        bench.freeze(2, 2);
        bench.freeze(0, 1);
        bench.round();
        const auto met = meetingsOf(bench.round(1));  // snapshot 4
        QVERIFY(met.contains(meeting(4, 3)));         // the newest of ME1
        QVERIFY(!met.contains(meeting(4, 1)));
        QVERIFY(met.contains(meeting(4, 2)));  // and of LE1
        QVERIFY(met.contains(meeting(4, 0)));  // its own past
        QCOMPARE(met.size(), size_t{5});       // with two bots
    }

    void frozenTogetherTheyMeetOnce() {
        Bench bench = leagueBench();
        bench.freeze(0, 0);
        bench.freeze(1, 1);
        const auto met = meetingsOf(bench.round());  // counts that no pair met twice
        QVERIFY(met.contains(meeting(0, 1)));
        QCOMPARE(met.size(), size_t{6});  // two bots each, each other, the bots each other
    }

    void curvesOfOthersAreCalledAfterThem() {
        Bench bench = leagueBench();
        auto curves = curvesOf(bench.round(1));
        QVERIFY(curves.contains("elo") && curves.contains("score/bot:always_0"));
        QVERIFY(!curves.contains("elo/ME1"));
        const double elo = bench.evaluator->newestElo();
        QCOMPARE(curves.at("elo"), elo);
        bench.freeze(2, 1);
        bench.freeze(0, 2);
        const auto events = bench.round();
        curves = curvesOf(events);
        QVERIFY(!curves.contains("elo") && !curves.contains("score/bot:random"));
        QCOMPARE(curves.at("elo/ME1"), ratings(events).at(nameOf(1)).elo);
        QCOMPARE(curves.at("elo/LE1"), ratings(events).at(nameOf(2)).elo);
        QVERIFY(curves.contains("score/bot:always_0/ME1") && curves.contains("score/bot:random/LE1"));
        QCOMPARE(curves.at("score/bot:always_0/ME1"), -1.0);  // scissors against rock
        QCOMPARE(bench.evaluator->newestElo(), elo);          // of the run: that of the main agent
        QVERIFY(all<Logged>(events).front().fact.starts_with("ME1 Elo "));
        QCOMPARE(ratings(events).size(), size_t{5});  // all on one scale
    }

    void withNothingFrozenSinceThereIsNoRound() {
        Bench bench = leagueBench();
        QVERIFY(bench.evaluator->nextRound(0).empty());
        bench.round(1);
        QVERIFY(bench.evaluator->nextRound(5000).empty());
    }

    void severalPlayersGoOnAsTheyWereSaved() {
        Bench one = leagueBench(), other = leagueBench();
        for (Bench* bench : {&one, &other}) {
            bench->round(1);
            bench->freeze(2, 1);
            bench->freeze(0, 2);
        }
        other.resume();
        QCOMPARE(other.evaluator->saveState(), one.evaluator->saveState());
        QCOMPARE(storyOf(other.round()), storyOf(one.round()));
        // Again while a round is open, with more frozen meanwhile.
        one.freeze(1, 0), one.freeze(0, 1);
        const auto jobs = one.evaluator->nextRound(9000);
        one.freeze(2, 2);
        Bench copy = leagueBench();
        copy.kept = one.kept;
        copy.frozen = one.frozen;
        QVERIFY(copy.load(one.evaluator->saveState()).ok());
        const auto again = copy.evaluator->openRound();
        QCOMPARE(again.size(), jobs.size());
        Bench::play(jobs);
        Bench::play(again);
        const auto events = one.evaluator->roundFinished(jobs, 9000), same = copy.evaluator->roundFinished(again, 9000);
        QCOMPARE(storyOf(same), storyOf(events));
        QCOMPARE(curvesOf(same), curvesOf(events));
        QCOMPARE(storyOf(copy.round()), storyOf(one.round()));
        QCOMPARE(copy.evaluator->newestElo(), one.evaluator->newestElo());
    }

    void aLeagueGoesOnWithoutASnapshotThatIsGone() {
        Bench bench = leagueBench();
        bench.round(0);
        bench.freeze(1, 1);
        bench.freeze(2, 2);
        bench.round();
        const std::string state = bench.evaluator->saveState();
        const std::string lost = "h2";  // of ME1's snapshot
        QVERIFY(bench.kept.erase(lost) == 1);
        bench.make();
        QVERIFY(bench.load(state).ok());
        const auto events = bench.round(1);
        for (const MatchPlayed& played : all<MatchPlayed>(events)) {
            for (const std::string& agent : played.match.agents)
                QVERIFY(agent != nameOf(1));
        }
        QVERIFY(meetingsOf(events).contains(meeting(2, 3)));         // the others are met
        QCOMPARE(ratings(events).at(nameOf(1)).games, int64_t{60});  // and its results count
    }

    void aStateOfMorePlayersThanThereAreIsDamaged() {
        Bench bench = leagueBench();
        bench.round(0);
        bench.freeze(1, 2);
        const std::string state = bench.evaluator->saveState();
        bench.players = {"MA1", "ME1"};
        bench.make();
        QCOMPARE(bench.load(state).error().code, std::string("checkpoint.damaged"));
    }
};

QTEST_GUILESS_MAIN(TestRunsEvaluatorLeague)
#include "tst_runs_evaluator_league.moc"
