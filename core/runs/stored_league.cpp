// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/stored_league.h"

#include <algorithm>
#include <cmath>

#include "core/games/registry.h"
#include "core/runs/resume_point.h"

namespace ludus::runs {
namespace {

constexpr double kBeats = 0.55;

/// A learner has the seats of one side in every slot.
int64_t turnStepsOf(const RunConfig& config) {
    const Result<games::GameInfo> game = games::gameInfo(config.game, config.gameOptions);
    if (!game) return 0;
    const std::vector<int>& sides = game->facts.sideOfSeat;
    const int64_t seats = std::count(sides.begin(), sides.end(), 0);
    if (seats * game->facts.sides != game->facts.seats) return 0;  // sides of different sizes
    return seats * config.learner.slots * config.learner.steps;
}

}  // namespace

Result<StoredLeague> readLeague(const store::Workspace& workspace, const std::string& name) {
    Result<RunRecord> run = workspace.findRun(name);
    if (!run) return run.error();
    const Result<RunConfig> config = configOf(*run);
    if (!config) return config.error();
    if (!config->isLeague())
        return Error{"league.none",
                     LUDUS_TEXT("Error", "The run %1 is no league: it trains by self-play.").arg(run->name),
                     LUDUS_TEXT("Error", "There are no draws and no verdicts to tell of."),
                     LUDUS_TEXT("Error", "Choose a run of a league; ludus-cli presets lists those that begin one.")};
    Result<std::vector<RunEvent>> events = workspace.leagueEvents(run->id);
    if (!events) return events.error();
    league::LeagueStory story = league::storyOf(config->league, *events);
    return StoredLeague{std::move(*run), config->league, std::move(*events), std::move(story), turnStepsOf(*config)};
}

std::vector<int> playableSnapshots(const league::LeagueStory& story) {
    std::vector<int> out;
    for (const league::StoryNode& node : story.snapshots())
        if (node.usable && !node.hash.empty()) out.push_back(node.index);
    return out;
}

LeagueNumbers leagueNumbers(const league::LeagueStory& story) {
    LeagueNumbers out;
    for (const league::StoryNode& node : story.snapshots())
        if (std::isfinite(node.elo) && !(out.bestElo >= node.elo)) out.bestElo = node.elo;
    for (const league::LearnerStory& learner : story.learners())
        if (learner.role == LeagueRole::mainAgent)
            out.ownPast.push_back({learner.name, league::forgettingOf(story, learner.player)});
    const std::vector<int> playable = playableSnapshots(story);
    out.snapshots = static_cast<int>(story.snapshots().size());
    out.playable = static_cast<int>(playable.size());
    if (playable.empty()) return out;
    const league::NashMoment nash = league::nashAt(story, playable.back(), nullptr);
    std::vector<Member> members;
    for (const int index : nash.considered)
        members.push_back(Member::snapshot(index));
    math::PayoffMatrix rates = league::advantages(story.book(), members);
    for (double& value : rates.values)
        value = (value + 1) / 2;
    const league::Cycles found = league::nonTransitive(rates, kBeats);
    if (!nash.weights.empty()) out.diversity = nash.diversity;
    out.knownPairs = nash.known;
    out.cycles = found.cycles;
    out.triples = found.triples;
    return out;
}

}  // namespace ludus::runs
