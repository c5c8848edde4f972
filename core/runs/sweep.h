// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps: a run file in which options of one value are given as lists makes a run for each combination:
// run.seed = [7, 8, 9]. Options vary in the order in which they stand in the file, the last one fastest; at most 256
// runs. True and false are written as texts in a list. A sweep over ways of training may have the tables of all of
// them. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/runs/run_config.h"

namespace ludus::runs {

constexpr int kMostSweepRuns = 256;

struct SweepOption {
    std::string key;
    std::vector<config::Value> values;
};
/// In the order in which they vary; empty: one plain run. Errors config.syntax, option.unknown, option.type,
/// option.range, sweep.empty, sweep.too_many.
Result<std::vector<SweepOption>> sweepOptions(std::string_view toml);

struct SweepRun {
    std::string toml;  // a plain run file
    std::vector<std::pair<std::string, config::Value>> values;
};
/// One for a plain file, which stays as it is. Runs of a named file get their values into their name.
Result<std::vector<SweepRun>> expandSweep(std::string_view toml);
/// As readRunConfig, for each of them; assignments may be lists too ("run.seed=[7, 8, 9]").
Result<std::vector<RunConfig>> readSweep(std::string_view toml, const std::vector<std::string>& assignments = {});
/// As findProblems; of several runs those of the first that has some.
std::vector<ConfigProblem> findSweepProblems(std::string_view toml);
/// What somebody typed into the field of an option: one value, or several with commas between them as a list, as
/// expandSweep takes it. Options that are lists themselves are never swept.
Result<config::Value> parseSweep(const config::OptionSpec& spec, const std::string& text);

/// A name that runs of one sweep share; another one at each call.
std::string newSweepId(const Clock& clock);

}  // namespace ludus::runs
