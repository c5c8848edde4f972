// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueComparison: the snapshots of two leagues play each other, both sides, every pair; what follows is their
// relative population performance, 0 of a league against itself. Read on the workspace's thread; then a value that any
// thread may play, without a workspace. Playing waits; it has threads of its own.
#pragma once

#include <array>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "core/arena/match_players.h"
#include "core/runs/stored_league.h"

namespace ludus::runs {

enum class SnapshotPick { newest, best };  // best: by Elo

struct LeagueMatchOptions {
    int games = 10;  // of each pair; best an even number
    int most = 16;   // snapshots of each league; 0: all
    SnapshotPick pick = SnapshotPick::newest;
    uint64_t seed = 1;
};
/// Those of the playable snapshots that are to play, oldest first.
std::vector<int> pickedSnapshots(const league::LeagueStory& story, const LeagueMatchOptions& options);

/// The game that both leagues play. Error league.games_differ.
Result<games::GameInfo> commonGame(const RunRecord& first, const RunRecord& second);
/// Why nothing of this league can play: league.no_snapshots.
Error noSnapshots(const RunRecord& run);

/// Of a snapshot of the first league against one of the second.
struct PairScore {
    int64_t wins = 0, draws = 0, losses = 0;

    int64_t games() const { return wins + draws + losses; }
    /// Wins and half the draws; even where nothing was played.
    double rate() const {
        if (games() == 0) return 0.5;
        return (static_cast<double>(wins) + 0.5 * static_cast<double>(draws)) / static_cast<double>(games());
    }
};

/// How far a relative performance can be trusted: the middle 95 % of what it would be if the matches of each pair were
/// drawn anew from those that were played, as many of them. NaN: not known.
struct PerformanceInterval {
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    int resamples = 0;
};
/// How often it is drawn anew: a thousand times, less often where each takes longer; never where that would be minutes.
int performanceResamples(size_t first, size_t second, int64_t games);
/// `scores` as [first's, second's], each with a match. The same seed gives the same interval. Not known once `stopped`
/// (nothing: never) says so.
PerformanceInterval performanceInterval(const std::vector<PairScore>& scores, size_t first, size_t second,
                                        uint64_t seed, const std::function<bool()>& stopped = {});

struct LeagueOutcome {
    std::vector<PairScore> scores;  // [first's, second's]
    int64_t games = 0;
    bool whole = true;       // else it was stopped, and pairs without a match count as even
    double meanWinRate = 0;  // of the first league, each pair as much as any other
    league::RelativePerformance performance;
    PerformanceInterval interval;  // of its value; only of the whole
    bool own = false;              // a league against itself: each pair's matches both ways, so that all is even
};

class LeagueComparison {
public:
    struct Side {
        StoredLeague stored;
        std::vector<int> played;  // oldest first
        std::vector<agents::AgentPtr> agents;
    };

    /// By numbers or names. Errors of readLeague and commonGame, league.no_snapshots, league.too_many_matches,
    /// agent.*, artefact.*.
    static Result<LeagueComparison> read(const store::Workspace& workspace, const std::string& first,
                                         const std::string& second, const LeagueMatchOptions& options);

    const std::array<Side, 2>& sides() const { return sides_; }
    const LeagueMatchOptions& options() const { return options_; }
    /// A league against itself.
    bool own() const { return sides_[0].stored.run.id == sides_[1].stored.run.id; }
    int64_t matches() const { return static_cast<int64_t>(specs_.size()); }
    /// Error match.failed.
    Result<LeagueOutcome> play(const arena::PlayOptions& how) const;

private:
    LeagueComparison(games::GameInfo game, std::array<Side, 2> sides, const LeagueMatchOptions& options);
    std::vector<PairScore> scoresOf(const std::vector<arena::FinishedMatch>& finished) const;

    games::GameInfo game_;
    std::array<Side, 2> sides_;
    LeagueMatchOptions options_;
    std::vector<arena::MatchSpec> specs_;  // agents of the second league come behind those of the first
};

}  // namespace ludus::runs
