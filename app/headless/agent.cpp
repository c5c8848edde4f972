// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli agent: agents of the workspace, imported from published files or taken out as files of their own.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/headless/commands.h"
#include "core/arena/match_batch.h"
#include "core/base/file_system.h"
#include "core/config/toml_file.h"
#include "core/games/registry.h"
#include "core/runs/agent_resolver.h"

namespace ludus::headless {
namespace {

struct Request {
    std::string name, file, game, out;
};

struct Import {
    store::AgentRecord record;
    std::string weights;
};

Json agentJson(const store::AgentRecord& agent) {
    return {{"name", agent.name},
            {"game", agent.game},
            {"kind", agent.kind},
            {"hash", agent.hash},
            {"parameters", agent.parameters}};
}

/// "zoo" may become "zoo/ga", and prefixes of other kinds of agents would never be found again.
Status checkName(const std::string& name) {
    const bool plain = !name.empty() && name.size() <= 100 && name.front() != '/' && name.back() != '/' &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                           return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                                  std::string("_-./+").find(c) != std::string::npos;
                       });
    if (plain && name != "human") return {};
    return Error{"option.name",
                 LUDUS_TEXT("Cli", "\"%1\" cannot be the name of an agent.").arg(name),
                 {},
                 LUDUS_TEXT("Cli", "Use letters, digits and _ - . / + only.")};
}

Import importForeign(const agents::ForeignNetwork& network, const games::GameInfo& game, const std::string& name) {
    Import out;
    out.weights = agents::foreignWeights(network);
    out.record.name = name;
    out.record.game = game.facts.name;
    out.record.kind = network.kind;
    out.record.manifest = agents::foreignManifest(network, game, name);
    out.record.parameters = network.parameters();
    return out;
}

/// A network of ours: its file says by itself what it is.
Result<Import> importNetwork(const std::string& bytes, const games::GameInfo& game, const std::string& name) {
    const Result<agents::AgentPtr> fits = agents::networkAgent(game, name, bytes);
    if (!fits) return fits.error();
    const Result<nn::Weights> weights = nn::fromSafetensors(bytes);
    if (!weights) return weights.error();
    Import out;
    out.weights = bytes;
    out.record.name = name;
    out.record.game = game.facts.name;
    out.record.kind = "network";
    out.record.parameters = static_cast<int64_t>(weights->values.size());
    out.record.manifest = fmt::format("[agent]\nformat = 1\nname = {}\ngame = {}\nrules_version = {}\n",
                                      config::toToml(name), config::toToml(game.facts.name), game.facts.rulesVersion);
    out.record.manifest += fmt::format("\n[network]\nkind = \"network\"\nparameters = {}\n", out.record.parameters);
    return out;
}

/// A foreign network that `agent export` wrote: weights with a manifest beside them.
Result<Import> importExported(const std::string& bytes, const std::string& manifest, const games::GameInfo& game,
                              const std::string& name) {
    const Result<config::Values> values = config::readToml(manifest);
    if (!values) return values.error();
    const auto kind = values->find("network.kind");
    const auto* kindName = kind == values->end() ? nullptr : std::get_if<std::string>(&kind->second.value);
    if (kindName != nullptr && *kindName == "network") return importNetwork(bytes, game, name);
    const Result<agents::AgentPtr> fits = agents::foreignAgent(game, name, manifest, bytes);
    if (!fits) return fits.error();
    Import out;
    out.weights = bytes;
    out.record.name = name;
    out.record.game = game.facts.name;
    out.record.kind = kindName == nullptr ? "" : *kindName;
    out.record.manifest = manifest;
    const auto count = values->find("network.parameters");
    if (count != values->end()) {
        if (const auto* number = std::get_if<int64_t>(&count->second.value)) out.record.parameters = *number;
    }
    return out;
}

