// SPDX-License-Identifier: GPL-3.0-or-later
// What a query about runs may ask, and what a run answers: its facts, what people made of it, and every option of its
// file, given there or by default. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/config/option.h"
#include "core/query/query.h"
#include "core/records/records.h"
#include "core/store/workspace.h"

namespace ludus::bridges {

/// By key: "learner.learning_rate".
using RunOptions = std::map<std::string, query::Value>;
using RunOptionsById = std::map<int64_t, std::shared_ptr<const RunOptions>>;

/// Of a run file; empty for one that cannot be read any more.
RunOptions optionsOf(const std::string& toml);
/// The options of runs of this game, as fields, and whether a key is one of `name`'s.
std::vector<query::Field> optionFields(const std::vector<std::string>& games);

/// What an option is called in the games of these runs; empty: none of them has it.
Text optionLabel(const std::vector<RunRecord>& runs, const std::string& key);

/// The words of a query for what a state is called here: "running", "paused", "interrupted", "crashed" ...
std::string statusWordOf(const RunRecord& run);
/// Fields with the values that these runs have, for completion. Curves are asked by functions: last(loss).
std::vector<query::Field> runFields(const std::vector<RunRecord>& runs, const std::vector<std::string>& metrics = {});
/// What such a function says of a curve; a best value is the largest, of a loss the smallest.
query::Value metricValue(const std::string& function, const std::string& metric, const store::MetricSummary& curve);
/// `here`: this program runs it.
query::Value runValue(const RunRecord& run, const RunOptions* options, const std::string& field, bool here);

}  // namespace ludus::bridges
