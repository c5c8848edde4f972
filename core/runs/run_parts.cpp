// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_parts.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/games/registry.h"
#include "core/league/league.h"
#include "core/league/self_play.h"
#include "core/learn/make_learner.h"
#include "core/learn/torch_module.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/evaluator.h"
#include "core/runs/live_options.h"
#include "core/runs/match_slices.h"
#include "core/runs/run_options.h"

namespace ludus::runs {
namespace {

constexpr uint64_t kLearnerSeeds = 302;
constexpr double kShardOperations = 5e8;  // some 30 ms of floating-point operations on one core
constexpr double kFewestShardRows = 32;
constexpr double kMostShards = 256;

int workersOf(const RunConfig& config) {
    if (config.run.workers > 0) return config.run.workers;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// ---- learners

/// Torch, where the learners need it, before anything else is made; a note if it would be slow.
Status openTorch(const games::GameInfo& game, const RunConfig& config, std::vector<Logged>& notes) {
    if (learn::pathKind(config.learner, learn::networkSpec(game, config.learner)) != learn::PathKind::generic)
        return {};
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) return torch.error();
    const learn::BlasReport blas = (*torch)->blas();
    if (blas.slow) {
        const Text text = LUDUS_TEXT("Run",
                                     "Matrix products run at %1 GFLOP/s only (%2), so that training takes several "
                                     "times longer. Install OpenBLAS: apt-get install libopenblas0-pthread.");
        notes.push_back({LogLevel::warning, text.arg(blas.gflops).arg(blas.library), {}});
    }
    return {};
}

/// The first player's is the run's own, as if it were alone.
uint64_t learnerSeed(const RunConfig& config, int player) {
    const auto seed = static_cast<uint64_t>(config.run.seed);
    return player == 0 ? seed : mixSeed(seed, kLearnerSeeds, static_cast<uint64_t>(player));
}

/// `start`: the weights that the run begins with, null: fresh ones.
LearnerMaker learnerMaker(const games::GameInfo& game, const RunConfig& config, const LaunchOptions& options,
                          std::shared_ptr<const nn::Weights> start) {
    if (options.makeLearner) {
        return [make = options.makeLearner, game, config, start](int player, std::shared_ptr<const nn::Weights> from) {
            return make(game, config, player, from ? std::move(from) : start);
        };
    }
    return [game, config, start](int player, std::shared_ptr<const nn::Weights> from) {
        return learn::makePpo(game, config.learner, learnerSeed(config, player), from ? std::move(from) : start);
    };
}

// ---- the task source

std::unique_ptr<TaskSource> sourceOf(const RunConfig& config) {
    const auto seed = static_cast<uint64_t>(config.run.seed);
    if (config.isLeague()) return std::make_unique<league::League>(config.league, seed);
    return std::make_unique<league::SelfPlay>(config.selfPlay, seed);
}

// ---- matches that a verdict waits for

/// Told in the order in which they were drawn up, whatever the order in which they ended.
class AskedMatches final : public runtime::MatchesJob {
public:
    explicit AskedMatches(MatchSlices slices) : slices_(std::move(slices)) {}

    bool advance() override { return slices_.advance(); }
    std::vector<float> scores() const override {
        std::vector<float> out;
        for (const arena::FinishedMatch* match : inOrder())
            out.push_back(static_cast<float>(match->scores[sideOfFirst(*match)]));
        return out;
    }
    std::vector<uint8_t> sides() const override {
        std::vector<uint8_t> out;
        for (const arena::FinishedMatch* match : inOrder())
            out.push_back(static_cast<uint8_t>(sideOfFirst(*match)));
        return out;
    }

private:
    std::vector<const arena::FinishedMatch*> inOrder() const {
        std::vector<const arena::FinishedMatch*> out;
        for (const arena::FinishedMatch& match : slices_.finished)
            out.push_back(&match);
        std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->spec < b->spec; });
        return out;
    }
    size_t sideOfFirst(const arena::FinishedMatch& match) const {
        return slices_.specs[match.spec].agentOfSide[0] == 0 ? 0 : 1;
    }

    MatchSlices slices_;
};

// ---- evaluation

bool isGone(const Error& error) {
    return error.code == "run.unknown" || error.code == "agent.unknown" || error.code == "artefact.missing";
}

/// `resumed`: networks that cannot be found any more are left out, as the checkpoint brings those that it needs.
Result<std::vector<agents::AgentPtr>> evaluationOpponents(const games::GameInfo& game, const EvaluationOptions& options,
                                                          const store::Workspace& workspace, bool resumed) {
    std::vector<std::string> names = options.opponents;
    if (names.empty()) {
        for (const std::string& bot : game.facts.bots)
            names.push_back("bot:" + bot);
    } else if (std::find(names.begin(), names.end(), "bot:random") == names.end()) {
        names.insert(names.begin(), "bot:random");  // the anchor of every rating
    }
    std::vector<agents::AgentPtr> out;
    for (const std::string& name : names) {
        Result<agents::AgentPtr> agent = resolveAgent(game, name, &workspace);
        if (!agent && resumed && isNetworkName(name) && isGone(agent.error())) continue;
        if (!agent) return agent.error();
        out.push_back(std::move(*agent));
    }
    return out;
}

/// Whoever deletes the runs they are of must not take their weights away from the run.
Status holdWeights(store::Workspace& workspace, RunId id, const std::vector<agents::AgentPtr>& opponents) {
    std::vector<std::string> hashes;
    for (const agents::AgentPtr& opponent : opponents) {
        if (isNetworkName(opponent->name())) hashes.push_back(opponent->hash());
    }
    return hashes.empty() ? Status() : workspace.holdArtefacts(id, hashes, ".safetensors");
}

