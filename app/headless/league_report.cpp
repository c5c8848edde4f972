// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/league_report.h"

#include <fmt/format.h>

#include <cmath>

namespace ludus::headless {
namespace {

const char* kindName(league::NodeKind kind) {
    switch (kind) {
        case league::NodeKind::untrained: return "untrained";
        case league::NodeKind::root: return "root";
        case league::NodeKind::start: return "start";
        case league::NodeKind::period: return "period";
        case league::NodeKind::last: break;
    }
    return "last";
}

const char* mismatchName(league::Mismatch::Kind kind) {
    switch (kind) {
        case league::Mismatch::Kind::leagueVersion: return "league_version";
        case league::Mismatch::Kind::payoffVersion: return "payoff_version";
        case league::Mismatch::Kind::snapshot: return "snapshot";
        case league::Mismatch::Kind::tally: return "tally";
        case league::Mismatch::Kind::record: return "record";
        case league::Mismatch::Kind::option: break;
    }
    return "option";
}

std::string agentName(const league::StoryNode& node) {
    return "snapshot:" + std::to_string(node.id.value);
}

int snapshotsOf(const league::LeagueStory& story, int player) {
    int count = 0;
    for (const league::StoryNode& node : story.snapshots())
        if (node.player == player) ++count;
    return count;
}

Json branchesOf(const league::LearnerStory& learner) {
    Json out = Json::object();
    for (size_t i = 0; i < kDrawBranches; ++i) {
        const league::BranchCount& count = learner.branches[i];
        if (count.drawn == 0 && count.empty == 0) continue;
        out[drawBranchName(static_cast<DrawBranch>(i))] = {{"drawn", count.drawn}, {"empty", count.empty}};
    }
    return out;
}

/// "learns" while it does, "diverged" of one that does no more, else what became of the run.
std::string learnerState(const RunRecord& run, const league::LearnerStory& learner) {
    if (learner.failed) return verdictCauseName(learner.why);
    const std::string state = stateWord(run);
    return state == runStatusName(RunStatus::running) ? "learns" : state;
}

Json playersJson(const StoredLeague& stored) {
    const league::LeagueStory& story = stored.story;
    const auto trained = runs::trainedNow(stored);
    Json out = Json::array();
    for (const league::LearnerStory& learner : story.learners()) {
        const auto player = static_cast<size_t>(learner.player);
        Json one{{"id", learner.player},
                 {"name", learner.name},
                 {"role", leagueRoleName(learner.role)},
                 {"opponents", leagueRoleName(learner.opponents)},
                 {"parent", nodeName(story, learner.from)},
                 {"start", nodeName(story, learner.start)},
                 {"period", learner.period},
                 {"opening", learner.opening},
                 {"snapshots", snapshotsOf(story, learner.player)},
                 {"trained_before", learner.trainedBefore},
                 {"matches", learner.learnt},
                 {"draws", learner.draws},
                 {"state", learnerState(stored.run, learner)},
                 {"failed", learner.failed}};
        if (trained) {
            one["trained"] = trained->at(player);
            one["trained_total"] = learner.trainedBefore + trained->at(player);
        }
        if (!learner.bot.empty()) one["bot"] = learner.bot;
        if (learner.failed) {
            one["cause"] = verdictCauseName(learner.why);
            one["failed_step"] = learner.failedStep;
        }
        out.push_back(std::move(one));
    }
    return out;
}

Json snapshotsJson(const league::LeagueStory& story) {
    Json out = Json::array();
    for (const league::StoryNode& node : story.snapshots())
        out.push_back({{"index", node.index},
                       {"agent", agentName(node)},
                       {"name", node.name},
                       {"kind", kindName(node.kind)},
                       {"player", node.player},
                       {"role", leagueRoleName(node.role)},
                       {"period", node.period},
                       {"parent", nodeName(story, node.parent)},
                       {"after_reset", node.afterReset},
                       {"step", node.step},
                       {"usable", node.usable},
                       {"hash", node.hash},
                       {"matches_learnt", node.learnt},
                       {"matches_met", node.met},
                       {"elo", number(node.elo)},
                       {"elo_half_width", number(node.eloHalfWidth)}});
    return out;
}

Json ratingsJson(const league::LeagueStory& story) {
    Json out = Json::array();
    for (const league::StoryNode& node : story.snapshots())
        if (std::isfinite(node.elo))
            out.push_back({{"name", node.name},
                           {"agent", agentName(node)},
                           {"step", node.step},
                           {"elo", node.elo},
                           {"half_width", number(node.eloHalfWidth)}});
    return out;
}

/// [count, count], row by row.
template <class Value>
Json squareJson(size_t count, const Value& value) {
    Json rows = Json::array();
    for (size_t i = 0; i < count; ++i) {
        Json row = Json::array();
        for (size_t j = 0; j < count; ++j)
            row.push_back(value(i, j));
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Square tables, row against column. A win rate is 1/2 where it is not known; a side's is that of the row when it had
/// the first or the second side, null where it never had.
Json payoffJson(const league::LeagueStory& story, int most) {
    const league::PayoffTable table =
        league::payoffTable(story.book(), league::orderedMembers(story, league::MemberOrder::role, most));
    const std::vector<Member>& members = table.members;
    Json names = Json::array();
    for (const Member member : members)
        names.push_back(story.nameOf(member));
    using Cell = league::PayoffCell;
    const auto square = [&](auto value) {
        return squareJson(members.size(), [&](size_t i, size_t j) { return value(table.at(i, j)); });
    };
    const auto playedOn = [&](size_t side) {
        return squareJson(members.size(), [&](size_t i, size_t j) {
            return Json(story.book().payoff().pair(members[i], members[j]).sides[side].played);
        });
    };
    return {{"members", names},
            {"minimum_games", story.book().payoff().options().minimumGames},
            {"win_rate", square([](const Cell& cell) { return Json(cell.winRate.rate); })},
            {"low", square([](const Cell& cell) { return Json(cell.winRate.low); })},
            {"high", square([](const Cell& cell) { return Json(cell.winRate.high); })},
            {"games", square([](const Cell& cell) { return Json(cell.winRate.games); })},
            {"played", square([](const Cell& cell) { return Json(cell.winRate.played); })},
            {"prior_only", square([](const Cell& cell) { return Json(cell.winRate.priorOnly); })},
            {"prior_games", square([](const Cell& cell) { return Json(cell.priorGames); })},
            {"known", square([](const Cell& cell) { return Json(cell.known); })},
            {"first_side", square([](const Cell& cell) { return number(cell.sides[0]); })},
            {"second_side", square([](const Cell& cell) { return number(cell.sides[1]); })},
            {"first_side_played", playedOn(0)},
            {"second_side_played", playedOn(1)},
            {"side_gap", square([](const Cell& cell) { return number(cell.sideGap); })}};
}

Json branchesJson(const league::LeagueStory& story) {
    Json out = Json::array();
    for (const league::LearnerStory& learner : story.learners())
        out.push_back({{"player", learner.name}, {"draws", learner.draws}, {"branches", branchesOf(learner)}});
    return out;
}

Json verdictsJson(const league::LeagueStory& story) {
    Json out = Json::array();
    for (const league::ToldVerdict& told : story.verdicts()) {
        const LeagueVerdict& verdict = told.verdict;
        out.push_back({{"id", verdict.id},
                       {"player", story.nameOf(Member::learner(verdict.player))},
                       {"period", verdict.period},
                       {"step", verdict.step},
                       {"trained", verdict.trained},
                       {"action", verdictActionName(verdict.action)},
                       {"cause", verdictCauseName(verdict.cause)},
                       {"win_rate", verdict.winRate},
                       {"threshold", verdict.threshold},
                       {"restart_from", nodeName(story, verdict.restartFrom.value_or(-1))},
                       {"reset", verdict.reset}});
    }
    return out;
}

Json nashJson(const league::LeagueStory& story) {
    Json out = Json::array();
    for (const league::NashMoment& moment : league::nashOverTime(story)) {
        Json weights = Json::object();
        for (size_t i = 0; i < moment.weights.size(); ++i)
            weights[story.nameOf(Member::snapshot(moment.considered[i]))] = moment.weights[i];
        out.push_back({{"snapshot", nodeName(story, moment.snapshot)},
                       {"step", moment.step},
                       {"alive", moment.alive},
                       {"considered", moment.considered.size()},
                       {"known_pairs", moment.known},
                       {"diversity", moment.diversity},
                       {"weights", weights}});
    }
    return out;
}

}  // namespace

std::string mismatchText(const league::LeagueStory& story) {
    if (story.exact()) return {};
    const league::Mismatch& mismatch = *story.mismatch();
    return fmt::format("The stored events contradict each other from event {} on ({}: {} is stored, {} follows).",
                       mismatch.seq, mismatchName(mismatch.kind), mismatch.told, mismatch.rebuilt);
}

Json nodeName(const league::LeagueStory& story, int index) {
    return index < 0 ? Json(nullptr) : Json(story.nameOf(Member::snapshot(index)));
}

Json forgettingJson(const league::LeagueStory& story) {
    Json out = Json::array();
    for (const league::LearnerStory& learner : story.learners()) {
        if (learner.role != LeagueRole::mainAgent) continue;
        const league::Forgetting told = league::forgettingOf(story, learner.player);
        out.push_back({{"player", learner.name},
                       {"moments", told.moments},
                       {"minimum", number(told.minimum)},
                       {"mean", number(told.mean)},
                       {"smallest", number(told.smallest)},
                       {"smallest_step", told.smallestStep}});
    }
    return out;
}

std::string share(double value) {
    return std::isfinite(value) ? fmt::format("{:.3f}", value) : std::string("–");
}

Json leagueJson(const StoredLeague& stored, int most) {
    const league::LeagueStory& story = stored.story;
    const std::vector<Member> members = league::orderedMembers(story, league::MemberOrder::age, most);
    const league::PayoffTable table = league::payoffTable(story.book(), members);
    math::PayoffMatrix rates{members.size(), members.size(), {}};
    for (const league::PayoffCell& cell : table.cells)
        rates.values.push_back(cell.winRate.rate);
    constexpr double kBeats = 0.55;
    const league::Cycles cycles = league::nonTransitive(rates, kBeats);
    Json out{{"run", stored.run.id.value},
             {"name", stored.run.name},
             {"status", runStatusName(stored.run.status)},
             {"steps", stored.run.steps},
             {"step", story.lastStep()},
             {"exact", story.exact()},
             {"players", playersJson(stored)},
             {"snapshots", snapshotsJson(story)},
             {"payoff", payoffJson(story, most)},
             {"ratings", ratingsJson(story)},
             {"branches", branchesJson(story)},
             {"verdicts", verdictsJson(story)},
             {"nash", nashJson(story)},
             {"forgetting", forgettingJson(story)},
             {"cycles",
              {{"above", kBeats},
               {"members", members.size()},
               {"ordered", cycles.ordered},
               {"cycles", cycles.cycles},
               {"triples", cycles.triples}}}};
    if (!story.exact()) out["mismatch"] = mismatchText(story);
    return out;
}

void printLeague(const StoredLeague& stored) {
    const league::LeagueStory& story = stored.story;
    const auto trained = runs::trainedNow(stored);
    std::vector<std::vector<std::string>> rows;
    for (const league::LearnerStory& learner : story.learners()) {
        const int64_t before = learner.trainedBefore;
        const std::string steps =
            trained ? shortNumber(static_cast<double>(before + trained->at(static_cast<size_t>(learner.player)))) : "–";
        std::string branches;
        for (size_t i = 0; i < kDrawBranches; ++i) {
            const league::BranchCount& count = learner.branches[i];
            if (count.drawn == 0 && count.empty == 0) continue;
            branches += fmt::format("{}{} {}", branches.empty() ? "" : ", ", drawBranchName(static_cast<DrawBranch>(i)),
                                    count.drawn);
            if (count.empty > 0) branches += fmt::format(" ({} empty)", count.empty);
        }
        const std::string from = learner.from < 0 ? "–" : story.nameOf(Member::snapshot(learner.from));
        rows.push_back({learner.name, leagueRoleName(learner.role), std::to_string(learner.period),
                        std::to_string(snapshotsOf(story, learner.player)), from, learnerState(stored.run, learner),
                        steps, shortNumber(static_cast<double>(learner.learnt)), branches});
    }
    printTable({"player", "role", "period", "snapshots", "from", "state", "steps", "matches", "drawn"}, rows);
    for (const league::LearnerStory& learner : story.learners()) {
        if (learner.role != LeagueRole::mainAgent) continue;
        const league::Forgetting told = league::forgettingOf(story, learner.player);
        if (told.moments > 0)
            fmt::print("{} against its own past: at least {}, on average {}; never below {}\n", learner.name,
                       share(told.minimum), share(told.mean), share(told.smallest));
    }
    if (!story.exact()) fmt::print("{}\n", mismatchText(story));
}

}  // namespace ludus::headless
