// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a LeaguePicture: edges, payoff, whom a learner meets over time, main agents against their past, Nash
// weights over time.
#include <algorithm>
#include <climits>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "app/bridges/league_picture.h"
#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

using models::LeagueEdge;
using models::leagueLearner;
using models::MatrixCell;
using models::MatrixContent;
using models::MatrixHeader;
using models::MatrixKind;

constexpr size_t kEdgesMost = 500;    // of a learner, those with the most matches
constexpr size_t kRowsMost = 400;     // of opponents over time, further ones in one row a role
constexpr size_t kPastMost = 1000;    // of frozen selves, the newest
constexpr double kWeightless = 5e-4;  // of a mixture: no row
constexpr int kBots = kLeagueRoles;   // the group behind those of roles

/// A group a role, in the order of roles, then bots.
QVector<models::MatrixGroup> groupsOf(const LeagueWords& words) {
    QVector<models::MatrixGroup> out;
    for (int role = 0; role < kLeagueRoles; ++role) {
        const QString key = QString::fromLatin1(leagueRoleShort(static_cast<LeagueRole>(role)));
        out.push_back({key, key, words.roles.value(role), key, -1});
    }
    out.push_back({QStringLiteral("bot"), words.bots, words.roles.value(static_cast<int>(models::LeagueRole::Bot)),
                   QStringLiteral("bot"), -1});
    return out;
}

MatrixHeader headerOf(Member member, const LeaguePicture& picture, bool grouped) {
    MatrixHeader header;
    header.id = leagueIdText(member.code());
    const auto index = static_cast<qsizetype>(member.index());
    const models::LeagueRole role = member.isLearner() ? picture.learners[index].role : picture.nodes[index].role;
    header.name = member.isLearner() ? picture.learners[index].name : picture.nodes[index].name;
    header.tip = picture.asked.words.roles.value(static_cast<int>(role));
    if (grouped) header.group = static_cast<int>(role);
    return header;
}

MatrixHeader periodHeader(int period, bool running, const LeagueWords& words) {
    MatrixHeader header;
    header.id = header.name = QString::number(period);
    if (running) header.name = words.now;
    return header;
}

MatrixCell cellOf(const league::PayoffCell& known) {
    MatrixCell cell;
    cell.count = static_cast<int32_t>(std::min<int64_t>(known.winRate.played, INT32_MAX));
    cell.effective = static_cast<float>(known.freshGames);
    if (known.winRate.priorOnly) cell.kind = MatrixKind::PriorOnly;
    if (!known.known) return cell;
    cell.value = static_cast<float>(known.winRate.rate);
    cell.low = static_cast<float>(known.winRate.low);
    cell.high = static_cast<float>(known.winRate.high);
    cell.first = static_cast<float>(known.sides[0]);
    cell.second = static_cast<float>(known.sides[1]);
    return cell;
}

/// The same from the other one's view: whoever has the first side has it against somebody with the second.
MatrixCell turned(const MatrixCell& cell) {
    MatrixCell out = cell;
    out.value = 1 - cell.value;
    out.low = 1 - cell.high;
    out.high = 1 - cell.low;
    out.first = 1 - cell.second;
    out.second = 1 - cell.first;
    return out;
}

MatrixCell pastCell(const league::PastRow& row) {
    MatrixCell cell;
    cell.count = row.played;
    if (row.priorOnly) cell.kind = MatrixKind::PriorOnly;
    if (!row.known) return cell;
    cell.value = row.rate;
    cell.low = row.low;
    cell.high = row.high;
    return cell;
}

/// Whom the learner of this meeting met, at a moment: itself, somebody frozen, or a learner as it was in a period.
Member metAt(const LeagueMeeting& meeting, const ClosedPeriods& closed) {
    if (!meeting.opponent.isLearner() || meeting.opponent.index() == meeting.player) return meeting.opponent;
    return closed.nodeAt(meeting.opponent.index(), meeting.opponentPeriod);
}

}  // namespace

