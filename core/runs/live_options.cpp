// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/live_options.h"

#include <algorithm>
#include <iterator>

#include "core/league/league.h"
#include "core/league/league_limits.h"
#include "core/league/self_play.h"
#include "core/runs/evaluator.h"
#include "core/runs/resume_point.h"
#include "core/runs/run_options.h"

namespace ludus::runs {
namespace {

Error fixedError(const std::string& key) {
    return {"option.fixed", LUDUS_TEXT("Error", "%1 cannot be changed while the run goes on.").arg(key),
            LUDUS_TEXT("Error", "It shapes the run from its first step; the run goes on as it is."),
            LUDUS_TEXT("Error", "Start a copy of the run with the other value.")};
}

runtime::Condition conditionOf(const std::string& text) {
    return runtime::Condition::parse(text).value();  // was checked with the configuration
}

/// The state of the former source in one with other options; a league takes them itself.
Status exchangeSource(runtime::RunParts& parts, const RunConfig& config) {
    if (auto* league = dynamic_cast<league::League*>(parts.source.get())) {
        league->setOptions(config.league);
        return {};
    }
    auto next = std::make_unique<league::SelfPlay>(config.selfPlay, static_cast<uint64_t>(config.run.seed));
    if (Status loaded = next->loadState(parts.source->saveState()); !loaded.ok()) return loaded;
    parts.source = std::move(next);
    return {};
}

}  // namespace

std::vector<config::OptionSpec> liveOptions(const RunKind& kind) {
    std::vector<config::OptionSpec> all = runOptions(kind);
    std::erase_if(all, [](const config::OptionSpec& spec) { return !spec.live; });
    return all;
}

Result<RunConfig> configAfterOne(const RunConfig& config, const std::string& key, const std::string& value) {
    const std::vector<config::OptionSpec> specs = runOptions(config.kind());
    const auto spec =
        std::find_if(specs.begin(), specs.end(), [&](const config::OptionSpec& one) { return one.key == key; });
    if (spec != specs.end() && !spec->live) return fixedError(key);
    Result<RunConfig> changed = readRunConfig(config.text, {key + "=" + value}, Written::before);
    if (!changed) return changed;
    changed->preset = config.preset;
    changed->run.seed = config.run.seed;
    return changed;
}

Result<RunConfig> changedConfig(const RunConfig& config, const std::string& key, const std::string& value) {
    Result<RunConfig> changed = configAfterOne(config, key, value);
    if (!changed || !changed->isLeague()) return changed;
    // What the run began with is not held against a change of something else.
    if (const Status status = league::checkNewLeague(changed->league, &config.league); !status.ok())
        return status.error();
    return changed;
}

std::string valueText(const RunConfig& config, const std::string& key) {
    const Result<config::Values> values = effectiveValues(config.text);
    if (!values) return {};
    const auto found = values->find(key);
    return found == values->end() ? std::string() : config::toToml(found->second.value);
}

runtime::LiveOptions engineOptionsOf(const RunConfig& config) {
    runtime::LiveOptions out;
    out.evaluateEvery = config.evaluation.every;
    out.metricSeconds = config.record.metricSeconds;
    out.checkpointSeconds = config.record.checkpointSeconds;
    out.keepCheckpoints = config.record.checkpoints;
    if (!config.run.until.empty()) out.until = conditionOf(config.run.until);
    out.alerts.notFinite = config.alerts.nan;
    out.alerts.end = config.alerts.finish;
    out.alerts.stallSeconds = config.alerts.stall;
    for (const std::string& text : config.alerts.threshold)
        out.alerts.thresholds.push_back(conditionOf(text));
    return out;
}

std::function<Result<runtime::Changed>(runtime::RunParts&, const runtime::Change&)> changerOf(
    RunConfig config, std::function<LearnerMaker(const RunConfig&)> learners) {
    return [config = std::move(config), learners = std::move(learners)](
               runtime::RunParts& parts, const runtime::Change& change) mutable -> Result<runtime::Changed> {
        Result<RunConfig> changed = configAfterOne(config, change.key, change.after);
        if (!changed) return changed.error();
        runtime::Changed out;
        if (change.key.starts_with("learner.")) {
            parts.makeLearner = learners(*changed);
            out.learners = true;
        }
        if (change.key.starts_with("self_play.") || change.key.starts_with("league.")) {
            if (const Status exchanged = exchangeSource(parts, *changed); !exchanged.ok()) return exchanged.error();
        }
        if (auto* evaluator = dynamic_cast<MatchEvaluator*>(parts.evaluator.get())) evaluator->record(changed->record);
        config = std::move(*changed);
        out.options = engineOptionsOf(config);
        return out;
    };
}

Result<PastOfRun> pastOf(const store::Workspace& workspace, RunId run) {
    const auto events = workspace.events(run, 0, store::EventParts::withoutTalliesAndPoints);
    if (!events) return events.error();
    PastOfRun out;
    for (const RunEvent& event : *events) {
        if (const auto* changed = std::get_if<OptionChanged>(&event.body)) {
            out.changes.emplace_back(
                event.seq, runtime::Change{changed->key, changed->before, changed->after, changed->step, true});
        } else if (const auto* alert = std::get_if<Alerted>(&event.body)) {
            out.alerts.emplace_back(event.seq, *alert);
        }
    }
    return out;
}

std::vector<runtime::Change> changesFrom(const PastOfRun& past, const runtime::Checkpoint& checkpoint,
                                         ResumeFrom from) {
    std::vector<runtime::Change> out;
    for (const auto& [seq, change] : past.changes) {
        const bool kept = seq <= checkpoint.eventSeq;
        if (!kept && from == ResumeFrom::best && change.step > checkpoint.steps) continue;
        out.push_back(change);
        out.back().told = kept;
    }
    return out;
}

Result<RunConfig> configAt(RunConfig config, const std::vector<runtime::Change>& changes, int64_t steps) {
    std::vector<runtime::Change> inForce;
    std::copy_if(changes.begin(), changes.end(), std::back_inserter(inForce),
                 [steps](const runtime::Change& change) { return change.told && change.step <= steps; });
    return configAfter(std::move(config), inForce);
}

Result<RunConfig> configAfter(RunConfig config, const std::vector<runtime::Change>& changes) {
    std::vector<runtime::Change> inTurn = changes;  // as the engine takes them
    std::stable_sort(inTurn.begin(), inTurn.end(),
                     [](const runtime::Change& one, const runtime::Change& other) { return one.step < other.step; });
    for (const runtime::Change& change : inTurn) {
        Result<RunConfig> next = configAfterOne(config, change.key, change.after);
        if (!next) return next;
        config = std::move(*next);
    }
    return config;
}

Result<RunConfig> configWithChanges(const store::Workspace& workspace, const RunRecord& run) {
    Result<RunConfig> config = configOf(run);
    if (!config) return config;
    const auto stored = workspace.optionChanges(run.id);
    if (!stored) return stored.error();
    std::vector<runtime::Change> changes;
    for (const RunEvent& event : *stored) {
        const auto& change = std::get<OptionChanged>(event.body);
        changes.push_back({change.key, change.before, change.after, change.step, true});
    }
    return configAfter(std::move(*config), changes);
}

}  // namespace ludus::runs
