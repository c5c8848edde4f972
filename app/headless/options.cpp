// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli options: every option of a run, or those of a game, a learner, a preset with its values.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/headless/commands.h"
#include "core/games/registry.h"
#include "core/runs/run_config.h"

namespace ludus::headless {
namespace {

const char* const kKinds[] = {"boolean", "integer", "real", "text", "choice", "integers", "reals", "texts"};
constexpr const char* kLearner = "ppo";

struct Listing {
    std::vector<config::OptionSpec> specs;
    config::Values values;  // of a preset
};

Json valueJson(const config::Value& value) {
    return std::visit([](const auto& v) { return Json(v); }, value);
}

Json optionJson(const config::OptionSpec& spec, const config::Values& values) {
    Json out{{"key", spec.key},
             {"kind", kKinds[static_cast<size_t>(spec.kind)]},
             {"default", valueJson(spec.defaultValue)},
             {"range", {number(spec.minimum), number(spec.maximum)}},
             {"unit", spec.unit},
             {"label", spec.label.str()},
             {"help", spec.help.str()},
             {"level", spec.level == config::Level::basic ? "basic" : "advanced"},
             {"live", spec.live}};
    if (!spec.choices.empty()) out["choices"] = spec.choices;
    if (const auto found = values.find(spec.key); found != values.end()) out["value"] = valueJson(found->second.value);
    return out;
}

Result<Listing> find(const std::string& name) {
    if (name.empty()) return Listing{runs::allRunOptions("slime_volley"), {}};
    if (name == kLearner) return Listing{learn::ppoOptions().specs(), {}};
    std::vector<std::string> names = games::gameNames();
    names.emplace_back("free");
    if (std::find(names.begin(), names.end(), name) != names.end()) return Listing{runs::allRunOptions(name), {}};
    if (const Result<runs::Preset> preset = runs::findPreset(name); preset) {
        Result<config::Values> values = runs::effectiveValues(preset->toml);
        if (!values) return values.error();
        std::vector<config::OptionSpec> specs = runs::runOptions(runs::runKindOf(*values));
        return Listing{std::move(specs), std::move(*values)};
    }
    names.emplace_back(kLearner);
    for (const runs::Preset& preset : runs::presets())
        names.push_back(preset.name);
    const std::string near = nearest(name, names);
    return Error{"option.topic",
                 LUDUS_TEXT("Cli", "%1 is no game, learner or preset.").arg(name),
                 {},
                 near.empty() ? LUDUS_TEXT("Cli", "List them with: ludus-cli games, ludus-cli presets.")
                              : LUDUS_TEXT("Cli", "Did you mean %1?").arg(near)};
}

int listOptions(const Session& session, const std::string& name) {
    const Result<Listing> listing = find(name);
    if (!listing) return fail(session, listing.error());
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const config::OptionSpec& spec : listing->specs) {
        list.push_back(optionJson(spec, listing->values));
        const auto set = listing->values.find(spec.key);
        const config::Value& shown = set == listing->values.end() ? spec.defaultValue : set->second.value;
        rows.push_back({spec.key, config::toToml(shown), spec.unit, spec.help.str()});
    }
    if (session.json)
        printJson({{"options", list}});
    else
        printTable({"option", "value", "unit", ""}, rows);
    return kDone;
}

}  // namespace

void addOptions(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("options", "List the options of a run, with ranges and help");
    const auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, "A game, a learner (ppo) or a preset");
    command->callback(
        [commands, name] { commands.chosen = [commands, name] { return listOptions(commands.session, *name); }; });
}

}  // namespace ludus::headless
