// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/league_compare.h"

#include <fmt/format.h>

#include <cmath>

#include "app/headless/interrupt.h"
#include "app/headless/league_report.h"
#include "app/headless/match_players.h"
#include "core/runs/league_comparison.h"

namespace ludus::headless {
namespace {

using runs::LeagueComparison;
using Side = LeagueComparison::Side;

runs::LeagueMatchOptions optionsOf(const CompareRequest& request) {
    return {request.games, request.most, request.pick == "best" ? runs::SnapshotPick::best : runs::SnapshotPick::newest,
            static_cast<uint64_t>(request.seed)};
}

/// Within one league, by its own payoff.
Json leagueNumbers(const Side& side, const std::vector<double>& mixture) {
    const league::LeagueStory& story = side.stored.story;
    const runs::LeagueNumbers numbers = runs::leagueNumbers(story);
    Json names = Json::array(), weights = Json::object();
    for (size_t i = 0; i < side.played.size(); ++i) {
        const std::string name = story.nameOf(Member::snapshot(side.played[i]));
        names.push_back(name);
        weights[name] = i < mixture.size() ? mixture[i] : 0;
    }
    return {{"run", side.stored.run.id.value},
            {"name", side.stored.run.name},
            {"steps", side.stored.run.steps},
            {"snapshots", numbers.snapshots},
            {"usable", numbers.playable},
            {"played", names},
            {"elo", number(side.stored.run.elo)},
            {"best_elo", number(numbers.bestElo)},
            {"diversity", number(numbers.diversity)},
            {"known_pairs", numbers.knownPairs},
            {"cycles", numbers.cycles},
            {"forgetting", forgettingJson(story)},
            {"mixture", weights}};
}

Json compareJson(const LeagueComparison& comparison, const runs::LeagueOutcome& outcome,
                 const CompareRequest& request) {
    const std::array<Side, 2>& sides = comparison.sides();
    const league::RelativePerformance& found = outcome.performance;
    Json rates = Json::array();
    const size_t columns = sides[1].played.size();
    for (size_t i = 0; i < sides[0].played.size(); ++i) {
        Json row = Json::array();
        for (size_t j = 0; j < columns; ++j) {
            const runs::PairScore& score = outcome.scores[i * columns + j];
            row.push_back(score.games() > 0 ? Json(score.rate()) : Json(nullptr));
        }
        rates.push_back(std::move(row));
    }
    const runs::PerformanceInterval& interval = outcome.interval;
    const auto bound = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    const Json first = leagueNumbers(sides[0], found.first), second = leagueNumbers(sides[1], found.second);
    return {{"rpp", found.value},
            {"own", outcome.own},
            {"value", found.value},
            {"interval", {bound(interval.low), bound(interval.high)}},
            {"resamples", interval.resamples},
            {"win_rate", found.winRate},
            {"mean_win_rate", outcome.meanWinRate},
            {"games", outcome.games},
            {"games_of_a_pair", request.games},
            {"pick", request.most > 0 ? request.pick : "all"},
            {"greedy", request.greedy},
            {"diversity", {first["diversity"], second["diversity"]}},
            {"elo", {first["elo"], second["elo"]}},
            {"forgetting", {first["forgetting"], second["forgetting"]}},
            {"leagues", {first, second}},
            {"win_rates", rates}};
}

std::string choice(const Side& side, const CompareRequest& request) {
    const size_t all = runs::playableSnapshots(side.stored.story).size();
    if (side.played.size() == all) return fmt::format("all {} snapshots of {}", all, side.stored.run.name);
    return fmt::format("the {} {} of {} snapshots of {}", request.pick, side.played.size(), all, side.stored.run.name);
}

std::string shown(const Json& value, int digits) {
    return value.is_number() ? fmt::format("{:.{}f}", value.get<double>(), digits) : std::string("–");
}

void printComparison(const Json& told) {
    std::vector<std::vector<std::string>> rows;
    for (const Json& one : told["leagues"]) {
        const Json& forgetting = one["forgetting"];
        rows.push_back({one["name"].get<std::string>(), shown(one["elo"], 0), shown(one["best_elo"], 0),
                        shown(one["diversity"], 3), std::to_string(one["cycles"].get<int64_t>()),
                        forgetting.empty() ? "–" : shown(forgetting[0]["minimum"], 3),
                        forgetting.empty() ? "–" : shown(forgetting[0]["mean"], 3)});
    }
    printTable({"league", "Elo", "best Elo", "diversity", "cycles", "own past, least", "mean"}, rows);
    const Json& interval = told["interval"];
    const std::string range = interval[0].is_number() ? fmt::format(" ({:+.3f} to {:+.3f})", interval[0].get<double>(),
                                                                    interval[1].get<double>())
                                                      : std::string();
    fmt::print(
        "Relative population performance {:+.3f}{}: the first league wins {:.1f} % of the equilibrium's matches, "
        "{:.1f} % of all {}\n",
        told["rpp"].get<double>(), range, 100 * told["win_rate"].get<double>(),
        100 * told["mean_win_rate"].get<double>(), told["games"].get<int64_t>());
    if (told["own"].get<bool>())
        fmt::print(
            "It is one league: what a snapshot won from another is what that one lost to it, so it is its own "
            "equal.\n");
}

}  // namespace

int compareLeagues(const Session& session, const CompareRequest& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<LeagueComparison> comparison =
        LeagueComparison::read(**workspace, request.first, request.second, optionsOf(request));
    if (!comparison) return fail(session, comparison.error());
    const std::array<Side, 2>& sides = comparison->sides();
    say(session, fmt::format("{} against {}: {} matches", choice(sides[0], request), choice(sides[1], request),
                             comparison->matches()));
    catchInterrupts();
    const Result<runs::LeagueOutcome> outcome = [&] {
        ProgressPrinter printer(session);
        return comparison->play(
            playOptions(request.greedy, request.workers, static_cast<size_t>(comparison->matches()), printer));
    }();
    if (!outcome) return fail(session, outcome.error());
    if (!outcome->whole)
        say(session, fmt::format("Stopped: {} of {} matches were finished; pairs without any count as even.",
                                 outcome->games, comparison->matches()));
    const Json told = compareJson(*comparison, *outcome, request);
    if (session.json)
        printJson(told);
    else
        printComparison(told);
    return outcome->whole ? kDone : kInterrupted;
}

}  // namespace ludus::headless
