// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checks/layering.h"

#include <map>
#include <set>

namespace ludus::checks {
namespace {

using Edges = std::map<std::string, std::set<std::string>>;

/// Direct edges; what a module knows, those who know the module may know as well.
const Edges& directEdges() {
    static const Edges edges{
        {"core/base", {}},
        {"core/query", {"core/base"}},
        {"core/config", {"core/base"}},
        {"core/records", {"core/base"}},
        {"core/math", {"core/base"}},
        {"core/games", {"core/config", "core/records"}},
        {"core/nn", {"core/games"}},
        {"core/nn/detail", {"core/nn"}},
        {"core/learn", {"core/nn"}},
        {"core/learn/detail", {"core/learn", "core/nn/detail"}},
        {"core/agents", {"core/games", "core/nn"}},
        {"core/league", {"core/config", "core/records", "core/math"}},
        {"core/meta", {"core/games", "core/league", "core/math"}},
        {"core/replay", {"core/games"}},
        {"core/arena", {"core/games", "core/agents", "core/replay", "core/math"}},
        {"core/store", {"core/query", "core/records"}},
        {"core/runtime", {"core/records", "core/games", "core/learn"}},
        {"core/runs",
         {"core/agents", "core/arena", "core/league", "core/learn", "core/meta", "core/query", "core/replay",
          "core/runtime", "core/store"}},
        {"widgets/style", {}},
        {"widgets/models", {"widgets/style"}},
        {"widgets/views", {"widgets/models", "widgets/style"}},
        {"app/headless", {"core/runs"}},
        {"app/bridges", {"core/runs", "widgets/models", "widgets/style"}},
        {"app/pages", {"app/bridges", "widgets/views"}},
        {"app/studio", {"app/pages"}},
    };
    return edges;
}

const std::set<std::string>& reachable(const std::string& module) {
    static std::map<std::string, std::set<std::string>> known;
    if (const auto found = known.find(module); found != known.end()) return found->second;
    std::set<std::string> out{module};
    if (const auto direct = directEdges().find(module); direct != directEdges().end()) {
        for (const std::string& next : direct->second) {
            const std::set<std::string>& further = reachable(next);
            out.insert(further.begin(), further.end());
        }
    }
    return known[module] = std::move(out);
}

/// "core/games" of "core/games/x/y.h"; "" for what belongs to no module. The folders `detail` of nn and learn are
/// modules of their own (Torch); any other `detail` is a private part of the module around it.
std::string moduleOf(const std::string& path) {
    const size_t first = path.find('/');
    const size_t second = first == std::string::npos ? first : path.find('/', first + 1);
    if (second == std::string::npos) return "";
    const std::string module = path.substr(0, second);
    const bool detail = path.compare(second, 8, "/detail/") == 0;
    return detail && directEdges().contains(module + "/detail") ? module + "/detail" : module;
}

/// The module whose private part `path` is, or "".
std::string privateOwner(const std::string& path) {
    const std::string module = moduleOf(path);
    return path.rfind(module + "/detail/", 0) == 0 ? module : "";
}

/// What stands between the brackets or quotes of an #include line, with the opening one; "" for other lines.
std::string includedBy(const std::string& line) {
    size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] != '#') return "";
    at = line.find_first_not_of(" \t", at + 1);
    if (at == std::string::npos || line.compare(at, 7, "include") != 0) return "";
    const size_t open = line.find_first_of("<\"", at);
    if (open == std::string::npos) return "";
    const size_t close = line.find_first_of(">\"", open + 1);
    return close == std::string::npos ? "" : line.substr(open, close - open);
}

bool startsWithAny(const std::string& text, std::initializer_list<const char*> heads) {
    for (const char* head : heads) {
        if (text.rfind(head, 0) == 0) return true;
    }
    return false;
}

bool isQt(const std::string& name) {
    return name.size() > 2 && ((name[1] == 'Q' && name[2] >= 'A' && name[2] <= 'Z') ||
                               startsWithAny(name, {"<Qt", "<qcustomplot", "\"qcustomplot"}));
}
bool isTorch(const std::string& name) {
    return startsWithAny(name, {"<torch/", "<ATen/", "<c10/", "\"torch/", "\"ATen/", "\"c10/"});
}
bool isSqlite(const std::string& name) {
    return startsWithAny(name, {"<sqlite3", "<SQLiteCpp/", "\"sqlite3", "\"SQLiteCpp/"});
}
bool isOurs(const std::string& name) {
    return startsWithAny(name, {"\"core/", "\"widgets/", "\"app/", "\"tests/"});
}

/// Why `module` may not include `name` (with its opening bracket or quote); "" where it may.
std::string reasonAgainst(const std::string& module, const std::string& name) {
    const bool core = module.rfind("core/", 0) == 0;
    if (isQt(name) && (core || module == "app/headless")) return "knows no Qt";
    const bool detail = module == "core/nn/detail" || module == "core/learn/detail";
    if (isTorch(name) && !detail) return "may not see Torch (only core/nn/detail and core/learn/detail)";
    if (isSqlite(name) && module != "core/store") return "may not see SQLite (only core/store)";
    if (name[0] == '<') return "";
    if (isOurs(name)) {
        const std::string target = moduleOf(name.substr(1));
        const std::string owner = privateOwner(name.substr(1));
        if (!owner.empty() && owner != module) return "may not look into " + owner + "/detail";
        return reachable(module).contains(target) ? "" : "may not know " + (target.empty() ? name.substr(1) : target);
    }
    const bool generated = name.ends_with(".moc") || name.rfind("\"ui_", 0) == 0 || name.rfind("\"moc_", 0) == 0;
    return generated ? "" : "must name its includes from the root";
}

}  // namespace

std::vector<std::string> layeringBreaches(const std::vector<SourceFile>& files) {
    std::vector<std::string> out;
    for (const SourceFile& file : files) {
        if (file.path.rfind("tests/", 0) == 0) continue;
        const std::string module = moduleOf(file.path);
        if (!directEdges().contains(module)) {
            out.push_back(file.path + ": stands in no module of the house");
            continue;
        }
        for (size_t i = 0; i < file.lines.size(); ++i) {
            const std::string name = includedBy(file.lines[i]);
            if (name.empty()) continue;
            const std::string reason = reasonAgainst(module, name);
            if (reason.empty()) continue;
            out.push_back(file.path + ":" + std::to_string(i + 1) + ": " + module + " " + reason + ": " +
                          name.substr(1));
        }
    }
    return out;
}

}  // namespace ludus::checks
