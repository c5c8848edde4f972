// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/league_compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "app/headless/interrupt.h"
#include "app/headless/league_report.h"
#include "app/headless/match_players.h"
#include "core/games/registry.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/resume_point.h"

namespace ludus::headless {
namespace {

constexpr double kBeats = 0.55;

struct Side {
    StoredLeague stored;
    std::vector<int> snapshots;  // that play, oldest first
    std::vector<agents::AgentPtr> agents;
};

struct PairScore {
    int64_t wins = 0, draws = 0, losses = 0;
    int64_t games() const { return wins + draws + losses; }
    /// Of the first league's snapshot; even where nothing was played.
    double rate() const {
        if (games() == 0) return 0.5;
        return (static_cast<double>(wins) + 0.5 * static_cast<double>(draws)) / static_cast<double>(games());
    }
};

/// Those that could be met and are still kept.
std::vector<int> playable(const league::LeagueStory& story) {
    std::vector<int> out;
    for (const league::StoryNode& node : story.snapshots())
        if (node.usable && !node.hash.empty()) out.push_back(node.index);
    return out;
}

std::vector<int> picked(const league::LeagueStory& story, const CompareRequest& request) {
    std::vector<int> out = playable(story);
    const auto most = static_cast<size_t>(request.most);
    if (most == 0 || out.size() <= most) return out;
    if (request.pick == "best") {
        const auto elo = [&](int index) {
            const double value = story.snapshots()[static_cast<size_t>(index)].elo;
            return std::isfinite(value) ? value : -std::numeric_limits<double>::infinity();
        };
        std::stable_sort(out.begin(), out.end(), [&](int one, int other) { return elo(one) > elo(other); });
        out.resize(most);
        std::sort(out.begin(), out.end());
    } else {
        out.erase(out.begin(), out.end() - request.most);
    }
    return out;
}

Result<Side> readSide(const store::Workspace& workspace, const games::GameInfo& game, StoredLeague stored,
                      const CompareRequest& request) {
    Side side{std::move(stored), {}, {}};
    side.snapshots = picked(side.stored.story, request);
    if (side.snapshots.empty())
        return Error{"league.no_snapshots",
                     LUDUS_TEXT("Cli", "The league %1 has no snapshot that could play.").arg(side.stored.run.name),
                     LUDUS_TEXT("Cli", "Its root is not frozen yet, or its files were let go of."),
                     LUDUS_TEXT("Cli", "Let it train longer, or choose another one.")};
    for (const int index : side.snapshots) {
        const league::StoryNode& node = side.stored.story.snapshots()[static_cast<size_t>(index)];
        Result<agents::AgentPtr> agent =
            runs::resolveAgent(game, "snapshot:" + std::to_string(node.id.value), &workspace);
        if (!agent) return agent.error();
        side.agents.push_back(std::move(*agent));
    }
    return side;
}

/// Both leagues play this one.
Result<games::GameInfo> commonGame(const RunRecord& first, const RunRecord& second) {
    const Result<runs::RunConfig> one = runs::configOf(first), other = runs::configOf(second);
    if (!one) return one.error();
    if (!other) return other.error();
    Result<games::GameInfo> game = games::gameInfo(one->game, one->gameOptions);
    const Result<games::GameInfo> same = games::gameInfo(other->game, other->gameOptions);
    if (!game) return game;
    if (!same) return same;
    const bool alike =
        one->game == other->game && one->gameOptions.size() == other->gameOptions.size() &&
        std::equal(one->gameOptions.begin(), one->gameOptions.end(), other->gameOptions.begin(),
                   [](const auto& a, const auto& b) { return a.first == b.first && a.second.value == b.second.value; });
    if (!alike || game->facts.sides != 2)
        return Error{"league.games_differ",
                     LUDUS_TEXT("Cli", "%1 plays %2 and %3 plays %4, or with other options.")
                         .arg(first.name)
                         .arg(one->game)
                         .arg(second.name)
                         .arg(other->game),
                     LUDUS_TEXT("Cli", "Their snapshots cannot play each other."),
                     LUDUS_TEXT("Cli", "Choose two leagues of one game with the same options and two sides.")};
    return game;
}

/// Every pair of one of each; agents of the second league come behind those of the first.
std::vector<arena::MatchSpec> allPairs(const games::GameInfo& game, size_t first, size_t second,
                                       const CompareRequest& request) {
    std::vector<arena::MatchSpec> out;
    int64_t pairs = 0;
    for (size_t i = 0; i < first; ++i) {
        for (size_t j = 0; j < second; ++j) {
            const uint64_t seed = mixSeed(static_cast<uint64_t>(request.seed), i, j);
            int64_t newest = pairs;
            for (arena::MatchSpec& spec : arena::pairedSpecs(game, request.games, seed)) {
                for (int& agent : spec.agentOfSide)
                    agent = agent == 0 ? static_cast<int>(i) : static_cast<int>(first + j);
                spec.pair += pairs;
                newest = std::max(newest, spec.pair + 1);
                out.push_back(std::move(spec));
            }
            pairs = newest;
        }
    }
    return out;
}

std::vector<PairScore> scoresOf(const std::vector<arena::MatchSpec>& specs, const Played& played, size_t first,
                                size_t second) {
    std::vector<PairScore> out(first * second);
    for (const arena::FinishedMatch& match : played.finished) {
        const std::vector<int>& agents = specs[match.spec].agentOfSide;
        const size_t side = static_cast<size_t>(agents[0]) < first ? 0 : 1;
        const auto one = static_cast<size_t>(agents[side]), other = static_cast<size_t>(agents[1 - side]) - first;
        PairScore& score = out[one * second + other];
        const double lead = match.scores[side] - match.scores[1 - side];
        ++(lead > 0 ? score.wins : lead < 0 ? score.losses : score.draws);
    }
    return out;
}

Json namesOf(const Side& side) {
    Json out = Json::array();
    for (const int index : side.snapshots)
        out.push_back(side.stored.story.nameOf(Member::snapshot(index)));
    return out;
}

/// Within one league, by its own payoff.
Json leagueNumbers(const Side& side, const std::vector<double>& mixture) {
    const league::LeagueStory& story = side.stored.story;
    double best = kUnknown;
    for (const league::StoryNode& node : story.snapshots())
        if (std::isfinite(node.elo) && !(best >= node.elo)) best = node.elo;
    const int last = playable(story).back();
    const league::NashMoment nash = league::nashAt(story, last, nullptr);
    std::vector<Member> members;
    for (const int index : nash.considered)
        members.push_back(Member::snapshot(index));
    math::PayoffMatrix rates = league::advantages(story.book(), members);
    for (double& value : rates.values)
        value = (value + 1) / 2;
    Json weights = Json::object();
    for (size_t i = 0; i < side.snapshots.size(); ++i)
        weights[story.nameOf(Member::snapshot(side.snapshots[i]))] = i < mixture.size() ? mixture[i] : 0;
    return {{"run", side.stored.run.id.value},
            {"name", side.stored.run.name},
            {"steps", side.stored.run.steps},
            {"snapshots", story.snapshots().size()},
            {"usable", playable(story).size()},
            {"played", namesOf(side)},
            {"elo", number(side.stored.run.elo)},
            {"best_elo", number(best)},
            {"diversity", nash.weights.empty() ? Json(nullptr) : Json(nash.diversity)},
            {"known_pairs", nash.known},
            {"cycles", league::nonTransitive(rates, kBeats).cycles},
            {"forgetting", forgettingJson(story)},
            {"mixture", weights}};
}

Json compareJson(const std::array<Side, 2>& sides, const league::RelativePerformance& found,
                 const std::vector<PairScore>& scores, const CompareRequest& request, int64_t games) {
    Json rates = Json::array();
    const size_t columns = sides[1].snapshots.size();
    for (size_t i = 0; i < sides[0].snapshots.size(); ++i) {
        Json row = Json::array();
        for (size_t j = 0; j < columns; ++j)
            row.push_back(scores[i * columns + j].games() > 0 ? Json(scores[i * columns + j].rate()) : Json(nullptr));
        rates.push_back(std::move(row));
    }
    double sum = 0;
    for (const PairScore& score : scores)
        sum += score.rate() / static_cast<double>(scores.size());
    const Json first = leagueNumbers(sides[0], found.first), second = leagueNumbers(sides[1], found.second);
    return {{"rpp", found.value},
            {"value", found.value},
            {"win_rate", found.winRate},
            {"mean_win_rate", sum},
            {"games", games},
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
    const size_t all = playable(side.stored.story).size();
    if (side.snapshots.size() == all) return fmt::format("all {} snapshots of {}", all, side.stored.run.name);
    return fmt::format("the {} {} of {} snapshots of {}", request.pick, side.snapshots.size(), all,
                       side.stored.run.name);
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
    fmt::print(
        "Relative population performance {:+.3f}: the first league wins {:.1f} % of the equilibrium's matches, "
        "{:.1f} % of all {}\n",
        told["rpp"].get<double>(), 100 * told["win_rate"].get<double>(), 100 * told["mean_win_rate"].get<double>(),
        told["games"].get<int64_t>());
}

}  // namespace

int compareLeagues(const Session& session, const CompareRequest& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    Result<StoredLeague> one = readLeague(**workspace, request.first);
    if (!one) return fail(session, one.error());
    Result<StoredLeague> other = readLeague(**workspace, request.second);
    if (!other) return fail(session, other.error());
    const Result<games::GameInfo> game = commonGame(one->run, other->run);
    if (!game) return fail(session, game.error());
    Result<Side> first = readSide(**workspace, *game, std::move(*one), request);
    if (!first) return fail(session, first.error());
    Result<Side> second = readSide(**workspace, *game, std::move(*other), request);
    if (!second) return fail(session, second.error());
    const std::array<Side, 2> sides{std::move(*first), std::move(*second)};

    const size_t rows = sides[0].agents.size(), columns = sides[1].agents.size();
    std::vector<agents::AgentPtr> agents = sides[0].agents;
    agents.insert(agents.end(), sides[1].agents.begin(), sides[1].agents.end());
    const std::vector<arena::MatchSpec> specs = allPairs(*game, rows, columns, request);
    say(session,
        fmt::format("{} against {}: {} matches", choice(sides[0], request), choice(sides[1], request), specs.size()));
    catchInterrupts();
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const Played played =
        playMatches(*game, agents, specs, request.greedy, request.workers > 0 ? request.workers : cores, session);
    if (!played.problem.empty())
        return fail(session, {"match.failed", LUDUS_TEXT("Cli", "The match broke off: %1").arg(played.problem),
                              LUDUS_TEXT("Cli", "No result was kept."),
                              LUDUS_TEXT("Cli", "Check the snapshots with: ludus-cli doctor")});
    const bool interrupted = played.finished.size() < specs.size();
    if (interrupted)
        say(session, fmt::format("Stopped: {} of {} matches were finished; pairs without any count as even.",
                                 played.finished.size(), specs.size()));
    const std::vector<PairScore> scores = scoresOf(specs, played, rows, columns);
    math::PayoffMatrix rates{rows, columns, {}};
    for (const PairScore& score : scores)
        rates.values.push_back(score.rate());
    const Result<league::RelativePerformance> found = league::relativePerformance(rates);
    if (!found) return fail(session, found.error());
    const Json told = compareJson(sides, *found, scores, request, static_cast<int64_t>(played.finished.size()));
    if (session.json)
        printJson(told);
    else
        printComparison(told);
    return interrupted ? kInterrupted : kDone;
}

}  // namespace ludus::headless
