// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about artefact files, imported agents, and whether all of it is sound.
#include "core/base/hash.h"
#include "core/store/detail/rows.h"
#include "core/store/detail/strays.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

const std::string kWeightsSuffix = ".safetensors";
constexpr const char* kAgentColumns = "name, game, kind, hash, manifest, parameters, added_ms";

AgentRecord readAgent(Row& row) {
    AgentRecord agent;
    row >> agent.name >> agent.game >> agent.kind >> agent.hash >> agent.manifest >> agent.parameters >> agent.addedMs;
    return agent;
}

Error unknownAgent(const std::string& name) {
    return {"agent.unknown", LUDUS_TEXT("Error", "There is no agent %1 in this workspace.").arg(name),
            LUDUS_TEXT("Error", "It was removed, or never imported here."),
            LUDUS_TEXT("Error", "The command `ludus-cli agent list` lists all of them.")};
}

}  // namespace

Result<std::string> Workspace::putArtefact(const std::string& bytes, const std::string& suffix) {
    if (impl_->readOnly) return impl_->readOnlyError();
    const std::string hash = contentHash(bytes);
    const Status written = impl_->artefacts.writeFile(hash, suffix, bytes);
    if (!written) return written.error();
    return impl_->write([&]() -> Result<std::string> {
        const Status still = impl_->artefacts.writeFile(hash, suffix, bytes);  // it may just have been let go of
        if (!still) return still.error();
        impl_->artefacts.addReference(*impl_->database, hash, suffix, static_cast<int64_t>(bytes.size()));
        return hash;
    });
}

Result<std::string> Workspace::readArtefact(const std::string& hash, const std::string& suffix) const {
    return impl_->artefacts.read(hash, suffix);
}

std::string Workspace::artefactPath(const std::string& hash, const std::string& suffix) const {
    return impl_->artefacts.path(hash, suffix);
}

Status Workspace::addAgent(const AgentRecord& agent, const std::string& weights) {
    if (impl_->readOnly) return impl_->readOnlyError();
    const std::string hash = contentHash(weights);
    const Status written = impl_->artefacts.writeFile(hash, kWeightsSuffix, weights);
    if (!written) return written;
    return impl_->write([&]() -> Status {
        SQLite::Statement query(*impl_->database, "SELECT 1 FROM agent WHERE name = ?");
        if (bindAll(query, agent.name).executeStep()) {
            return Error{"agent.name", LUDUS_TEXT("Error", "There is already an agent %1.").arg(agent.name),
                         LUDUS_TEXT("Error", "Nothing was changed."),
                         LUDUS_TEXT("Error", "Choose another name, or remove the other agent first.")};
        }
        const Status still = impl_->artefacts.writeFile(hash, kWeightsSuffix, weights);
        if (!still) return still;
        impl_->artefacts.addReference(*impl_->database, hash, kWeightsSuffix, static_cast<int64_t>(weights.size()));
        runSql(*impl_->database,
               "INSERT INTO agent(name, game, kind, hash, manifest, parameters, added_ms) VALUES(?, ?, ?, ?, ?, ?, ?)",
               agent.name, agent.game, agent.kind, hash, agent.manifest, agent.parameters,
               agent.addedMs != 0 ? agent.addedMs : impl_->clock.wallMs());
        return {};
    });
}

Result<std::vector<AgentRecord>> Workspace::agents() const {
    return impl_->read([&]() -> Result<std::vector<AgentRecord>> {
        std::vector<AgentRecord> list;
        SQLite::Statement query(*impl_->database, std::string("SELECT ") + kAgentColumns + " FROM agent ORDER BY name");
        while (query.executeStep()) {
            Row row(query);
            list.push_back(readAgent(row));
        }
        return list;
    });
}

Result<AgentRecord> Workspace::agent(const std::string& name) const {
    return impl_->read([&]() -> Result<AgentRecord> {
        SQLite::Statement query(*impl_->database,
                                std::string("SELECT ") + kAgentColumns + " FROM agent WHERE name = ?");
        if (!bindAll(query, name).executeStep()) return unknownAgent(name);
        Row row(query);
        return readAgent(row);
    });
}

Status Workspace::removeAgent(const std::string& name) {
    const Status removed = impl_->write([&]() -> Status {
        SQLite::Statement query(*impl_->database, "DELETE FROM agent WHERE name = ? RETURNING hash");
        if (!bindAll(query, name).executeStep()) return unknownAgent(name);
        const std::string hash = query.getColumn(0).getString();
        query.reset();
        impl_->artefacts.dropReference(*impl_->database, hash, kWeightsSuffix, 1);
        return {};
    });
    if (!removed) return removed;
    return guarded(impl_->folder, [&] { return impl_->artefacts.collect(*impl_->database); });
}

std::vector<Problem> Workspace::verify() const {
    std::vector<Problem> problems;
    const Status looked = guarded(impl_->folder, [&]() -> Status {
        SQLite::Statement check(*impl_->database, "PRAGMA integrity_check");
        while (check.executeStep()) {
            const std::string line = check.getColumn(0).getString();
            if (line != "ok") problems.push_back({"database.integrity", LUDUS_TEXT("Error", "Database: %1").arg(line)});
        }
        SQLite::Statement named(
            *impl_->database,
            "SELECT hash, suffix FROM artefact WHERE refs > 0 UNION SELECT hash, suffix FROM snapshot WHERE hash <> '' "
            "UNION SELECT replay, replay_suffix FROM match WHERE replay IS NOT NULL "
            "UNION SELECT hash, '.safetensors' FROM agent UNION SELECT hash, suffix FROM checkpoint");
        while (named.executeStep()) {
            std::string hash, suffix;
            Row(named) >> hash >> suffix;
            const Result<std::string> bytes = impl_->artefacts.read(hash, suffix);
            if (!bytes) problems.push_back({bytes.error().code, bytes.error().happened});
        }
        return {};
    });
    if (!looked) problems.push_back({"database.integrity", looked.error().happened});
    return problems;
}

Result<int> Workspace::removeStrays() {
    return impl_->write([&]() -> Result<int> {
        const Result<ArtefactFiles> found = artefactFiles(*impl_->database, impl_->folder, impl_->files);
        if (!found) return found.error();
        runSql(*impl_->database, "DELETE FROM artefact WHERE refs <= 0");  // let go of by a program that died then
        for (const Stray& stray : found->strays) {
            const Status gone = impl_->files.remove(stray.path);
            if (!gone) return gone.error();
        }
        return static_cast<int>(found->strays.size());
    });
}

}  // namespace ludus::store
