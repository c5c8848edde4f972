// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration becomes: learners, task source, matches that a verdict waits for, and what a change does to
// them.
#include <QTest>
#include <algorithm>
#include <numeric>

#include "core/games/registry.h"
#include "core/league/league.h"
#include "core/runs/run_parts.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

namespace {

games::GameInfo rps() {
    return games::gameInfo("rps").value();
}

nn::NetworkSpec spec() {
    nn::NetworkSpec out;
    out.inputs = rps().observation.size;
    out.hidden = {4};
    out.branches = {3};
    return out;
}

std::shared_ptr<const nn::Weights> network(uint64_t seed) {
    return std::make_shared<const nn::Weights>(nn::initialWeights(spec(), Rng(seed)));
}

/// A network that always chooses `action`.
std::shared_ptr<const nn::Weights> always(int action) {
    auto weights = nn::initialWeights(spec(), Rng(1));
    std::fill(weights.values.begin(), weights.values.end(), 0.0F);
    for (const nn::LayerPlace& place : nn::layerPlaces(spec())) {
        if (place.name == "actor.head") weights.values[static_cast<size_t>(place.biasOffset + action)] = 50;
    }
    return std::make_shared<const nn::Weights>(std::move(weights));
}

struct Played {
    std::vector<float> scores;
    std::vector<uint8_t> sides;
    bool operator==(const Played&) const = default;
};

Played play(const runtime::MatchMaker& maker, std::shared_ptr<const nn::Weights> first,
            std::shared_ptr<const nn::Weights> second, int games, uint64_t seed) {
    const auto job = maker(std::move(first), std::move(second), games, seed).value();
    while (job->advance()) {
    }
    return {job->scores(), job->sides()};
}

runs::RunConfig leagueRun(const std::vector<std::string>& changes = {}) {
    std::vector<std::string> all{"run.workers=2"};
    all.insert(all.end(), changes.begin(), changes.end());
    return runs::readRunConfig(runs::findPreset("rps/diversified_league")->toml, all).value();
}

runtime::RunParts partsOf(const TempDir& folder, const runs::RunConfig& config) {
    (void)store::Workspace::open(folder.path()).value();
    return runs::buildParts({folder.path(), RunId{1}, realFileSystem(), systemClock()}, config, {}, false).value();
}

}  // namespace

class TestRunsParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesAreAFunctionOfWeightsAndSeed() {
        const auto maker = runs::matchMaker(rps());
        const auto one = network(1), other = network(2);
        const Played played = play(maker, one, other, 60, 7);
        QCOMPARE(played.scores.size(), size_t{60});
        QVERIFY(play(maker, network(1), network(2), 60, 7) == played);  // the same numbers in another place
        QVERIFY(play(maker, one, other, 60, 8) != played);
        QVERIFY(play(maker, one, always(2), 60, 7) != played);
    }

    void sidesAreSwappedInPairsAndScoresAreTheFirstOnes() {
        const auto maker = runs::matchMaker(rps());
        const Played won = play(maker, always(1), always(0), 10, 3);  // paper beats rock
        QCOMPARE(won.scores, std::vector<float>(10, 1.0F));
        QCOMPARE(std::accumulate(won.sides.begin(), won.sides.end(), 0), 5);
        for (size_t i = 0; i < won.sides.size(); i += 2)
            QCOMPARE(won.sides[i] + won.sides[i + 1], 1);
        QCOMPARE(play(maker, always(0), always(1), 10, 3).scores, std::vector<float>(10, -1.0F));
    }

    void actionsAreDrawnAsInTraining() {
        // A fresh network hardly prefers any choice: greedy play would end all matches alike.
        const Played played = play(runs::matchMaker(rps()), network(1), always(0), 60, 5);
        QVERIFY(std::adjacent_find(played.scores.begin(), played.scores.end(), std::not_equal_to<>()) !=
                played.scores.end());
    }

    void whatIsNotFinishedIsNotTold() {
        const auto job = runs::matchMaker(rps())(network(1), network(2), 10, 1).value();
        QVERIFY(job->scores().empty() && job->sides().empty());
    }

    void aSelfPlayRunHasOnePlayer() {
        const TempDir folder;
        const runtime::RunParts parts = partsOf(folder, readSmallRun());
        QCOMPARE(parts.source->players(), 1);
        QCOMPARE(parts.source->lanes(), 1);
        QVERIFY(dynamic_cast<league::League*>(parts.source.get()) == nullptr);
    }

    void aLeagueHasItsPlayers() {
        const TempDir folder;
        const runtime::RunParts parts = partsOf(folder, leagueRun());
        QCOMPARE(parts.source->players(), 5);
        QVERIFY(dynamic_cast<league::League*>(parts.source.get()) != nullptr);
        std::vector<std::string> names;
        for (int player = 0; player < 5; ++player)
            names.push_back(parts.source->shortName(player));
        QCOMPARE(names, (std::vector<std::string>{"MA1", "ME1", "LE1", "SE1", "AEE1"}));
        QVERIFY(parts.makeMatches != nullptr && parts.evaluator != nullptr);
        QVERIFY(parts.makePolicy("bot:always_0").ok());
    }

    void aRunThatEndsBeforeItsCommonStartIsMadeSaysSo() {
        const TempDir folder;
        const auto warnings = [&](const runs::RunConfig& config, bool resumed = false) {
            (void)store::Workspace::open(folder.path()).value();
            const auto parts =
                runs::buildParts({folder.path(), RunId{1}, realFileSystem(), systemClock()}, config, {}, resumed);
            std::vector<std::string> out;
            for (const Logged& note : parts.value().notes)
                if (note.level == LogLevel::warning) out.push_back(note.text.str());
            return out;
        };
        const auto steps = [](const char* most) {
            return leagueRun({"run.seconds=0", std::string("run.steps=") + most, "league.root_steps=20000"});
        };
        const auto told = warnings(steps("20000"));
        QCOMPARE(told.size(), size_t{1});
        for (const char* word : {"20000", "run.steps", "league.root_steps"})
            QVERIFY2(told[0].find(word) != std::string::npos, told[0].c_str());
        QVERIFY(warnings(steps("20000"), true).empty());  // it was said when the run began
        QVERIFY(warnings(steps("20001")).empty());
        QVERIFY(warnings(leagueRun()).empty());  // by time
        QVERIFY(warnings(readSmallRun()).empty());
    }

    void aWorkspaceThatIsGoneIsNotBegunAnew() {
        const TempDir folder;
        const std::string gone = folder.path("gone");
        const auto parts =
            runs::buildParts({gone, RunId{1}, realFileSystem(), systemClock()}, readSmallRun(), {}, false);
        QVERIFY(!parts.ok());
        QCOMPARE(parts.error().code, std::string("workspace.moved"));
        QVERIFY(!realFileSystem().exists(gone));
    }

    void learnersOfTwoPlayersDifferAtTheStart() {
        const TempDir folder;
        const runtime::RunParts parts = partsOf(folder, leagueRun());
        const auto values = [&](int player, std::shared_ptr<const nn::Weights> from) {
            return parts.makeLearner(player, std::move(from)).value()->weights()->values;
        };
        const auto first = values(0, nullptr), second = values(1, nullptr);
        QVERIFY(first != second);
        QCOMPARE(values(0, nullptr), first);  // and each is always the same
        QCOMPARE(values(1, nullptr), second);
        const auto given = parts.makeLearner(3, nullptr).value()->weights();
        QCOMPARE(values(0, given), given->values);
        QCOMPARE(values(2, given), given->values);
        // The first one is that of a run alone.
        const TempDir other;
        const auto alone = partsOf(other, runs::readRunConfig(leagueRun().text, {"run.training=self_play"}).value());
        QCOMPARE(alone.makeLearner(0, nullptr).value()->weights()->values, first);
    }

    void aChangeTouchesWhatItIsAbout() {
        const TempDir folder;
        runtime::RunParts parts = partsOf(folder, leagueRun());
        const auto change = [&](const char* key, const char* value) {
            runtime::Change one;
            one.key = key;
            one.after = value;
            return parts.change(parts, one);
        };
        const auto& league = dynamic_cast<const league::League&>(*parts.source);
        const int64_t version = league.book().version();
        const auto threshold = change("league.win_threshold", "0.6");
        QVERIFY(threshold.ok() && !threshold->learners);
        QCOMPARE(league.book().options().winThreshold, 0.6);
        QCOMPARE(league.book().version(), version + 1);
        const auto rate = change("learner.learning_rate", "2e-4");
        QVERIFY(rate.ok() && rate->learners);
        QCOMPARE(league.book().version(), version + 1);
        const auto points = change("record.metric_seconds", "2");
        QVERIFY(points.ok() && !points->learners);
        QCOMPARE(points->options.metricSeconds, 2.0);
        QCOMPARE(change("league.main_agents", "2").error().code, std::string("option.fixed"));
        QCOMPARE(change("self_play.window", "2").error().code, std::string("option.training"));
    }
};

QTEST_GUILESS_MAIN(TestRunsParts)
#include "tst_runs_parts.moc"
