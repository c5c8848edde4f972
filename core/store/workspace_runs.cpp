// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about runs and who owns them.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include "core/store/detail/rows.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

constexpr int64_t kLostMs = 30'000;  // heartbeats come every second
constexpr const char* kOwnerColumns = "owner_pid, owner_start, owner_host, heartbeat_ms";

std::string selectRuns(const std::string& rest) {
    return std::string("SELECT ") + kRunColumns + ", " + kOwnerColumns + " FROM run " + rest;
}

bool isNumber(const std::string& text) {
    return !text.empty() && text.size() < 18 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool nameInUse(SQLite::Database& database, const std::string& name) {
    SQLite::Statement query(database, "SELECT 1 FROM run WHERE name = ?");
    return bindAll(query, name).executeStep();
}

struct Owner {
    ProcessMark mark;
    int64_t heartbeatMs = 0;
};

Owner readOwner(Row& row) {
    Owner owner;
    row >> owner.mark.pid >> owner.mark.start >> owner.mark.host >> owner.heartbeatMs;
    return owner;
}

Error ownedError(const std::string& run, int64_t pid) {
    return {"run.owned", LUDUS_TEXT("Error", "The run %1 belongs to another program (process %2).").arg(run).arg(pid),
            LUDUS_TEXT("Error", "Only one program at a time may carry on or delete a run."),
            LUDUS_TEXT("Error", "Stop the run there first, or wait until it has ended.")};
}

Error lostError(int64_t run) {
    return {"run.lost", LUDUS_TEXT("Error", "This program does not own run %1 any more.").arg(run),
            LUDUS_TEXT("Error", "Another program has taken it over, or it was deleted."),
            LUDUS_TEXT("Error", "Carry on there, or start a new run.")};
}

/// The end of a run whose program died, as the event that it could not send any more.
void recordLoss(SQLite::Database& database, int64_t run, int64_t nowMs) {
    static constexpr const char* kReason =
        "The program that ran it ended before the run did. Everything finished so far is kept.";
    const auto kind = static_cast<int>(EventBody(StateChanged{}).index());
    runSql(database,
           "INSERT INTO event(run, seq, kind, wall_ms, seconds) SELECT id, last_seq + 1, ?, ?, seconds FROM run WHERE "
           "id = ?",
           kind, nowMs, run);
    runSql(database,
           "INSERT INTO state(run, seq, status, reason) SELECT id, last_seq + 1, 'failed', ? FROM run WHERE id = ?",
           kReason, run);
    runSql(database,
           "UPDATE run SET status = 'failed', reason = ?, ended_ms = ?, last_seq = last_seq + 1, lost = 1, "
           "owner_pid = 0, owner_start = 0, owner_host = '', wanted = 0 WHERE id = ?",
           kReason, nowMs, run);
}

}  // namespace

std::string Workspace::Impl::freeRunName(const RunRecord& run) {
    if (!run.name.empty()) {
        std::string name = run.name;
        for (int n = 2; nameInUse(*database, name); ++n)
            name = run.name + "-" + std::to_string(n);
        return name;
    }
    const std::string whole = run.game.empty() ? "run" : run.game;
    const std::string prefix = whole.substr(0, whole.find('_')) + "-";
    int64_t next = 1;
    SQLite::Statement query(*database, "SELECT name FROM run WHERE substr(name, 1, length(?1)) = ?1");
    bindAll(query, prefix);
    while (query.executeStep()) {
        const std::string rest = query.getColumn(0).getString().substr(prefix.size());
        if (isNumber(rest)) next = std::max<int64_t>(next, std::stoll(rest) + 1);
    }
    return fmt::format("{}{:02}", prefix, next);
}

