// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/sweep.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <optional>

#include "core/base/hash.h"
#include "core/config/toml_file.h"

namespace ludus::runs {
namespace {

using config::Kind;
using config::Value;

bool isList(Kind kind) {
    return kind == Kind::integers || kind == Kind::reals || kind == Kind::texts;
}

/// The items of a list; nothing for a single value.
std::optional<std::vector<Value>> itemsOf(const Value& value) {
    const auto all = [](const auto& list) { return std::vector<Value>(list.begin(), list.end()); };
    if (const auto* whole = std::get_if<std::vector<int64_t>>(&value)) return all(*whole);
    if (const auto* real = std::get_if<std::vector<double>>(&value)) return all(*real);
    if (const auto* text = std::get_if<std::vector<std::string>>(&value)) return all(*text);
    return std::nullopt;
}

/// A text that is given for a number or a truth is read as it.
Result<Value> checkedItem(const config::OptionSpec& spec, const Value& item, int line) {
    const auto* text = std::get_if<std::string>(&item);
    if (text != nullptr && spec.kind != Kind::text && spec.kind != Kind::choice) return config::parse(spec, *text);
    return config::check(spec, {item, line});
}

Value listOf(Kind kind, const std::vector<Value>& items) {
    std::vector<int64_t> whole;
    std::vector<double> real;
    std::vector<std::string> texts;
    for (const Value& item : items) {
        if (kind == Kind::integer)
            whole.push_back(std::get<int64_t>(item));
        else if (kind == Kind::real)
            real.push_back(std::get<double>(item));
        else if (kind == Kind::boolean)
            texts.emplace_back(std::get<bool>(item) ? "true" : "false");
        else
            texts.push_back(std::get<std::string>(item));
    }
    if (kind == Kind::integer) return whole;
    if (kind == Kind::real) return real;
    return texts;
}

const config::OptionSpec* find(const std::vector<config::OptionSpec>& specs, const std::string& key) {
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const config::OptionSpec& spec) { return spec.key == key; });
    return found == specs.end() ? nullptr : &*found;
}

/// The options of a file; of one that sweeps over games those of its first one, over ways of training those of all.
std::vector<config::OptionSpec> specsOf(const config::Values& values) {
    const RunKind kind = runKindOf(values);
    const auto training = values.find("run.training");
    const bool several =
        training != values.end() && std::holds_alternative<std::vector<std::string>>(training->second.value);
    return several ? allRunOptions(kind.game) : runOptions(kind);
}

Error emptyError(const std::string& key) {
    return {"sweep.empty", LUDUS_TEXT("Error", "%1 is an empty list.").arg(key),
            LUDUS_TEXT("Error", "A list of values makes a run for each of them, and so none at all."),
            LUDUS_TEXT("Error", "Give it one value, or several between the brackets.")};
}

Error tooManyError(double runs) {
    return {"sweep.too_many",
            LUDUS_TEXT("Error", "The lists of this file make %1 runs.").arg(fmt::format("{:.0f}", runs)),
            LUDUS_TEXT("Error", "At most %1 runs are set up at once.").arg(kMostSweepRuns),
            LUDUS_TEXT("Error", "Shorten the lists, or set the runs up in parts.")};
}

/// "-seed7-learning_rate0.001"
std::string suffixOf(const std::vector<std::pair<std::string, Value>>& values) {
    std::string out;
    for (const auto& [key, value] : values) {
        const auto* text = std::get_if<std::string>(&value);
        const auto* real = std::get_if<double>(&value);
        out += "-" + key.substr(key.rfind('.') + 1);
        out += text != nullptr ? *text : real != nullptr ? fmt::format("{}", *real) : config::toToml(value);
    }
    return out;
}

Result<SweepRun> runOf(std::string_view toml, const std::vector<SweepOption>& options, int64_t place) {
    SweepRun run;
    for (auto option = options.rbegin(); option != options.rend(); ++option) {
        const auto count = static_cast<int64_t>(option->values.size());
        run.values.emplace_back(option->key, option->values[static_cast<size_t>(place % count)]);
        place /= count;
    }
    std::reverse(run.values.begin(), run.values.end());
    run.toml = std::string(toml);
    const auto edit = [&run](const std::string& key, const Value& value) -> Status {
        const auto* training = key == "run.training" ? std::get_if<std::string>(&value) : nullptr;
        Result<std::string> edited =
            training != nullptr ? withTraining(run.toml, *training) : config::editToml(run.toml, key, value);
        if (!edited) return edited.error();
        run.toml = std::move(*edited);
        return {};
    };
    for (const auto& [key, value] : run.values) {
        if (const Status status = edit(key, value); !status.ok()) return status.error();
    }
    const Result<config::Values> values = config::readToml(run.toml);
    if (!values) return values.error();
    const auto name = values->find("run.name");
    const auto* text = name == values->end() ? nullptr : std::get_if<std::string>(&name->second.value);
    const bool named = std::any_of(options.begin(), options.end(), [](const auto& o) { return o.key == "run.name"; });
    if (options.empty() || named || text == nullptr || text->empty()) return run;
    if (const Status status = edit("run.name", *text + suffixOf(run.values)); !status.ok()) return status.error();
    return run;
}

}  // namespace

