// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli presets: the shipped run files.
#include <CLI/CLI.hpp>

#include "app/headless/commands.h"
#include "core/runs/run_config.h"

namespace ludus::headless {
namespace {

int listPresets(const Session& session) {
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const runs::Preset& preset : runs::presets()) {
        list.push_back({{"name", preset.name},
                        {"game", preset.game},
                        {"kind", preset.kind},
                        {"seconds", preset.seconds},
                        {"text", preset.title},
                        {"file", preset.toml}});
        rows.push_back({preset.name, duration(preset.seconds), preset.title});
    }
    if (session.json)
        printJson({{"presets", list}});
    else
        printTable({"preset", "time", ""}, rows);
    return kDone;
}

}  // namespace

void addPresets(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("presets", "List the shipped run files");
    command->callback([commands] { commands.chosen = [commands] { return listPresets(commands.session); }; });
}

}  // namespace ludus::headless
