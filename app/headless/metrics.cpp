// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli metrics: the curves of a run as a long table.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <set>

#include "app/headless/commands.h"

namespace ludus::headless {
namespace {

struct Request {
    std::string run;
    std::vector<std::string> names;
    bool csv = false;
};

struct Row {
    const MetricPoint* point;
    double wallSeconds;
};

std::string csvText(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

Error unknownMetric(const std::string& name, const std::string& run, const std::set<std::string>& known) {
    const std::string near = nearest(name, {known.begin(), known.end()});
    std::string all;
    for (const std::string& other : known)
        all += (all.empty() ? "" : ", ") + other;
    return {"metric.unknown",
            LUDUS_TEXT("Cli", "The run %1 has no metric %2.").arg(run).arg(name),
            {},
            !near.empty()   ? LUDUS_TEXT("Cli", "Did you mean %1?").arg(near)
            : known.empty() ? LUDUS_TEXT("Cli", "It has none yet.")
                            : LUDUS_TEXT("Cli", "It has: %1.").arg(all)};
}

void printRows(const Session& session, const RunRecord& run, const std::vector<Row>& rows) {
    if (session.json) {
        Json list = Json::array();
        for (const Row& row : rows) {
            list.push_back({{"run", run.id.value},
                            {"name", row.point->name},
                            {"step", row.point->step},
                            {"wall_s", row.wallSeconds},
                            {"value", number(row.point->value)},
                            {"half_width", number(row.point->halfWidth)}});
        }
        printJson({{"run", run.id.value}, {"name", run.name}, {"metrics", list}});
        return;
    }
    fmt::print("run,name,step,wall_s,value,half_width\n");
    for (const Row& row : rows) {
        const double halfWidth = row.point->halfWidth;
        fmt::print("{},{},{},{:.3f},{},{}\n", run.id.value, csvText(row.point->name), row.point->step, row.wallSeconds,
                   row.point->value, std::isfinite(halfWidth) ? fmt::format("{}", halfWidth) : std::string());
    }
}

int showMetrics(const Session& session, const Request& request) {
    if (request.csv && session.json) {
        return fail(
            session,
            {"usage", LUDUS_TEXT("Cli", "--csv and --json exclude each other."), {}, LUDUS_TEXT("Cli", "Give one.")});
    }
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<RunRecord> run = (*workspace)->findRun(request.run);
    if (!run) return fail(session, run.error());
    const Result<std::vector<RunEvent>> events = (*workspace)->events(run->id, 0, store::EventParts::withoutTallies);
    if (!events) return fail(session, events.error());

    std::vector<Row> rows;
    std::set<std::string> known;
    for (const RunEvent& event : *events) {
        const auto* metrics = std::get_if<Metrics>(&event.body);
        if (metrics == nullptr) continue;
        for (const MetricPoint& point : metrics->points) {
            known.insert(point.name);
            const bool asked = request.names.empty() ||
                               std::find(request.names.begin(), request.names.end(), point.name) != request.names.end();
            if (asked) rows.push_back({&point, static_cast<double>(event.wallMs - run->startedMs) * 1e-3});
        }
    }
    for (const std::string& name : request.names) {
        if (!known.contains(name)) return fail(session, unknownMetric(name, run->name, known));
    }
    printRows(session, *run, rows);
    return kDone;
}

}  // namespace

void addMetrics(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("metrics", "The curves of a run as a long table");
    const auto request = std::make_shared<Request>();
    command->add_option("RUN", request->run, "Number or name")->required();
    command->add_option("--names", request->names, "Only these curves")->delimiter(',');
    command->add_flag("--csv", request->csv, "Comma separated values (the default)");
    command->callback([commands, request] {
        commands.chosen = [commands, request] { return showMetrics(commands.session, *request); };
    });
}

}  // namespace ludus::headless
