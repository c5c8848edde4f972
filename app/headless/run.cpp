// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli run: trains by a preset or a run file until its budget is used up, showing progress; a file with lists
// makes several runs, one after another; with --queue they wait for the window.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <optional>

#include "app/headless/blas_check.h"
#include "app/headless/commands.h"
#include "app/headless/training.h"
#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/config/option.h"
#include "core/games/registry.h"
#include "core/learn/make_learner.h"
#include "core/runs/active_run.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/live_options.h"
#include "core/runs/queue.h"
#include "core/runs/sweep.h"

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
    std::vector<std::string> change;
    bool queue = false;
};

/// What the request makes: one run, or several that belong together.
struct Plan {
    std::vector<runs::RunConfig> configs;
    std::vector<std::vector<runtime::Change>> changes;  // of each, in the course of it
    std::string sweep;
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

/// The text of a preset by its name, else of a file. What looks like a file is one.
Result<runs::Preset> readSource(const std::string& what) {
    Result<runs::Preset> preset = runs::findPreset(what);
    if (preset) return preset;
    const bool isFile = realFileSystem().exists(what) || what.ends_with(".toml") || what.starts_with("/") ||
                        what.starts_with("./") || what.starts_with("../");
    if (!isFile) return preset;
    const Result<std::string> text = realFileSystem().read(what);
    if (!text) return text.error();
    runs::Preset file;
    file.toml = *text;
    const Result<std::vector<runs::RunConfig>> configs = runs::readSweep(*text);
    if (configs) return file;
    Error error = configs.error();
    error.happened = LUDUS_TEXT("Cli", "The run file %1 cannot be used. %2").arg(what).arg(error.happened.str());
    return error;
}

/// "5000:learner.learning_rate=1e-4"
Result<runtime::Change> readChange(const std::string& text) {
    const size_t colon = text.find(':'), equals = text.find('=');
    runtime::Change change;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + std::min(colon, text.size()), change.step);
    const bool written = equals != std::string::npos && colon < equals;
    if (!written || problem != std::errc() || end != text.data() + colon || change.step < 0) {
        return Error{"usage", LUDUS_TEXT("Cli", "%1 is no change of an option.").arg(text),
                     LUDUS_TEXT("Cli", "Nothing was started."),
                     LUDUS_TEXT("Cli", "Write it as STEPS:key=value, for example 50000:learner.learning_rate=1e-4.")};
    }
    change.key = text.substr(colon + 1, equals - colon - 1);
    change.after = text.substr(equals + 1);
    return change;
}

/// In the course of this run, whatever their order in the command line.
Result<std::vector<runtime::Change>> changesOf(runs::RunConfig course, std::vector<runtime::Change> changes) {
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& one, const auto& other) { return one.step < other.step; });
    for (runtime::Change& change : changes) {
        Result<runs::RunConfig> changed = runs::changedConfig(course, change.key, change.after);
        if (!changed) return changed.error();
        change.before = runs::valueText(course, change.key);
        change.after = runs::valueText(*changed, change.key);
        course = std::move(*changed);
    }
    return changes;
}

Result<Plan> readRequest(const runs::Preset& source, const Request& request) {
    Result<std::vector<runs::RunConfig>> configs = runs::readSweep(source.toml, assignments(request));
    if (!configs) return configs.error();
    std::vector<runtime::Change> changes;
    for (const std::string& text : request.change) {
        Result<runtime::Change> change = readChange(text);
        if (!change) return change.error();
        changes.push_back(std::move(*change));
    }
    Plan plan;
    for (runs::RunConfig& config : *configs) {
        config.preset = source.name;
        Result<std::vector<runtime::Change>> own = changesOf(config, changes);
        if (!own) return own.error();
        plan.configs.push_back(std::move(config));
        plan.changes.push_back(std::move(*own));
    }
    if (plan.configs.size() > 1) plan.sweep = runs::newSweepId(systemClock());
    return plan;
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

/// The window, or another program, starts them in their turn.
int queue(const Session& session, const Request& request, const Plan& plan) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const auto ids = runs::queueRuns(**workspace, plan.configs, request.from, plan.sweep);
    if (!ids) return fail(session, ids.error());
    Json list = Json::array();
    for (const RunId id : *ids) {
        const Result<RunRecord> run = (*workspace)->run(id);
        if (!run) return fail(session, run.error());
        list.push_back(runJson(*run));
        if (!session.json) fmt::print("{} ({}) waits in the queue\n", run->name, id.value);
    }
    Json out{{"queued", std::move(list)}};
    if (!plan.sweep.empty()) out["sweep"] = plan.sweep;
    if (session.json) printJson(out);
    return kDone;
}

int performRun(const Session& session, const Request& request) {
    const Result<runs::Preset> source = readSource(request.what);
    if (!source) return fail(session, source.error(), source.error().code == "preset.unknown" ? kWrongUsage : kFailed);
    const Result<Plan> plan = readRequest(*source, request);
    if (!plan) return fail(session, plan.error(), kWrongUsage);  // the file is right: the command line is not
    if (const Status start = checkStart(session, request.from); !start) return fail(session, start.error());
    if (request.queue) return queue(session, request, *plan);
    std::vector<Launch> launches;
    for (size_t i = 0; i < plan->configs.size(); ++i) {
        if (const Status ready = checkPath(session, plan->configs[i]); !ready) return fail(session, ready.error());
        launches.push_back([&session, &request, &plan, i](runs::LaunchOptions launch) {
            launch.from = request.from;
            launch.sweep = plan->sweep;
            launch.changes = plan->changes[i];
            return runs::ActiveRun::start(session.folder(), plan->configs[i], launch);
        });
    }
    if (launches.size() == 1) return perform(session, launches.front());
    return performAll(session, launches, {{"sweep", plan->sweep}});
}

}  // namespace

void addRun(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("run", "Train by a preset or a run file");
    const auto request = std::make_shared<Request>();
    command->add_option("PRESET|FILE", request->what, "See: ludus-cli presets")->required();
    command->add_option("--seconds", request->seconds, "Training time, instead of the file's budget");
    command->add_option("--steps", request->steps, "Steps, instead of the file's budget");
    command->add_option("--from", request->from, "Start from the weights of snapshot:ID or run:RUN/latest");
    command
        ->add_option("--set", request->set,
                     "An option: key=value, or key=[a, b] for a run each; see: ludus-cli options")
        ->allow_extra_args(false);
    command->add_option("--change", request->change, "An option that changes on the way: STEPS:key=value")
        ->allow_extra_args(false);
    CLI::Option* const queued = command->add_flag("--queue", request->queue, "Let it wait in the queue of the window");
    command->get_option("--change")->excludes(queued);
    command->add_option("--seed", request->seed, "Seed of everything random");
    command->add_option("--workers", request->workers, "Training threads; 0: one a core");
    command->add_option("--name", request->name, "Name of the run");
    command->callback([commands, request] {
        commands.chosen = [commands, request] { return performRun(commands.session, *request); };
    });
}

}  // namespace ludus::headless
