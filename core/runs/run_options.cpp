// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_options.h"

#include <algorithm>

#include "core/games/registry.h"
#include "core/learn/learner.h"

namespace ludus::runs {
namespace {

using config::Level;

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

}  // namespace

const std::vector<std::string>& trainings() {
    static const std::vector<std::string> all = {kSelfPlay, kLeague};
    return all;
}

const std::vector<config::OptionSpec>& optionsOfTraining(const std::string& training) {
    return training == kLeague ? league::leagueOptions().specs() : league::selfPlayOptions().specs();
}

const config::OptionGroup<ExecutionOptions>& executionOptions() {
    static const config::OptionGroup<ExecutionOptions> group = [] {
        config::OptionGroup<ExecutionOptions> g("run");
        g.add("name", &ExecutionOptions::name,
              {.label = LUDUS_TEXT("Option", "Name"),
               .help = LUDUS_TEXT("Option", "Name of the run in lists; left empty it becomes the game and a number.")});
        g.add("training", &ExecutionOptions::training,
              {.label = LUDUS_TEXT("Option", "Training"),
               .help = LUDUS_TEXT("Option",
                                  "self_play: one learner that meets its own past. league: a population of learners "
                                  "with roles that meet each other. Each has options of its own."),
               .choices = trainings()});
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

RunKind runKindOf(const config::Values& values) {
    RunKind kind;
    const auto read = [&values](const char* key, std::string& out) {
        const auto found = values.find(key);
        if (found == values.end()) return;
        const auto* list = std::get_if<std::vector<std::string>>(&found->second.value);
        const auto* text = std::get_if<std::string>(&found->second.value);
        out = text != nullptr ? *text : list != nullptr && !list->empty() ? list->front() : std::string();
    };
    read("game.name", kind.game);
    read("run.training", kind.training);
    return kind;
}

std::vector<config::OptionSpec> runOptions(const RunKind& kind) {
    std::vector<config::OptionSpec> all = executionOptions().specs();
    append(all, gameNameOption());
    append(all, games::gameOptions(kind.game));
    append(all, optionsOfTraining(kind.training));
    append(all, learn::ppoOptions().specs());
    append(all, evaluationOptions().specs());
    append(all, recordOptions().specs());
    append(all, alertOptions().specs());
    return all;
}

std::vector<config::OptionSpec> allRunOptions(const std::string& game) {
    std::vector<config::OptionSpec> all = runOptions({game, kSelfPlay});
    const std::vector<config::OptionSpec> league = optionsOfTraining(kLeague);
    const auto end = std::find_if(all.begin(), all.end(), [](const auto& s) { return s.key.starts_with("learner."); });
    all.insert(end, league.begin(), league.end());
    return all;
}

}  // namespace ludus::runs
