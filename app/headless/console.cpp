// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/config/option.h"

namespace ludus::headless {
namespace {

/// Names that the program itself fixes: a wrong one is wrong usage; a missing file, run or agent is not.
ExitCode codeOf(const Error& error) {
    for (const char* fixed : {"usage", "option.", "game.unknown", "preset.unknown", "bot.unknown"}) {
        if (error.code.starts_with(fixed)) return kWrongUsage;
    }
    return kFailed;
}

size_t width(const std::string& text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool isNumeric(const std::string& text) {
    return !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) != 0 || text[0] == '-' || text == "–");
}

}  // namespace

std::string Session::folder() const {
    return workspace.empty() ? store::Workspace::defaultFolder() : workspace;
}

Result<std::unique_ptr<store::Workspace>> Session::open() const {
    return store::Workspace::open(folder());
}

void printJson(const Json& json) {
    fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
    std::fflush(stdout);
}

int fail(const Session& session, const Error& error, const Json& more) {
    return fail(session, error, codeOf(error), more);
}

int fail(const Session& session, const Error& error, ExitCode code, const Json& more) {
    fmt::print(stderr, "Error: {}\n", error.happened.str());
    for (const Text* part : {&error.meaning, &error.remedy}) {
        if (!part->empty()) fmt::print(stderr, "       {}\n", part->str());
    }
    if (session.json) {
        Json out = more;
        out["error"] = {{"code", error.code}, {"text", error.sentence()}};
        printJson(out);
    }
    return code;
}

void say(const Session& session, const std::string& line) {
    if (!session.quiet) fmt::print(stderr, "{}\n", line);
}

std::string oneLine(const std::string& text, size_t most) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7F)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (width(out) <= most) return out;
    size_t letters = 0, end = 0;
    while (end < out.size() && ((out[end] & 0xC0) == 0x80 || ++letters < most))
        ++end;
    return out.substr(0, end) + "…";
}

void printTable(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    std::vector<size_t> widths;
    for (size_t column = 0; column < head.size(); ++column) {
        size_t widest = width(head[column]);
        for (const auto& row : rows)
            widest = std::max(widest, width(row[column]));
        widths.push_back(widest);
    }
    const auto print = [&](const std::vector<std::string>& row) {
        std::string line;
        for (size_t column = 0; column < row.size(); ++column) {
            const std::string space(widths[column] - width(row[column]), ' ');
            const bool right = !rows.empty() && isNumeric(rows.front()[column]);
            line += right ? space + row[column] : row[column] + space;
            if (column + 1 < row.size()) line += "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    };
    print(head);
    for (const auto& row : rows)
        print(row);
}

std::string wholeNumber(double value) {
    return fmt::format("{:.0f}", std::round(value) + 0.0);  // no minus before 0
}

std::string shortNumber(double value) {
    if (!std::isfinite(value)) return "–";
    const double size = std::abs(value);
    if (size >= 1e9) return fmt::format("{:.2f} G", value * 1e-9);
    if (size >= 1e6) return fmt::format("{:.2f} M", value * 1e-6);
    if (size >= 1e4) return fmt::format("{:.0f} k", value * 1e-3);
    return fmt::format("{:.0f}", value);
}

std::string duration(double seconds) {
    if (!std::isfinite(seconds)) return "–";
    const auto whole = static_cast<int64_t>(std::max(0.0, seconds) + 0.5);
    if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

const char* stateWord(const RunRecord& run) {
    if (run.lost) return "crashed";
    if (run.interrupted) return "interrupted";
    if (run.status == RunStatus::queued && run.queuePlace > 0) return "waiting";
    return runStatusName(run.status);
}

Json runJson(const RunRecord& run) {
    Json out{{"run", run.id.value},
             {"name", run.name},
             {"preset", run.preset},
             {"game", run.game},
             {"status", runStatusName(run.status)},
             {"state", stateWord(run)},
             {"steps", run.steps},
             {"seconds", run.seconds},
             {"snapshots", run.snapshots},
             {"elo", number(run.elo)},
             {"elo_error", number(run.eloError)},
             {"seed", run.seed},
             {"started", run.startedMs},
             {"ended", run.endedMs},
             {"owner", run.owner},
             {"interrupted", run.interrupted},
             {"checkpoints", run.checkpoints}};
    if (!run.reason.empty()) out["reason"] = run.reason;
    if (!run.sweep.empty()) out["sweep"] = run.sweep;
    if (!run.startedFrom.empty()) out["started_from"] = run.startedFrom;
    return out;
}

std::string nearest(const std::string& name, const std::vector<std::string>& names) {
    std::vector<config::OptionSpec> specs;
    for (const std::string& candidate : names)
        specs.emplace_back().key = candidate;
    return config::nearestKey(name, specs);
}

}  // namespace ludus::headless
