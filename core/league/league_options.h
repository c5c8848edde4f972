// SPDX-License-Identifier: GPL-3.0-or-later
// Options "league.*": who learns, how opponents are drawn, when a learning period ends, what follows. Steps are
// decisions of the learner that is spoken of. Sources: AlphaStar's pseudo-code, TStarBot-X and its public code.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/config/option.h"
#include "core/league/sampling.h"
#include "core/records/league_records.h"

namespace ludus::league {

struct LeagueOptions {
    // Who learns
    int mainAgents = 1;
    int mainExploiters = 0;
    int leagueExploiters = 0;
    int specificExploiters = 0;
    int evolutionaryExploiters = 0;
    int adaptiveExploiters = 0;
    std::string inheritingOpponents = "main_exploiter";  // whom EE and AEE meet: as ME, LE or SE do

    // Where they start
    int64_t rootSteps = 500'000;            // of self-play, by a main agent
    std::vector<std::string> specificBots;  // one an SE, in turn
    int64_t specificSteps = 300'000;        // against that bot

    // Learning periods
    int64_t mainMinSteps = 1'000'000;
    int64_t mainMaxSteps = 1'000'000;
    int64_t exploiterMinSteps = 250'000;
    int64_t exploiterMaxSteps = 500'000;
    double winThreshold = 0.7;
    int verdictGames = 50;      // fewer decide nothing
    double leagueReset = 0.25;  // probability
    double mainWeight = 4;      // trained steps of a main agent for each of an exploiter

    // Whom the main agent meets
    std::string shares = "tstarbot_x";  // or alphastar, custom
    double selfPlayShare = 0.25;        // of custom
    double historyShare = 0.60;
    double forgottenShare = 0.15;
    std::string weighting = "squared";
    double forgottenExploiterBelow = 0.3;
    double forgottenMainBelow = 0.7;
    bool forgottenAll = false;  // once one of them is forgotten, all of them are candidates (AlphaStar)
    // Whom exploiters meet
    double exploiterFloor = 0.1;   // below this win rate the main agent is too strong for an exploiter
    double exploiterStill = 0.15;  // and is met all the same with this probability
    std::string leagueWeighting = "linear_capped";

    // Inheritance
    double windowLow = 0.2;  // closed on both sides
    double windowHigh = 0.5;
    int inheritGames = 30;       // against the main agent of now
    int inheritCandidates = 12;  // at most so many are looked at, those nearest by what is known

    // Payoff
    double decay = 0.99;
    int minimumGames = 5;
    int64_t swapSteps = 20'000;  // how long a block of slots keeps its draw

    int learners() const;
};
const config::OptionGroup<LeagueOptions>& leagueOptions();

/// What contradicts: code league.contradiction. Options of the group are in their ranges.
Status checkLeague(const LeagueOptions& options);

/// Shares of a main agent's draws; they sum to 1.
struct Shares {
    double selfPlay, history, forgotten;
};
Shares sharesOf(const LeagueOptions& options);

/// A learner of the league, in the order of players: main agents first.
struct LearnerSpec {
    LeagueRole role = LeagueRole::mainAgent;
    LeagueRole opponents = LeagueRole::mainAgent;  // whose opponents it meets; of EE and AEE that of another role
    std::string bot;                               // against which its start is trained; "": the common root
    double weight = 1;                             // of trained steps
};
std::vector<LearnerSpec> learnersOf(const LeagueOptions& options);
/// "MA1", "ME2": its role and its number among those of that role.
std::string learnerName(const LeagueOptions& options, int player);

}  // namespace ludus::league
