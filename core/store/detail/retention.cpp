// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/retention.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace ludus::store {
namespace {

constexpr const char* kReplays =
    "SELECT COALESCE(m.run, 0), m.id, m.run_step, 0, m.replay, m.replay_suffix, a.bytes, a.refs, m.pinned FROM match m "
    "JOIN artefact a ON a.hash = m.replay AND a.suffix = m.replay_suffix WHERE m.replay IS NOT NULL ORDER BY m.id";
constexpr const char* kCheckpoints =
    "SELECT c.run, c.event_seq, c.step, 0, c.hash, c.suffix, a.bytes, a.refs, 0 FROM checkpoint c "
    "JOIN artefact a ON a.hash = c.hash AND a.suffix = c.suffix ORDER BY c.wall_ms, c.run, c.event_seq";
constexpr const char* kSnapshots =
    "SELECT s.run, s.id, s.step, s.player, s.hash, s.suffix, a.bytes, a.refs, 0 FROM snapshot s "
    "JOIN artefact a ON a.hash = s.hash AND a.suffix = s.suffix ORDER BY s.wall_ms, s.run, s.seq";

/// The numbers of "snapshot:NUMBER" in a text.
template <class F>
void snapshotsNamedIn(const std::string& text, F take) {
    static const std::string kMark = "snapshot:";
    for (size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + 1)) {
        const char* digits = text.data() + at + kMark.size();
        int64_t id = 0;
        const auto [end, problem] = std::from_chars(digits, text.data() + text.size(), id);
        if (problem == std::errc() && end != digits) take(id);
    }
}

/// By run, in order; the rows of a run keep theirs.
template <class T>
std::unordered_map<int64_t, std::vector<T*>> byRun(std::vector<T>& rows) {
    std::unordered_map<int64_t, std::vector<T*>> runs;
    for (T& row : rows)
        runs[row.run].push_back(&row);
    return runs;
}

}  // namespace

RetentionPlan::RetentionPlan(SQLite::Database& database, const Retention& retention, const std::vector<int64_t>& owned)
    : database_(database), retention_(retention) {
    readRuns(owned);
    readNeeded();
    replays_ = replays();
    keepNewest(replays_, retention.replaysPerRun);
    keepBytes(replays_, ".replay", retention.replayBytes);
    checkpoints_ = checkpoints();
    keepNewest(checkpoints_, retention.checkpointsPerRun);
    keepBytes(checkpoints_, ".checkpoint", retention.checkpointBytes);
    snapshots_ = snapshots();
    thinOut(snapshots_, retention.snapshotsPerRun);
    keepBytes(snapshots_, ".safetensors", retention.snapshotBytes);
    count();
}

void RetentionPlan::readRuns(const std::vector<int64_t>& owned) {
    SQLite::Statement query(database_,
                            "SELECT id, status, lost, best_agent, latest_agent, config, started_from, "
                            "EXISTS(SELECT 1 FROM checkpoint WHERE checkpoint.run = run.id), "
                            "reason <> '' OR (target_steps > 0 AND steps >= target_steps) OR (budget_seconds > 0 AND "
                            "seconds >= budget_seconds) FROM run");
    while (query.executeStep()) {
        int64_t id = 0;
        int lost = 0, checkpoints = 0, used = 0;
        std::string status, config, from;
        RunState state;
        Row(query) >> id >> status >> lost >> state.best >> state.latest >> config >> from >> checkpoints >> used;
        const RunStatus now = runStatusFromName(status);
        const bool isOwned = std::find(owned.begin(), owned.end(), id) != owned.end();
        state.open = isOwned || now < RunStatus::finished || (now == RunStatus::failed && lost != 0);
        state.resumable = checkpoints != 0 && !(now == RunStatus::finished && used != 0);
        if (state.open || state.resumable) {
            for (const std::string* text : {&config, &from})
                snapshotsNamedIn(*text, [&](int64_t snapshot) { neededIds_[snapshot] = true; });
        }
        needed_[state.best] = needed_[state.latest] = true;
        runs_.emplace(id, std::move(state));
    }
}

