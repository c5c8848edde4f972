// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the engine are set up from: matches and evaluators that play nothing, games that are slow or break, a
// run of such parts.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/core/runtime/fake_learner.h"

namespace ludus::test {

/// Plays in slices until told to end.
class FakeJob final : public runtime::EvaluationJob {
public:
    explicit FakeJob(int slices, bool broken = false) : left_(slices), broken_(broken) {}
    bool advance() override {
        if (broken_) throw std::runtime_error("the match broke");
        std::this_thread::sleep_for(std::chrono::microseconds(200));
        ++done;
        return left_ < 0 || --left_ > 0;
    }
    std::atomic<int> done{0};

private:
    int left_;
    bool broken_;
};

class FakeEvaluator final : public runtime::Evaluator {
public:
    explicit FakeEvaluator(int slices, bool broken = false) : slices_(slices), broken_(broken) {}
    void snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights>) override {
        newest_ = snapshot.step;
    }
    runtime::EvaluationJobs nextRound(int64_t step) override {
        if (newest_ != step) throw std::runtime_error("the round is not about the newest snapshot");
        return {std::make_shared<FakeJob>(slices_, broken_), std::make_shared<FakeJob>(slices_, broken_)};
    }
    std::shared_ptr<runtime::EvaluationJob> lastJob(const runtime::EvaluationJobs&) override { return nullptr; }
    double newestElo() const override { return kUnknown; }
    std::string saveState() const override { return {}; }
    Status loadState(std::string_view, const runtime::SnapshotLoader&) override { return {}; }
    runtime::EvaluationJobs openRound() override { return {}; }
    std::vector<EventBody> restored() const override { return {}; }
    std::vector<EventBody> roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) override {
        Metrics metrics;
        for (const auto& job : jobs)
            metrics.points.push_back({"slices", step, double(static_cast<FakeJob&>(*job).done), kUnknown});
        return {metrics};
    }

private:
    int slices_;
    bool broken_;
    int64_t newest_ = -1;
};

/// A game that breaks in its n-th step.
class BreakingGame final : public games::VectorGame {
public:
    BreakingGame(games::GameInfo info, int slots) : VectorGame(std::move(info), slots) {}
    void reset(std::span<const int>, std::span<const uint64_t>) override {}
    void step(std::span<const int32_t>) override {
        if (++steps_ > 40) throw std::runtime_error("the game broke");
    }
    std::string save(int) const override { return {}; }
    Status load(int, std::string_view) override { return {}; }
    games::Scene scene(int) const override { return {}; }

private:
    int steps_ = 0;
};

/// A game whose every step takes a millisecond.
class SlowGame final : public games::VectorGame {
public:
    SlowGame(games::GameInfo info, int slots) : VectorGame(std::move(info), slots) {}
    void reset(std::span<const int>, std::span<const uint64_t>) override {}
    void step(std::span<const int32_t>) override { std::this_thread::sleep_for(std::chrono::milliseconds(1)); }
    std::string save(int) const override { return {}; }
    Status load(int, std::string_view) override { return {}; }
    games::Scene scene(int) const override { return {}; }
};

class BreakingPolicy final : public games::Policy {
public:
    void act(const games::PolicyInput&, const games::PolicyOutput&) override {
        throw std::runtime_error("the opponent broke");
    }
};

enum class GameKind { real, breaking, slow };

struct Setup {
    std::string game = "rps";
    runtime::RunOptions options;
    LearnerFaults faults;
    std::shared_ptr<LearnerNotes> notes = std::make_shared<LearnerNotes>();
    std::function<std::unique_ptr<runtime::Evaluator>()> evaluator;
    GameKind kind = GameKind::real;
    bool breakingBots = false;
    std::function<void()> beforeBuilding;
    league::SelfPlayOptions selfPlay;

    Setup() {
        options.id = RunId{1};
        options.slots = 16;
        options.stepsPerUpdate = 8;
        options.blocks = 2;
        options.shards = 2;
        options.pool.workers = 2;
        options.metricSeconds = 0;
        selfPlay.snapshotEvery = 1000;
        selfPlay.swapSteps = 200;
    }

    std::unique_ptr<runtime::Run> run(EventSink& sink) const {
        const auto build = [setup = *this]() -> Result<runtime::RunParts> {
            if (setup.beforeBuilding) setup.beforeBuilding();
            const auto info = games::gameInfo(setup.game);
            if (!info) return info.error();
            runtime::RunParts parts;
            parts.makeGame = [setup, info = *info](int slots) -> Result<std::unique_ptr<games::VectorGame>> {
                using Made = std::unique_ptr<games::VectorGame>;
                if (setup.kind == GameKind::breaking) return Made(new BreakingGame(info, slots));
                if (setup.kind == GameKind::slow) return Made(new SlowGame(info, slots));
                return games::makeGame(setup.game, slots);
            };
            parts.makePolicy = [setup](const std::string& agent) -> Result<std::unique_ptr<games::Policy>> {
                if (setup.breakingBots) return std::unique_ptr<games::Policy>(new BreakingPolicy);
                return games::makeBot(setup.game, agent.substr(agent.find(':') + 1));
            };
            parts.makeLearner = fakeLearners(*info, setup.notes, setup.faults);
            parts.source = std::make_unique<league::SelfPlay>(setup.selfPlay, setup.options.seed);
            if (setup.evaluator) parts.evaluator = setup.evaluator();
            return parts;
        };
        auto made = std::make_unique<runtime::Run>(options, build, std::vector<EventSink*>{&sink});
        made->start();
        return made;
    }
};

}  // namespace ludus::test
