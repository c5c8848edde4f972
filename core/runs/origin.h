// SPDX-License-Identifier: GPL-3.0-or-later
// Origin: where and by what a run was computed, kept with it as JSON, and how to do it again. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/system_usage.h"
#include "core/records/records.h"
#include "core/runs/run_config.h"

namespace ludus::runs {

struct Origin {
    std::string command;            // ludus-cli run ... that repeats it
    std::string version;            // of the program
    std::string revision;           // of its sources, "" where it was not built in
    std::string qt, torch, sqlite;  // versions it was built with; torch only where the run needs it
    std::string blas;               // the library that was loaded, "" none
    Machine machine;
    int workers = 0;
    int64_t seed = 0;
    std::string preset;
};
/// Of a run that begins here and now.
std::string originOf(const RunConfig& config, const std::string& from, const std::string& sqliteVersion);
/// Error origin.unknown: the run is older, or the text is no origin.
Result<Origin> readOrigin(const std::string& json);

/// "ludus-cli run slime_volley/self_play --set run.seed=7": the preset it came from (or the nearest one) with every
/// option that differs from it, and the number of workers. Options that were changed on the way are no part of it.
std::string reproduceCommand(const RunRecord& run);
/// As a word of a shell's command line.
std::string shellWord(const std::string& text);

struct OptionDifference {
    std::string key;
    std::string before, after;  // as in a run file; "": the game has no such option
};
/// Options of `run` whose values are others than in `before`, without its name; in the order of forms.
std::vector<OptionDifference> changesSince(const RunRecord& run, const RunRecord& before);
/// The last run before it of the same preset, or of the same game where it came from a file of its own.
std::optional<RunRecord> previousOf(const std::vector<RunRecord>& runs, const RunRecord& run);

}  // namespace ludus::runs
