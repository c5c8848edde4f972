// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueStory: who met whom when, and what main agents were worth when they were frozen.
#include <algorithm>
#include <limits>

#include "core/league/role.h"
#include "core/league/story.h"
#include "core/records/task_source.h"

namespace ludus::league {
namespace {

double pointsOf(float score) {
    return score > 0 ? 1 : score < 0 ? 0 : 0.5;
}

int32_t inInt32(int64_t count) {
    return static_cast<int32_t>(std::min<int64_t>(count, std::numeric_limits<int32_t>::max()));
}

bool inherits(LeagueRole role) {
    return role == LeagueRole::evolutionaryExploiter || role == LeagueRole::adaptiveEvolutionaryExploiter;
}

/// Its earlier selves and the root that all come from.
std::vector<Member> pastOf(const LeagueBook& book, int player) {
    std::vector<Member> out = book.view().historyOf(player);
    const Member root = Member::snapshot(book.root());
    if (book.root() < 0 || !book.snapshots()[static_cast<size_t>(book.root())].usable) return out;
    if (std::find(out.begin(), out.end(), root) == out.end()) out.insert(out.begin(), root);
    return out;
}

std::vector<PastRow> pastRows(const LeagueBook& book, int player) {
    std::vector<PastRow> out;
    const Payoff& payoff = book.payoff();
    for (const Member member : pastOf(book, player)) {
        const WinRate rate = payoff.winRate(Member::learner(player), member);
        PastRow row;
        row.snapshot = member.index();
        row.rate = static_cast<float>(rate.rate);
        row.low = static_cast<float>(rate.low);
        row.high = static_cast<float>(rate.high);
        row.played = inInt32(rate.played);
        row.priorOnly = rate.priorOnly;
        row.known = rate.games > 0 && rate.games >= payoff.options().minimumGames;
        out.push_back(row);
    }
    return out;
}

/// Matches since the main agent was last frozen count once there are enough of them; before that what the payoff
/// believes, which is unknown below its minimum of games. The window is that of a verdict, once this could be given:
/// it counts the matches against all main agents.
KinRow kinRow(const LeagueBook& book, Member member, int player) {
    const LeagueOptions& options = book.options();
    const auto& recent = book.view().recent[static_cast<size_t>(player)];
    const auto found = recent.find(member);
    const Recent fresh = found == recent.end() ? Recent{} : found->second;
    KinRow row;
    double rate = 0.5;
    if (fresh.played > 0 && fresh.played >= std::min(options.minimumGames, options.inheritGames)) {
        rate = fresh.rate();
        row.games = static_cast<float>(fresh.played);
        row.played = inInt32(fresh.played);
        row.known = true;
    } else {
        const Payoff& payoff = book.payoff();
        const PayoffPair pair = payoff.pair(member, Member::learner(player));
        rate = payoff.rate(member, Member::learner(player));
        row.games = static_cast<float>(effectiveGames(pair.played(), payoff.options().decay) + pair.priorGames());
        row.played = inInt32(pair.played());
        row.known = pair.weight() > 0 && pair.weight() >= payoff.options().minimumGames;
    }
    row.rate = static_cast<float>(rate);
    const Recent judged = book.view().againstMains(member);
    row.enough = judged.played > 0 && judged.played >= options.inheritGames;
    const double decides = row.enough ? judged.rate() : rate;
    row.inside = (row.enough || row.known) && decides >= options.windowLow && decides <= options.windowHigh;
    return row;
}

std::vector<KinRow> kinRows(const LeagueBook& book, int player) {
    std::vector<KinRow> out;
    const LeagueView view = book.view();
    const std::vector<bool> inherited = inheritedOnes(view);
    for (int i = 0; i < static_cast<int>(view.snapshots.size()); ++i) {
        const FrozenState& frozen = view.snapshots[static_cast<size_t>(i)];
        if (!inherits(frozen.role) || !frozen.usable || frozen.start) continue;
        KinRow row = kinRow(book, Member::snapshot(i), player);
        if (row.games <= 0 && !row.enough) continue;
        row.snapshot = i;
        row.leaf = !inherited[static_cast<size_t>(i)];
        out.push_back(row);
    }
    return out;
}

}  // namespace

// ---- moments

Moment LeagueStory::momentOf(int player) const {
    Moment moment;
    moment.player = player;
    moment.period = book_.learners()[static_cast<size_t>(player)].period;
    moment.step = lastStep_;
    moment.past = pastRows(book_, player);
    moment.kin = kinRows(book_, player);
    double sum = 0;
    int64_t known = 0;
    for (const PastRow& row : moment.past) {
        if (!row.known) continue;
        const auto rate = static_cast<double>(row.rate);
        moment.minimum = known == 0 ? rate : std::min(moment.minimum, rate);
        sum += rate;
        ++known;
    }
    if (known > 0) moment.mean = sum / static_cast<double>(known);
    return moment;
}

Moment LeagueStory::momentNow(int player) const {
    return momentOf(player);
}

KinRow LeagueStory::against(Member member, int player) const {
    return kinRow(book_, member, player);
}

// ---- matches

/// Period 0 is what comes before the first one: the root, a start.
int LeagueStory::periodOf(int player) const {
    const LearnerState& learner = book_.learners()[static_cast<size_t>(player)];
    return learner.start < 0 && learner.period == 1 ? 0 : learner.period;
}

void LeagueStory::countMatches(const TallyRecord& tally, const std::optional<Member>& opponent) {
    MatchKey key;
    key.player = tally.player;
    key.period = periodOf(tally.player);
    if (opponent) {
        key.opponent = *opponent;
        if (opponent->isLearner()) key.opponentPeriod = periodOf(opponent->index());
    } else {
        key.bot = true;
        auto& bots = matches_.bots;
        const auto known = std::find(bots.begin(), bots.end(), tally.opponent);
        key.opponent = Member::snapshot(static_cast<int>(known - bots.begin()));
        if (known == bots.end()) bots.push_back(tally.opponent);
    }
    while (tally.step / matches_.width >= StoryMatches::kBuckets)
        widenBuckets();
    key.bucket = tally.step / matches_.width;
    MatchCount& count = matches_.counts[key];
    for (const float score : tally.scores) {
        ++count.matches;
        count.points += pointsOf(score);
    }
}

void LeagueStory::widenBuckets() {
    matches_.width *= 2;
    std::map<MatchKey, MatchCount> wider;
    for (const auto& [key, count] : matches_.counts) {
        MatchKey into = key;
        into.bucket /= 2;
        MatchCount& sum = wider[into];
        sum.matches += count.matches;
        sum.points += count.points;
    }
    matches_.counts = std::move(wider);
}

/// What a learner's period became: the snapshot that closed it, else itself.
Member LeagueStory::nodeAt(int player, int period) const {
    const std::vector<int>& closed = running_[static_cast<size_t>(player)].closed;
    const auto at = static_cast<size_t>(period);
    return at < closed.size() && closed[at] >= 0 ? Member::snapshot(closed[at]) : Member::learner(player);
}

std::vector<StoryEdge> LeagueStory::edges(int64_t fromStep, int64_t toStep, int strongest) const {
    struct Sum {
        int64_t matches = 0;
        double points = 0;
    };
    std::map<Member, int64_t> all;
    std::map<std::pair<Member, Member>, Sum> met;
    for (const auto& [key, count] : matches_.counts) {
        if ((key.bucket + 1) * matches_.width <= fromStep || key.bucket * matches_.width >= toStep) continue;
        const Member from = nodeAt(key.player, key.period);
        all[from] += count.matches;
        if (key.bot) continue;
        const Member to = key.opponent.isLearner() ? nodeAt(key.opponent.index(), key.opponentPeriod) : key.opponent;
        Sum& sum = met[{from, to}];
        sum.matches += count.matches;
        sum.points += count.points;
    }
    std::vector<StoryEdge> out;
    for (const auto& [pair, sum] : met) {
        const auto matches = static_cast<double>(std::max<int64_t>(1, sum.matches));
        out.push_back({pair.first, pair.second, sum.matches,
                       static_cast<double>(sum.matches) / static_cast<double>(std::max<int64_t>(1, all[pair.first])),
                       sum.points / matches});
    }
    std::stable_sort(out.begin(), out.end(), [](const StoryEdge& one, const StoryEdge& other) {
        return one.from != other.from ? one.from < other.from : one.matches > other.matches;
    });
    if (strongest <= 0) return out;
    int kept = 0;
    std::optional<Member> of;
    std::erase_if(out, [&](const StoryEdge& edge) {
        if (of != edge.from) kept = 0;
        of = edge.from;
        return ++kept > strongest;
    });
    return out;
}

}  // namespace ludus::league