Result<std::vector<SweepOption>> sweepOptions(std::string_view toml) {
    const Result<config::Values> values = config::readToml(toml);
    if (!values) return values.error();
    const std::vector<config::OptionSpec> specs = specsOf(*values);
    std::vector<std::pair<int, SweepOption>> found;
    double runs = 1;
    for (const auto& [key, entry] : *values) {
        const config::OptionSpec* const spec = find(specs, key);
        const auto items = itemsOf(entry.value);
        if (spec == nullptr || isList(spec->kind) || !items) continue;
        if (items->empty()) return emptyError(key);
        SweepOption option{key, {}};
        for (const Value& item : *items) {
            Result<Value> value = checkedItem(*spec, item, entry.line);
            if (!value) return value.error();
            option.values.push_back(std::move(*value));
        }
        runs *= static_cast<double>(option.values.size());
        found.emplace_back(entry.line, std::move(option));
    }
    if (runs > kMostSweepRuns) return tooManyError(runs);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<SweepOption> out;
    for (auto& [line, option] : found)
        out.push_back(std::move(option));
    return out;
}

Result<std::vector<SweepRun>> expandSweep(std::string_view toml) {
    const Result<std::vector<SweepOption>> options = sweepOptions(toml);
    if (!options) return options.error();
    int64_t count = 1;
    for (const SweepOption& option : *options)
        count *= static_cast<int64_t>(option.values.size());
    std::vector<SweepRun> runs;
    for (int64_t place = 0; place < count; ++place) {
        Result<SweepRun> run = runOf(toml, *options, place);
        if (!run) return run.error();
        runs.push_back(std::move(*run));
    }
    return runs;
}

Result<std::vector<RunConfig>> readSweep(std::string_view toml, const std::vector<std::string>& assignments) {
    std::string text(toml);
    for (const std::string& assignment : assignments) {
        const Result<config::Values> values = config::readToml(text);
        if (!values) return values.error();
        const std::vector<config::OptionSpec> specs = specsOf(*values);
        const size_t equals = assignment.find('=');
        const config::OptionSpec* const spec =
            equals == std::string::npos ? nullptr : find(specs, assignment.substr(0, equals));
        const std::string value = equals == std::string::npos ? std::string() : assignment.substr(equals + 1);
        const bool list = spec != nullptr && !isList(spec->kind) && value.starts_with('[') && value.ends_with(']');
        Result<std::string> edited = Error{};
        if (list) {
            const Result<Value> items = parseSweep(*spec, value);
            if (!items) return items.error();
            edited = config::editToml(text, spec->key, *items);
        } else {
            edited = assigned(text, assignment, specs);
        }
        if (!edited) return edited.error();
        text = std::move(*edited);
    }
    const Result<std::vector<SweepRun>> runs = expandSweep(text);
    if (!runs) return runs.error();
    std::vector<RunConfig> out;
    for (const SweepRun& run : *runs) {
        Result<RunConfig> config = readRunConfig(run.toml);
        if (!config) return config.error();
        out.push_back(std::move(*config));
    }
    return out;
}

std::vector<ConfigProblem> findSweepProblems(std::string_view toml) {
    const Result<std::vector<SweepOption>> options = sweepOptions(toml);
    if (options && options->empty()) return findProblems(toml);
    const Result<std::vector<SweepRun>> runs = expandSweep(toml);
    if (!runs) {
        const Result<config::Values> values = config::readToml(toml);
        if (!values) return {{"", runs.error()}};
        for (const auto& [key, entry] : *values) {  // the option that the sentence names
            if (runs.error().happened.str().find(key) != std::string::npos) return {{key, runs.error()}};
        }
        return {{"", runs.error()}};
    }
    for (const SweepRun& run : *runs) {
        std::vector<ConfigProblem> problems = findProblems(run.toml);
        if (!problems.empty()) return problems;
    }
    return {};
}

Result<Value> parseSweep(const config::OptionSpec& spec, const std::string& text) {
    if (isList(spec.kind)) return config::parse(spec, text);
    const size_t first = text.find_first_not_of(" \t");
    const bool bracket = first != std::string::npos && text[first] == '[';
    if (!bracket && (text.find(',') == std::string::npos || spec.kind == Kind::text)) return config::parse(spec, text);
    config::OptionSpec items;  // parts of any kind, as texts
    items.key = spec.key;
    items.kind = Kind::texts;
    const Result<Value> parts = config::parse(items, text);
    if (!parts) return parts;
    std::vector<Value> out;
    for (const std::string& part : std::get<std::vector<std::string>>(*parts)) {
        Result<Value> value = config::parse(spec, part);
        if (!value) return value;
        out.push_back(std::move(*value));
    }
    if (out.empty()) return emptyError(spec.key);
    return out.size() == 1 && !bracket ? out.front() : listOf(spec.kind, out);
}

std::string newSweepId(const Clock& clock) {
    static std::atomic<int> calls{0};
    return contentHash(fmt::format("{} {} {}", clock.wallMs(), ::getpid(), ++calls)).substr(0, 12);
}

}  // namespace ludus::runs
