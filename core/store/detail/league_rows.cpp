// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/league_rows.h"

#include "core/base/bytes.h"
#include "core/store/detail/rows.h"

namespace ludus::store {
namespace {

constexpr size_t kRowBytes = 2 * sizeof(int32_t) + 3 * sizeof(int64_t) + 1;  // of a packed VerdictRow

std::string packTable(const std::vector<VerdictRow>& table) {
    std::string out;
    out.reserve(table.size() * kRowBytes);
    for (const VerdictRow& row : table) {
        bytes::put(out, static_cast<int32_t>(row.member.code()));
        bytes::put(out, static_cast<int32_t>(row.against.code()));
        bytes::put(out, row.winRate);
        bytes::put(out, row.games);
        bytes::put(out, row.played);
        bytes::put(out, static_cast<uint8_t>(row.inside ? 1 : 0));
    }
    return out;
}

std::vector<VerdictRow> unpackTable(const std::string& packed) {
    std::vector<VerdictRow> table;
    table.reserve(packed.size() / kRowBytes);
    bytes::Reader in(packed);
    VerdictRow row;
    int32_t member = 0, against = 0;
    uint8_t inside = 0;
    while (in.value(member) && in.value(against) && in.value(row.winRate) && in.value(row.games) &&
           in.value(row.played) && in.value(inside)) {
        row.member = Member::fromCode(member);
        row.against = Member::fromCode(against);
        row.inside = inside != 0;
        table.push_back(row);
    }
    return table;
}

/// Two numbers that stand before the list that the record keeps.
std::vector<double> joined(double first, double second, const std::vector<double>& rest) {
    std::vector<double> all{first, second};
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

void split(const std::string& blob, double& first, double& second, std::vector<double>& rest) {
    rest = fromBlob<double>(blob);
    if (rest.size() < 2) return;
    first = rest[0];
    second = rest[1];
    rest.erase(rest.begin(), rest.begin() + 2);
}

}  // namespace

const char* const kInsertDraw =
    "INSERT INTO draw(run, seq, id, player, block, step, league_version, payoff_version, branch, chosen, agent, empty, "
    "numbers)";
const char* const kInsertVerdict =
    "INSERT INTO verdict(run, seq, id, player, period, step, trained, league_version, payoff_version, action, cause, "
    "restart_from, reset, numbers, candidates) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char* const kDrawColumns =
    "d.id, d.player, d.block, d.step, d.league_version, d.payoff_version, d.branch, d.chosen, d.agent, d.empty, "
    "d.numbers";
const char* const kVerdictColumns =
    "id, player, period, step, trained, league_version, payoff_version, action, cause, restart_from, reset, numbers, "
    "candidates";

PackedDraw pack(int64_t seq, const LeagueDraw& draw) {
    PackedDraw packed{seq, &draw, {}, joined(draw.probability, draw.winRate, draw.numbers)};
    for (const DrawBranch branch : draw.empty)
        packed.empty += static_cast<char>(branch);
    return packed;
}

void bindDraw(SQLite::Statement& insert, int& place, int64_t run, const PackedDraw& packed) {
    const LeagueDraw& d = *packed.draw;
    bindRow(insert, place, run, packed.seq, d.id, d.player, d.block, d.step, d.leagueVersion, d.payoffVersion,
            static_cast<int>(d.branch), d.chosen.code(), d.agent, Blob{packed.empty.data(), packed.empty.size()},
            toBlob(packed.numbers));
}

void insertVerdict(SQLite::Statement& insert, int64_t run, int64_t seq, const LeagueVerdict& verdict) {
    const LeagueVerdict& v = verdict;
    const std::string table = packTable(v.table);
    const std::vector<double> numbers = joined(v.winRate, v.threshold, v.numbers);
    int place = 0;
    bindRow(insert, place, run, seq, v.id, v.player, v.period, v.step, v.trained, v.leagueVersion, v.payoffVersion,
            static_cast<int>(v.action), static_cast<int>(v.cause));
    if (v.restartFrom) {
        bindRow(insert, place, *v.restartFrom);
    } else {
        bindRow(insert, place, nullptr);
    }
    bindRow(insert, place, v.reset ? 1 : 0, toBlob(numbers), Blob{table.data(), table.size()});
    insert.exec();
    insert.tryReset();
}

LeagueDraw readDraw(Row& row) {
    LeagueDraw d;
    int branch = 0, chosen = 0;
    std::string empty, numbers;
    row >> d.id >> d.player >> d.block >> d.step >> d.leagueVersion >> d.payoffVersion >> branch >> chosen;
    row >> d.agent >> empty >> numbers;
    d.branch = static_cast<DrawBranch>(branch);
    d.chosen = Member::fromCode(chosen);
    d.empty.reserve(empty.size());
    for (const char one : empty)
        d.empty.push_back(static_cast<DrawBranch>(one));
    split(numbers, d.probability, d.winRate, d.numbers);
    return d;
}

LeagueVerdict readVerdict(Row& row) {
    LeagueVerdict v;
    int action = 0, cause = 0, reset = 0;
    std::string numbers, table;
    row >> v.id >> v.player >> v.period >> v.step >> v.trained >> v.leagueVersion >> v.payoffVersion >> action;
    row >> cause;
    if (row.null()) {
        row.skip();
    } else {
        row >> v.restartFrom.emplace();
    }
    row >> reset >> numbers >> table;
    v.action = static_cast<VerdictAction>(action);
    v.cause = static_cast<VerdictCause>(cause);
    v.reset = reset != 0;
    split(numbers, v.winRate, v.threshold, v.numbers);
    v.table = unpackTable(table);
    return v;
}

}  // namespace ludus::store
