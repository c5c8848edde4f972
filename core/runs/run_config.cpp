// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_config.h"

#include <algorithm>

#include "core/config/toml_file.h"
#include "core/games/registry.h"
#include "core/runtime/condition.h"

namespace ludus::runs {
namespace {

using config::About;
using config::Level;

const config::OptionGroup<ExecutionOptions>& executionOptions() {
    static const config::OptionGroup<ExecutionOptions> group = [] {
        config::OptionGroup<ExecutionOptions> g("run");
        g.add("name", &ExecutionOptions::name,
              {.label = LUDUS_TEXT("Option", "Name"),
               .help = LUDUS_TEXT("Option", "Name of the run in lists; left empty it becomes the game and a number.")});
        g.add("seconds", &ExecutionOptions::seconds,
              {.label = LUDUS_TEXT("Option", "Time"),
               .help = LUDUS_TEXT("Option",
                                  "Training time after which the run ends by itself, pauses excluded; 0 for no limit."),
               .minimum = 0,
               .maximum = 1e8,
               .unit = "s"});
        g.add("steps", &ExecutionOptions::steps,
              {.label = LUDUS_TEXT("Option", "Steps"),
               .help = LUDUS_TEXT("Option",
                                  "Decisions of learning seats after which the run ends by itself; 0 for no limit."),
               .minimum = 0,
               .maximum = 1e13,
               .unit = "steps"});
        g.add(
            "until", &ExecutionOptions::until,
            {.label = LUDUS_TEXT("Option", "Until"),
             .help = LUDUS_TEXT("Option",
                                "The run ends by itself as soon as this holds for the newest point of a curve: "
                                "elo > 1300, or in several points in a row: elo > 1300 for 3 evaluations. Empty: only "
                                "the budgets end it."),
             .live = true});
        g.add(
            "seed", &ExecutionOptions::seed,
            {.label = LUDUS_TEXT("Option", "Seed"),
             .help = LUDUS_TEXT(
                 "Option", "With a budget in steps the same seed, build and number of workers give the same training."),
             .minimum = 0,
             .maximum = 9e15});
        g.add("workers", &ExecutionOptions::workers,
              {.label = LUDUS_TEXT("Option", "Workers"),
               .help = LUDUS_TEXT("Option", "Threads that train; 0 for one a core."),
               .minimum = 0,
               .maximum = 256,
               .level = Level::advanced});
        g.add("deterministic", &ExecutionOptions::deterministic,
              {.label = LUDUS_TEXT("Option", "Deterministic"),
               .help = LUDUS_TEXT("Option",
                                  "What happens depends on steps and seed only, never on time, also when the run is "
                                  "interrupted and resumed; training then waits for matches that are late. Needs a "
                                  "budget of steps alone."),
               .level = Level::advanced});
        return g;
    }();
    return group;
}

const config::OptionGroup<EvaluationOptions>& evaluationOptions() {
    static const config::OptionGroup<EvaluationOptions> group = [] {
        config::OptionGroup<EvaluationOptions> g("evaluation");
        g.add(
            "every", &EvaluationOptions::every,
            {.label = LUDUS_TEXT("Option", "Evaluate every"),
             .help = LUDUS_TEXT("Option",
                                "How often a snapshot plays rated matches; they make the Elo curve. Late in a long run "
                                "every 300th part of the steps so far. 0: only at start and end."),
             .minimum = 0,
             .maximum = 1e12,
             .unit = "steps",
             .live = true});
        g.add("games", &EvaluationOptions::games,
              {.label = LUDUS_TEXT("Option", "Games"),
               .help = LUDUS_TEXT("Option",
                                  "Matches per opponent and evaluation, in pairs of one seed with sides swapped."),
               .minimum = 2,
               .maximum = 10000,
               .unit = "matches"});
        g.add(
            "opponents", &EvaluationOptions::opponents,
            {.label = LUDUS_TEXT("Option", "Opponents"),
             .help = LUDUS_TEXT(
                 "Option",
                 "Agents that every evaluated snapshot meets: bots or imported agents. Empty: all bots of the game.")});
        g.add("past", &EvaluationOptions::past,
              {.label = LUDUS_TEXT("Option", "Earlier snapshots"),
               .help = LUDUS_TEXT("Option", "How many of its earlier snapshots a snapshot meets, spread over the run."),
               .minimum = 0,
               .maximum = 50,
               .level = Level::advanced});
        g.add("greedy", &EvaluationOptions::greedy,
              {.label = LUDUS_TEXT("Option", "Greedy play"),
               .help = LUDUS_TEXT("Option", "Evaluated agents take their likeliest action instead of drawing one."),
               .level = Level::advanced});
        return g;
    }();
    return group;
}

const config::OptionGroup<RecordOptions>& recordOptions() {
    static const config::OptionGroup<RecordOptions> group = [] {
        config::OptionGroup<RecordOptions> g("record");
        g.add("replays_every", &RecordOptions::replaysEvery,
              {.label = LUDUS_TEXT("Option", "Record every"),
               .help = LUDUS_TEXT("Option", "Every n-th evaluation match is kept as a replay; 0: none."),
               .minimum = 0,
               .maximum = 1e6,
               .unit = "matches",
               .live = true});
        g.add("metric_seconds", &RecordOptions::metricSeconds,
              {.label = LUDUS_TEXT("Option", "Curve points every"),
               .help = LUDUS_TEXT(
                   "Option", "Metrics are averaged over this time before they are stored and shown; 0: every update."),
               .minimum = 0,
               .maximum = 3600,
               .unit = "s",
               .level = Level::advanced,
               .live = true});
        g.add("checkpoint_seconds", &RecordOptions::checkpointSeconds,
              {.label = LUDUS_TEXT("Option", "Checkpoint every"),
               .help = LUDUS_TEXT("Option",
                                  "Training time between checkpoints, from which an interrupted run can be resumed; "
                                  "0: only when it is paused or stopped."),
               .minimum = 0,
               .maximum = 86400,
               .unit = "s",
               .level = Level::advanced,
               .live = true});
        g.add("checkpoints", &RecordOptions::checkpoints,
              {.label = LUDUS_TEXT("Option", "Checkpoints kept"),
               .help = LUDUS_TEXT("Option",
                                  "So many of the newest checkpoints are kept, and the one with the best Elo; 0: none "
                                  "are taken, and the run cannot be resumed."),
               .minimum = 0,
               .maximum = 100,
               .level = Level::advanced,
               .live = true});
        g.add("system_seconds", &RecordOptions::systemSeconds,
              {.label = LUDUS_TEXT("Option", "Load of the machine every"),
               .help = LUDUS_TEXT("Option",
                                  "How often the use of processors, memory and graphics cards is measured and stored "
                                  "as curves; 0: never."),
               .minimum = 0,
               .maximum = 3600,
               .unit = "s",
               .level = Level::advanced,
               .live = true});
        return g;
    }();
    return group;
}

const config::OptionGroup<AlertOptions>& alertOptions() {
    static const config::OptionGroup<AlertOptions> group = [] {
        config::OptionGroup<AlertOptions> g("alerts");
        g.add("threshold", &AlertOptions::threshold,
              {.label = LUDUS_TEXT("Option", "Alert when"),
               .help = LUDUS_TEXT("Option",
                                  "Conditions on curves, each told once when it holds: entropy < 0.05, or elo > 1300 "
                                  "for 3 evaluations."),
               .live = true});
        g.add("finish", &AlertOptions::finish,
              {.label = LUDUS_TEXT("Option", "Alert at the end"),
               .help = LUDUS_TEXT("Option", "Tell when the run finishes or fails."),
               .live = true});
        g.add("stall", &AlertOptions::stall,
              {.label = LUDUS_TEXT("Option", "Alert when it stalls"),
               .help = LUDUS_TEXT("Option", "Tell when no update is learned for so long, pauses excluded; 0: never."),
               .minimum = 0,
               .maximum = 1e6,
               .unit = "s",
               .level = Level::advanced,
               .live = true});
        g.add("nan", &AlertOptions::nan,
              {.label = LUDUS_TEXT("Option", "Alert on bad numbers"),
               .help = LUDUS_TEXT("Option",
                                  "Tell when an update gives a number that is not finite. The run then fails anyway, "
                                  "with its last good weights kept."),
               .level = Level::advanced,
               .live = true});
        return g;
    }();
    return group;
}

std::vector<config::OptionSpec> gameNameOption() {
    config::OptionSpec spec;
    spec.key = "game.name";
    spec.kind = config::Kind::choice;
    spec.defaultValue = std::string("slime_volley");
    spec.label = LUDUS_TEXT("Option", "Game");
    spec.help = LUDUS_TEXT("Option", "The game to be learned.");
    spec.choices = games::gameNames();
    spec.choices.emplace_back("free");
    return {spec};
}

void append(std::vector<config::OptionSpec>& to, const std::vector<config::OptionSpec>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

std::string gameOf(const config::Values& values) {
    const auto found = values.find("game.name");
    if (found == values.end()) return "slime_volley";
    const auto* name = std::get_if<std::string>(&found->second.value);
    return name ? *name : std::string();
}

std::string listed(const std::vector<std::string>& bots) {
    std::string out;
    for (const std::string& bot : bots)
        out += (out.empty() ? "bot:" : ", bot:") + bot;
    return out;
}

bool isBotOf(const games::GameFacts& facts, const std::string& name) {
    return name.starts_with("bot:") &&
           std::find(facts.bots.begin(), facts.bots.end(), name.substr(4)) != facts.bots.end();
}

/// `onlyBots`: nothing but scripted bots may be named; else other agents, which only the workspace knows, may be too.
void findUnknownBots(const games::GameFacts& facts, const std::vector<std::string>& names, const char* key,
                     bool onlyBots, std::vector<ConfigProblem>& out) {
    for (const std::string& name : names) {
        if (isBotOf(facts, name) || (!onlyBots && !name.starts_with("bot:"))) continue;
        out.push_back({key,
                       {"bot.unknown",
                        LUDUS_TEXT("Error", "%1 names %2, which is no bot of %3.").arg(key).arg(name).arg(facts.name),
                        LUDUS_TEXT("Error", "Without it the run cannot begin."),
                        facts.bots.empty() ? LUDUS_TEXT("Error", "This game has no bots; leave the list empty.")
                                           : LUDUS_TEXT("Error", "Its bots are: %1.").arg(listed(facts.bots))}});
    }
}

/// Conditions that cannot be read, and one that would make a deterministic run end by the clock.
void findBadConditions(const RunConfig& c, std::vector<ConfigProblem>& out) {
    for (const std::string& text : c.alerts.threshold) {
        const Result<runtime::Condition> condition = runtime::Condition::parse(text);
        if (!condition) out.push_back({"alerts.threshold", condition.error()});
    }
    if (c.run.until.empty()) return;
    const Result<runtime::Condition> until = runtime::Condition::parse(c.run.until);
    if (!until) {
        out.push_back({"run.until", until.error()});
        return;
    }
    const bool ofRounds = until->metric == "elo" || until->metric.starts_with("score/");
    if (!c.run.deterministic || ofRounds || c.record.metricSeconds == 0) return;
    out.push_back({"run.until",
                   {"config.deterministic",
                    LUDUS_TEXT("Error", "run.until looks at %1, whose points are means over %2 s.")
                        .arg(until->metric)
                        .arg(c.record.metricSeconds),
                    LUDUS_TEXT("Error", "Whatever depends on time cannot be repeated."),
                    LUDUS_TEXT("Error", "Set record.metric_seconds to 0, or run.deterministic to false.")}});
}

/// What the parts together must keep; each problem names the option that mends it.
std::vector<ConfigProblem> findMisfits(const RunConfig& c) {
    std::vector<ConfigProblem> out;
    const Result<games::GameInfo> info = games::gameInfo(c.game, c.gameOptions);
    if (!info) return {{"game.name", info.error()}};
    if (const Status status = learn::checkPpo(c.learner); !status.ok()) {
        out.push_back({"learner.minibatches", status.error()});
    }
    if (info->facts.sides == 2 && !info->facts.symmetricSides) {
        out.push_back({"game.name",
                       {"config.asymmetric",
                        LUDUS_TEXT("Error", "game.name is %1, a game whose sides are not alike.").arg(info->facts.name),
                        LUDUS_TEXT("Error", "Self-play trains one network for both sides and rates them as one."),
                        LUDUS_TEXT("Error", "Choose a game with equal sides.")}});
    }
    findUnknownBots(info->facts, c.selfPlay.bots, "self_play.bots", true, out);
    findUnknownBots(info->facts, c.evaluation.opponents, "evaluation.opponents", false, out);
    findBadConditions(c, out);
    if (c.run.steps == 0 && c.run.seconds == 0 && c.run.until.empty()) {
        out.push_back(
            {"run.seconds",
             {"config.budget", LUDUS_TEXT("Error", "run.seconds and run.steps are both 0: the run has no limit."),
              LUDUS_TEXT("Error", "It would never end by itself."), LUDUS_TEXT("Error", "Give one of them.")}});
    }
    if (c.run.deterministic && (c.run.steps == 0 || c.run.seconds > 0)) {
        out.push_back(
            {"run.deterministic",
             {"config.deterministic",
              LUDUS_TEXT("Error", "run.deterministic is true, with run.steps at %1 and run.seconds at %2.")
                  .arg(c.run.steps)
                  .arg(c.run.seconds),
              LUDUS_TEXT("Error", "Whatever depends on time cannot be repeated, and so not on a budget of seconds."),
              LUDUS_TEXT("Error",
                         "Give run.steps a number and set run.seconds to 0, or set run.deterministic to false.")}});
    }
    return out;
}

Result<RunConfig> readParts(std::string_view toml, const config::Values& values) {
    RunConfig c;
    c.text = std::string(toml);
    c.game = gameOf(values);
    if (const Status s = config::checkAll(runOptions(c.game), values); !s.ok()) return s.error();
    for (const config::OptionSpec& spec : games::gameOptions(c.game)) {
        const auto found = values.find(spec.key);
        if (found != values.end()) c.gameOptions[spec.key] = found->second;
    }
    const Status parts[] = {executionOptions().read(values, c.run),
                            learn::ppoOptions().read(values, c.learner),
                            league::selfPlayOptions().read(values, c.selfPlay),
                            evaluationOptions().read(values, c.evaluation),
                            recordOptions().read(values, c.record),
                            alertOptions().read(values, c.alerts)};
    for (const Status& status : parts) {
        if (!status.ok()) return status.error();
    }
    return c;
}

}  // namespace

std::vector<config::OptionSpec> runOptions(const std::string& game) {
    std::vector<config::OptionSpec> all = executionOptions().specs();
    append(all, gameNameOption());
    append(all, games::gameOptions(game));
    append(all, league::selfPlayOptions().specs());
    append(all, learn::ppoOptions().specs());
    append(all, evaluationOptions().specs());
    append(all, recordOptions().specs());
    append(all, alertOptions().specs());
    return all;
}

Result<RunConfig> readRunConfig(std::string_view toml) {
    const Result<config::Values> values = config::readToml(toml);
    if (!values) return values.error();
    Result<RunConfig> c = readParts(toml, *values);
    if (!c) return c;
    if (const std::vector<ConfigProblem> misfits = findMisfits(*c); !misfits.empty()) return misfits.front().error;
    return c;
}

Result<std::string> assigned(std::string_view toml, const std::string& assignment,
                             const std::vector<config::OptionSpec>& specs) {
    const size_t equals = assignment.find('=');
    if (equals == std::string::npos) {
        return Error{"option.assignment", LUDUS_TEXT("Error", "%1 is no assignment.").arg(assignment),
                     LUDUS_TEXT("Error", "No option was changed."),
                     LUDUS_TEXT("Error", "Write it as key=value, for example run.seed=2.")};
    }
    const std::string key = assignment.substr(0, equals);
    const auto spec =
        std::find_if(specs.begin(), specs.end(), [&](const config::OptionSpec& s) { return s.key == key; });
    if (spec == specs.end()) return config::checkAll(specs, {{key, {std::string(), 0}}}).error();
    const Result<config::Value> value = config::parse(*spec, assignment.substr(equals + 1));
    if (!value) return value.error();
    return config::editToml(toml, key, *value);
}

Result<RunConfig> readRunConfig(std::string_view toml, const std::vector<std::string>& assignments) {
    std::string text(toml);
    for (const std::string& assignment : assignments) {
        const Result<config::Values> values = config::readToml(text);
        if (!values) return values.error();
        Result<std::string> edited = assigned(text, assignment, runOptions(gameOf(*values)));
        if (!edited) return edited.error();
        text = std::move(*edited);
    }
    return readRunConfig(text);
}

std::vector<ConfigProblem> findProblems(std::string_view toml) {
    const Result<config::Values> values = config::readToml(toml);
    if (!values) return {{"", values.error()}};
    std::vector<ConfigProblem> out;
    const std::vector<config::OptionSpec> specs = runOptions(gameOf(*values));
    for (const auto& [key, entry] : *values) {
        if (const Status s = config::checkAll(specs, {{key, entry}}); !s.ok()) out.push_back({key, s.error()});
    }
    if (!out.empty()) return out;
    const Result<RunConfig> c = readParts(toml, *values);
    if (!c) return {{"", c.error()}};
    return findMisfits(*c);
}

Result<config::Values> effectiveValues(std::string_view toml) {
    Result<config::Values> values = config::readToml(toml);
    if (!values) return values;
    for (const config::OptionSpec& spec : runOptions(gameOf(*values)))
        values->try_emplace(spec.key, config::Entry{spec.defaultValue, 0});
    return values;
}

}  // namespace ludus::runs
