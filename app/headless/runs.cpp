// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli runs: the runs of a workspace.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "app/headless/commands.h"

namespace ludus::headless {
namespace {

constexpr size_t kNameShown = 48;  // letters

int listRuns(const Session& session) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    if (!(*workspace)->readOnly()) (void)(*workspace)->reapLostRuns();
    const Result<std::vector<RunRecord>> runs = (*workspace)->runs();
    if (!runs) return fail(session, runs.error());
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const RunRecord& run : *runs) {
        list.push_back(runJson(run));
        const std::string elo = std::isfinite(run.elo)
                                    ? fmt::format("{} ±{:.0f}", wholeNumber(run.elo), 1.96 * run.eloError)
                                    : std::string("–");
        rows.push_back({std::to_string(run.id.value), oneLine(run.name, kNameShown),
                        run.preset.empty() ? run.game : oneLine(run.preset, kNameShown), stateWord(run),
                        shortNumber(static_cast<double>(run.steps)), duration(run.seconds), elo,
                        std::to_string(run.seed), run.owner});
    }
    if (session.json)
        printJson({{"runs", list}});
    else
        printTable({"run", "name", "preset", "status", "steps", "time", "Elo", "seed", "owner"}, rows);
    return kDone;
}

}  // namespace

void addRuns(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("runs", "List the runs of the workspace");
    command->callback([commands] { commands.chosen = [commands] { return listRuns(commands.session); }; });
}

}  // namespace ludus::headless
