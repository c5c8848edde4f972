// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/agent_resolver.h"

#include <charconv>

namespace ludus::runs {
namespace {

struct NetworkFile {
    std::string name;
    std::string bytes;
};

Error unknownAgent(const std::string& name) {
    return {"agent.unknown", LUDUS_TEXT("Error", "There is no agent %1 here.").arg(name),
            LUDUS_TEXT("Error", "It can neither play nor be a start of training."),
            LUDUS_TEXT("Error",
                       "Agents are bot:NAME, snapshot:ID, run:RUN/latest, run:RUN/best or an imported name; see: "
                       "ludus-cli agent list.")};
}

Result<std::string> artefactOfRun(const std::string& reference, const store::Workspace& workspace) {
    const size_t slash = reference.rfind('/');
    const std::string which = slash == std::string::npos ? "latest" : reference.substr(slash + 1);
    const Result<RunRecord> run = workspace.findRun(reference.substr(0, slash));
    if (!run) return run.error();
    if (which != "latest" && which != "best") return unknownAgent("run:" + reference);
    const std::string hash = which == "best" && !run->bestAgent.empty() ? run->bestAgent : run->latestAgent;
    if (hash.empty()) {
        return Error{"agent.unknown", LUDUS_TEXT("Error", "Run %1 has no snapshot yet.").arg(run->name),
                     LUDUS_TEXT("Error", "Until then it has no network that could play."),
                     LUDUS_TEXT("Error", "Wait for its first snapshot.")};
    }
    return hash;
}

/// The safetensors file behind "snapshot:ID" or "run:...".
Result<std::string> networkBytes(const std::string& name, const store::Workspace& workspace) {
    Result<std::string> hash = unknownAgent(name);
    if (name.starts_with("snapshot:")) {
        int64_t id = 0;
        const std::string digits = name.substr(9);
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
        if (problem != std::errc() || end != digits.data() + digits.size()) return unknownAgent(name);
        const auto snapshot = workspace.snapshot(SnapshotId{id});
        if (!snapshot) return snapshot.error();
        if (!snapshot->has_value()) return unknownAgent(name);
        hash = (*snapshot)->hash;
    } else {
        hash = artefactOfRun(name.substr(4), workspace);
    }
    if (!hash) return hash;
    return workspace.readArtefact(*hash, ".safetensors");
}

}  // namespace

bool isNetworkName(const std::string& name) {
    return name.starts_with("snapshot:") || name.starts_with("run:");
}

Result<agents::AgentPtr> resolveAgent(const games::GameInfo& game, const std::string& name,
                                      const store::Workspace* workspace) {
    if (name.starts_with("bot:")) return agents::botAgent(game, name);
    if (name == "human" || name.starts_with("process:")) {
        return Error{
            "agent.unsupported", LUDUS_TEXT("Error", "%1 cannot play yet.").arg(name),
            LUDUS_TEXT("Error", "This version knows neither human players nor agents in processes of their own."),
            LUDUS_TEXT("Error", "Choose bot:NAME, snapshot:ID, run:RUN/latest or an imported agent.")};
    }
    if (!workspace) return unknownAgent(name);
    if (isNetworkName(name)) {
        const Result<std::string> bytes = networkBytes(name, *workspace);
        if (!bytes) return bytes.error();
        return agents::networkAgent(game, name, *bytes);
    }
    const Result<store::AgentRecord> record = workspace->agent(name);
    if (!record) return record.error();
    if (record->game != game.facts.name) {
        return Error{"agent.misfit",
                     LUDUS_TEXT("Error", "%1 plays %2, not %3.").arg(name).arg(record->game).arg(game.facts.name),
                     LUDUS_TEXT("Error", "It cannot take part here."),
                     LUDUS_TEXT("Error", "Choose an agent of this game.")};
    }
    const Result<std::string> weights = workspace->readArtefact(record->hash, ".safetensors");
    if (!weights) return weights.error();
    if (record->kind == "network") return agents::networkAgent(game, name, *weights);
    return agents::foreignAgent(game, name, record->manifest, *weights);
}

Result<std::shared_ptr<const nn::Weights>> resolveWeights(const std::string& name, const store::Workspace& workspace) {
    if (!isNetworkName(name)) {
        return Error{"agent.no_network", LUDUS_TEXT("Error", "%1 is no network that can go on learning.").arg(name),
                     LUDUS_TEXT("Error", "Nothing was started."),
                     LUDUS_TEXT("Error", "Start from snapshot:ID or run:RUN/latest.")};
    }
    const Result<std::string> bytes = networkBytes(name, workspace);
    if (!bytes) return bytes.error();
    Result<nn::Weights> weights = nn::fromSafetensors(*bytes);
    if (!weights) return weights.error();
    return std::make_shared<const nn::Weights>(std::move(*weights));
}

}  // namespace ludus::runs