// ---- whom learners meet

QVector<LeagueEdge> leagueEdges(const LeagueMoment& moment, int window) {
    const int first = window > 0 ? std::max(0, moment.period - window + 1) : 0;
    const ClosedPeriods closed(moment.story);
    const auto& counts = moment.now.meetings.counts();
    QVector<LeagueEdge> out;
    for (int player = 0; player < static_cast<int>(moment.story.learners().size()); ++player) {
        LeagueMeeting from;
        from.player = player;
        from.period = first;
        from.opponent = Member::fromCode(INT_MIN);
        int64_t all = 0;
        std::map<Member, league::MatchCount> met;
        for (auto at = counts.lower_bound(from); at != counts.end(); ++at) {
            const auto& [meeting, count] = *at;
            if (meeting.player != player || meeting.period > moment.period) break;
            all += count.matches;
            if (meeting.bot) continue;
            league::MatchCount& sum = met[metAt(meeting, closed)];
            sum.matches += count.matches;
            sum.points += count.points;
        }
        std::vector<LeagueEdge> edges;
        for (const auto& [opponent, count] : met) {
            if (count.matches == 0) continue;
            const auto matches = static_cast<double>(count.matches);
            edges.push_back({leagueLearner(player), opponent.code(), matches / static_cast<double>(all),
                             count.points / matches, count.matches});
        }
        std::stable_sort(edges.begin(), edges.end(),
                         [](const LeagueEdge& a, const LeagueEdge& b) { return a.matches > b.matches; });
        if (edges.size() > kEdgesMost) edges.resize(kEdgesMost);
        for (const LeagueEdge& edge : edges)
            out.push_back(edge);
    }
    return out;
}

namespace {

/// A row of the opponents over time.
struct OpponentRow {
    MatrixHeader header;
    int born = 0;                              // period in which there was such an opponent first
    std::map<int, league::MatchCount> counts;  // by period
    int64_t all = 0;
};

using OpponentKey = std::tuple<int, int, int>;  // group, learner, then the learner itself before its snapshots

OpponentKey keyOf(const LeagueMeeting& meeting, const LeaguePicture& picture) {
    const Member opponent = meeting.opponent;
    if (meeting.bot) return {kBots, 0, opponent.index()};
    if (opponent.isLearner()) return {static_cast<int>(picture.learners[opponent.index()].role), opponent.index(), -1};
    const models::LeagueNode& node = picture.nodes[opponent.index()];
    return {static_cast<int>(node.role), models::leaguePlayer(node.learner), opponent.index()};
}

std::map<OpponentKey, OpponentRow> opponentRows(const LeagueMoment& at, const LeaguePicture& picture, int player) {
    std::map<OpponentKey, OpponentRow> rows;
    LeagueMeeting from;
    from.player = player;
    from.opponent = Member::fromCode(INT_MIN);
    const auto& counts = at.now.meetings.counts();
    for (auto next = counts.lower_bound(from); next != counts.end(); ++next) {
        const auto& [meeting, count] = *next;
        if (meeting.player != player || meeting.period > at.period) break;
        OpponentRow& row = rows[keyOf(meeting, picture)];
        if (row.header.id.isEmpty()) {
            if (meeting.bot) {
                const std::string& bot = at.now.meetings.bots()[static_cast<size_t>(meeting.opponent.index())];
                row.header = {text(bot), text(bot.substr(bot.find(':') + 1)), kBots, {}};
            } else {
                row.header = headerOf(meeting.opponent, picture, true);
                row.born = meeting.opponent.isLearner() ? 0 : picture.nodes[meeting.opponent.index()].period;
            }
        }
        league::MatchCount& sum = row.counts[meeting.period];
        sum.matches += count.matches;
        sum.points += count.points;
        row.all += count.matches;
    }
    return rows;
}

/// Of more rows than are shown, those with the fewest matches become one a group.
std::vector<OpponentRow> strongestRows(std::map<OpponentKey, OpponentRow> rows, const LeagueWords& words) {
    std::vector<int64_t> all;
    for (const auto& [key, row] : rows)
        all.push_back(row.all);
    std::sort(all.rbegin(), all.rend());
    const int64_t least = all.size() > kRowsMost ? all[kRowsMost - 1] : 0;
    std::vector<OpponentRow> out;
    OpponentRow others;
    size_t kept = 0;
    const auto close = [&] {
        if (!others.header.id.isEmpty()) out.push_back(std::exchange(others, {}));
    };
    for (auto& [key, row] : rows) {
        if (others.header.group != row.header.group) close();
        if (row.all >= least && kept < kRowsMost) {
            ++kept;
            out.push_back(std::move(row));
            continue;
        }
        others.header = {QStringLiteral("others:%1").arg(row.header.group), words.others, row.header.group, {}};
        for (const auto& [period, count] : row.counts)
            others.counts[period].matches += count.matches;
    }
    close();
    return out;
}

}  // namespace

