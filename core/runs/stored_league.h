// SPDX-License-Identifier: GPL-3.0-or-later
// A league run as the workspace has it, and what it is worth by itself. Values; the workspace's thread reads, any
// thread looks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/league/measures.h"
#include "core/league/story.h"
#include "core/store/workspace.h"

namespace ludus::runs {

struct StoredLeague {
    RunRecord run;
    league::LeagueOptions options;  // that it began with
    std::vector<RunEvent> events;
    league::LeagueStory story;
    int64_t turnSteps = 0;  // that a learner trains when it is its turn; 0: not always as many
};
/// By number or name. Errors run.unknown, league.none (the run is no league), of its file and of the database.
Result<StoredLeague> readLeague(const store::Workspace& workspace, const std::string& name);

/// Steps that each learner [player] has learnt from in the period it is in, when the run is at `step`. Verdicts alone
/// tell such numbers; between them they follow from whose turns it was, and each verdict shows whether they do. None:
/// they do not, and nothing is known.
std::optional<std::vector<int64_t>> trainedAt(const league::LeagueStory& story, int64_t step, int64_t turnSteps);
/// The same of now.
std::optional<std::vector<int64_t>> trainedNow(const StoredLeague& league);

/// Snapshots that may be met and whose files are kept, oldest first.
std::vector<int> playableSnapshots(const league::LeagueStory& story);

/// A league within itself, by its own matches.
struct LeagueNumbers {
    int snapshots = 0, playable = 0;
    double bestElo = kUnknown;
    double diversity = kUnknown;  // effective, of the equilibrium among its snapshots of now
    double knownPairs = 0;        // share of their pairs with enough matches
    int64_t cycles = 0;           // three snapshots of which each beats the next in more than 55 %
    int64_t triples = 0;          // all there are
    struct OwnPast {
        std::string player;  // "MA1"
        league::Forgetting told;
    };
    std::vector<OwnPast> ownPast;  // one for each main agent
};
LeagueNumbers leagueNumbers(const league::LeagueStory& story);

}  // namespace ludus::runs