Result<std::vector<Import>> readFile(const Request& request, const games::GameInfo& game) {
    const Result<std::string> bytes = realFileSystem().read(request.file);
    if (!bytes) return bytes.error();
    std::vector<Import> imports;
    if (request.file.ends_with(".safetensors")) {
        const std::string beside = request.file.substr(0, request.file.rfind('.')) + ".toml";
        const bool hasManifest = realFileSystem().exists(beside);
        const Result<std::string> manifest = hasManifest ? realFileSystem().read(beside) : std::string();
        if (!manifest) return manifest.error();
        Result<Import> one = hasManifest ? importExported(*bytes, *manifest, game, request.name)
                                         : importNetwork(*bytes, game, request.name);
        if (!one) return one.error();
        imports.push_back(std::move(*one));
        return imports;
    }
    const Result<std::vector<agents::ForeignNetwork>> networks = agents::importSlimeVolley(*bytes);
    if (!networks) return networks.error();
    for (const agents::ForeignNetwork& network : *networks) {
        const std::string name = networks->size() == 1 ? request.name : request.name + "/" + network.name;
        imports.push_back(importForeign(network, game, name));
        const Import& made = imports.back();
        const auto fits = agents::foreignAgent(game, name, made.record.manifest, made.weights);
        if (!fits) return fits.error();
    }
    return imports;
}

int import(const Session& session, const Request& request) {
    const Result<games::GameInfo> game = games::gameInfo(request.game);
    if (!game) return fail(session, game.error());
    if (const Status named = checkName(request.name); !named) return fail(session, named.error());
    const Result<std::vector<Import>> imports = readFile(request, *game);
    if (!imports) return fail(session, imports.error());
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    for (const Import& one : *imports) {  // all or none where a name is taken
        if (!(*workspace)->agent(one.record.name)) continue;
        return fail(
            session,
            {"agent.exists", LUDUS_TEXT("Cli", "There is already an agent %1.").arg(one.record.name),
             LUDUS_TEXT("Cli", "Nothing was imported."),
             LUDUS_TEXT("Cli", "Choose another --name, or first: ludus-cli agent remove %1").arg(one.record.name)});
    }
    Json list = Json::array();
    for (const Import& one : *imports) {
        if (const Status added = (*workspace)->addAgent(one.record, one.weights); !added)
            return fail(session, added.error());
        const Result<store::AgentRecord> stored = (*workspace)->agent(one.record.name);
        if (!stored) return fail(session, stored.error());
        list.push_back(agentJson(*stored));
        if (!session.json) fmt::print("{} ({}, {} parameters)\n", stored->name, stored->kind, stored->parameters);
    }
    if (session.json) printJson(list.size() == 1 ? list.front() : Json{{"agents", list}});
    return kDone;
}

int list(const Session& session) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<std::vector<store::AgentRecord>> agents = (*workspace)->agents();
    if (!agents) return fail(session, agents.error());
    Json all = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const store::AgentRecord& agent : *agents) {
        all.push_back(agentJson(agent));
        rows.push_back({agent.name, agent.game, agent.kind, std::to_string(agent.parameters), agent.hash});
    }
    if (session.json)
        printJson({{"agents", all}});
    else
        printTable({"agent", "game", "kind", "parameters", "hash"}, rows);
    return kDone;
}

int show(const Session& session, const Request& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<store::AgentRecord> agent = (*workspace)->agent(request.name);
    if (!agent) return fail(session, agent.error());
    Json out = agentJson(*agent);
    out["added"] = agent->addedMs;
    out["manifest"] = agent->manifest;
    out["file"] = (*workspace)->artefactPath(agent->hash, ".safetensors");
    if (session.json)
        printJson(out);
    else
        fmt::print("{}", agent->manifest);
    return kDone;
}

/// Reads it again and lets it play a pair of matches against the random bot.
int check(const Session& session, const Request& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<store::AgentRecord> record = (*workspace)->agent(request.name);
    if (!record) return fail(session, record.error());
    const Result<games::GameInfo> game = games::gameInfo(record->game);
    if (!game) return fail(session, game.error());
    const Result<agents::AgentPtr> agent = runs::resolveAgent(*game, request.name, workspace->get());
    if (!agent) return fail(session, agent.error());
    const Result<agents::AgentPtr> random = agents::botAgent(*game, "bot:random");
    if (!random) return fail(session, random.error());
    auto batch = arena::MatchBatch::create(*game, {*agent, *random}, arena::pairedSpecs(*game, 2, 1), 2, false);
    if (!batch) return fail(session, batch.error());
    while ((*batch)->advance(1000)) {
    }
    Json out = agentJson(*record);
    out["ok"] = true;
    out["games"] = (*batch)->take().size();
    if (session.json)
        printJson(out);
    else
        fmt::print("{} is whole and plays {}\n", record->name, record->game);
    return kDone;
}