MatrixContent opponentsContent(const LeagueMoment& at, const LeaguePicture& picture, int player) {
    const std::vector<OpponentRow> rows = strongestRows(opponentRows(at, picture, player), picture.asked.words);
    MatrixContent content;
    content.groups = groupsOf(picture.asked.words);
    content.square = false;
    std::map<int, int64_t> all;
    for (const OpponentRow& row : rows)
        for (const auto& [period, count] : row.counts)
            all[period] += count.matches;
    if (all.empty()) return content;
    const int first = all.begin()->first;
    for (int period = first; period <= at.period; ++period)
        content.columns.push_back(periodHeader(period, at.isNow && period == at.period, picture.asked.words));
    content.cells.resize(rows.size() * static_cast<size_t>(content.columns.size()));
    auto cell = content.cells.begin();
    for (const OpponentRow& row : rows) {
        content.rows.push_back(row.header);
        for (int period = first; period <= at.period; ++period, ++cell) {
            const auto sum = all.find(period);
            if (sum == all.end() || row.born > period) continue;
            const auto found = row.counts.find(period);
            const int64_t matches = found == row.counts.end() ? 0 : found->second.matches;
            cell->value = static_cast<float>(static_cast<double>(matches) / static_cast<double>(sum->second));
            cell->count = static_cast<int32_t>(std::min<int64_t>(matches, INT32_MAX));
        }
    }
    return content;
}

// ---- who beats whom

namespace {

/// By rating in the order of the newest table, also at a moment of the past.
std::vector<Member> payoffMembers(const LeagueMoment& at, const LeaguePicture& picture) {
    using league::MemberOrder;
    const LeagueAsked& asked = picture.asked;
    if (asked.order != MemberOrder::rating) return league::orderedMembers(at.story, asked.order, asked.payoffMost);
    std::vector<Member> members = league::orderedMembers(at.story, MemberOrder::age, asked.payoffMost);
    const auto elo = [&](Member member) {
        const double known = member.isLearner() ? models::kLeagueUnknown : picture.nodes[member.index()].elo;
        return std::isfinite(known) ? known : -std::numeric_limits<double>::infinity();
    };
    std::stable_sort(members.begin(), members.end(), [&](Member a, Member b) { return elo(a) > elo(b); });
    return members;
}

}  // namespace

