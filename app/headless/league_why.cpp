// SPDX-License-Identifier: GPL-3.0-or-later
// Why somebody was drawn and why a learner was frozen, as documents and tables.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/headless/league_report.h"

namespace ludus::headless {
namespace {

constexpr size_t kCandidatesShown = 20;

const char* conditionName(league::WhyCondition::Kind kind) {
    using Kind = league::WhyCondition::Kind;
    switch (kind) {
        case Kind::fewestSteps: return "fewest_steps";
        case Kind::mostSteps: return "most_steps";
        case Kind::winRate: return "win_rate";
        case Kind::games: return "games";
        case Kind::resetChance: return "reset_chance";
        case Kind::inheritGames: return "inherit_games";
        case Kind::windowLow: return "window_low";
        case Kind::windowHigh: return "window_high";
        case Kind::openingSteps: break;
    }
    return "opening_steps";
}

std::string chosenName(const league::LeagueStory& story, const LeagueDraw& draw) {
    return draw.agent.empty() ? story.nameOf(draw.chosen) : draw.agent;
}

Json branchNames(const std::vector<DrawBranch>& branches) {
    Json out = Json::array();
    for (const DrawBranch branch : branches)
        out.push_back(drawBranchName(branch));
    return out;
}

Json candidateJson(const league::WhyCandidate& one) {
    return {{"name", one.name},
            {"member", one.member.label()},
            {"win_rate", one.winRate.rate},
            {"low", one.winRate.low},
            {"high", one.winRate.high},
            {"games", one.winRate.games},
            {"played", one.winRate.played},
            {"prior_only", one.winRate.priorOnly},
            {"weight", one.weight},
            {"probability", one.probability},
            {"from", one.from},
            {"to", one.to},
            {"chosen", one.chosen}};
}

Json wayJson(const league::WhyWay& way) {
    Json places = Json::array();
    for (const league::WhyPlace& place : way.places) {
        Json candidates = Json::array();
        for (const league::WhyCandidate& one : place.candidates)
            candidates.push_back(candidateJson(one));
        places.push_back(
            {{"branch", drawBranchName(place.branch)}, {"asked", place.asked}, {"candidates", candidates}});
    }
    return {{"share", way.share}, {"from", way.from}, {"to", way.to}, {"taken", way.taken}, {"places", places}};
}

Json rowJson(const league::WhyRow& row) {
    return {{"name", row.name},         {"member", row.row.member.label()},
            {"against", row.against},   {"win_rate", row.row.winRate},
            {"low", row.winRate.low},   {"high", row.winRate.high},
            {"games", row.row.games},   {"played", row.row.played},
            {"inside", row.row.inside}, {"chosen", row.chosen}};
}

Json rowsJson(const std::vector<league::WhyRow>& rows) {
    Json out = Json::array();
    for (const league::WhyRow& row : rows)
        out.push_back(rowJson(row));
    return out;
}

void printAgreement(bool same, bool atVersion) {
    if (!atVersion) fmt::print("The league could not be rebuilt as it was then: its versions differ.\n");
    fmt::print("{}\n", same ? "Asked again with these numbers, the role gives the same answer."
                            : "Asked again with these numbers, the role gives another answer.");
}

/// The snapshot whose weights could not be had; none: that was not it.
std::optional<int> missingSnapshot(const league::LeagueStory& story, const LeagueVerdict& verdict) {
    if (verdict.action == VerdictAction::lost) return verdict.restartFrom;
    const int from = story.learners()[static_cast<size_t>(verdict.player)].from;
    if (verdict.action != VerdictAction::frozenOut || verdict.cause != VerdictCause::missing || from < 0)
        return std::nullopt;
    return from;  // it was to begin there, and nothing came after
}

/// Frozen out or lost, in a sentence.
std::string incident(const league::LeagueStory& story, const LeagueVerdict& verdict) {
    const std::string player = story.nameOf(Member::learner(verdict.player));
    const std::optional<int> missing = missingSnapshot(story, verdict);
    const std::string snapshot = missing ? story.nameOf(Member::snapshot(*missing)) : std::string();
    if (verdict.action == VerdictAction::lost)
        return fmt::format(
            "Verdict {} at {} steps: the snapshot {} is lost, its weights cannot be had any more. Nobody meets it from "
            "now on; {}, whose snapshot it is, is not concerned.",
            verdict.id, verdict.step, snapshot, player);
    if (missing)
        return fmt::format(
            "Verdict {} at {} steps: {} learns no more, the others go on. It was to begin period {} with the weights "
            "of the snapshot {}, which cannot be had.",
            verdict.id, verdict.step, player, verdict.period, snapshot);
    if (verdict.cause == VerdictCause::diverged)
        return fmt::format(
            "Verdict {} at {} steps: {} learns no more, the others go on. An update in period {} gave a number that is "
            "not finite.",
            verdict.id, verdict.step, player, verdict.period);
    if (verdict.cause == VerdictCause::unplayable)
        return fmt::format(
            "Verdict {} at {} steps: {} learns no more, the others go on. Matches that a verdict waited for in period "
            "{} cannot be played.",
            verdict.id, verdict.step, player, verdict.period);
    return fmt::format("Verdict {} at {} steps: {} learns no more, the others go on. It was in period {}.", verdict.id,
                       verdict.step, player, verdict.period);
}

}  // namespace

Json whyJson(const league::LeagueStory& story, const league::WhyDraw& why) {
    const LeagueDraw& draw = why.record;
    Json ways = Json::array();
    for (const league::WhyWay& way : why.ways)
        ways.push_back(wayJson(way));
    return {{"draw",
             {{"id", draw.id},
              {"player", story.nameOf(Member::learner(draw.player))},
              {"block", draw.block},
              {"step", draw.step},
              {"league_version", draw.leagueVersion},
              {"payoff_version", draw.payoffVersion},
              {"branch", drawBranchName(draw.branch)},
              {"empty", branchNames(draw.empty)},
              {"numbers", draw.numbers},
              {"chosen", chosenName(story, draw)},
              {"probability", draw.probability},
              {"win_rate", draw.winRate}}},
            {"same", why.same},
            {"exact", why.atVersion},
            {"opening", why.opening},
            {"ways", ways}};
}

Json whyJson(const league::LeagueStory& story, const league::WhyVerdict& why) {
    const LeagueVerdict& verdict = why.record;
    Json conditions = Json::array();
    for (const league::WhyCondition& one : why.conditions)
        conditions.push_back(
            {{"condition", conditionName(one.kind)}, {"value", one.value}, {"limit", one.limit}, {"met", one.met}});
    Json out{{"verdict",
              {{"id", verdict.id},
               {"player", story.nameOf(Member::learner(verdict.player))},
               {"period", verdict.period},
               {"step", verdict.step},
               {"trained", verdict.trained},
               {"league_version", verdict.leagueVersion},
               {"payoff_version", verdict.payoffVersion},
               {"action", verdictActionName(verdict.action)},
               {"cause", verdictCauseName(verdict.cause)},
               {"win_rate", verdict.winRate},
               {"threshold", verdict.threshold},
               {"restart_from", nodeName(story, verdict.restartFrom.value_or(-1))},
               {"reset", verdict.reset},
               {"numbers", verdict.numbers}}},
             {"same", why.same},
             {"exact", why.atVersion},
             {"opening", why.opening},
             {"incident", why.incident},
             {"conditions", conditions},
             {"table", rowsJson(why.rows)},
             {"period_table", rowsJson(why.period)}};
    if (why.incident) {
        out["text"] = incident(story, verdict);
        out["missing"] = nodeName(story, missingSnapshot(story, verdict).value_or(-1));
    }
    return out;
}

void printWhy(const league::LeagueStory& story, const league::WhyDraw& why) {
    const LeagueDraw& draw = why.record;
    fmt::print("Draw {} at {} steps: {} meets {} ({}, probability {})\n", draw.id, draw.step,
               story.nameOf(Member::learner(draw.player)), chosenName(story, draw), drawBranchName(draw.branch),
               share(draw.probability));
    if (why.opening) {
        fmt::print("It makes {}; nothing was drawn.\n",
                   draw.branch == DrawBranch::root ? "the common root by self-play" : "its start against its bot");
        return;
    }
    fmt::print("Numbers: {} for the way, {} for the candidate\n", share(why.wayNumber), share(why.candidateNumber));
    for (const league::WhyWay& way : why.ways) {
        std::string places;
        for (const league::WhyPlace& place : way.places)
            places += fmt::format("{}{}{}", places.empty() ? "" : ", else ", drawBranchName(place.branch),
                                  place.asked && place.candidates.empty() ? " (empty)" : "");
        fmt::print("{} {} {}: {}\n", way.taken ? ">" : " ", share(way.from), share(way.to), places);
    }
    std::vector<std::vector<std::string>> rows;
    for (const league::WhyWay& way : why.ways)
        for (const league::WhyPlace& place : way.places)
            for (const league::WhyCandidate& one : place.candidates)
                rows.push_back({one.name, share(one.winRate.rate), share(one.winRate.low), share(one.winRate.high),
                                fmt::format("{:.1f}", one.winRate.games), share(one.weight), share(one.probability),
                                one.chosen              ? "chosen"
                                : one.winRate.priorOnly ? "prior only"
                                                        : ""});
    std::stable_sort(rows.begin(), rows.end(), [](const auto& one, const auto& other) { return one[6] > other[6]; });
    const size_t all = rows.size();
    // The chosen one is always shown.
    const auto hidden = [](const std::vector<std::string>& row) { return row.back() != "chosen"; };
    if (all > kCandidatesShown)
        rows.erase(std::remove_if(rows.begin() + kCandidatesShown, rows.end(), hidden), rows.end());
    printTable({"candidate", "win rate", "from", "to", "games", "weight", "probability", ""}, rows);
    if (all > rows.size()) fmt::print("and {} more, less likely\n", all - rows.size());
    printAgreement(why.same, why.atVersion);
}

void printWhy(const league::LeagueStory& story, const league::WhyVerdict& why) {
    const LeagueVerdict& verdict = why.record;
    if (why.incident) {
        fmt::print("{}\n", incident(story, verdict));
        return;
    }
    std::string what = verdictActionName(verdict.action);
    if (verdict.restartFrom) what += " from " + story.nameOf(Member::snapshot(*verdict.restartFrom));
    if (verdict.reset) what += " (reset)";
    fmt::print("Verdict {} at {} steps on {}, period {}: {} ({})\n", verdict.id, verdict.step,
               story.nameOf(Member::learner(verdict.player)), verdict.period, what, verdictCauseName(verdict.cause));
    std::vector<std::vector<std::string>> conditions;
    for (const league::WhyCondition& one : why.conditions)
        conditions.push_back({conditionName(one.kind), fmt::format("{:.3f}", one.value),
                              fmt::format("{:.3f}", one.limit), one.met ? "met" : "not met"});
    if (!conditions.empty()) printTable({"condition", "value", "limit", ""}, conditions);
    std::vector<std::vector<std::string>> rows;
    for (const league::WhyRow& row : why.rows)
        rows.push_back({row.name, row.against, share(row.row.winRate), share(row.winRate.low), share(row.winRate.high),
                        std::to_string(row.row.played),
                        row.chosen       ? "chosen"
                        : row.row.inside ? "fulfils the condition"
                                         : ""});
    if (rows.size() > kCandidatesShown) rows.resize(kCandidatesShown);
    if (!rows.empty()) printTable({"member", "against", "win rate", "from", "to", "matches", ""}, rows);
    if (why.rows.size() > rows.size()) fmt::print("and {} more\n", why.rows.size() - rows.size());
    printAgreement(why.same, why.atVersion);
}

}  // namespace ludus::headless
