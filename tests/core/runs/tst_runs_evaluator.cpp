// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation rounds: pairs with swapped sides, one scale with bot:random at 0, replays that verify.
#include <QTest>
#include <cmath>
#include <map>

#include "core/games/registry.h"
#include "core/replay/replay.h"
#include "core/runs/evaluator.h"

using namespace ludus;

namespace {

games::GameInfo rps() {
    return games::gameInfo("rps").value();
}

/// A network that always chooses `action`.
std::shared_ptr<const nn::Weights> always(int action) {
    nn::NetworkSpec spec;
    spec.inputs = rps().observation.size;
    spec.hidden = {4};
    spec.branches = {3};
    auto weights = nn::initialWeights(spec, Rng(1));
    std::fill(weights.values.begin(), weights.values.end(), 0.0F);
    for (const nn::LayerPlace& place : nn::layerPlaces(spec)) {
        if (place.name == "actor.head") weights.values[static_cast<size_t>(place.biasOffset + action)] = 50;
    }
    return std::make_shared<const nn::Weights>(std::move(weights));
}

struct Bench {
    runs::EvaluationOptions options;
    runs::RecordOptions record;
    std::vector<std::string> opponents = {"bot:random", "bot:always_0"};
    std::unique_ptr<runs::MatchEvaluator> evaluator;
    int frozen = 0;

    Bench() {
        options.games = 20;
        options.past = 2;
        record.replaysEvery = 0;
    }
    void make(uint64_t seed = 3) {
        std::vector<agents::AgentPtr> agents;
        for (const std::string& name : opponents)
            agents.push_back(agents::botAgent(rps(), name).value());
        evaluator = std::make_unique<runs::MatchEvaluator>(rps(), std::move(agents), options, record, RunId{1}, seed,
                                                           systemClock());
    }
    void freeze(int action) {
        SnapshotRecord snapshot;
        snapshot.index = frozen;
        snapshot.id = makeSnapshotId(RunId{1}, frozen);
        snapshot.step = 1000 * frozen++;
        snapshot.hash = "h" + std::to_string(frozen);
        evaluator->snapshotFrozen(snapshot, always(action));
    }
    /// Freezes, plays a round and gives what is published.
    std::vector<EventBody> round(int action) {
        freeze(action);
        const int64_t step = 1000 * (frozen - 1);
        const auto jobs = evaluator->nextRound(step);
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

std::map<std::string, RatingRecord> ratings(const std::vector<EventBody>& events) {
    std::map<std::string, RatingRecord> out;
    const auto tables = all<Rated>(events);
    for (const RatingRecord& rating : tables.back().ratings)
        out[rating.agent] = rating;
    return out;
}

std::string nameOf(int index) {
    return "snapshot:" + std::to_string(makeSnapshotId(RunId{1}, index).value);
}

}  // namespace

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
            for (const MatchPlayed& played : ::all<MatchPlayed>(bench.round(1)))
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

    void aGameOfOneSideHasNothingToRate() {
        const auto game = games::gameInfo("free").value();
        runs::MatchEvaluator evaluator(game, {}, {}, {}, RunId{1}, 1, systemClock());
        evaluator.snapshotFrozen({}, always(0));
        QVERIFY(evaluator.nextRound(0).empty());
    }
};

QTEST_GUILESS_MAIN(TestRunsEvaluator)
#include "tst_runs_evaluator.moc"