MatrixContent payoffContent(const LeagueMoment& at, const LeaguePicture& picture) {
    const LeagueAsked& asked = picture.asked;
    const std::vector<Member> members = payoffMembers(at, picture);
    const size_t count = members.size();
    MatrixContent content;
    content.groups = groupsOf(asked.words);
    for (const Member member : members)
        content.rows.push_back(headerOf(member, picture, asked.order == league::MemberOrder::role));
    content.columns = content.rows;
    content.cells.resize(count * count);
    for (size_t i = 0; i < count; ++i) {
        content.cells[i * count + i] = cellOf(league::payoffCell(at.story.book(), members[i], members[i]));
        content.cells[i * count + i].kind = MatrixKind::Self;
        for (size_t j = i + 1; j < count; ++j) {
            const MatrixCell cell = cellOf(league::payoffCell(at.story.book(), members[i], members[j]));
            content.cells[i * count + j] = cell;
            content.cells[j * count + i] = turned(cell);
        }
    }
    return content;
}

MatrixContent pastContent(const LeaguePicture& picture) {
    MatrixContent content;
    content.groups = groupsOf(picture.asked.words);
    const size_t all = picture.moments.size(), skipped = all > kPastMost ? all - kPastMost : 0;
    std::set<int> earlier;
    for (size_t i = skipped; i < all; ++i)
        for (const league::PastRow& row : picture.moments[i]->past)
            earlier.insert(row.snapshot);
    while (earlier.size() > kPastMost)
        earlier.erase(earlier.begin());
    std::map<int, size_t> columns;
    for (const int snapshot : earlier) {
        columns.emplace(snapshot, columns.size());
        content.columns.push_back(headerOf(Member::snapshot(snapshot), picture, false));
    }
    MatrixCell outside;
    outside.kind = MatrixKind::Outside;
    for (size_t i = skipped; i < all; ++i) {
        const league::Moment& moment = *picture.moments[i];
        if (moment.past.empty()) continue;
        content.rows.push_back(headerOf(Member::snapshot(moment.snapshot), picture, false));
        const size_t begin = content.cells.size();
        content.cells.resize(begin + columns.size(), outside);
        for (const auto& [snapshot, column] : columns)
            if (snapshot < moment.snapshot) content.cells[begin + column] = {};
        for (const league::PastRow& row : moment.past)
            if (const auto found = columns.find(row.snapshot); found != columns.end())
                content.cells[begin + found->second] = pastCell(row);
    }
    return content;
}

MatrixContent nashContent(const std::vector<league::NashMoment>& moments, LeaguePicture& picture) {
    MatrixContent content;
    content.groups = groupsOf(picture.asked.words);
    content.square = false;
    std::map<OpponentKey, size_t> rows;  // of snapshots that carry weight, by role, learner, age
    const auto key = [&](int snapshot) {
        const models::LeagueNode& node = picture.nodes[snapshot];
        return OpponentKey{static_cast<int>(node.role), models::leaguePlayer(node.learner), snapshot};
    };
    for (const league::NashMoment& moment : moments)
        for (size_t i = 0; i < moment.weights.size(); ++i)
            if (moment.weights[i] >= kWeightless) rows.emplace(key(moment.considered[i]), 0);
    for (auto& [row, place] : rows) {
        place = static_cast<size_t>(content.rows.size());
        content.rows.push_back(headerOf(Member::snapshot(std::get<2>(row)), picture, true));
    }
    const size_t width = moments.size();
    content.cells.resize(rows.size() * width);
    for (size_t column = 0; column < width; ++column) {
        const league::NashMoment& moment = moments[column];
        const int period = picture.told[static_cast<size_t>(moment.snapshot)].period;
        content.columns.push_back(periodHeader(period, false, picture.asked.words));
        picture.nashNotes.push_back(
            {moment.known, moment.diversity, moment.alive, static_cast<int>(moment.considered.size())});
        if (moment.weights.empty()) continue;  // the solver did not get there
        for (const auto& [row, place] : rows)
            if (std::get<2>(row) <= moment.snapshot) content.cells[place * width + column].value = 0;
        for (size_t i = 0; i < moment.weights.size(); ++i)
            if (const auto found = rows.find(key(moment.considered[i])); found != rows.end())
                content.cells[found->second * width + column].value = static_cast<float>(moment.weights[i]);
    }
    return content;
}

}  // namespace ludus::bridges