Result<RunId> Workspace::createRun(RunRecord run) {
    return impl_->write([&]() -> Result<RunId> {
        run.name = impl_->freeRunName(run);
        if (run.createdMs == 0) run.createdMs = impl_->clock.wallMs();
        runSql(*impl_->database,
               "INSERT INTO run(name, preset, game, config, seed, status, created_ms, target_steps, budget_seconds, "
               "sweep, queue_place, started_from, origin) VALUES(?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)",
               run.name, run.preset, run.game, run.config, run.seed, run.createdMs, run.targetSteps, run.budgetSeconds,
               run.sweep, run.queuePlace, run.startedFrom, run.origin);
        const int64_t id = impl_->database->getLastInsertRowid();
        runSql(*impl_->database, "UPDATE run SET colour = (id - 1) % 32 WHERE id = ?", id);
        return RunId{id};
    });
}

Result<std::vector<RunRecord>> Workspace::runs() const {
    return impl_->read([&]() -> Result<std::vector<RunRecord>> {
        std::vector<RunRecord> list;
        SQLite::Statement query(*impl_->database, selectRuns("ORDER BY id"));
        while (query.executeStep()) {
            Row row(query);
            list.push_back(impl_->runOf(row));
        }
        return list;
    });
}

Result<RunRecord> Workspace::Impl::findRunRow(const std::string& column, const std::string& value) {
    SQLite::Statement query(*database, selectRuns("WHERE " + column + " = ?"));
    if (!bindAll(query, value).executeStep()) return unknownRun(value);
    Row row(query);
    return runOf(row);
}

RunRecord Workspace::Impl::runOf(Row& row) {
    RunRecord run = readRun(row);
    const Owner owner = readOwner(row);
    // Looked at only where somebody is named or it matters: a list of many runs has few of those.
    if (owner.mark.pid == 0 && !run.interrupted) return run;
    const bool lives = ownerLives(owner.mark, run.id.value, owner.heartbeatMs);
    run.interrupted = run.interrupted && !lives;
    if (!lives) run.owner.clear();  // who took it last is gone
    return run;
}

Result<RunRecord> Workspace::run(RunId id) const {
    return impl_->read([&]() { return impl_->findRunRow("id", std::to_string(id.value)); });
}

Result<RunRecord> Workspace::findRun(const std::string& numberOrName) const {
    return impl_->read([&]() {
        if (isNumber(numberOrName)) {
            Result<RunRecord> byNumber = impl_->findRunRow("id", numberOrName);
            if (byNumber) return byNumber;
        }
        return impl_->findRunRow("name", numberOrName);
    });
}

Status Workspace::renameRun(RunId id, const std::string& name) {
    return impl_->write([&]() -> Status {
        const Result<RunRecord> run = impl_->findRunRow("id", std::to_string(id.value));
        if (!run) return run.error();
        if (run->name == name) return {};
        if (name.empty() || isNumber(name) || nameInUse(*impl_->database, name)) {
            return Error{"run.name", LUDUS_TEXT("Error", "A run cannot be named \"%1\".").arg(name),
                         LUDUS_TEXT("Error", "A name must not be empty, a mere number, or that of another run."),
                         LUDUS_TEXT("Error", "Choose another name.")};
        }
        runSql(*impl_->database, "UPDATE run SET name = ? WHERE id = ?", name, id.value);
        return {};
    });
}

Status Workspace::Impl::deleteRunRows(RunId id) {
    SQLite::Statement query(*database, std::string("SELECT name, ") + kOwnerColumns + " FROM run WHERE id = ?");
    if (!bindAll(query, id.value).executeStep()) return unknownRun(std::to_string(id.value));
    Row row(query);
    std::string name;
    row >> name;
    const Owner owner = readOwner(row);
    if (ownerLives(owner.mark, id.value, owner.heartbeatMs)) return ownedError(name, owner.mark.pid);
    query.reset();
    SQLite::Statement used(*database,
                           "SELECT hash, suffix, count(*) FROM (SELECT hash, suffix FROM snapshot WHERE run = ?1 "
                           "UNION ALL SELECT replay, replay_suffix FROM match WHERE run = ?1 AND replay IS NOT NULL "
                           "UNION ALL SELECT hash, suffix FROM checkpoint WHERE run = ?1 "
                           "UNION ALL SELECT hash, suffix FROM run_artefact WHERE run = ?1) GROUP BY hash, suffix");
    bindAll(used, id.value);
    while (used.executeStep()) {
        std::string hash, suffix;
        int64_t count = 0;
        Row(used) >> hash >> suffix >> count;
        artefacts.dropReference(*database, hash, suffix, count);
    }
    runSql(*database, "DELETE FROM run WHERE id = ?", id.value);
    return {};
}

