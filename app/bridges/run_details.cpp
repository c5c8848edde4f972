// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_details.h"

#include <memory>

#include "core/runs/run_config.h"

namespace ludus::bridges {
namespace {

std::vector<runs::OptionDifference> optionsOf(const RunRecord& run) {
    std::vector<runs::OptionDifference> out;
    const Result<config::Values> values = runs::effectiveValues(run.config);
    if (!values) return out;
    for (const config::OptionSpec& spec : runs::runOptions(runs::runKindOf(*values))) {
        const auto value = values->find(spec.key);
        if (value != values->end())
            out.push_back({spec.key, config::toToml(spec.defaultValue), config::toToml(value->second.value)});
    }
    return out;
}

RunDetails detailsOf(const store::Workspace& workspace, RunRecord run) {
    RunDetails out;
    out.command = QString::fromStdString(runs::reproduceCommand(run));
    if (Result<runs::Origin> origin = runs::readOrigin(run.origin)) {
        out.origin = std::move(*origin);
        out.known = true;
    }
    if (const auto all = workspace.runs()) {
        if (const auto before = runs::previousOf(*all, run)) {
            out.previous = before->name;
            out.changes = runs::changesSince(run, *before);
        }
    }
    out.options = optionsOf(run);
    out.run = std::move(run);
    return out;
}

}  // namespace

void askRunDetails(StoreQuery& store, QObject* context, RunId run, std::function<void(const RunDetails&)> answer) {
    store.ask(
        context,
        [run, answer = std::move(answer)](store::Workspace& workspace) -> StoreQuery::Answer {
            Result<RunRecord> row = workspace.run(run);
            if (!row) return {};
            return [answer, details = std::make_shared<RunDetails>(detailsOf(workspace, std::move(*row)))] {
                answer(*details);
            };
        },
        QStringLiteral("details"));
}

}  // namespace ludus::bridges
