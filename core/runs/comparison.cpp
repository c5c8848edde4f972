// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/runs/run_config.h"

namespace ludus::runs {
namespace {

double numberOf(const config::Value& value) {
    if (const auto* integer = std::get_if<int64_t>(&value)) return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return kUnknown;
}

/// Keys in the order in which run files of these games name them, then unknown ones by name.
std::vector<ComparedOption> orderedKeys(const std::vector<RunRecord>& runs, const std::vector<config::Values>& values) {
    std::vector<ComparedOption> options;
    const auto known = [&](const std::string& key) {
        return std::any_of(options.begin(), options.end(), [&](const ComparedOption& o) { return o.key == key; });
    };
    std::vector<RunKind> kinds;
    for (size_t i = 0; i < runs.size(); ++i) {
        const RunKind kind{runs[i].game, runKindOf(values[i]).training};
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) continue;
        kinds.push_back(kind);
        for (const config::OptionSpec& spec : runOptions(kind)) {
            if (known(spec.key) || spec.key == "run.name") continue;
            options.push_back({spec.key, spec.label, spec.key.substr(0, spec.key.find('.')), {}, {}, false, false});
        }
    }
    for (const config::Values& all : values)
        for (const auto& [key, entry] : all)
            if (!known(key) && key != "run.name")
                options.push_back({key, {}, key.substr(0, key.find('.')), {}, {}, false, false});
    std::stable_sort(options.begin(), options.end(), [](const ComparedOption& a, const ComparedOption& b) {
        return (a.key == "game.name") > (b.key == "game.name");
    });
    return options;
}

}  // namespace

std::vector<ComparedOption> compareOptions(const std::vector<RunRecord>& runs) {
    std::vector<config::Values> values;
    for (const RunRecord& run : runs) {
        Result<config::Values> read = effectiveValues(run.config);
        values.push_back(read ? std::move(*read) : config::Values());
    }
    std::vector<ComparedOption> options = orderedKeys(runs, values);
    for (ComparedOption& option : options) {
        bool any = false, numeric = true;
        for (const config::Values& all : values) {
            const auto found = all.find(option.key);
            const bool has = found != all.end();
            option.texts.push_back(has ? config::toToml(found->second.value) : std::string());
            option.numbers.push_back(has ? numberOf(found->second.value) : kUnknown);
            any = any || has;
            numeric = numeric && (!has || !std::isnan(option.numbers.back()));
        }
        option.numeric = any && numeric;
        option.differs = std::any_of(option.texts.begin(), option.texts.end(),
                                     [&](const std::string& text) { return text != option.texts.front(); });
    }
    return options;
}

}  // namespace ludus::runs