/// Weights that other rows than their own lean on.
void RetentionPlan::readNeeded() {
    for (const char* sql : {"SELECT hash FROM run_artefact",
                            "SELECT value FROM match m JOIN line_up l ON l.id = m.line_up, "
                            "json_each(l.hashes) WHERE m.pinned <> 0"}) {
        SQLite::Statement query(database_, sql);
        while (query.executeStep())
            needed_[query.getColumn(0).getString()] = true;
    }
}

size_t RetentionPlan::fileOf(const std::string& hash, const std::string& suffix, int64_t bytes, int64_t references) {
    const auto [place, isNew] = places_.try_emplace(hash + suffix, all_.size());
    if (isNew) all_.push_back({hash, suffix, bytes, references, true});
    return place->second;
}

std::vector<RetentionPlan::Named> RetentionPlan::readNamed(const char* sql) {
    std::vector<Named> rows;
    SQLite::Statement query(database_, sql);
    while (query.executeStep()) {
        std::string hash, suffix;
        int64_t bytes = 0, references = 0;
        int stays = 0;
        Named& row = rows.emplace_back();
        Row(query) >> row.run >> row.id >> row.step >> row.group >> hash >> suffix >> bytes >> references >> stays;
        row.file = fileOf(hash, suffix, bytes, references);
        row.stays = stays != 0 || !asked(row.run);
    }
    return rows;
}

bool RetentionPlan::asked(int64_t run) const {
    const auto& only = retention_.onlyRuns;
    return only.empty() || std::find(only.begin(), only.end(), RunId{run}) != only.end();
}

std::vector<RetentionPlan::Named> RetentionPlan::replays() {
    return readNamed(kReplays);
}

std::vector<RetentionPlan::Named> RetentionPlan::checkpoints() {
    std::vector<Named> rows = readNamed(kCheckpoints);
    for (auto& [run, own] : byRun(rows)) {
        const auto earlier = [](const Named* a, const Named* b) { return a->id < b->id; };
        (*std::max_element(own.begin(), own.end(), earlier))->stays = true;
        for (Named* row : own)
            row->stays = row->stays || runs_[run].open;
    }
    return rows;
}

std::vector<RetentionPlan::Named> RetentionPlan::snapshots() {
    std::vector<Named> rows = readNamed(kSnapshots);
    SQLite::Statement agents(database_, "SELECT hash FROM agent");
    while (agents.executeStep()) {
        const auto place = places_.find(agents.getColumn(0).getString() + ".safetensors");
        if (place != places_.end()) all_[place->second].counts = false;
    }
    std::unordered_map<int64_t, std::unordered_map<int64_t, Named*>> newest;  // by run and player
    for (Named& row : rows) {
        const RunState& run = runs_[row.run];
        const bool needed = needed_.count(all_[row.file].hash) > 0 || neededIds_.count(row.id) > 0;
        row.stays = row.stays || run.open || run.resumable || needed;
        newest[row.run][row.group] = &row;
    }
    for (auto& [run, players] : newest) {
        for (auto& [player, row] : players)
            row->stays = true;
    }
    return rows;
}

/// Of each run; matches without one are not counted.
void RetentionPlan::keepNewest(std::vector<Named>& rows, int64_t perRun) {
    if (perRun < 0) return;
    for (auto& [run, own] : byRun(rows)) {
        if (run == 0) continue;
        int64_t kept = 0;
        for (auto row = own.rbegin(); row != own.rend(); ++row)
            (*row)->goes = ++kept > perRun && !(*row)->stays;
    }
}