std::unique_ptr<MatchEvaluator> evaluatorOf(const Place& place, const games::GameInfo& game, const RunConfig& config,
                                            std::vector<agents::AgentPtr> opponents) {
    std::vector<std::string> players;
    for (int player = 0; config.isLeague() && player < config.league.learners(); ++player)
        players.push_back(league::learnerName(config.league, player));
    return std::make_unique<MatchEvaluator>(game, std::move(opponents), config.evaluation, config.record, place.run,
                                            static_cast<uint64_t>(config.run.seed), place.clock, std::move(players));
}

/// So many parts of a minibatch that every worker has some and none takes longer than pause may wait.
int shardsOf(const RunConfig& config, int workers) {
    const Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return workers;
    const double rows = static_cast<double>(config.learner.slots) * config.learner.steps / config.learner.minibatches;
    const auto parameters = static_cast<double>(nn::parameterCount(learn::networkSpec(*game, config.learner)));
    const double operations = 6 * parameters * rows;  // forward and backward
    const double perWorker = std::ceil(operations / workers / kShardOperations);
    const double rowsAllow = std::max(1.0, rows / workers / kFewestShardRows);
    return workers * static_cast<int>(std::clamp(perWorker, 1.0, std::min(rowsAllow, kMostShards / workers)));
}

}  // namespace

runtime::MatchMaker matchMaker(const games::GameInfo& game) {
    using Weights = std::shared_ptr<const nn::Weights>;
    return [game](Weights first, Weights second, int games,
                  uint64_t seed) -> Result<std::shared_ptr<runtime::MatchesJob>> {
        std::vector<arena::MatchSpec> specs = arena::pairedSpecs(game, games, seed);
        auto batch = arena::MatchBatch::create(game,
                                               {agents::networkAgent("first", {}, std::move(first)),
                                                agents::networkAgent("second", {}, std::move(second))},
                                               specs, std::min(MatchSlices::kSlots, games), false);
        if (!batch) return batch.error();
        return std::shared_ptr<runtime::MatchesJob>(
            std::make_shared<AskedMatches>(MatchSlices(std::move(*batch), std::move(specs))));
    };
}

Result<runtime::RunParts> buildParts(const Place& place, const RunConfig& config, const LaunchOptions& options,
                                     bool resumed) {
    Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return game.error();
    Result<std::unique_ptr<store::Workspace>> workspace =
        store::Workspace::open(place.folder, store::OpenMode::existing, place.files, place.clock);
    if (!workspace) return workspace.error();

    std::shared_ptr<const nn::Weights> start;
    if (!options.from.empty()) {
        Result<std::shared_ptr<const nn::Weights>> weights = resolveWeights(options.from, **workspace);
        if (!weights) return weights.error();
        start = std::move(*weights);
    }
    Result<std::vector<agents::AgentPtr>> opponents =
        evaluationOpponents(*game, config.evaluation, **workspace, resumed);
    if (!opponents) return opponents.error();
    if (const Status held = holdWeights(**workspace, place.run, *opponents); !held.ok()) return held.error();

    runtime::RunParts parts;
    if (!options.makeLearner) {
        if (const Status opened = openTorch(*game, config, parts.notes); !opened.ok()) return opened.error();
    }
    for (Text& doubt : resumed ? std::vector<Text>() : findDoubts(config))
        parts.notes.push_back({LogLevel::warning, std::move(doubt), {}});
    const auto learners = [game = *game, options, start](const RunConfig& of) {
        return learnerMaker(game, of, options, start);
    };
    parts.makeGame = [name = config.game, values = config.gameOptions](int slots) {
        return games::makeGame(name, slots, values);
    };
    parts.makePolicy = [name = config.game, values = config.gameOptions](const std::string& agent) {
        return games::makeBot(name, agent.starts_with("bot:") ? agent.substr(4) : agent, values);
    };
    parts.makeLearner = learners(config);
    parts.makeMatches = matchMaker(*game);
    parts.source = sourceOf(config);
    parts.evaluator = evaluatorOf(place, *game, config, std::move(*opponents));
    parts.change = changerOf(config, learners);
    return parts;
}

runtime::RunOptions engineOptions(RunId id, const RunConfig& config, const LaunchOptions& options) {
    const int workers = workersOf(config);
    runtime::RunOptions out;
    static_cast<runtime::LiveOptions&>(out) = engineOptionsOf(config);
    out.id = id;
    out.seed = static_cast<uint64_t>(config.run.seed);
    out.targetSteps = config.run.steps;
    out.budgetSeconds = config.run.seconds;
    out.slots = config.learner.slots;
    out.stepsPerUpdate = config.learner.steps;
    out.blocks = std::clamp(workers > 1 ? 2 * workers : 1, 1, std::max(1, config.learner.slots / 8));
    out.shards = shardsOf(config, workers);
    out.deterministic = config.run.deterministic;
    out.pool = {workers, options.idlePriority, 0.15};
    return out;
}

runtime::RunOptions resumedOptions(runtime::RunOptions options, const runtime::Checkpoint& checkpoint) {
    options.slots = checkpoint.slots;
    options.blocks = checkpoint.blocks;
    options.shards = checkpoint.shards;
    options.lastSeq = checkpoint.eventSeq;
    options.seconds = checkpoint.seconds;
    return options;
}

}  // namespace ludus::runs
