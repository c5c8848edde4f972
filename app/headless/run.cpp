// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli run: trains by a preset or a run file until its budget is used up, showing progress.
#include <CLI/CLI.hpp>
#include <optional>

#include "app/headless/blas_check.h"
#include "app/headless/commands.h"
#include "app/headless/training.h"
#include "core/base/file_system.h"
#include "core/config/option.h"
#include "core/games/registry.h"
#include "core/learn/make_learner.h"
#include "core/runs/active_run.h"
#include "core/runs/agent_resolver.h"

namespace ludus::headless {
namespace {

struct Request {
    std::string what;
    std::optional<double> seconds;
    std::optional<int64_t> steps, seed;
    std::optional<int> workers;
    std::string name;
    std::string from;
    std::vector<std::string> set;
};

/// The flags as assignments. A budget on the command line takes the place of the file's.
std::vector<std::string> assignments(const Request& request) {
    std::vector<std::string> out = request.set;
    if (request.steps && !request.seconds) out.emplace_back("run.seconds=0");
    if (request.seconds && !request.steps) out.emplace_back("run.steps=0");
    if (request.seconds) out.push_back("run.seconds=" + config::toToml(*request.seconds));
    if (request.steps) out.push_back("run.steps=" + std::to_string(*request.steps));
    if (request.seed) out.push_back("run.seed=" + std::to_string(*request.seed));
    if (request.workers) out.push_back("run.workers=" + std::to_string(*request.workers));
    if (!request.name.empty()) out.push_back("run.name=" + request.name);
    return out;
}

Result<runs::RunConfig> readFile(const std::string& path) {
    const Result<std::string> text = realFileSystem().read(path);
    if (!text) return text.error();
    Result<runs::RunConfig> config = runs::readRunConfig(*text);
    if (config) return config;
    Error error = config.error();
    error.happened = LUDUS_TEXT("Cli", "The run file %1 cannot be used. %2").arg(path).arg(error.happened.str());
    error.code = "config." + error.code;  // what a file says is no wrong usage
    return error;
}

/// A preset by its name, else a file. What looks like a file is one.
Result<runs::RunConfig> readSource(const std::string& what) {
    const Result<runs::Preset> preset = runs::findPreset(what);
    if (!preset) {
        const bool isFile = realFileSystem().exists(what) || what.ends_with(".toml") || what.starts_with("/") ||
                            what.starts_with("./") || what.starts_with("../");
        return isFile ? readFile(what) : preset.error();
    }
    Result<runs::RunConfig> config = runs::readRunConfig(preset->toml);
    if (config) config->preset = preset->name;
    return config;
}

Result<runs::RunConfig> readRequest(const Request& request) {
    Result<runs::RunConfig> config = readSource(request.what);
    if (!config) return config;
    Result<runs::RunConfig> changed = runs::readRunConfig(config->text, assignments(request));
    if (!changed) {
        Error error = changed.error();
        if (!error.code.starts_with("option.")) error.code = "option." + error.code;
        return error;
    }
    changed->preset = config->preset;
    return changed;
}

/// An agent to start from that is not there is better said before a run exists.
Status checkStart(const Session& session, const std::string& from) {
    if (from.empty()) return {};
    const auto workspace = session.open();
    if (!workspace) return workspace.error();
    const auto weights = runs::resolveWeights(from, **workspace);
    return weights ? Status() : Status(weights.error());
}

/// Gradients by LibTorch need it, and a fast BLAS; both are better said before a run exists. Native ones need neither.
Status checkPath(const Session& session, const runs::RunConfig& config) {
    const Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return game.error();
    if (learn::pathKind(config.learner, learn::networkSpec(*game, config.learner)) == learn::PathKind::native)
        return {};
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) return torch.error();
    if (const std::string warning = blasWarning((*torch)->blas()); !warning.empty()) say(session, warning);
    return {};
}

int performRun(const Session& session, const Request& request) {
    const Result<runs::RunConfig> config = readRequest(request);
    if (!config) return fail(session, config.error());
    if (const Status start = checkStart(session, request.from); !start) return fail(session, start.error());
    if (const Status ready = checkPath(session, *config); !ready) return fail(session, ready.error());

    return perform(session, [&](runs::LaunchOptions launch) {
        launch.from = request.from;
        return runs::ActiveRun::start(session.folder(), *config, launch);
    });
}

}  // namespace

void addRun(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("run", "Train by a preset or a run file");
    const auto request = std::make_shared<Request>();
    command->add_option("PRESET|FILE", request->what, "See: ludus-cli presets")->required();
    command->add_option("--seconds", request->seconds, "Training time, instead of the file's budget");
    command->add_option("--steps", request->steps, "Steps, instead of the file's budget");
    command->add_option("--from", request->from, "Start from the weights of snapshot:ID or run:RUN/latest");
    command->add_option("--set", request->set, "An option: key=value; see: ludus-cli options")->allow_extra_args(false);
    command->add_option("--seed", request->seed, "Seed of everything random");
    command->add_option("--workers", request->workers, "Training threads; 0: one a core");
    command->add_option("--name", request->name, "Name of the run");
    command->callback([commands, request] {
        commands.chosen = [commands, request] { return performRun(commands.session, *request); };
    });
}

}  // namespace ludus::headless
