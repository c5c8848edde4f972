// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli doctor: what this machine and workspace are like, and what is wrong with them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <thread>

#include "app/headless/blas_check.h"
#include "app/headless/commands.h"

namespace ludus::headless {
namespace {

std::string cpuName() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        const size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
    }
    return "unknown";
}

struct Report {
    Json json;
    std::vector<std::string> problems;  // of everything, as sentences
    bool workspaceOk = false;
};

void checkTorch(Report& report) {
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) {
        for (const char* key : {"blas", "blas_gflops", "torch"})
            report.json[key] = nullptr;
        report.problems.push_back(torch.error().sentence());
        return;
    }
    const learn::BlasReport blas = (*torch)->blas();
    report.json["blas"] = blas.library;
    report.json["blas_gflops"] = blas.gflops;
    report.json["blas_slow"] = blas.slow;
    report.json["blas_threads"] = blas.threads;
    report.json["torch"] = blas.torchVersion;
    if (const std::string warning = blasWarning(blas); !warning.empty()) report.problems.push_back(warning);
}

/// Repairs what can be repaired without losing anything that someone may want.
Json repair(store::Workspace& workspace, std::vector<std::string>& problems) {
    const Result<int> lost = workspace.reapLostRuns();
    const Result<int> strays = workspace.removeStrays();
    if (!lost) problems.push_back(lost.error().sentence());
    if (!strays) problems.push_back(strays.error().sentence());
    return {{"lost_runs", lost ? *lost : 0}, {"stray_files", strays ? *strays : 0}};
}

void checkWorkspace(const Session& session, bool withRepair, Report& report) {
    Json out{{"folder", session.folder()}};
    std::vector<std::string> problems;
    const auto workspace = session.open();
    if (!workspace) {
        problems.push_back(workspace.error().sentence());
    } else {
        report.json["sqlite"] = (*workspace)->sqliteVersion();
        out["read_only"] = (*workspace)->readOnly();
        if (withRepair) out["repaired"] = repair(**workspace, problems);
        for (const store::Problem& problem : (*workspace)->verify())
            problems.push_back(problem.text.str());
    }
    report.workspaceOk = problems.empty();
    out["ok"] = problems.empty();
    out["problems"] = problems;
    report.json["workspace"] = std::move(out);
    report.problems.insert(report.problems.end(), problems.begin(), problems.end());
}

int examine(const Session& session, bool withRepair) {
    Report report;
    checkTorch(report);
    report.json["threads"] = std::thread::hardware_concurrency();
    report.json["qt_build"] = LUDUS_QT_BUILD;
    report.json["sqlite"] = nullptr;
    report.json["cpu"] = cpuName();
    report.json["version"] = LUDUS_VERSION;
    checkWorkspace(session, withRepair, report);
    for (const std::string& problem : report.problems)
        fmt::print(stderr, "{}\n", problem);
    if (session.json) {
        printJson(report.json);
    } else {
        for (const auto& [key, value] : report.json.items()) {
            if (!value.is_object())
                fmt::print("{:<14} {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
        }
        const Json& workspace = report.json["workspace"];
        fmt::print("{:<14} {} ({})\n", "workspace", session.folder(), report.workspaceOk ? "ok" : "not ok");
        if (workspace.contains("repaired")) {
            fmt::print("{:<14} {} lost runs, {} stray files\n", "repaired",
                       workspace["repaired"]["lost_runs"].get<int>(), workspace["repaired"]["stray_files"].get<int>());
        }
    }
    return report.workspaceOk ? kDone : kFailed;
}

}  // namespace

void addDoctor(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("doctor", "What this machine and workspace are like");
    const auto withRepair = std::make_shared<bool>(false);
    command->add_flag("--repair", *withRepair, "Remove files that nothing names; end runs whose program is gone");
    command->callback([commands, withRepair] {
        commands.chosen = [commands, withRepair] { return examine(commands.session, *withRepair); };
    });
}

}  // namespace ludus::headless
