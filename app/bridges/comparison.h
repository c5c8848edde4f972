// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison: several runs side by side as plain values: their curves, their options, their groups and whether groups
// differ. Read and computed on the thread of the store's questions; no Qt objects inside.
#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

#include "core/math/bootstrap.h"
#include "core/math/group_comparison.h"
#include "core/records/records.h"
#include "core/runs/comparison.h"
#include "core/store/workspace.h"

namespace ludus::bridges {

/// What was read; shared with every way of grouping it.
struct ComparedRuns {
    std::vector<RunRecord> runs;                             // in the order they were asked for
    std::vector<std::map<std::string, math::Curve>> curves;  // by metric, over steps
    std::vector<runs::ComparedOption> options;
    std::vector<std::string> metrics;  // that any of them has, the usual ones first
};

/// As a table names it, and its value as it stands in a run file, without the quotes around a word.
QString optionTitle(const runs::ComparedOption& option);
QString optionText(const std::string& toml);

/// Runs that were deleted meanwhile are left out.
Result<ComparedRuns> readComparison(const store::Workspace& workspace, const std::vector<RunId>& runs);

enum class ScoreOf { last, best };

struct ComparisonQuestion {
    std::string groupBy;  // "": each run by itself; "@sweep", "@tag", "@game", "@preset", else the key of an option
    math::Centre centre = math::Centre::mean;
    math::Spread spread = math::Spread::interval;
    std::string score = "elo";  // the metric that groups are judged by
    ScoreOf scoreOf = ScoreOf::last;
};

struct ComparedGroup {
    QString name;  // "learning_rate 0.001", the run's own name when it stands alone
    int colour = 0;
    std::vector<size_t> runs;  // places in ComparedRuns
    std::map<std::string, std::vector<math::GroupPoint>> curves;
    std::vector<double> scores;  // of the runs that have one
    double mean = kUnknown, halfWidth = kUnknown;
    math::BootstrapInterval robust;  // interquartile mean
};

struct ComparedPair {
    size_t a = 0, b = 0;  // places in the groups
    math::MeanDifference means;
    math::RankTest ranks;
    double adjusted = kUnknown;           // the rank test's p after Holm's correction for the number of pairs
    math::BootstrapInterval improvement;  // chance that a run of a scores above one of b
};

struct Comparison {
    std::vector<ComparedGroup> groups;
    std::vector<ComparedPair> pairs;  // of groups with at least two scores each, at most kPairGroups groups
    std::vector<double> scores;       // a run each, NaN: none
};
inline constexpr size_t kPairGroups = 6;

Comparison compare(const ComparedRuns& runs, const ComparisonQuestion& question);

/// Holm's step-down: what must be below 0.05 so that all of these tests together err in at most 5 %. NaN stays.
std::vector<double> holm(const std::vector<double>& p);

}  // namespace ludus::bridges
