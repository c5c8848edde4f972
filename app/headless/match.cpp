// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli match: friendly matches between two agents, in pairs of one seed with sides swapped.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <thread>

#include "app/headless/commands.h"
#include "app/headless/interrupt.h"
#include "app/headless/match_players.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/games/registry.h"
#include "core/runs/agent_resolver.h"

namespace ludus::headless {
namespace {

struct Request {
    std::string game;
    std::vector<std::string> agents, set;
    int games = 2;
    int64_t seed = 1;
    bool greedy = false, record = false;
    int workers = 0;
};

/// "--set key=value" with or without the table's name.
Result<games::GameInfo> readGame(const Request& request) {
    const Result<games::GameInfo> plain = games::gameInfo(request.game);
    if (!plain) return plain;
    config::Values values;
    const std::vector<config::OptionSpec> specs = games::gameOptions(request.game);
    for (const std::string& assignment : request.set) {
        const size_t equals = assignment.find('=');
        std::string key = assignment.substr(0, equals);
        if (!key.starts_with("game.")) key = "game." + key;
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.key == key; });
        if (equals == std::string::npos || spec == specs.end())
            return config::checkAll(specs, {{key, {std::string(), 0}}}).error();
        const Result<config::Value> value = config::parse(*spec, assignment.substr(equals + 1));
        if (!value) return value.error();
        values[key] = {*value, 0};
    }
    return games::gameInfo(request.game, values);
}

Result<std::vector<agents::AgentPtr>> readAgents(const Request& request, const games::GameInfo& game,
                                                 const store::Workspace* workspace) {
    if (static_cast<int>(request.agents.size()) != game.facts.sides) {
        return Error{"usage.agents",
                     LUDUS_TEXT("Cli", "%1 has %2 sides, but %3 agents were named.")
                         .arg(game.facts.name)
                         .arg(game.facts.sides)
                         .arg(request.agents.size()),
                     {},
                     LUDUS_TEXT("Cli", "Name one agent a side: --agents A B")};
    }
    std::vector<agents::AgentPtr> out;
    for (const std::string& name : request.agents) {
        Result<agents::AgentPtr> agent = runs::resolveAgent(game, name, workspace);
        if (!agent) {
            Error error = agent.error();
            std::vector<std::string> names;
            for (const std::string& bot : game.facts.bots)
                names.push_back("bot:" + bot);
            if (workspace != nullptr) {
                if (const auto known = workspace->agents(); known)
                    for (const store::AgentRecord& record : *known)
                        names.push_back(record.name);
            }
            const std::string near = nearest(name, names);
            const bool unknown = error.code == "agent.unknown" || error.code == "bot.unknown";
            if (unknown && !near.empty()) error.remedy = LUDUS_TEXT("Cli", "Did you mean %1?").arg(near);
            return error;
        }
        out.push_back(std::move(*agent));
    }
    return out;
}

/// Rows of the matches and their replays; gives the paths.
Result<std::vector<std::string>> record(store::Workspace& workspace, const games::GameInfo& game,
                                        const std::vector<agents::AgentPtr>& agents,
                                        const std::vector<arena::MatchSpec>& specs, const Played& played) {
    std::vector<std::string> paths;
    for (const arena::FinishedMatch& match : played.finished) {
        const arena::MatchSpec& spec = specs[match.spec];
        MatchRecord row;
        row.purpose = Purpose::friendly;
        row.game = game.facts.name;
        for (const int agent : spec.agentOfSide) {
            row.agents.push_back(agents[static_cast<size_t>(agent)]->name());
            row.hashes.push_back(agents[static_cast<size_t>(agent)]->hash());
        }
        row.scores = match.scores;
        row.seed = spec.seed;
        row.pair = spec.pair;
        row.steps = match.steps;
        row.wallMs = systemClock().wallMs();
        if (match.replay) {
            Result<std::string> hash = workspace.putArtefact(*match.replay, ".replay");
            if (!hash) return hash.error();
            row.replayHash = *hash;
            paths.push_back(workspace.artefactPath(*hash, ".replay"));
        }
        if (const Status added = workspace.addMatch(row); !added) return added.error();
    }
    return paths;
}