Status Workspace::deleteRun(RunId id) {
    const Status deleted = impl_->write([&] { return impl_->deleteRunRows(id); });
    if (!deleted) return deleted;
    return guarded(impl_->folder, [&] { return impl_->artefacts.collect(*impl_->database); });
}

bool Workspace::Impl::ownerLives(const ProcessMark& owner, int64_t run, int64_t heartbeatMs) {
    const Life life = lifeOf(owner);
    if (life != Life::unseen) return life == Life::alive;
    // Of another boot or machine: by its heartbeat. A clock that was set back must not kill it, so that a heartbeat in
    // the future is believed until our own monotonic clock has seen it stand still for long enough.
    const double now = clock.monotonicSeconds();
    auto [it, isNew] = seen.try_emplace(run, SeenHeartbeat{heartbeatMs, now});
    if (it->second.value != heartbeatMs) it->second = {heartbeatMs, now};
    const bool stale = clock.wallMs() - heartbeatMs > kLostMs;
    const bool still = (now - it->second.since) * 1000 > static_cast<double>(kLostMs);
    return !stale && !still;
}

std::vector<int64_t> Workspace::Impl::ownedRuns() {
    std::vector<int64_t> owned;
    SQLite::Statement query(*database, std::string("SELECT id, ") + kOwnerColumns + " FROM run WHERE owner_pid <> 0");
    while (query.executeStep()) {
        Row row(query);
        int64_t id = 0;
        row >> id;
        const Owner owner = readOwner(row);
        if (ownerLives(owner.mark, id, owner.heartbeatMs)) owned.push_back(id);
    }
    return owned;
}

Status Workspace::claimRun(RunId id) {
    return impl_->write([&]() -> Status {
        SQLite::Statement query(*impl_->database,
                                std::string("SELECT name, ") + kOwnerColumns + " FROM run WHERE id = ?");
        if (!bindAll(query, id.value).executeStep()) return Impl::unknownRun(std::to_string(id.value));
        Row row(query);
        std::string name;
        row >> name;
        const Owner owner = readOwner(row);
        query.reset();
        const ProcessMark own = thisProcess();
        if (owner.mark != own && impl_->ownerLives(owner.mark, id.value, owner.heartbeatMs)) {
            return ownedError(name, owner.mark.pid);
        }
        runSql(
            *impl_->database,
            "UPDATE run SET owner_pid = ?, owner_start = ?, owner_host = ?, heartbeat_ms = ?, wanted = 0 WHERE id = ?",
            own.pid, own.start, own.host, impl_->clock.wallMs(), id.value);
        return {};
    });
}

Status Workspace::Impl::checkOwned(RunId id) {
    SQLite::Statement query(*database, std::string("SELECT name, ") + kOwnerColumns + " FROM run WHERE id = ?");
    if (!bindAll(query, id.value).executeStep()) return unknownRun(std::to_string(id.value));
    Row row(query);
    std::string name;
    row >> name;
    const Owner owner = readOwner(row);
    if (owner.mark == thisProcess()) return {};
    if (ownerLives(owner.mark, id.value, owner.heartbeatMs)) return ownedError(name, owner.mark.pid);
    return lostError(id.value);
}

Result<ProcessMark> Workspace::Impl::ownerOf(RunId id) {
    SQLite::Statement query(*database, std::string("SELECT ") + kOwnerColumns + " FROM run WHERE id = ?");
    if (!bindAll(query, id.value).executeStep()) return unknownRun(std::to_string(id.value));
    Row row(query);
    return readOwner(row).mark;
}

