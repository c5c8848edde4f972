// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_config.h"

#include <algorithm>

#include "core/config/toml_file.h"
#include "core/games/registry.h"
#include "core/runs/run_options.h"

namespace ludus::runs {
namespace {

bool isAmong(const std::vector<config::OptionSpec>& specs, const std::string& key) {
    return std::any_of(specs.begin(), specs.end(), [&](const config::OptionSpec& spec) { return spec.key == key; });
}

/// Which other way of training has this option; "": none.
std::string otherTrainingWith(const std::string& key, const std::string& training) {
    for (const std::string& other : trainings()) {
        if (other != training && isAmong(optionsOfTraining(other), key)) return other;
    }
    return {};
}

Error foreignError(const std::string& key, int line, const std::string& other, const std::string& training) {
    const Text happened =
        line > 0 ? LUDUS_TEXT("Error", "Line %1: %2 is an option of runs that train by %3, and this one trains by %4.")
                       .arg(line)
                 : LUDUS_TEXT("Error", "%1 is an option of runs that train by %2, and this one trains by %3.");
    return {"option.training", happened.arg(key).arg(other).arg(training),
            LUDUS_TEXT("Error", "It would change nothing here."),
            LUDUS_TEXT("Error", "Set run.training to %1, or take the table [%2] out.").arg(other).arg(other)};
}

/// As config::checkAll; options of another way of training are said to be that.
Status checkOptions(const RunKind& kind, const config::Values& values) {
    const bool known = std::find(trainings().begin(), trainings().end(), kind.training) != trainings().end();
    for (const auto& [key, entry] : values) {
        const std::string other = otherTrainingWith(key, kind.training);
        if (known && !other.empty()) return foreignError(key, entry.line, other, kind.training);
    }
    return config::checkAll(runOptions(kind), values);
}

/// There is no such option, or none for runs that train as this text says.
Error unknownAssignment(std::string_view toml, const std::vector<config::OptionSpec>& specs, const std::string& key) {
    const config::Values asked{{key, {std::string(), 0}}};
    if (const Result<config::Values> values = config::readToml(toml)) {
        const Status status = checkOptions(runKindOf(*values), asked);
        if (!status.ok() && status.error().code == "option.training") return status.error();
    }
    return config::checkAll(specs, asked).error();
}

Result<RunConfig> readParts(std::string_view toml, const config::Values& values) {
    RunConfig c;
    c.text = std::string(toml);
    const RunKind kind = runKindOf(values);
    c.game = kind.game;
    if (const Status s = checkOptions(kind, values); !s.ok()) return s.error();
    for (const config::OptionSpec& spec : games::gameOptions(c.game)) {
        const auto found = values.find(spec.key);
        if (found != values.end()) c.gameOptions[spec.key] = found->second;
    }
    const Status parts[] = {executionOptions().read(values, c.run),
                            learn::ppoOptions().read(values, c.learner),
                            league::selfPlayOptions().read(values, c.selfPlay),
                            league::leagueOptions().read(values, c.league),
                            evaluationOptions().read(values, c.evaluation),
                            recordOptions().read(values, c.record),
                            alertOptions().read(values, c.alerts)};
    for (const Status& status : parts) {
        if (!status.ok()) return status.error();
    }
    return c;
}

Result<RunConfig> readWhole(std::string_view toml, Written written) {
    const Result<config::Values> values = config::readToml(toml);
    if (!values) return values.error();
    Result<RunConfig> c = readParts(toml, *values);
    if (!c) return c;
    if (const std::vector<ConfigProblem> misfits = findMisfits(*c, written); !misfits.empty())
        return misfits.front().error;
    return c;
}

}  // namespace

Result<RunConfig> readRunConfig(std::string_view toml) {
    return readWhole(toml, Written::now);
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
    if (spec == specs.end()) return unknownAssignment(toml, specs, key);
    const Result<config::Value> value = config::parse(*spec, assignment.substr(equals + 1));
    if (!value) return value.error();
    if (key == "run.training") return withTraining(toml, std::get<std::string>(*value));
    return config::editToml(toml, key, *value);
}

Result<std::string> withTraining(std::string_view toml, const std::string& training) {
    Result<std::string> text = config::editToml(toml, "run.training", training);
    for (const std::string& other : trainings()) {
        if (other == training) continue;
        for (const config::OptionSpec& spec : optionsOfTraining(other)) {
            if (text) text = config::removeFromToml(*text, spec.key);
        }
    }
    return text;
}

Result<RunConfig> readRunConfig(std::string_view toml, const std::vector<std::string>& assignments) {
    return readRunConfig(toml, assignments, Written::now);
}

Result<RunConfig> readRunConfig(std::string_view toml, const std::vector<std::string>& assignments, Written written) {
    std::string text(toml);
    for (const std::string& assignment : assignments) {
        const Result<config::Values> values = config::readToml(text);
        if (!values) return values.error();
        Result<std::string> edited = assigned(text, assignment, runOptions(runKindOf(*values)));
        if (!edited) return edited.error();
        text = std::move(*edited);
    }
    return readWhole(text, written);
}

std::vector<ConfigProblem> findProblems(std::string_view toml) {
    const Result<config::Values> values = config::readToml(toml);
    if (!values) return {{"", values.error()}};
    std::vector<ConfigProblem> out;
    const RunKind kind = runKindOf(*values);
    for (const auto& [key, entry] : *values) {
        if (const Status s = checkOptions(kind, {{key, entry}}); !s.ok()) out.push_back({key, s.error()});
    }
    if (!out.empty()) return out;
    const Result<RunConfig> c = readParts(toml, *values);
    if (!c) return {{"", c.error()}};
    return findMisfits(*c, Written::now);
}

Result<config::Values> effectiveValues(std::string_view toml) {
    Result<config::Values> values = config::readToml(toml);
    if (!values) return values;
    for (const config::OptionSpec& spec : runOptions(runKindOf(*values)))
        values->try_emplace(spec.key, config::Entry{spec.defaultValue, 0});
    return values;
}

}  // namespace ludus::runs
