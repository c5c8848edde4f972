// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/rows.h"

#include <nlohmann/json.hpp>

namespace ludus::store {

const char* const kRunColumns =
    "id, name, preset, game, config, seed, status, reason, created_ms, started_ms, ended_ms, steps, target_steps, "
    "budget_seconds, seconds, elo, elo_error, snapshots, owner_pid, last_seq, best_agent, latest_agent, "
    "(SELECT count(*) FROM checkpoint WHERE checkpoint.run = run.id), lost, "
    "(SELECT json_group_array(tag) FROM run_tag WHERE run_tag.run = run.id), note, archived, colour, sweep, "
    "queue_place, started_from, origin";
const char* const kSnapshotColumns = "s.id, s.run, s.player, s.number, s.step, s.parent, s.hash, s.wall_ms";
const char* const kMatchColumns =
    "m.run, m.purpose, l.game, l.agents, l.hashes, m.score_a, m.score_b, m.scores, m.seed, m.pair, m.steps, "
    "m.run_step, "
    "m.wall_ms, m.replay";
const char* const kRatingColumns = "agent, step, elo, error, games, score";

RunRecord readRun(Row& row) {
    RunRecord run;
    std::string status;
    int64_t owner = 0;
    row >> run.id.value >> run.name >> run.preset >> run.game >> run.config >> run.seed >> status >> run.reason;
    row >> run.createdMs >> run.startedMs >> run.endedMs >> run.steps >> run.targetSteps >> run.budgetSeconds;
    row >> run.seconds >> run.elo >> run.eloError >> run.snapshots >> owner >> run.lastSeq >> run.bestAgent;
    int archived = 0, lost = 0;
    std::string tags;
    row >> run.latestAgent >> run.checkpoints >> lost >> tags >> run.note >> archived >> run.colour >> run.sweep;
    row >> run.queuePlace >> run.startedFrom >> run.origin;
    run.tags = fromJson(tags);
    run.archived = archived != 0;
    run.lost = lost != 0;
    run.status = runStatusFromName(status);
    const bool unfinished = run.status < RunStatus::finished || (run.status == RunStatus::failed && lost != 0);
    run.interrupted = unfinished && run.checkpoints > 0;
    if (owner != 0) run.owner = "pid " + std::to_string(owner);
    return run;
}

SnapshotRecord readSnapshot(Row& row) {
    SnapshotRecord s;
    row >> s.id.value >> s.run.value >> s.player >> s.index >> s.step >> s.parent.value >> s.hash >> s.wallMs;
    return s;
}

MatchRecord readMatch(Row& row) {
    MatchRecord match;
    int purpose = 0;
    std::string agents, hashes;
    row >> match.run.value >> purpose >> match.game >> agents >> hashes;
    match.purpose = static_cast<Purpose>(purpose);
    match.agents = fromJson(agents);
    match.hashes = fromJson(hashes);
    for (int side = 0; side < 2; ++side) {  // two plain numbers, or all of them in the blob
        const bool known = !row.null();
        double score = 0;
        row >> score;
        if (known) match.scores.push_back(score);
    }
    const bool more = !row.null();
    std::string scores;
    row >> scores;
    if (more) match.scores = fromBlob<double>(scores);
    row >> match.seed >> match.pair >> match.steps >> match.runStep >> match.wallMs >> match.replayHash;
    return match;
}

RatingRecord readRating(Row& row) {
    RatingRecord rating;
    row >> rating.agent >> rating.step >> rating.elo >> rating.error >> rating.games >> rating.score;
    return rating;
}

std::string toJson(const std::vector<std::string>& list) {
    return nlohmann::json(list).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> fromJson(const std::string& json) {
    std::vector<std::string> list;
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_array()) return list;
    for (const auto& item : parsed)
        list.push_back(item.is_string() ? item.get<std::string>() : std::string());
    return list;
}

}  // namespace ludus::store
