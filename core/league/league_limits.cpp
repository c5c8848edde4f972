// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/league_limits.h"

#include <cmath>

namespace ludus::league {
namespace {

/// The matches of a pair weigh 1 + decay + decay^2 + ..., always less than 1 / (1 - decay).
Status checkGames(const LeagueOptions& o) {
    constexpr double kRounding = 1e-9;
    if (o.minimumGames * (1 - o.decay) < 1 - kRounding) return {};
    const double bound = std::round(100 / (1 - o.decay)) / 100;
    return Error{
        "league.contradiction",
        LUDUS_TEXT("Error", "minimum_games is %1, but at a decay of %2 all matches of two players weigh less than %3.")
            .arg(o.minimumGames)
            .arg(o.decay)
            .arg(bound),
        LUDUS_TEXT("Error", "Every win rate would count as one half for ever."),
        LUDUS_TEXT("Error", "Make minimum_games smaller than %1, or decay larger.").arg(bound)};
}

Status checkFloor(const LeagueOptions& o) {
    if (o.exploiterFloor <= o.winThreshold) return {};
    return Error{
        "league.contradiction",
        LUDUS_TEXT("Error", "exploiter_floor is %1, above win_threshold at %2.")
            .arg(o.exploiterFloor)
            .arg(o.winThreshold),
        LUDUS_TEXT("Error", "A main agent would be too strong for an exploiter that has already won its period."),
        LUDUS_TEXT("Error", "Make exploiter_floor as small as win_threshold, or smaller.")};
}

}  // namespace

Status checkNewLeague(const LeagueOptions& o, const LeagueOptions* before) {
    if (Status sound = checkLeague(o); !sound.ok()) return sound;
    const bool games = before == nullptr || before->minimumGames != o.minimumGames || before->decay != o.decay;
    const bool floor =
        before == nullptr || before->exploiterFloor != o.exploiterFloor || before->winThreshold != o.winThreshold;
    if (games)
        if (Status status = checkGames(o); !status.ok()) return status;
    return floor ? checkFloor(o) : Status();
}

}  // namespace ludus::league
