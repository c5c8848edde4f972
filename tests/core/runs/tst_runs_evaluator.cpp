// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluator of a run with made-up weights: who plays whom, and what its events say.
#include <QTest>
#include <set>

#include "core/games/registry.h"
#include "core/runs/evaluator.h"

using namespace ludus;

namespace {

struct Setup {
    games::GameInfo game = *games::gameInfo("slime_volley");
    runs::EvaluationOptions options;
    runs::RecordOptions record;
    std::unique_ptr<runs::MatchEvaluator> evaluator;

    Setup() {
        options.games = 4;
        options.past = 2;
        record.replaysEvery = 5;
    }
    runs::MatchEvaluator& make() {
        std::vector<agents::AgentPtr> opponents;
        for (const char* bot : {"bot:random", "bot:chaser"})
            opponents.push_back(*agents::botAgent(game, bot));
        evaluator =
            std::make_unique<runs::MatchEvaluator>(game, opponents, options, record, RunId{3}, 9, systemClock());
        return *evaluator;
    }
    void freeze(int index, int64_t step) {
        nn::NetworkSpec spec;
        spec.inputs = game.observation.size;
        spec.hidden = {8};
        spec.branches = game.action.branches;
        SnapshotRecord snapshot;
        snapshot.id = makeSnapshotId(RunId{3}, index);
        snapshot.index = index;
        snapshot.step = step;
        snapshot.hash = "h" + std::to_string(index);
        evaluator->snapshotFrozen(
            snapshot, std::make_shared<const nn::Weights>(nn::initialWeights(spec, Rng(static_cast<uint64_t>(index)))));
    }
    std::vector<EventBody> round(int64_t step) {
        const runtime::EvaluationJobs jobs = evaluator->nextRound(step);
        for (const auto& job : jobs) {
            while (job->advance()) {
            }
        }
        return evaluator->roundFinished(jobs, step);
    }
};

template <class Body>
std::vector<Body> all(const std::vector<EventBody>& events) {
    std::vector<Body> out;
    for (const EventBody& event : events) {
        if (const auto* body = std::get_if<Body>(&event)) out.push_back(*body);
    }
    return out;
}

}  // namespace

class TestRunsEvaluator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstRoundLinksTheOpponentsToo() {
        Setup setup;
        setup.make();
        setup.freeze(0, 0);
        const auto matches = all<MatchPlayed>(setup.round(0));
        QCOMPARE(matches.size(), size_t{3 * 4});  // snapshot against both, and both against each other
    }

    void laterRoundsMeetOpponentsAndEarlierSelves() {
        Setup setup;
        setup.make();
        setup.freeze(0, 0);
        setup.round(0);
        setup.freeze(1, 100);
        std::set<std::string> met;
        for (const MatchPlayed& played : all<MatchPlayed>(setup.round(100)))
            met.insert(played.match.agents.begin(), played.match.agents.end());
        const std::string first = "snapshot:" + std::to_string(makeSnapshotId(RunId{3}, 0).value);
        const std::string second = "snapshot:" + std::to_string(makeSnapshotId(RunId{3}, 1).value);
        QCOMPARE(met, (std::set<std::string>{"bot:random", "bot:chaser", first, second}));
    }

    void matchesComeInPairsOfOneSeedWithSidesSwapped() {
        Setup setup;
        setup.make();
        setup.freeze(0, 0);
        std::map<int64_t, std::vector<MatchRecord>> pairs;
        for (const MatchPlayed& played : all<MatchPlayed>(setup.round(0)))
            pairs[played.match.pair].push_back(played.match);
        QCOMPARE(pairs.size(), size_t{6});
        for (const auto& [pair, matches] : pairs) {
            QCOMPARE(matches.size(), size_t{2});
            QCOMPARE(matches[0].seed, matches[1].seed);
            QCOMPARE(matches[0].agents[0], matches[1].agents[1]);
            QCOMPARE(matches[0].agents[1], matches[1].agents[0]);
        }
    }

    void randomIsTheZeroOfTheScale() {
        Setup setup;
        setup.make();
        setup.freeze(0, 0);
        const auto rated = all<Rated>(setup.round(0));
        QCOMPARE(rated.size(), size_t{1});
        QCOMPARE(rated[0].ratings.size(), size_t{3});
        std::map<std::string, RatingRecord> byName;
        for (const RatingRecord& rating : rated[0].ratings)
            byName[rating.agent] = rating;
        QVERIFY(std::abs(byName.at("bot:random").elo) < 1e-9);
        QVERIFY(byName.at("bot:chaser").elo > 100);  // it beats random nearly always
        QCOMPARE(byName.at("bot:chaser").games, int64_t{8});
        QCOMPARE(byName.at("bot:random").step, int64_t{-1});
    }

    void theCurveGetsAPointARound() {
        Setup setup;
        setup.make();
        for (int index = 0; index < 3; ++index) {
            setup.freeze(index, index * 100);
            int points = 0;
            for (const Metrics& metrics : all<Metrics>(setup.round(index * 100))) {
                for (const MetricPoint& point : metrics.points) {
                    if (point.name != "elo") continue;
                    ++points;
                    QCOMPARE(point.step, int64_t{index * 100});
                    QVERIFY(point.halfWidth > 0);
                }
            }
            QCOMPARE(points, 1);
        }
    }

    void everyFifthMatchIsRecorded() {
        Setup setup;
        setup.make();
        setup.freeze(0, 0);
        int recorded = 0;
        for (const MatchPlayed& played : all<MatchPlayed>(setup.round(0))) {
            QCOMPARE(played.replay.bytes != nullptr, !played.match.replayHash.empty());
            recorded += played.replay.bytes != nullptr ? 1 : 0;
        }
        QCOMPARE(recorded, 3);  // of 12: the first, the sixth, the eleventh
    }

    void aDroppedJobCountsWithWhatItFinished() {
        Setup setup;
        setup.make();
        setup.freeze(0, 0);
        const runtime::EvaluationJobs jobs = setup.evaluator->nextRound(0);
        while (jobs.front()->advance()) {
        }
        const auto events = setup.evaluator->roundFinished(jobs, 0);
        QCOMPARE(all<MatchPlayed>(events).size(), size_t{4});
        QCOMPARE(all<Rated>(events).size(), size_t{1});
    }

    void theSameSeedPlaysTheSameMatches() {
        std::vector<std::vector<double>> scores;
        for (int i = 0; i < 2; ++i) {
            Setup setup;
            setup.make();
            setup.freeze(0, 0);
            auto& list = scores.emplace_back();
            for (const MatchPlayed& played : all<MatchPlayed>(setup.round(0)))
                list.insert(list.end(), played.match.scores.begin(), played.match.scores.end());
        }
        QCOMPARE(scores[1], scores[0]);
    }
};

QTEST_GUILESS_MAIN(TestRunsEvaluator)
#include "tst_runs_evaluator.moc"
