// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/league_comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/rng.h"
#include "core/games/registry.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/resume_point.h"

namespace ludus::runs {
namespace {

using Side = LeagueComparison::Side;

constexpr int64_t kMostMatches = 10'000'000;

Status checkCount(size_t first, size_t second, const LeagueMatchOptions& options) {
    const auto pairs = static_cast<int64_t>(first * second);
    if (pairs <= kMostMatches / options.games) return {};
    return Error{"league.too_many_matches",
                 LUDUS_TEXT("Error", "%1 and %2 snapshots with %3 matches of each pair are more than %4 matches.")
                     .arg(first)
                     .arg(second)
                     .arg(options.games)
                     .arg(kMostMatches),
                 LUDUS_TEXT("Error", "So many are not kept in memory at once."),
                 LUDUS_TEXT("Error", "Let fewer snapshots play, or fewer matches of each pair.")};
}

Result<Side> readSide(const store::Workspace& workspace, const games::GameInfo& game, StoredLeague stored,
                      const LeagueMatchOptions& options) {
    Side side{std::move(stored), {}, {}};
    side.played = pickedSnapshots(side.stored.story, options);
    if (side.played.empty()) return noSnapshots(side.stored.run);
    for (const int index : side.played) {
        const league::StoryNode& node = side.stored.story.snapshots()[static_cast<size_t>(index)];
        Result<agents::AgentPtr> agent = resolveAgent(game, "snapshot:" + std::to_string(node.id.value), &workspace);
        if (!agent) return agent.error();
        side.agents.push_back(std::move(*agent));
    }
    return side;
}

/// Every pair of one of each.
std::vector<arena::MatchSpec> allPairs(const games::GameInfo& game, size_t first, size_t second,
                                       const LeagueMatchOptions& options) {
    std::vector<arena::MatchSpec> out;
    int64_t pairs = 0;
    for (size_t i = 0; i < first; ++i) {
        for (size_t j = 0; j < second; ++j) {
            int64_t newest = pairs;
            for (arena::MatchSpec& spec : arena::pairedSpecs(game, options.games, mixSeed(options.seed, i, j))) {
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

/// Of a league against itself: what one won from another is what that one lost to it.
std::vector<PairScore> bothWays(const std::vector<PairScore>& scores, size_t count) {
    std::vector<PairScore> out(scores.size());
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < count; ++j) {
            const PairScore &one = scores[i * count + j], &other = scores[j * count + i];
            out[i * count + j] = {one.wins + other.losses, one.draws + other.draws, one.losses + other.wins};
        }
    }
    return out;
}

/// A symmetric game is worth 0, whatever was played: rounding is all that could make another number of it.
void makeEven(LeagueOutcome& outcome) {
    outcome.own = true;
    outcome.meanWinRate = outcome.performance.winRate = 0.5;
    outcome.performance.value = 0;
    outcome.performance.second = outcome.performance.first;
    outcome.interval = {0, 0, 0};
}

}  // namespace

std::vector<int> pickedSnapshots(const league::LeagueStory& story, const LeagueMatchOptions& options) {
    std::vector<int> out = playableSnapshots(story);
    const auto most = static_cast<size_t>(options.most);
    if (most == 0 || out.size() <= most) return out;
    if (options.pick == SnapshotPick::best) {
        const auto elo = [&](int index) {
            const double value = story.snapshots()[static_cast<size_t>(index)].elo;
            return std::isfinite(value) ? value : -std::numeric_limits<double>::infinity();
        };
        std::stable_sort(out.begin(), out.end(), [&](int one, int other) { return elo(one) > elo(other); });
        out.resize(most);
        std::sort(out.begin(), out.end());
    } else {
        out.erase(out.begin(), out.end() - options.most);
    }
    return out;
}

Result<games::GameInfo> commonGame(const RunRecord& first, const RunRecord& second) {
    const Result<RunConfig> one = configOf(first), other = configOf(second);
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
                     LUDUS_TEXT("Error", "%1 plays %2 and %3 plays %4, or with other options.")
                         .arg(first.name)
                         .arg(one->game)
                         .arg(second.name)
                         .arg(other->game),
                     LUDUS_TEXT("Error", "Their snapshots cannot play each other."),
                     LUDUS_TEXT("Error", "Choose two leagues of one game with the same options and two sides.")};
    return game;
}

Error noSnapshots(const RunRecord& run) {
    return {"league.no_snapshots", LUDUS_TEXT("Error", "The league %1 has no snapshot that could play.").arg(run.name),
            LUDUS_TEXT("Error", "Its root is not frozen yet, or its files were let go of."),
            LUDUS_TEXT("Error", "Let it train longer, or choose another one.")};
}

Result<LeagueComparison> LeagueComparison::read(const store::Workspace& workspace, const std::string& first,
                                                const std::string& second, const LeagueMatchOptions& options) {
    Result<StoredLeague> one = readLeague(workspace, first);
    if (!one) return one.error();
    const Result<RunRecord> run = workspace.findRun(second);
    if (!run) return run.error();
    // One that learns on would be another one a moment later: a league against itself is read once.
    std::optional<StoredLeague> other;
    if (run->id != one->run.id) {
        Result<StoredLeague> found = readLeague(workspace, second);
        if (!found) return found.error();
        other = std::move(*found);
    }
    Result<games::GameInfo> game = commonGame(one->run, *run);
    if (!game) return game.error();
    Result<Side> rows = readSide(workspace, *game, std::move(*one), options);
    if (!rows) return rows.error();
    Result<Side> columns = other ? readSide(workspace, *game, std::move(*other), options) : rows;
    if (!columns) return columns.error();
    const Status few = checkCount(rows->played.size(), columns->played.size(), options);
    if (!few) return few.error();
    return LeagueComparison(std::move(*game), {std::move(*rows), std::move(*columns)}, options);
}

LeagueComparison::LeagueComparison(games::GameInfo game, std::array<Side, 2> sides, const LeagueMatchOptions& options)
    : game_(std::move(game)),
      sides_(std::move(sides)),
      options_(options),
      specs_(allPairs(game_, sides_[0].agents.size(), sides_[1].agents.size(), options)) {}

Result<LeagueOutcome> LeagueComparison::play(const arena::PlayOptions& how) const {
    std::vector<agents::AgentPtr> agents = sides_[0].agents;
    agents.insert(agents.end(), sides_[1].agents.begin(), sides_[1].agents.end());
    const arena::PlayedMatches played = arena::playMatches(game_, agents, specs_, how);
    if (!played.problem.empty())
        return Error{"match.failed", LUDUS_TEXT("Error", "The match broke off: %1").arg(played.problem),
                     LUDUS_TEXT("Error", "No result was kept."),
                     LUDUS_TEXT("Error", "Check the snapshots with: ludus-cli doctor")};
    LeagueOutcome out;
    out.scores = scoresOf(played.finished);
    if (own()) out.scores = bothWays(out.scores, sides_[0].agents.size());
    out.games = static_cast<int64_t>(played.finished.size());
    out.whole = played.finished.size() == specs_.size();
    math::PayoffMatrix rates{sides_[0].agents.size(), sides_[1].agents.size(), {}};
    for (const PairScore& score : out.scores) {
        rates.values.push_back(score.rate());
        out.meanWinRate += score.rate() / static_cast<double>(out.scores.size());
    }
    Result<league::RelativePerformance> found = league::relativePerformance(rates);
    if (!found) return found.error();
    out.performance = std::move(*found);
    if (own())
        makeEven(out);
    else if (out.whole)
        out.interval = performanceInterval(out.scores, rates.rows, rates.columns, options_.seed, how.stopped);
    return out;
}

std::vector<PairScore> LeagueComparison::scoresOf(const std::vector<arena::FinishedMatch>& finished) const {
    const size_t first = sides_[0].agents.size(), second = sides_[1].agents.size();
    std::vector<PairScore> out(first * second);
    for (const arena::FinishedMatch& match : finished) {
        const std::vector<int>& agents = specs_[match.spec].agentOfSide;
        const size_t side = static_cast<size_t>(agents[0]) < first ? 0 : 1;
        const auto one = static_cast<size_t>(agents[side]), other = static_cast<size_t>(agents[1 - side]) - first;
        PairScore& score = out[one * second + other];
        const double lead = match.scores[side] - match.scores[1 - side];
        ++(lead > 0 ? score.wins : lead < 0 ? score.losses : score.draws);
    }
    return out;
}

}  // namespace ludus::runs