Status Workspace::Impl::checkOwner(RunId id, const ProcessMark& since) {
    const Result<ProcessMark> now = ownerOf(id);
    if (now && (*now == since || *now == thisProcess())) return {};
    return lostError(id.value);
}

Status Workspace::heartbeat(RunId id) {
    return impl_->write([&]() -> Status {
        const ProcessMark own = thisProcess();
        const int changed = runSql(*impl_->database,
                                   "UPDATE run SET heartbeat_ms = ? WHERE id = ? AND owner_pid = ? AND owner_start = ? "
                                   "AND owner_host = ?",
                                   impl_->clock.wallMs(), id.value, own.pid, own.start, own.host);
        if (changed == 1) return {};
        return lostError(id.value);
    });
}

Status Workspace::releaseRun(RunId id) {
    return impl_->write([&]() -> Status {
        const ProcessMark own = thisProcess();
        runSql(*impl_->database,
               "UPDATE run SET owner_pid = 0, owner_start = 0, owner_host = '' WHERE id = ? AND owner_pid = ? "
               "AND owner_start = ? AND owner_host = ?",
               id.value, own.pid, own.start, own.host);
        return {};
    });
}

Result<int> Workspace::reapLostRuns() {
    const auto lostRuns = [&] {
        std::vector<int64_t> lost;
        // A queued run was taken once; a paused one that was let go of can be resumed, so that it was left on purpose.
        SQLite::Statement query(*impl_->database,
                                std::string("SELECT id, status, ") + kOwnerColumns +
                                    " FROM run WHERE status IN ('running', 'stopping') OR (status = 'queued' AND "
                                    "heartbeat_ms > 0) OR (status = 'paused' AND (owner_pid <> 0 OR "
                                    "NOT EXISTS(SELECT 1 FROM checkpoint WHERE checkpoint.run = run.id)))");
        while (query.executeStep()) {
            Row row(query);
            int64_t id = 0;
            std::string status;
            row >> id >> status;
            const Owner owner = readOwner(row);
            if (!impl_->ownerLives(owner.mark, id, owner.heartbeatMs)) lost.push_back(id);
        }
        return lost;
    };
    // Usually there is nothing to do: a look that takes no write lock, so that watching never holds up a writer.
    const Result<bool> any = impl_->read([&]() -> Result<bool> { return !lostRuns().empty(); });
    if (!any) return any.error();
    if (!*any) return 0;
    return impl_->write([&]() -> Result<int> {
        const std::vector<int64_t> lost = lostRuns();
        for (const int64_t id : lost)
            recordLoss(*impl_->database, id, impl_->clock.wallMs());
        return static_cast<int>(lost.size());
    });
}

Status Workspace::setWanted(RunId id, WantedState wanted) {
    return impl_->write([&]() -> Status {
        const int changed =
            runSql(*impl_->database, "UPDATE run SET wanted = ? WHERE id = ?", static_cast<int>(wanted), id.value);
        if (changed == 0) return Impl::unknownRun(std::to_string(id.value));
        return {};
    });
}

Result<WantedState> Workspace::wanted(RunId id) const {
    return impl_->read([&]() -> Result<WantedState> {
        SQLite::Statement query(*impl_->database, "SELECT wanted FROM run WHERE id = ?");
        if (!bindAll(query, id.value).executeStep()) return Impl::unknownRun(std::to_string(id.value));
        return static_cast<WantedState>(query.getColumn(0).getInt());
    });
}

Result<WantedState> Workspace::takeWanted(RunId id) {
    return impl_->write([&]() -> Result<WantedState> {
        SQLite::Statement query(*impl_->database, "SELECT wanted FROM run WHERE id = ?");
        if (!bindAll(query, id.value).executeStep()) return Impl::unknownRun(std::to_string(id.value));
        const auto seen = static_cast<WantedState>(query.getColumn(0).getInt());
        query.reset();
        runSql(*impl_->database, "UPDATE run SET wanted = 0 WHERE id = ?", id.value);
        return seen;
    });
}

}  // namespace ludus::store
