// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli games: the games that can be played and learned.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "app/headless/commands.h"
#include "core/games/registry.h"

namespace ludus::headless {
namespace {

Json gameJson(const games::GameInfo& info) {
    const games::GameFacts& facts = info.facts;
    return {{"name", facts.name},
            {"title", facts.title.str()},
            {"description", facts.description.str()},
            {"rules_version", facts.rulesVersion},
            {"seats", facts.seats},
            {"sides", facts.sides},
            {"dynamics", facts.dynamics == games::Dynamics::simultaneous ? "simultaneous" : "sequential"},
            {"symmetric_sides", facts.symmetricSides},
            {"zero_sum", facts.zeroSum},
            {"max_steps", facts.maxSteps},
            {"score_range", {facts.minScore, facts.maxScore}},
            {"observations", info.observation.size},
            {"observation_names", info.observation.names},
            {"actions", info.action.branches},
            {"action_names", info.action.names},
            {"bots", facts.bots}};
}

int listGames(const Session& session) {
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const std::string& name : games::gameNames()) {
        const Result<games::GameInfo> info = games::gameInfo(name);
        if (!info) return fail(session, info.error());
        list.push_back(gameJson(*info));
        rows.push_back({name, std::to_string(info->facts.sides), std::to_string(info->observation.size),
                        fmt::format("{}", fmt::join(info->action.branches, "x")),
                        fmt::format("{}", fmt::join(info->facts.bots, ", ")), info->facts.description.str()});
    }
    if (session.json)
        printJson({{"games", list}});
    else
        printTable({"game", "sides", "observations", "actions", "bots", ""}, rows);
    return kDone;
}

}  // namespace

void addGames(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("games", "List the games");
    command->callback([commands] { commands.chosen = [commands] { return listGames(commands.session); }; });
}

}  // namespace ludus::headless
