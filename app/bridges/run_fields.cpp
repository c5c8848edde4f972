// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_fields.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "core/runs/run_config.h"

namespace ludus::bridges {
namespace {

using query::FieldKind;
using query::Value;

query::FieldKind kindOf(config::Kind kind) {
    switch (kind) {
        case config::Kind::boolean: return FieldKind::flag;
        case config::Kind::integer:
        case config::Kind::real: return FieldKind::number;
        case config::Kind::integers:
        case config::Kind::reals:
        case config::Kind::texts: return FieldKind::list;
        default: return FieldKind::text;
    }
}

template <class T>
std::vector<std::string> textsOf(const std::vector<T>& values) {
    std::vector<std::string> out;
    for (const T& value : values)
        out.push_back(config::toToml(value));
    return out;
}

Value valueOf(const config::Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    if (const auto* whole = std::get_if<int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return *texts;
    if (const auto* wholes = std::get_if<std::vector<int64_t>>(&value)) return textsOf(*wholes);
    return textsOf(std::get<std::vector<double>>(value));
}

Value known(double value) {
    return value;
}
Value moment(int64_t ms) {
    return ms > 0 ? Value(static_cast<double>(ms)) : Value();
}
Value textOrNothing(const std::string& text) {
    return text.empty() ? Value() : Value(text);
}

struct Fact {
    const char* name;
    FieldKind kind;
    Text help;
    bool words;
    std::function<Value(const RunRecord&, bool here)> value;
};

const std::vector<Fact>& facts() {
    static const std::vector<Fact> all{
        {"name", FieldKind::text, LUDUS_TEXT("RunFields", "what the run is called"), true,
         [](const RunRecord& run, bool) { return Value(run.name); }},
        {"game", FieldKind::text, LUDUS_TEXT("RunFields", "the game that is learned"), true,
         [](const RunRecord& run, bool) { return Value(run.game); }},
        {"preset", FieldKind::text, LUDUS_TEXT("RunFields", "the preset that it began with"), true,
         [](const RunRecord& run, bool) { return textOrNothing(run.preset); }},
        {"status", FieldKind::text, LUDUS_TEXT("RunFields", "running, paused, finished, failed ..."), true,
         [](const RunRecord& run, bool) { return Value(statusWordOf(run)); }},
        {"elo", FieldKind::number, LUDUS_TEXT("RunFields", "rating of the newest snapshot, random play at 0"), false,
         [](const RunRecord& run, bool) { return known(run.elo); }},
        {"elo_error", FieldKind::number, LUDUS_TEXT("RunFields", "standard error of that rating"), false,
         [](const RunRecord& run, bool) { return known(run.eloError); }},
        {"steps", FieldKind::number, LUDUS_TEXT("RunFields", "steps done so far"), false,
         [](const RunRecord& run, bool) { return known(static_cast<double>(run.steps)); }},
        {"time", FieldKind::duration, LUDUS_TEXT("RunFields", "training time without pauses"), false,
         [](const RunRecord& run, bool) { return known(run.seconds); }},
        {"seed", FieldKind::number, LUDUS_TEXT("RunFields", "seed of all that is drawn by lot"), false,
         [](const RunRecord& run, bool) { return known(static_cast<double>(run.seed)); }},
        {"started", FieldKind::moment, LUDUS_TEXT("RunFields", "when it began"), false,
         [](const RunRecord& run, bool) { return moment(run.startedMs > 0 ? run.startedMs : run.createdMs); }},
        {"ended", FieldKind::moment, LUDUS_TEXT("RunFields", "when it ended"), false,
         [](const RunRecord& run, bool) { return moment(run.endedMs); }},
        {"snapshots", FieldKind::number, LUDUS_TEXT("RunFields", "how many snapshots it has"), false,
         [](const RunRecord& run, bool) { return known(static_cast<double>(run.snapshots)); }},
        {"tag", FieldKind::list, LUDUS_TEXT("RunFields", "tags that people gave it"), true,
         [](const RunRecord& run, bool) { return Value(run.tags); }},
        {"note", FieldKind::text, LUDUS_TEXT("RunFields", "notes about it"), true,
         [](const RunRecord& run, bool) { return textOrNothing(run.note); }},
        {"reason", FieldKind::text, LUDUS_TEXT("RunFields", "why it failed or ended early"), true,
         [](const RunRecord& run, bool) { return textOrNothing(run.reason); }},
        {"sweep", FieldKind::text, LUDUS_TEXT("RunFields", "runs that were set up together share it"), true,
         [](const RunRecord& run, bool) { return textOrNothing(run.sweep); }},
        {"from", FieldKind::text, LUDUS_TEXT("RunFields", "the agent whose weights it began with"), false,
         [](const RunRecord& run, bool) { return textOrNothing(run.startedFrom); }},
        {"archived", FieldKind::flag, LUDUS_TEXT("RunFields", "put away; else such runs are not listed"), false,
         [](const RunRecord& run, bool) { return Value(run.archived); }},
        {"interrupted", FieldKind::flag, LUDUS_TEXT("RunFields", "its program ended before it, it can go on"), false,
         [](const RunRecord& run, bool) { return Value(run.interrupted); }},
        {"here", FieldKind::flag, LUDUS_TEXT("RunFields", "runs in this window"), false,
         [](const RunRecord&, bool here) { return Value(here); }},
    };
    return all;
}

std::vector<std::string> distinct(const std::vector<RunRecord>& runs,
                                  const std::function<std::string(const RunRecord&)>& text) {
    std::set<std::string> found;
    for (const RunRecord& run : runs)
        found.insert(text(run));
    found.erase(std::string());
    return {found.begin(), found.end()};
}

}  // namespace

RunOptions optionsOf(const std::string& toml) {
    RunOptions out;
    const Result<config::Values> values = runs::effectiveValues(toml);
    if (!values) return out;
    for (const auto& [key, entry] : *values)
        out[key] = valueOf(entry.value);
    return out;
}

std::vector<query::Field> optionFields(const std::vector<std::string>& games) {
    std::vector<query::Field> out;
    std::set<std::string> taken;
    for (const std::string& game : games) {
        for (const config::OptionSpec& spec : runs::allRunOptions(game)) {
            if (!taken.insert(spec.key).second) continue;
            query::Field field;
            field.name = spec.key;
            field.kind = kindOf(spec.kind);
            field.help = spec.label.empty() ? spec.help : spec.label;
            field.values = spec.choices;
            field.words = false;
            out.push_back(std::move(field));
        }
    }
    return out;
}

Text optionLabel(const std::vector<RunRecord>& runs, const std::string& key) {
    for (const std::string& game : distinct(runs, [](const RunRecord& run) { return run.game; })) {
        for (const config::OptionSpec& spec : runs::allRunOptions(game)) {
            if (spec.key == key) return spec.label;
        }
    }
    return {};
}

std::string statusWordOf(const RunRecord& run) {
    if (run.lost) return "crashed";
    if (run.interrupted) return "interrupted";
    return runStatusName(run.status);
}

query::Value metricValue(const std::string& function, const std::string& metric, const store::MetricSummary& curve) {
    const bool least = function == "min" || (function == "best" && metric.find("loss") != std::string::npos);
    if (function == "last") return known(curve.last);
    return known(least ? curve.min : curve.max);
}

std::vector<query::Field> runFields(const std::vector<RunRecord>& runs, const std::vector<std::string>& metrics) {
    std::vector<query::Field> out;
    for (const Fact& fact : facts())
        out.push_back({fact.name, fact.kind, fact.help, {}, fact.words});
    const std::pair<const char*, Text> functions[] = {
        {"last", LUDUS_TEXT("RunFields", "newest value of a curve")},
        {"best", LUDUS_TEXT("RunFields", "largest value of a curve, of a loss the smallest")},
        {"max", LUDUS_TEXT("RunFields", "largest value of a curve")},
        {"min", LUDUS_TEXT("RunFields", "smallest value of a curve")}};
    for (const auto& [name, help] : functions)
        out.push_back({name, FieldKind::number, help, metrics, false, true});
    const auto values = [&](const char* name) -> std::vector<std::string>& {
        return std::find_if(out.begin(), out.end(), [&](const auto& field) { return field.name == name; })->values;
    };
    values("name") = distinct(runs, [](const RunRecord& run) { return run.name; });
    values("game") = distinct(runs, [](const RunRecord& run) { return run.game; });
    values("preset") = distinct(runs, [](const RunRecord& run) { return run.preset; });
    values("sweep") = distinct(runs, [](const RunRecord& run) { return run.sweep; });
    values("status") = {"queued", "running", "paused",      "stopping", "finished",
                        "failed", "aborted", "interrupted", "crashed"};
    std::set<std::string> tags;
    for (const RunRecord& run : runs)
        tags.insert(run.tags.begin(), run.tags.end());
    values("tag").assign(tags.begin(), tags.end());
    std::vector<query::Field> options = optionFields(values("game"));
    std::move(options.begin(), options.end(), std::back_inserter(out));
    return out;
}

query::Value runValue(const RunRecord& run, const RunOptions* options, const std::string& field, bool here) {
    for (const Fact& fact : facts()) {
        if (field == fact.name) return fact.value(run, here);
    }
    if (!options) return {};
    const auto found = options->find(field);
    return found == options->end() ? query::Value() : found->second;
}

}  // namespace ludus::bridges
