// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a run in groups, one a part of RunConfig, and what the parts must keep together. Inside core/runs
// only; constants and pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/runs/run_config.h"

namespace ludus::runs {

const config::OptionGroup<ExecutionOptions>& executionOptions();
const config::OptionGroup<EvaluationOptions>& evaluationOptions();
const config::OptionGroup<RecordOptions>& recordOptions();
const config::OptionGroup<AlertOptions>& alertOptions();

const std::vector<std::string>& trainings();
const std::vector<config::OptionSpec>& optionsOfTraining(const std::string& training);

/// A configuration of a run that is to be, or of one that is stored: this one may have begun with what has been refused
/// only since.
enum class Written { now, before };

/// What contradicts; each problem names the option that mends it.
std::vector<ConfigProblem> findMisfits(const RunConfig& config, Written written);
/// As readRunConfig.
Result<RunConfig> readRunConfig(std::string_view toml, const std::vector<std::string>& assignments, Written written);
/// What can run, but hardly as it is meant; for the log of the run.
std::vector<Text> findDoubts(const RunConfig& config);

}  // namespace ludus::runs