int removeAgent(const Session& session, const Request& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<store::AgentRecord> agent = (*workspace)->agent(request.name);
    if (!agent) return fail(session, agent.error());
    if (const Status removed = (*workspace)->removeAgent(request.name); !removed) return fail(session, removed.error());
    if (session.json)
        printJson(agentJson(*agent));
    else
        fmt::print("{} removed\n", agent->name);
    return kDone;
}

/// Imported agents with their manifest; snapshots and runs as weights that say what they are.
int exportAgent(const Session& session, const Request& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    std::string weights, manifest;
    if (request.name.starts_with("snapshot:") || request.name.starts_with("run:")) {
        const auto network = runs::resolveWeights(request.name, **workspace);
        if (!network) return fail(session, network.error());
        weights = nn::toSafetensors(**network, {{"name", request.name}});
    } else {
        const Result<store::AgentRecord> agent = (*workspace)->agent(request.name);
        if (!agent) return fail(session, agent.error());
        Result<std::string> bytes = (*workspace)->readArtefact(agent->hash, ".safetensors");
        if (!bytes) return fail(session, bytes.error());
        weights = std::move(*bytes);
        manifest = agent->manifest;
    }
    std::string base = request.name;
    std::replace_if(
        base.begin(), base.end(), [](char c) { return c == '/' || c == ':'; }, '-');
    const std::string folder = request.out.empty() ? "." : request.out;
    FileSystem& files = realFileSystem();
    Status written = files.createDirectories(folder);
    const std::string file = joinPath(folder, base + ".safetensors");
    if (written) written = files.writeAtomic(file, weights);
    if (written && !manifest.empty()) written = files.writeAtomic(joinPath(folder, base + ".toml"), manifest);
    if (!written) return fail(session, written.error());
    if (session.json)
        printJson({{"name", request.name}, {"file", file}});
    else
        fmt::print("{}\n", file);
    return kDone;
}

using Verb = int (*)(const Session&, const Request&);

CLI::App* addVerb(const Commands& commands, CLI::App* family, const char* name, const char* help, Verb verb,
                  const std::shared_ptr<Request>& request) {
    CLI::App* command = family->add_subcommand(name, help);
    command->callback([commands, request, verb] {
        commands.chosen = [commands, request, verb] { return verb(commands.session, *request); };
    });
    return command;
}

}  // namespace

void addAgent(const Commands& commands) {
    CLI::App* family = commands.app.add_subcommand("agent", "Agents of the workspace");
    family->require_subcommand(1);
    const auto request = std::make_shared<Request>();
    CLI::App* in = addVerb(commands, family, "import", "Import a published file", import, request);
    in->add_option("FILE", request->file, "slimevolley_*.json, or a .safetensors of Ludus")->required();
    in->add_option("--game", request->game, "The game it plays")->required();
    in->add_option("--name", request->name, "Its name here; several networks become NAME/...")->required();
    const auto listThem = [](const Session& session, const Request&) { return list(session); };
    addVerb(commands, family, "list", "List the imported agents", listThem, request);
    const auto named = [&](const char* name, const char* help, Verb verb) {
        CLI::App* command = addVerb(commands, family, name, help, verb, request);
        command->add_option("NAME", request->name, "An agent")->required();
        return command;
    };
    named("show", "Show what an agent is", show);
    named("check", "Read an agent again and let it play", check);
    named("remove", "Remove an imported agent", removeAgent);
    named("export", "Write an agent, snapshot:ID or run:RUN/latest as a file", exportAgent)
        ->add_option("--out", request->out, "Folder to write to");
}

}  // namespace ludus::headless