void printSummary(const Request& request, const arena::MatchSummary& sum, double seconds,
                  const std::vector<std::string>& replays) {
    fmt::print("{} against {}: {} games, {} won, {} drawn, {} lost, mean score {:+.3f} ±{:.3f} (standard error)\n",
               request.agents.front(), request.agents.back(), sum.games, sum.wins, sum.draws, sum.losses, sum.meanScore,
               sum.standardError);
    fmt::print("{} steps in {:.2f} s\n", sum.steps, seconds);
    for (const std::string& path : replays)
        fmt::print("{}\n", path);
}

bool needsWorkspace(const Request& request) {
    const auto stored = [](const std::string& name) { return !name.starts_with("bot:"); };
    return request.record || std::any_of(request.agents.begin(), request.agents.end(), stored);
}

int playMatch(const Session& session, const Request& request) {
    const Result<games::GameInfo> game = readGame(request);
    if (!game) return fail(session, game.error());
    std::unique_ptr<store::Workspace> workspace;
    if (needsWorkspace(request)) {
        auto opened = session.open();
        if (!opened) return fail(session, opened.error());
        workspace = std::move(*opened);
    }
    const Result<std::vector<agents::AgentPtr>> agents = readAgents(request, *game, workspace.get());
    if (!agents) return fail(session, agents.error());

    catchInterrupts();
    const std::vector<arena::MatchSpec> specs =
        arena::pairedSpecs(*game, request.games, static_cast<uint64_t>(request.seed), request.record ? 1 : 0);
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const auto begun = std::chrono::steady_clock::now();
    const Played played =
        playMatches(*game, *agents, specs, request.greedy, request.workers > 0 ? request.workers : cores, session);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    if (!played.problem.empty()) {
        return fail(session, {"match.failed", LUDUS_TEXT("Cli", "The match broke off: %1").arg(played.problem),
                              LUDUS_TEXT("Cli", "No result was kept."),
                              LUDUS_TEXT("Cli", "Check the agents with: ludus-cli agent check NAME")});
    }
    Result<std::vector<std::string>> replays = std::vector<std::string>();
    if (request.record) replays = record(*workspace, *game, *agents, specs, played);
    if (!replays) return fail(session, replays.error());
    const arena::MatchSummary sum = arena::summarise(specs, played.finished);
    const bool interrupted = played.finished.size() < specs.size();
    if (interrupted) say(session, fmt::format("Stopped: {} of {} matches were finished.", sum.games, specs.size()));
    if (session.json) {
        Json out{{"game", game->facts.name},    {"agents", request.agents},
                 {"games", sum.games},          {"wins", sum.wins},
                 {"draws", sum.draws},          {"losses", sum.losses},
                 {"mean_score", sum.meanScore}, {"standard_error", sum.standardError},
                 {"seconds", seconds},          {"steps", sum.steps}};
        if (request.record) out["replays"] = *replays;
        printJson(out);
    } else {
        printSummary(request, sum, seconds, *replays);
    }
    return interrupted ? kInterrupted : kDone;
}

}  // namespace

void addMatch(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("match", "Friendly matches between agents");
    const auto request = std::make_shared<Request>();
    command->add_option("--game", request->game, "See: ludus-cli games")->required();
    command->add_option("--agents", request->agents, "bot:NAME, an imported agent, snapshot:ID, run:RUN/latest")
        ->required();
    command->add_option("--games", request->games, "How many; best an even number")->check(CLI::Range(1, 1'000'000));
    command->add_option("--seed", request->seed, "Seed of everything random")
        ->check(CLI::Range(int64_t{0}, int64_t{9'000'000'000'000'000}));
    command->add_option("--set", request->set, "An option of the game: key=value")->allow_extra_args(false);
    command->add_flag("--greedy", request->greedy, "Take the likeliest action instead of drawing one");
    command->add_flag("--record", request->record, "Keep the matches and their replays in the workspace");
    command->add_option("--workers", request->workers, "Threads; 0: one a core")->check(CLI::Range(0, 256));
    command->callback([commands, request] {
        commands.chosen = [commands, request] { return playMatch(commands.session, *request); };
    });
}

}  // namespace ludus::headless
