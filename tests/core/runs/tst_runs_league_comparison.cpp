// SPDX-License-Identifier: GPL-3.0-or-later
// Two leagues whose snapshots always make the same choice: who beats whom is known, and with it every number.
#include <QTest>

#include <atomic>
#include <chrono>
#include <cmath>

#include "core/runs/league_comparison.h"
#include "tests/core/runs/league_script.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using runs::LeagueComparison;
using runs::LeagueMatchOptions;
using runs::LeagueOutcome;

namespace {

bool near(double a, double b, double apart = 1e-6) {
    return std::fabs(a - b) < apart;
}

bool near(const std::vector<double>& some, const std::vector<double>& others) {
    return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                      [](double a, double b) { return near(a, b); });
}

void writeLeague(const TempDir& folder, const std::string& name, const std::vector<Choice>& choices) {
    ScriptedLeague league(folder.path(), name);
    for (const Choice choice : choices)
        league.freeze(choice);
}

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

Result<LeagueComparison> read(const TempDir& folder, const LeagueMatchOptions& options = {},
                              const char* second = "other") {
    return LeagueComparison::read(*open(folder), "one", second, options);
}

LeagueOutcome playOn(const LeagueComparison& comparison, int threads = 1) {
    arena::PlayOptions how;
    how.threads = threads;
    return comparison.play(how).value();
}

std::vector<double> rates(const LeagueOutcome& outcome) {
    std::vector<double> out;
    for (const runs::PairScore& score : outcome.scores)
        out.push_back(score.rate());
    return out;
}

}  // namespace

class TestRunsLeagueComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rockAndPaperAgainstScissorsAndRock() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper});
        writeLeague(folder, "other", {scissors, rock});
        const auto comparison = read(folder);
        QVERIFY(comparison.ok());
        QCOMPARE(comparison->matches(), int64_t{4 * 10});
        const LeagueOutcome outcome = playOn(*comparison);
        QVERIFY(outcome.whole);
        QCOMPARE(outcome.games, int64_t{40});
        QVERIFY(near(rates(outcome), {1, 0.5, 0, 1}));
        QCOMPARE(outcome.scores[0].wins, int64_t{10});
        QCOMPARE(outcome.scores[1].draws, int64_t{10});
        QCOMPARE(outcome.scores[2].losses, int64_t{10});
        // 2/3 rock gives 1/3 of a win, whatever the other one does; 1/3 scissors hold it there.
        QVERIFY(near(outcome.performance.value, 1.0 / 3));
        QVERIFY(near(outcome.performance.winRate, 2.0 / 3));
        QVERIFY(near(outcome.performance.first, {2.0 / 3, 1.0 / 3}));
        QVERIFY(near(outcome.performance.second, {1.0 / 3, 2.0 / 3}));
        QVERIFY(near(outcome.meanWinRate, 0.625));
        // Whoever always makes the same choice gets the same result again.
        QCOMPARE(outcome.interval.resamples, 1000);
        QVERIFY(near(outcome.interval.low, 1.0 / 3) && near(outcome.interval.high, 1.0 / 3));
    }

    /// One pair: the share of wins, whose interval is known.
    void theIntervalIsThatOfTheShareWhereThereIsOnePair() {
        const runs::PairScore score{60, 0, 40};
        const runs::PerformanceInterval found = runs::performanceInterval({score}, 1, 1, 7);
        QCOMPARE(found.resamples, 1000);
        const double expected = 2 * 1.96 * std::sqrt(0.6 * 0.4 / 100);  // of an advantage, twice that of a share
        QVERIFY2(near(found.low, 0.2 - expected, 0.05), qPrintable(QString::number(found.low)));
        QVERIFY2(near(found.high, 0.2 + expected, 0.05), qPrintable(QString::number(found.high)));
        const runs::PerformanceInterval again = runs::performanceInterval({score}, 1, 1, 7);
        QVERIFY(again.low == found.low && again.high == found.high);
        const runs::PerformanceInterval other = runs::performanceInterval({{600, 300, 900}}, 1, 1, 8);
        QVERIFY(other.high - other.low < 0.5 * (found.high - found.low));  // more matches, less chance
    }

    /// Of two equal leagues it holds nothing, of scores that turn into each other by changing sides it does too.
    void theIntervalTurnsWithTheLeagues() {
        const std::vector<runs::PairScore> scores{{14, 3, 3}, {9, 2, 9},  {5, 1, 14},
                                                  {12, 0, 8}, {4, 4, 12}, {13, 1, 6}};
        std::vector<runs::PairScore> turned(6);
        for (size_t i = 0; i < 2; ++i)
            for (size_t j = 0; j < 3; ++j)
                turned[j * 2 + i] = {scores[i * 3 + j].losses, scores[i * 3 + j].draws, scores[i * 3 + j].wins};
        const runs::PerformanceInterval one = runs::performanceInterval(scores, 2, 3, 1);
        const runs::PerformanceInterval other = runs::performanceInterval(turned, 3, 2, 1);
        QVERIFY(one.low < one.high && one.low > -1 && one.high < 1);
        QVERIFY2(near(one.low, -other.high, 0.06) && near(one.high, -other.low, 0.06),
                 qPrintable(QStringLiteral("%1..%2 %3..%4").arg(one.low).arg(one.high).arg(other.low).arg(other.high)));
    }

    void largeLeaguesAreDrawnAnewLessOften() {
        QCOMPARE(runs::performanceResamples(60, 60, 36'000), 1000);
        const int larger = runs::performanceResamples(100, 100, 100'000);
        QVERIFY(larger > 100 && larger < 300);
        QCOMPARE(runs::performanceResamples(200, 200, 400'000), 100);
        QCOMPARE(runs::performanceResamples(60, 60, 10'000'000), 100);
        QCOMPARE(runs::performanceResamples(1000, 1000, 10'000'000), 0);
    }

    void aThousandTimesOfSixtyAndSixtyTakeAboutASecond() {
        std::vector<runs::PairScore> scores;
        for (int i = 0; i < 60; ++i)
            for (int j = 0; j < 60; ++j) {
                const int64_t wins = (i * 7 + j * 11 + i * j) % 9;
                scores.push_back({wins, 1, 9 - wins});
            }
        const auto begin = std::chrono::steady_clock::now();
        const runs::PerformanceInterval found = runs::performanceInterval(scores, 60, 60, 1);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        qInfo("60 x 60, %d resamples: %.2f s, %.3f .. %.3f", found.resamples, seconds, found.low, found.high);
        QVERIFY(found.low < found.high);
        QVERIFY(seconds < 8);  // wide: the machine may have other work
        int asked = 0;
        const runs::PerformanceInterval stopped =
            runs::performanceInterval(scores, 60, 60, 1, [&] { return ++asked > 5; });
        QCOMPARE(asked, 6);
        QVERIFY(std::isnan(stopped.low) && stopped.resamples == 0);
    }

    void theOtherWayRoundItIsTheSameWithAnotherSign() {
        const TempDir folder;
        writeLeague(folder, "one", {scissors, rock});
        writeLeague(folder, "other", {rock, paper});
        const LeagueOutcome outcome = playOn(*read(folder));
        QVERIFY(near(outcome.performance.value, -1.0 / 3));
        QVERIFY(near(outcome.performance.first, {1.0 / 3, 2.0 / 3}));
        QVERIFY(near(outcome.meanWinRate, 0.375));
    }

    void aLeagueIsItsOwnEqual() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper, scissors});
        const LeagueOutcome outcome = playOn(*read(folder, {}, "one"));
        QVERIFY(near(outcome.performance.value, 0));
        QVERIFY(near(outcome.performance.first, {1.0 / 3, 1.0 / 3, 1.0 / 3}));
        QVERIFY(near(rates(outcome), {0.5, 0, 1, 1, 0.5, 0, 0, 1, 0.5}));
    }

    /// Whatever chance says: what one won from another is what that one lost to it.
    void aLeagueIsItsOwnEqualWhateverChanceSays_data() {
        QTest::addColumn<int>("games");
        QTest::addColumn<int>("snapshots");
        QTest::newRow("one snapshot, one match") << 1 << 1;
        QTest::newRow("an odd number") << 3 << 2;
        QTest::newRow("several pairs") << 10 << 4;
    }
    void aLeagueIsItsOwnEqualWhateverChanceSays() {
        QFETCH(int, games);
        QFETCH(int, snapshots);
        const TempDir folder;
        {
            ScriptedLeague league(folder.path(), "one");
            for (int i = 0; i < snapshots; ++i)
                league.freezeUndecided();
        }
        const auto count = static_cast<size_t>(snapshots);
        for (uint64_t seed = 1; seed <= 5; ++seed) {
            const auto comparison = read(folder, {.games = games, .seed = seed}, "1");
            QVERIFY(comparison->own());
            const LeagueOutcome outcome = playOn(*comparison);
            QVERIFY(outcome.own);
            QCOMPARE(outcome.games, int64_t{games} * snapshots * snapshots);
            QCOMPARE(outcome.performance.value, 0.0);
            QCOMPARE(outcome.performance.winRate, 0.5);
            QCOMPARE(outcome.meanWinRate, 0.5);
            QVERIFY(outcome.interval.low <= 0 && outcome.interval.high >= 0);
            QVERIFY(near(outcome.performance.first, outcome.performance.second));
            for (size_t i = 0; i < count; ++i) {
                QCOMPARE(outcome.scores[i * count + i].rate(), 0.5);
                for (size_t j = 0; j < count; ++j)
                    QVERIFY(near(outcome.scores[i * count + j].rate() + outcome.scores[j * count + i].rate(), 1));
            }
        }
        writeLeague(folder, "other", {rock});
        QVERIFY(!read(folder)->own());
        QVERIFY(!playOn(*read(folder)).own);
    }

    /// Also where it was stopped before anything was played.
    void aLeagueIsItsOwnEqualThoughItWasStopped() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper});
        arena::PlayOptions how;
        how.stopped = [] { return true; };
        const auto outcome = read(folder, {.games = 500'000}, "one")->play(how);
        QVERIFY(!outcome->whole);
        QCOMPARE(outcome->performance.value, 0.0);
    }

    /// Verdicts that tell of other steps than turns give: nothing is said.
    void whatNoTurnsExplainIsNotKnown() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper});
        const auto stored = runs::readLeague(*open(folder), "one");
        QVERIFY(stored->story.exact());
        QVERIFY(stored->turnSteps > 0);
        QVERIFY(!runs::trainedNow(*stored));
    }

    void theNewestOrTheBestMayPlay() {
        const TempDir folder;
        {
            ScriptedLeague league(folder.path(), "one");
            for (const Choice choice : {rock, paper, scissors})
                league.freeze(choice);
            league.rate({300, -50, 100});
        }
        writeLeague(folder, "other", {rock});
        const auto newest = read(folder, {.games = 4, .most = 2});
        QCOMPARE(newest->sides()[0].played, (std::vector<int>{1, 2}));
        QCOMPARE(newest->sides()[1].played, (std::vector<int>{0}));
        QVERIFY(near(playOn(*newest).performance.value, 1));  // paper
        const auto best = read(folder, {.games = 4, .most = 2, .pick = runs::SnapshotPick::best});
        QCOMPARE(best->sides()[0].played, (std::vector<int>{0, 2}));
        QVERIFY(near(playOn(*best).performance.value, 0));  // rock
        QCOMPARE(read(folder, {.games = 4, .most = 0})->sides()[0].played, (std::vector<int>{0, 1, 2}));
    }

    void aLeagueInNumbersOfItsOwn() {
        const TempDir folder;
        ScriptedLeague league(folder.path(), "one");
        QCOMPARE(runs::leagueNumbers(league.story()).playable, 0);
        QVERIFY(std::isnan(runs::leagueNumbers(league.story()).diversity));
        league.circle();
        league.rate({10, 250, 30});
        QVERIFY(league.story().exact());
        const auto stored = runs::readLeague(*open(folder), "one");
        QVERIFY(stored.ok());
        const runs::LeagueNumbers numbers = runs::leagueNumbers(stored->story);
        QCOMPARE(numbers.snapshots, 3);
        QCOMPARE(numbers.playable, 3);
        QCOMPARE(numbers.bestElo, 250.0);
        QVERIFY(near(numbers.diversity, 1.0 / 3, 1e-4));
        QCOMPARE(numbers.knownPairs, 1.0);
        QCOMPARE(numbers.cycles, int64_t{1});
        QCOMPARE(numbers.triples, int64_t{1});
        QCOMPARE(numbers.ownPast.size(), size_t{1});
        QCOMPARE(numbers.ownPast[0].player, std::string("MA1"));
        QCOMPARE(numbers.ownPast[0].told.moments, 2);
        QVERIFY(near(numbers.ownPast[0].told.minimum, 0, 1e-3));  // against the root; 1 against the newest
        QVERIFY(near(numbers.ownPast[0].told.mean, 0.5, 1e-3));
        QCOMPARE(numbers.ownPast[0].told.smallestStep, stored->story.snapshots()[2].step);
    }

    void threadsChangeNothing() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper, scissors});
        writeLeague(folder, "other", {scissors, paper});
        const auto comparison = read(folder, {.games = 6, .most = 0, .seed = 7});
        const LeagueOutcome one = playOn(*comparison, 1), many = playOn(*comparison, 5);
        QCOMPARE(many.games, one.games);
        QCOMPARE(rates(many), rates(one));
        QCOMPARE(many.performance.value, one.performance.value);
    }

    void stoppingEndsItAtOnceAndKeepsWhatIsFinished() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper});
        writeLeague(folder, "other", {rock, paper});
        const auto comparison = read(folder, {.games = 500'000});
        std::atomic<int> asked{0};
        int64_t told = 0;
        arena::PlayOptions how;
        how.threads = 2;
        how.stopped = [&] { return ++asked > 20; };
        how.progressed = [&](int64_t done) { told = done; };
        const auto outcome = comparison->play(how);
        QVERIFY(outcome.ok());
        QVERIFY(!outcome->whole);
        QVERIFY(outcome->games > 0 && outcome->games < comparison->matches());
        QVERIFY(told <= outcome->games);
        // Two threads of 64 matches that last a step: what was begun before the first question, and 20 slices.
        QVERIFY2(outcome->games <= 64 * 16 * 24, qPrintable(QString::number(outcome->games)));
        how.stopped = [] { return true; };
        const auto nothing = comparison->play(how);
        QCOMPARE(nothing->games, int64_t{0});
        QVERIFY(near(nothing->performance.value, 0));  // all count as even
        QVERIFY(near(nothing->meanWinRate, 0.5));
    }

    void progressIsToldToTheThreadThatWaits() {
        const TempDir folder;
        writeLeague(folder, "one", {rock});
        writeLeague(folder, "other", {paper});
        const auto comparison = read(folder, {.games = 2'000'000});
        std::atomic<bool> enough{false};
        std::vector<int64_t> told;
        const auto here = std::this_thread::get_id();
        bool elsewhere = false;
        arena::PlayOptions how;
        how.threads = 2;
        how.stopped = [&] { return enough.load(); };
        how.progressed = [&](int64_t done) {
            elsewhere = elsewhere || std::this_thread::get_id() != here;
            told.push_back(done);
            enough = told.size() >= 3 && done > 0;
        };
        QVERIFY(comparison->play(how).ok());
        QVERIFY(told.size() >= 3);
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QVERIFY(told.back() > 0);
        QVERIFY(!elsewhere);
    }

    void whatCannotBeComparedIsSaid() {
        const TempDir folder;
        writeLeague(folder, "one", {rock});
        writeLeague(folder, "other", {});
        QCOMPARE(read(folder).error().code, std::string("league.no_snapshots"));
        {
            ScriptedLeague matrix(folder.path(), "matrix", {}, "matrix/diversified_league");
            matrix.freeze(rock);
            ScriptedLeague rounds(folder.path(), "rounds", {"game.rounds=3"});
            rounds.freeze(rock);
            RunRecord alone;
            alone.name = "alone";
            alone.game = "rps";
            alone.config = runs::readRunConfig(runs::findPreset("rps/self_play").value().toml, {}).value().text;
            QVERIFY(open(folder)->createRun(alone).ok());
        }
        for (const char* second : {"matrix", "rounds"}) {
            const auto differ = read(folder, {}, second);
            QCOMPARE(differ.error().code, std::string("league.games_differ"));
            QVERIFY(!differ.error().meaning.empty() && !differ.error().remedy.empty());
        }
        QCOMPARE(read(folder, {}, "alone").error().code, std::string("league.none"));
        QCOMPARE(read(folder, {}, "nobody").error().code, std::string("run.unknown"));
    }

    void moreMatchesThanMemoryHoldsAreSaid() {
        const TempDir folder;
        writeLeague(folder, "one", {rock, paper});
        writeLeague(folder, "other", {rock, paper});
        QVERIFY(read(folder, {.games = 100'000}).ok());
        QCOMPARE(read(folder, {.games = 3'000'000}).error().code, std::string("league.too_many_matches"));
    }

    void aSnapshotThatIsNoNetworkIsSaid() {
        const TempDir folder;
        writeLeague(folder, "one", {rock});
        {
            ScriptedLeague league(folder.path(), "other");
            league.freezeBytes("these are no weights");
        }
        const auto comparison = read(folder);
        QVERIFY(!comparison.ok());
        QCOMPARE(comparison.error().code, std::string("agent.damaged"));
    }
};

QTEST_GUILESS_MAIN(TestRunsLeagueComparison)
#include "tst_runs_league_comparison.moc"