/// Again and again the one goes whose neighbours are closest, so that what stays lies evenly over the steps.
void RetentionPlan::thinOut(std::vector<Named>& rows, int64_t perRun) {
    if (perRun < 0) return;
    for (auto& [run, own] : byRun(rows)) {
        std::stable_sort(own.begin(), own.end(), [](const Named* a, const Named* b) { return a->step < b->step; });
        const size_t n = own.size();
        std::vector<size_t> before(n), after(n);
        std::set<std::pair<int64_t, size_t>> gaps;
        const auto gap = [&](size_t i) {
            if (before[i] >= n) return std::pair(INT64_MAX, i);  // the first goes last
            return std::pair(own[after[i] < n ? after[i] : i]->step - own[before[i]]->step, i);
        };
        for (size_t i = 0; i < n; ++i)
            before[i] = i - 1, after[i] = i + 1;
        for (size_t i = 0; i < n; ++i) {
            if (!own[i]->stays) gaps.insert(gap(i));
        }
        for (auto left = static_cast<int64_t>(n); left > perRun && !gaps.empty(); --left) {
            const size_t gone = gaps.begin()->second;
            gaps.erase(gaps.begin());
            own[gone]->goes = true;
            for (const size_t i : {before[gone], after[gone]}) {
                if (i >= n) continue;
                const bool listed = gaps.erase(gap(i)) > 0;
                if (i == before[gone]) {
                    after[i] = after[gone];
                } else {
                    before[i] = before[gone];
                }
                if (listed) gaps.insert(gap(i));
            }
        }
    }
}

int64_t RetentionPlan::bytesLeft(const char* suffix) const {
    std::vector<int64_t> left;
    for (const File& file : all_)
        left.push_back(file.references);
    for (const auto* rows : {&replays_, &checkpoints_, &snapshots_}) {
        for (const Named& row : *rows)
            left[row.file] -= row.goes ? 1 : 0;
    }
    int64_t bytes = 0;
    for (size_t i = 0; i < all_.size(); ++i)
        bytes += all_[i].suffix == suffix && all_[i].counts && left[i] > 0 ? all_[i].bytes : 0;
    return bytes;
}

/// The oldest go until the rest fits.
void RetentionPlan::keepBytes(std::vector<Named>& rows, const char* suffix, int64_t limit) {
    if (limit < 0) return;
    std::vector<int64_t> left;
    for (const File& file : all_)
        left.push_back(file.references);
    for (const Named& row : rows)
        left[row.file] -= row.goes ? 1 : 0;
    int64_t bytes = bytesLeft(suffix);
    for (Named& row : rows) {
        if (bytes <= limit) return;
        if (row.goes || row.stays) continue;
        row.goes = true;
        const File& file = all_[row.file];
        if (--left[row.file] == 0 && file.counts) bytes -= file.bytes;
    }
}

void RetentionPlan::count() {
    std::vector<int64_t> left;
    for (const File& file : all_)
        left.push_back(file.references);
    const std::pair<const std::vector<Named>*, DiskUse::Kind*> kinds[] = {
        {&replays_, &freed_.replays}, {&checkpoints_, &freed_.checkpoints}, {&snapshots_, &freed_.snapshots}};
    for (const auto& [rows, kind] : kinds) {
        for (const Named& row : *rows) {
            if (!row.goes || --left[row.file] > 0) continue;
            const File& file = all_[row.file];
            ++kind->files;
            kind->bytes += file.bytes;
            files_.emplace_back(file.hash, file.suffix);
        }
    }
}

void RetentionPlan::apply(Artefacts& artefacts) {
    SQLite::Statement match(database_, "UPDATE match SET replay = NULL, replay_suffix = NULL WHERE id = ?");
    SQLite::Statement event(
        database_,
        "DELETE FROM event WHERE run = ?1 AND seq = (SELECT seq FROM checkpoint WHERE run = ?1 AND event_seq = ?2)");
    SQLite::Statement checkpoint(database_, "DELETE FROM checkpoint WHERE run = ? AND event_seq = ?");
    SQLite::Statement snapshot(database_, "UPDATE snapshot SET hash = '' WHERE id = ?");
    const auto let = [&](const std::vector<Named>& rows, auto release) {
        for (const Named& row : rows) {
            if (!row.goes) continue;
            release(row);
            artefacts.dropReference(database_, all_[row.file].hash, all_[row.file].suffix, 1);
        }
    };
    let(replays_, [&](const Named& row) { runSql(match, row.id); });
    let(checkpoints_, [&](const Named& row) {
        runSql(event, row.run, row.id);
        runSql(checkpoint, row.run, row.id);
    });
    let(snapshots_, [&](const Named& row) { runSql(snapshot, row.id); });
}

}  // namespace ludus::store
