// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/origin.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/check.h"
#include "core/config/toml_file.h"
#include "core/games/registry.h"
#include "core/learn/make_learner.h"
#include "core/runs/build_info.h"

namespace ludus::runs {
namespace {

using Json = nlohmann::ordered_json;

/// The path of a loaded library whose file name holds `part`, for example "libopenblas"; "" where none is.
std::string loadedLibrary(std::initializer_list<const char*> parts) {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        const size_t path = line.find('/');
        if (path == std::string::npos) continue;
        const std::string file = line.substr(line.rfind('/') + 1);
        for (const char* part : parts) {
            if (file.starts_with(part)) return line.substr(path);
        }
    }
    return {};
}

bool needsTorch(const RunConfig& config) {
    const Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return false;
    return learn::pathKind(config.learner, learn::networkSpec(*game, config.learner)) == learn::PathKind::generic;
}

int workersOf(const RunConfig& config) {
    if (config.run.workers > 0) return config.run.workers;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::string textOf(const config::Values& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string() : config::toToml(found->second.value);
}

/// As it is written behind --set: texts without their quotes.
std::string flagText(const config::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : config::toToml(value);
}

/// Whether a run of this kind may have every option of the preset, so that the others can be set over it.
bool isBaseOf(const Preset& preset, const RunKind& kind) {
    const Result<config::Values> values = config::readToml(preset.toml);
    if (!values || runKindOf(*values).training != kind.training) return false;
    const std::vector<config::OptionSpec> specs = runOptions(kind);
    return std::all_of(values->begin(), values->end(), [&](const auto& item) {
        return std::any_of(specs.begin(), specs.end(), [&](const auto& spec) { return spec.key == item.first; });
    });
}

/// The preset of this name, or else one of the game, or any: every option that differs is said anyway.
const Preset& basePreset(const std::string& name, const RunKind& kind) {
    const Preset* best = nullptr;
    for (const Preset& preset : presets()) {
        if (!isBaseOf(preset, kind)) continue;
        if (preset.name == name) return preset;
        if (best == nullptr || (preset.game == kind.game && best->game != kind.game)) best = &preset;
    }
    LUDUS_CHECK(best != nullptr);  // there are presets of each way of training without options of their game
    return *best;
}

std::string commandOf(const std::string& toml, const std::string& presetName, const std::string& game,
                      const std::string& from, int workers) {
    const Result<config::Values> wanted = effectiveValues(toml);
    if (!wanted) return {};
    const RunKind kind{game, runKindOf(*wanted).training};
    const Preset& preset = basePreset(presetName, kind);
    Result<config::Values> base = effectiveValues(preset.toml);
    std::string command = "ludus-cli run " + preset.name;
    const auto set = [&command](const std::string& key, const std::string& value) {
        command += " --set " + shellWord(key + "=" + value);
    };
    if (preset.game != game) {  // the options of the other game hold from here on
        set("game.name", game);
        for (const config::OptionSpec& spec : runOptions(kind))
            (*base)[spec.key] = base->contains(spec.key) ? (*base)[spec.key] : config::Entry{spec.defaultValue, 0};
    }
    for (const config::OptionSpec& spec : runOptions(kind)) {
        const auto value = wanted->find(spec.key);
        if (spec.key == "run.name" || spec.key == "game.name" || value == wanted->end()) continue;
        const Result<config::Value> checked = config::check(spec, value->second);
        const auto other = base->find(spec.key);
        const Result<config::Value> usual = config::check(spec, other == base->end() ? value->second : other->second);
        if (!checked) continue;
        if (spec.key == "run.workers" && *checked == config::Value(int64_t{0})) {
            if (workers > 0) set(spec.key, std::to_string(workers));
        } else if (!usual || other == base->end() || config::toToml(*checked) != config::toToml(*usual)) {
            set(spec.key, flagText(*checked));
        }
    }
    if (!from.empty()) command += " --from " + shellWord(from);
    return command;
}

Json jsonOf(const Machine& machine) {
    return {{"cpu", machine.cpu},   {"cores", machine.cores},   {"memory", machine.memoryBytes}, {"gpu", machine.gpu},
            {"gpus", machine.gpus}, {"system", machine.system}, {"host", machine.host}};
}

Error unknownOrigin() {
    return {"origin.unknown", LUDUS_TEXT("Error", "Where this run was computed is not known."),
            LUDUS_TEXT("Error", "An older version of the program ran it, which did not keep it."),
            LUDUS_TEXT("Error", "Its options are known; run it again to learn the rest.")};
}

}  // namespace

std::string shellWord(const std::string& text) {
    const auto plain = [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("_-./=:,+@%").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string originOf(const RunConfig& config, const std::string& from, const std::string& sqliteVersion) {
    static const Machine machine = machineHere();
    const BuildInfo build = buildInfo();
    const bool torch = needsTorch(config);
    const Json out{{"command", commandOf(config.text, config.preset, config.game, from, workersOf(config))},
                   {"version", build.version},
                   {"revision", build.revision},
                   {"qt", build.qt},
                   {"torch", torch ? build.torch : ""},
                   {"sqlite", sqliteVersion},
                   {"blas", loadedLibrary({"libopenblas", "libmkl_rt", "libmkl_core", "libblas", "libblis"})},
                   {"machine", jsonOf(machine)},
                   {"workers", workersOf(config)},
                   {"seed", config.run.seed},
                   {"preset", config.preset}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Origin> readOrigin(const std::string& json) {
    const Json in = Json::parse(json, nullptr, false);
    if (!in.is_object()) return unknownOrigin();
    const auto text = [](const Json& from, const char* key) {
        return from.contains(key) && from[key].is_string() ? from[key].get<std::string>() : std::string();
    };
    const auto number = [](const Json& from, const char* key) {
        return from.contains(key) && from[key].is_number() ? from[key].get<int64_t>() : int64_t{0};
    };
    const Json machine = in.contains("machine") ? in["machine"] : Json::object();
    Origin out;
    out.command = text(in, "command");
    out.version = text(in, "version");
    out.revision = text(in, "revision");
    out.qt = text(in, "qt");
    out.torch = text(in, "torch");
    out.sqlite = text(in, "sqlite");
    out.blas = text(in, "blas");
    out.preset = text(in, "preset");
    out.workers = static_cast<int>(number(in, "workers"));
    out.seed = number(in, "seed");
    out.machine = {text(machine, "cpu"), static_cast<int>(number(machine, "cores")), number(machine, "memory"),
                   text(machine, "gpu"), static_cast<int>(number(machine, "gpus")),  text(machine, "system"),
                   text(machine, "host")};
    return out;
}

std::string reproduceCommand(const RunRecord& run) {
    const Result<Origin> origin = readOrigin(run.origin);
    return commandOf(run.config, run.preset, run.game, run.startedFrom, origin ? origin->workers : 0);
}

std::vector<OptionDifference> changesSince(const RunRecord& run, const RunRecord& before) {
    const Result<config::Values> now = effectiveValues(run.config);
    const Result<config::Values> then = effectiveValues(before.config);
    if (!now || !then) return {};
    const RunKind kind{run.game, runKindOf(*now).training}, former{before.game, runKindOf(*then).training};
    std::vector<config::OptionSpec> specs = runOptions(kind);
    if (former != kind) {
        for (const config::OptionSpec& spec : runOptions(former)) {
            const auto same = [&](const config::OptionSpec& other) { return other.key == spec.key; };
            if (std::none_of(specs.begin(), specs.end(), same)) specs.push_back(spec);
        }
    }
    std::vector<OptionDifference> out;
    for (const config::OptionSpec& spec : specs) {
        OptionDifference difference{spec.key, textOf(*then, spec.key), textOf(*now, spec.key)};
        const Result<config::Value> one = config::parse(spec, difference.before);
        const Result<config::Value> other = config::parse(spec, difference.after);
        const bool same = difference.before == difference.after || (one && other && *one == *other);
        if (spec.key != "run.name" && !same) out.push_back(std::move(difference));
    }
    return out;
}

std::optional<RunRecord> previousOf(const std::vector<RunRecord>& runs, const RunRecord& run) {
    std::optional<RunRecord> out;
    for (const RunRecord& other : runs) {
        const bool kin = other.preset == run.preset && other.game == run.game;
        if (kin && other.id.value < run.id.value && (!out || other.id.value > out->id.value)) out = other;
    }
    return out;
}

}  // namespace ludus::runs
