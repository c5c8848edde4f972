// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation rounds: pairs with swapped sides, one scale with bot:random at 0, replays that verify.
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>

#include "core/math/rating_fit.h"
#include "core/replay/replay.h"
#include "tests/core/runs/evaluator_kit.h"

using namespace ludus;
using namespace ludus::test;

class TestRunsEvaluator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesComeInPairsOfOneSeedWithSidesSwapped() {
        Bench bench;
        bench.make();
        std::map<int64_t, std::vector<MatchRecord>> pairs;
        for (const MatchPlayed& played : all<MatchPlayed>(bench.round(1)))
            pairs[played.match.pair].push_back(played.match);
        QCOMPARE(pairs.size(), size_t{30});  // the snapshot against both, and they against each other, 10 pairs each
        for (const auto& [pair, matches] : pairs) {
            QCOMPARE(matches.size(), size_t{2});
            QCOMPARE(matches[0].seed, matches[1].seed);
            QCOMPARE(matches[0].agents[0], matches[1].agents[1]);
            QCOMPARE(matches[0].agents[1], matches[1].agents[0]);
            QCOMPARE(matches[0].purpose, Purpose::evaluation);
        }
    }

    void randomIsTheZeroOfTheScale() {
        Bench bench;
        bench.make();
        const auto table = ratings(bench.round(1));
        QCOMPARE(table.at("bot:random").elo, 0.0);
        for (const auto& [name, rating] : table)
            QVERIFY2(std::isfinite(rating.elo) && std::isfinite(rating.error), name.c_str());
    }

    void perfectRecordsStayFiniteAndInOrder() {
        Bench bench;
        bench.make();
        const auto table = ratings(bench.round(1));  // paper beats rock each time
        QCOMPARE(table.at("bot:always_0").step, int64_t{-1});
        const RatingRecord& paper = table.at(nameOf(0));
        QCOMPARE(paper.step, int64_t{0});
        QVERIFY(paper.elo > table.at("bot:always_0").elo);
        QVERIFY(std::isfinite(paper.elo) && paper.elo < 5000);
        QCOMPARE(paper.games, int64_t{40});
    }

    void laterRoundsMeetEarlierSnapshotsAndKeepOldResults() {
        Bench bench;
        bench.make();
        bench.round(1);
        bench.round(2);
        bench.round(0);
        const auto events = bench.round(1);
        std::map<std::string, int> met;
        for (const MatchPlayed& played : all<MatchPlayed>(events)) {
            for (const std::string& agent : played.match.agents)
                ++met[agent];
            QCOMPARE(played.match.runStep, int64_t{3000});
        }
        QCOMPARE(met[nameOf(3)], 80);                                // two bots and two of its past
        QCOMPARE(met[nameOf(2)], 20);                                // the one before
        QCOMPARE(met[nameOf(0)], 20);                                // and the first
        QCOMPARE(ratings(events).size(), size_t{6});                 // all of them on one scale
        QCOMPARE(ratings(events).at(nameOf(1)).games, int64_t{80});  // two bots, its past, its future
    }

    void theCurveIsThatOfTheNewestSnapshot() {
        Bench bench;
        bench.make();
        const auto events = bench.round(1);
        double elo = kUnknown, score = kUnknown;
        for (const Metrics& metrics : all<Metrics>(events)) {
            for (const MetricPoint& point : metrics.points) {
                if (point.name == "elo") elo = point.value;
                if (point.name == "score/bot:always_0") score = point.value;
            }
        }
        QCOMPARE(elo, ratings(events).at(nameOf(0)).elo);
        QVERIFY(score > 0);
    }

    void openMatchesThatWereDroppedDoNotCount() {
        Bench bench;
        bench.make();
        bench.freeze(1);
        const auto jobs = bench.evaluator->nextRound(0);
        while (jobs.front()->advance()) {
        }
        const auto events = bench.evaluator->roundFinished(jobs, 0);
        QCOMPARE(all<MatchPlayed>(events).size(), size_t{20});
        QCOMPARE(ratings(events).at("bot:random").elo, 0.0);
    }

    void theSameSeedPlaysTheSameMatches() {
        std::vector<std::vector<double>> scores[2];
        for (auto& all : scores) {
            Bench bench;
            bench.make();
            for (const MatchPlayed& played : test::all<MatchPlayed>(bench.round(1)))
                all.push_back(played.match.scores);
        }
        QCOMPARE(scores[0], scores[1]);
    }

    void everyNthMatchIsRecordedAndVerifies() {
        Bench bench;
        bench.record.replaysEvery = 7;
        bench.make();
        int recorded = 0, matches = 0;
        for (const MatchPlayed& played : all<MatchPlayed>(bench.round(2))) {
            ++matches;
            if (played.replay.hash.empty()) continue;
            ++recorded;
            QCOMPARE(played.match.replayHash, played.replay.hash);
            auto replay = replay::decode(*played.replay.bytes);
            QVERIFY(replay.ok());
            QCOMPARE(replay->agents, played.match.agents);
            QCOMPARE(replay->scores, played.match.scores);
            auto cursor = replay::Cursor::open(*replay);
            QVERIFY(cursor.ok() && cursor->verify().ok());
        }
        QCOMPARE(recorded, (matches + 6) / 7);
    }

    void aResumedEvaluatorGoesOnAsTheSavedOne() {
        Bench one, other;
        for (Bench* bench : {&one, &other}) {
            bench->record.replaysEvery = 7;
            bench->make();
            bench->round(1);
            bench->round(2);
            bench->freeze(0);  // not met yet
        }
        other.resume();
        QCOMPARE(other.evaluator->newestElo(), one.evaluator->newestElo());
        QCOMPARE(other.evaluator->saveState(), one.evaluator->saveState());
        for (const int action : {0, 1, 2}) {
            QCOMPARE(storyOf(other.round(action)), storyOf(one.round(action)));
            QCOMPARE(other.evaluator->newestElo(), one.evaluator->newestElo());
        }
    }

    void anOpenRoundIsPlayedAgainAsItWas() {
        for (const int rounds : {0, 1, 3}) {
            Bench bench;
            bench.record.replaysEvery = 3;
            bench.make();
            for (int i = 0; i < rounds; ++i)
                bench.round(i % 3);
            bench.freeze(1);
            const auto jobs = bench.evaluator->nextRound(5000);
            bench.freeze(2);          // while it is open
            jobs.front()->advance();  // and what is played of it does not count
            Bench resumed = [&] {
                Bench copy;
                copy.record = bench.record;
                copy.kept = bench.kept;
                copy.frozen = bench.frozen;
                copy.make();
                if (!copy.load(bench.evaluator->saveState()).ok()) qFatal("the state does not load");
                return copy;
            }();
            const auto again = resumed.evaluator->openRound();
            QCOMPARE(again.size(), jobs.size());
            Bench::play(jobs);
            Bench::play(again);
            QCOMPARE(storyOf(resumed.evaluator->roundFinished(again, 5000)),
                     storyOf(bench.evaluator->roundFinished(jobs, 5000)));
            QCOMPARE(storyOf(resumed.round(0)), storyOf(bench.round(0)));
        }
    }

    void withoutAnOpenRoundThereIsNoneToPlayAgain() {
        Bench bench;
        bench.make();
        bench.round(1);
        bench.resume();
        QVERIFY(bench.evaluator->openRound().empty());
    }

    void theTableIsSeenAgain() {
        Bench bench;
        bench.make();
        bench.resume();
        QVERIFY(bench.evaluator->restored().empty());
        const auto events = bench.round(2);
        bench.resume();
        const auto again = all<Rated>(bench.evaluator->restored());
        QCOMPARE(again.size(), size_t{1});
        QCOMPARE(storyOf({again.front()}), storyOf({all<Rated>(events).front()}));
    }

    void aTableThatBeganFromTheLastOneIsThatOfAFreshFit() {
        Bench bench;
        bench.make();
        std::map<std::pair<std::string, std::string>, math::PairResult> counts;
        for (int round = 0; round < 6; ++round) {
            bench.freeze(round % 3);
            const runtime::EvaluationJobs jobs = bench.evaluator->nextRound(1000 * round);
            Bench::play(jobs);
            std::vector<RatingRecord> table;
            std::vector<MatchRecord> matches;
            for (EventBody& body : bench.evaluator->roundFinished(jobs, 1000 * round)) {
                if (auto* rated = std::get_if<Rated>(&body)) table = std::move(rated->ratings);
                if (auto* played = std::get_if<MatchPlayed>(&body)) matches.push_back(std::move(played->match));
            }
            for (const MatchRecord& match : matches) {
                math::PairResult& pair = counts[{match.agents[0], match.agents[1]}];
                (match.scores[0] == match.scores[1]  ? pair.draws
                 : match.scores[0] > match.scores[1] ? pair.wins
                                                     : pair.losses) += 1;
            }
            const auto place = [&](const std::string& name) {
                const auto at = std::find_if(table.begin(), table.end(),
                                             [&](const RatingRecord& rating) { return rating.agent == name; });
                return static_cast<int>(at - table.begin());
            };
            std::vector<math::PairResult> results;
            for (const auto& [names, pair] : counts)
                results.push_back({place(names.first), place(names.second), pair.wins, pair.draws, pair.losses});
            math::RatingFitOptions fresh;
            fresh.anchors = {{place("bot:random"), 0}};
            const auto fit = math::fitRatings(static_cast<int>(table.size()), results, fresh).players;
            for (size_t i = 0; i < table.size(); ++i) {
                QVERIFY2(std::fabs(table[i].elo - fit[i].elo) < 1e-6, table[i].agent.c_str());
                QVERIFY(std::fabs(table[i].error - fit[i].error) < 1e-6);
            }
        }
    }

    void theLastJobMakesTheFit() {
        std::vector<std::vector<std::string>> stories;
        for (const bool lastJob : {true, false}) {
            Bench bench;
            bench.make();
            bench.round(0);
            bench.freeze(1);
            auto jobs = bench.evaluator->nextRound(1000);
            Bench::play(jobs);
            if (lastJob) {
                jobs.push_back(bench.evaluator->lastJob(jobs));
                QVERIFY(!jobs.back()->advance());
            }
            stories.push_back(storyOf(bench.evaluator->roundFinished(jobs, 1000)));
        }
        QCOMPARE(stories[0], stories[1]);
    }

    void anOpponentThatIsNotAsItWasIsNamed() {
        Bench bench;
        bench.make();
        bench.round(1);
        const std::string state = bench.evaluator->saveState();
        bench.opponents = {"bot:random"};
        bench.make();
        const Status loaded = bench.load(state);
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, std::string("checkpoint.damaged"));
        QVERIFY(loaded.error().sentence().find("bot:always_0") != std::string::npos);
        bench.opponents = {"bot:always_0", "bot:random", "bot:always_1"};  // in another order, and one more
        bench.make();
        QVERIFY(bench.load(state).ok());
        QCOMPARE(bench.evaluator->saveState(), state);
    }

    void aSnapshotThatIsGoneIsAnError() {
        Bench bench;
        bench.make();
        bench.round(1);
        const std::string state = bench.evaluator->saveState();
        bench.make();
        bench.kept.clear();
        const Status loaded = bench.load(state);
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, std::string("artefact.missing"));
    }

    void damagedStatesAreErrorsOrReadable() {
        Bench bench;
        bench.make();
        bench.round(1);
        bench.freeze(2);
        (void)bench.evaluator->nextRound(1000);
        std::string state = bench.evaluator->saveState();
        for (size_t size = 0; size < state.size(); ++size) {
            bench.make();
            QVERIFY(!bench.load(state.substr(0, size)).ok());
        }
        for (size_t i = 0; i < state.size(); ++i) {
            state[i] = static_cast<char>(state[i] ^ 0x81);
            bench.make();
            if (bench.load(state).ok()) (void)bench.evaluator->openRound();
            state[i] = static_cast<char>(state[i] ^ 0x81);
        }
    }

    void aGameOfOneSideHasNothingToRate() {
        const auto game = games::gameInfo("free").value();
        runs::MatchEvaluator evaluator(game, {}, {}, {}, RunId{1}, 1, systemClock());
        evaluator.snapshotFrozen({}, always(0));
        QVERIFY(evaluator.nextRound(0).empty());
    }
};

QTEST_GUILESS_MAIN(TestRunsEvaluator)
#include "tst_runs_evaluator.moc"
