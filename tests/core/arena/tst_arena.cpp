// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/arena/match_batch.h"
#include "core/games/registry.h"
#include "core/nn/network.h"

using namespace ludus;
using agents::AgentPtr;
using arena::FinishedMatch;
using arena::MatchBatch;
using arena::MatchSpec;

namespace {

games::GameInfo slime() {
    return *games::gameInfo("slime_volley");
}

AgentPtr bot(const games::GameInfo& game, const std::string& name) {
    return *agents::botAgent(game, name);
}

/// An untrained network that draws its actions.
AgentPtr network(const games::GameInfo& game, uint64_t seed) {
    nn::NetworkSpec spec;
    spec.inputs = game.observation.size;
    spec.hidden = {16, 16};
    spec.branches = game.action.branches;
    auto weights = nn::initialWeights(spec, Rng(seed));
    for (float& value : weights.values)
        value *= 3;
    return agents::networkAgent("net", "hash", std::make_shared<const nn::Weights>(std::move(weights)));
}

std::vector<FinishedMatch> play(const games::GameInfo& game, const std::vector<AgentPtr>& players,
                                std::vector<MatchSpec> specs, int slots, int slice = 1 << 30, bool greedy = false) {
    auto batch = std::move(*MatchBatch::create(game, players, std::move(specs), slots, greedy));
    std::vector<FinishedMatch> all;
    bool more = true;
    while (more) {
        more = batch->advance(slice);
        for (FinishedMatch& match : batch->take())
            all.push_back(std::move(match));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.spec < b.spec; });
    return all;
}

void compare(const std::vector<FinishedMatch>& a, const std::vector<FinishedMatch>& b) {
    QCOMPARE(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) {
        QCOMPARE(a[i].spec, b[i].spec);
        QCOMPARE(a[i].scores, b[i].scores);
        QCOMPARE(a[i].steps, b[i].steps);
        QCOMPARE(a[i].replay == nullptr, b[i].replay == nullptr);
        if (a[i].replay) QVERIFY(*a[i].replay == *b[i].replay);
    }
}

MatchSpec spec(uint64_t seed, int left, int right, int64_t pair = 0) {
    MatchSpec one;
    one.seed = seed;
    one.pair = pair;
    one.agentOfSide = {left, right};
    return one;
}

FinishedMatch finished(size_t index, double left, double right) {
    FinishedMatch match;
    match.spec = index;
    match.scores = {left, right};
    match.steps = 10;
    return match;
}

}  // namespace

class ArenaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMatchIsTheSameInAnyCompany() {
        const auto game = slime();
        const std::vector<AgentPtr> players = {network(game, 1), bot(game, "bot:random"), bot(game, "bot:defender")};
        std::vector<MatchSpec> specs;
        for (int i = 0; i < 64; ++i) {
            specs.push_back(spec(static_cast<uint64_t>(1000 + i), i % 3, (i / 3) % 3));
            specs.back().record = i % 5 == 0;  // replays hold every action and state
        }
        const auto together = play(game, players, specs, 64);
        QCOMPARE(together.size(), size_t{64});
        compare(play(game, players, specs, 1), together);
        compare(play(game, players, specs, 37), together);
        compare(play(game, players, specs, 64, 1), together);
        compare(play(game, players, specs, 37, 1000), together);
        for (const size_t i : {size_t{0}, size_t{17}, size_t{55}}) {
            auto alone = play(game, players, {specs[i]}, 8);
            alone[0].spec = i;
            compare(alone, {together[i]});
        }
    }

    void recordingChangesNothing() {
        const auto game = slime();
        const std::vector<AgentPtr> players = {network(game, 1), network(game, 2)};
        auto specs = arena::pairedSpecs(game, 6, 3);
        const auto plain = play(game, players, specs, 6);
        for (MatchSpec& one : specs)
            one.record = true;
        const auto recorded = play(game, players, specs, 6);
        for (size_t i = 0; i < plain.size(); ++i) {
            QCOMPARE(plain[i].scores, recorded[i].scores);
            QCOMPARE(plain[i].steps, recorded[i].steps);
            QVERIFY(!plain[i].replay);
            const auto replay = replay::decode(*recorded[i].replay);
            QVERIFY(replay.ok());
            QCOMPARE(static_cast<int64_t>(replay->steps()), recorded[i].steps);
            QCOMPARE(replay->agents, (std::vector<std::string>{"net", "net"}));
            QVERIFY(replay->annotations.values.front() != 0.0F);
            int sum = 0;
            for (size_t a = 0; a < 6; ++a)
                sum += replay->annotations.probabilities[a];
            QVERIFY(std::abs(sum - 255) <= 3);
            QVERIFY(replay::Cursor::open(*replay)->verify().ok());
        }
    }

    void twoSidesOfOneAgentDrawApart() {
        const auto game = *games::gameInfo("rps");
        const auto matches = play(
            game, {bot(game, "random")},
            [] {
                std::vector<MatchSpec> specs;
                for (uint64_t i = 0; i < 60; ++i)
                    specs.push_back(spec(i, 0, 0));
                return specs;
            }(),
            60);
        QVERIFY(std::any_of(matches.begin(), matches.end(), [](const auto& m) { return m.scores[0] != m.scores[1]; }));
    }

    void pairsHaveOneSeedAndSwappedSides() {
        const auto specs = arena::pairedSpecs(slime(), 7, 42, 3);
        QCOMPARE(specs.size(), size_t{7});
        for (size_t i = 0; i < specs.size(); ++i) {
            QCOMPARE(specs[i].pair, static_cast<int64_t>(i / 2));
            QCOMPARE(specs[i].seed, specs[i / 2 * 2].seed);
            QCOMPARE(specs[i].agentOfSide, (i % 2 == 0 ? std::vector<int>{0, 1} : std::vector<int>{1, 0}));
            QCOMPARE(specs[i].record, i % 3 == 0);
        }
        QVERIFY(specs[0].seed != specs[2].seed);
        QVERIFY(arena::pairedSpecs(slime(), 2, 43)[0].seed != specs[0].seed);
        auto asymmetric = slime();
        asymmetric.facts.symmetricSides = false;
        const auto plain = arena::pairedSpecs(asymmetric, 3, 42);
        for (size_t i = 0; i < 3; ++i) {
            QCOMPARE(plain[i].pair, static_cast<int64_t>(i));
            QCOMPARE(plain[i].agentOfSide, (std::vector<int>{0, 1}));
        }
    }

    void summaryIsFromTheFirstAgentsSideWithErrorsOverPairs() {
        // Agent 0 scores 3, 1 | -1, 1 | 0: pair means 2, 0, 0; mean of games 4/5.
        const std::vector<MatchSpec> specs = {spec(1, 0, 1, 0), spec(1, 1, 0, 0), spec(2, 0, 1, 1), spec(2, 1, 0, 1),
                                              spec(3, 0, 1, 2)};
        const auto summary = arena::summarise(
            specs, {finished(0, 3, -3), finished(1, -1, 1), finished(2, -1, 1), finished(3, -1, 1), finished(4, 0, 0)});
        QCOMPARE(summary.games, int64_t{5});
        QCOMPARE(summary.wins, int64_t{3});
        QCOMPARE(summary.draws, int64_t{1});
        QCOMPARE(summary.losses, int64_t{1});
        QCOMPARE(summary.steps, int64_t{50});
        QCOMPARE(summary.meanScore, 0.8);
        // Off by pair: 2 x 1.2, 2 x -0.8, 1 x -0.8; squares 5.76 + 2.56 + 0.64 = 8.96; sqrt(8.96 x 3/2) / 5 = 0.733212.
        QVERIFY(std::fabs(summary.standardError - 0.7332121) < 1e-6);
    }

    void aPairOfEqualGamesCountsOnce() {
        // Two pairs with scores 1, 1 | -1, -1: error of the mean of two values +-1 is sqrt(2 / 1) / sqrt(2) = 1.
        const std::vector<MatchSpec> specs = {spec(1, 0, 1, 0), spec(1, 0, 1, 0), spec(2, 0, 1, 1), spec(2, 0, 1, 1)};
        const auto summary =
            arena::summarise(specs, {finished(0, 1, -1), finished(1, 1, -1), finished(2, -1, 1), finished(3, -1, 1)});
        QCOMPARE(summary.meanScore, 0.0);
        QCOMPARE(summary.standardError, 1.0);
        QCOMPARE(arena::summarise(specs, {}).games, int64_t{0});
    }

    void sidesAreAlike() {
        const auto game = slime();
        const auto specs = arena::pairedSpecs(game, 40, 5);
        const auto matches = play(game, {bot(game, "defender"), bot(game, "chaser")}, specs, 40);
        const auto summary = arena::summarise(specs, matches);
        QVERIFY2(summary.meanScore > 1, qPrintable(QString::number(summary.meanScore)));
    }

    void emptyBatchesAreDoneAtOnce() {
        auto batch = std::move(*MatchBatch::create(slime(), {bot(slime(), "random")}, {}, 4, false));
        QVERIFY(!batch->advance(10));
        QVERIFY(batch->take().empty());
        QCOMPARE(batch->stepsPlayed(), int64_t{0});
    }

    void stepsAreCounted() {
        const auto game = slime();
        auto batch = std::move(*MatchBatch::create(game, {bot(game, "random"), bot(game, "random")},
                                                   arena::pairedSpecs(game, 10, 1), 4, false));
        while (batch->advance(100)) {
        }
        int64_t steps = 0;
        for (const FinishedMatch& match : batch->take())
            steps += match.steps;
        QCOMPARE(batch->stepsPlayed(), steps);
    }

    void unknownOptionsAreAnError() {
        auto game = slime();
        const auto player = bot(game, "random");
        game.options["game.nonsense"] = {true, 0};
        const auto batch = MatchBatch::create(game, {player}, {spec(1, 0, 0)}, 1, false);
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().code, std::string("option.unknown"));
    }
};

QTEST_GUILESS_MAIN(ArenaTest)
#include "tst_arena.moc"
