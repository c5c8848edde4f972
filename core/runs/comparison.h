// SPDX-License-Identifier: GPL-3.0-or-later
// What runs have in common and where they differ, from the run files they were started with. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/config/option.h"
#include "core/records/records.h"

namespace ludus::runs {

/// One option over several runs; values in the order of the runs, defaults filled in.
struct ComparedOption {
    std::string key;    // "learner.learning_rate"
    Text label;         // "Learning rate"; empty when no run's description knows the key
    std::string group;  // "learner"
    /// A run of another game may lack the option: then the text is empty and the number NaN.
    std::vector<std::string> texts;  // as in a run file
    std::vector<double> numbers;     // NaN for what is no number
    bool numeric = false;            // every run that has it has a number
    bool differs = false;
};

/// All options of these runs in the order of a run file, game.name first. The run's name is none of them. A file that
/// cannot be read counts as one without options.
std::vector<ComparedOption> compareOptions(const std::vector<RunRecord>& runs);

}  // namespace ludus::runs
