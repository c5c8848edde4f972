// SPDX-License-Identifier: GPL-3.0-or-later
// RunConfig: the options of everything a run is made of, read from a run file, a preset, flags or a form. Values; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/config/option.h"
#include "core/games/game.h"
#include "core/league/league_options.h"
#include "core/league/self_play.h"
#include "core/learn/learner.h"

namespace ludus::runs {

/// Ways of training: what "run.training" may be. Each has a table of options that is called after it.
inline constexpr const char* kSelfPlay = "self_play";
inline constexpr const char* kLeague = "league";

/// What decides which options a run has.
struct RunKind {
    std::string game = "slime_volley";
    std::string training = kSelfPlay;
    bool operator==(const RunKind&) const = default;
};
/// Of the values of a run file; of one that sweeps over games or ways of training, that of its first run.
RunKind runKindOf(const config::Values& values);

/// "run.*"
struct ExecutionOptions {
    std::string name;
    std::string training = kSelfPlay;
    int64_t seed = 1;
    int64_t steps = 0;           // 0: no limit of steps
    double seconds = 600;        // 0: no limit of time
    std::string until;           // a condition (core/runtime/condition.h); "": none
    int workers = 0;             // 0: as many as cores
    bool deterministic = false;  // what happens depends on steps and seed only; needs a budget of steps alone
};
/// "evaluation.*": what the Elo curve is made of.
struct EvaluationOptions {
    int64_t every = 1'000'000;
    int games = 20;                      // per opponent and round, in pairs
    int past = 2;                        // earlier snapshots met in a round
    std::vector<std::string> opponents;  // empty: all bots of the game
    bool greedy = true;
};
/// "record.*"
struct RecordOptions {
    int replaysEvery = 20;  // every n-th evaluation match is recorded; 0: none
    double metricSeconds = 0.5;
    double checkpointSeconds = 60;  // training time between checkpoints; 0: only on pause and stop
    int checkpoints = 3;            // newest ones kept, besides the best; 0: none are taken
    double systemSeconds = 5;       // between points of the machine's load; 0: none
};
/// "alerts.*"
struct AlertOptions {
    bool nan = true;
    bool finish = true;
    double stall = 300;                  // seconds without an update; 0: not watched
    std::vector<std::string> threshold;  // conditions
};

struct RunConfig {
    std::string preset;  // where it came from, "" for a file
    std::string text;    // the run file as written; the truth
    ExecutionOptions run;
    std::string game;
    config::Values gameOptions;  // "game.*" without the name
    learn::PpoOptions learner;
    league::SelfPlayOptions selfPlay;  // of self-play alone
    league::LeagueOptions league;      // of a league alone
    EvaluationOptions evaluation;
    RecordOptions record;
    AlertOptions alerts;

    RunKind kind() const { return {game, run.training}; }
    bool isLeague() const { return run.training == kLeague; }
};

/// Every option a run of this kind has, in the order of files and forms.
std::vector<config::OptionSpec> runOptions(const RunKind& kind);
/// Those of runs of `game`, however they train.
std::vector<config::OptionSpec> allRunOptions(const std::string& game);
/// Reads and checks a whole run file: every key known, every value right, the parts fit each other.
Result<RunConfig> readRunConfig(std::string_view toml);
/// The same for text whose values are overridden ("key=value", as after --set); the text is edited accordingly.
Result<RunConfig> readRunConfig(std::string_view toml, const std::vector<std::string>& assignments);
/// The text with one value overridden; `specs` are the options of its kind. With another way of training the options of
/// the former one leave the text.
Result<std::string> assigned(std::string_view toml, const std::string& assignment,
                             const std::vector<config::OptionSpec>& specs);
/// The text for another way of training: without the options of the others.
Result<std::string> withTraining(std::string_view toml, const std::string& training);
/// Everything wrong with a file at once, for a form; empty when it can start.
struct ConfigProblem {
    std::string key;  // "" when it belongs to no option
    Error error;
};
std::vector<ConfigProblem> findProblems(std::string_view toml);
/// The values of all options: those of the file over the defaults.
Result<config::Values> effectiveValues(std::string_view toml);

/// A shipped run file.
struct Preset {
    std::string name;  // "slime_volley/self_play"
    std::string game;
    std::string kind;   // "self_play"
    std::string title;  // from its first comment line
    std::string toml;
    double seconds = 0;
};
const std::vector<Preset>& presets();
/// Error preset.unknown names the nearest.
Result<Preset> findPreset(const std::string& name);

}  // namespace ludus::runs
