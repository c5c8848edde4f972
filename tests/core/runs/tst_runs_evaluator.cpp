// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation rounds: pairs with swapped sides, one scale with bot:random at 0, replays that verify.
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/games/registry.h"
#include "core/math/rating_fit.h"
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
    std::vector<std::string> players;  // names of the learning players; empty: one
    std::unique_ptr<runs::MatchEvaluator> evaluator;
    int frozen = 0;
    std::map<std::string, std::shared_ptr<const nn::Weights>> kept;  // by hash

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
                                                           systemClock(), players);
    }
    void freeze(int action, int player = 0) {
        SnapshotRecord snapshot;
        snapshot.player = player;
        snapshot.index = frozen;
        snapshot.id = makeSnapshotId(RunId{1}, frozen);
        snapshot.step = 1000 * frozen++;
        snapshot.hash = "h" + std::to_string(frozen);
        kept[snapshot.hash] = always(action);
        evaluator->snapshotFrozen(snapshot, kept[snapshot.hash]);
    }
    Status load(const std::string& state) {
        return evaluator->loadState(
            state, [this](const SnapshotRecord& snapshot) -> Result<std::shared_ptr<const nn::Weights>> {
                if (kept.contains(snapshot.hash)) return kept.at(snapshot.hash);
                return Error{"artefact.missing", Text("Error", "The artefact is gone."), {}, {}};
            });
    }
    /// The same in a new process: nothing but the state and what is kept.
    void resume() {
        const std::string state = evaluator->saveState();
        make();
        if (!load(state).ok()) qFatal("the state does not load");
    }
    static void play(const runtime::EvaluationJobs& jobs) {
        for (const auto& job : jobs) {
            while (job->advance()) {
            }
        }
    }
    /// Plays a round about what is frozen and gives what is published.
    std::vector<EventBody> round() {
        const int64_t step = 1000 * (frozen - 1);
        const auto jobs = evaluator->nextRound(step);
        play(jobs);
        return evaluator->roundFinished(jobs, step);
    }
    /// Freezes, plays a round and gives what is published.
    std::vector<EventBody> round(int action) {
        freeze(action);
        const int64_t step = 1000 * (frozen - 1);
        const auto jobs = evaluator->nextRound(step);
        play(jobs);
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

/// Everything that two rounds have in common when they are the same.
std::vector<std::string> storyOf(const std::vector<EventBody>& events) {
    std::vector<std::string> out;
    for (const MatchPlayed& played : all<MatchPlayed>(events)) {
        const MatchRecord& m = played.match;
        out.push_back(m.agents[0] + " " + m.agents[1] + " " + m.hashes[0] + " " + m.hashes[1] + " " +
                      std::to_string(m.seed) + " " + std::to_string(m.scores[0]) + " " + std::to_string(m.pair) + " " +
                      std::to_string(m.runStep) + " " + m.replayHash);
    }
    for (const Rated& rated : all<Rated>(events)) {
        for (const RatingRecord& r : rated.ratings)
            out.push_back(QString("%1 %2 %3 %4 %5")
                              .arg(r.agent.c_str())
                              .arg(r.elo, 0, 'g', 17)
                              .arg(r.error, 0, 'g', 17)
                              .arg(r.games)
                              .arg(r.step)
                              .toStdString());
    }
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

    // ---- several learning players

    static Bench league() {
        Bench bench;
        bench.players = {"MA1", "ME1", "LE1"};
        bench.make();
        return bench;
    }
    /// Who met whom in a round: 20 matches each.
    static std::set<std::pair<std::string, std::string>> meetingsOf(const std::vector<EventBody>& events) {
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
    static std::pair<std::string, std::string> meeting(int one, int other) {
        return std::minmax(nameOf(one), nameOf(other));
    }
    static std::map<std::string, double> curvesOf(const std::vector<EventBody>& events) {
        std::map<std::string, double> out;
        for (const Metrics& metrics : all<Metrics>(events)) {
            for (const MetricPoint& point : metrics.points)
                out[point.name] = point.value;
        }
        return out;
    }

    void aRoundIsAboutAllThatWereFrozenSinceTheLastOne() {
        Bench bench = league();
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
        Bench bench = league();
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
        Bench bench = league();
        bench.freeze(0, 0);
        bench.freeze(1, 1);
        const auto met = meetingsOf(bench.round());  // counts that no pair met twice
        QVERIFY(met.contains(meeting(0, 1)));
        QCOMPARE(met.size(), size_t{6});  // two bots each, each other, the bots each other
    }

    void curvesOfOthersAreCalledAfterThem() {
        Bench bench = league();
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
        Bench bench = league();
        QVERIFY(bench.evaluator->nextRound(0).empty());
        bench.round(1);
        QVERIFY(bench.evaluator->nextRound(5000).empty());
    }

    void severalPlayersGoOnAsTheyWereSaved() {
        Bench one = league(), other = league();
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
        Bench copy = league();
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
        Bench bench = league();
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
        Bench bench = league();
        bench.round(0);
        bench.freeze(1, 2);
        const std::string state = bench.evaluator->saveState();
        bench.players = {"MA1", "ME1"};
        bench.make();
        QCOMPARE(bench.load(state).error().code, std::string("checkpoint.damaged"));
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
