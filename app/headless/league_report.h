// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line says of a league: its documents and tables. Values; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/headless/console.h"
#include "core/league/story_why.h"
#include "core/runs/stored_league.h"

namespace ludus::headless {

using runs::readLeague;
using runs::StoredLeague;

/// Everything but single draws; of the payoff at most `most` members (0: all).
Json leagueJson(const StoredLeague& league, int most);
void printLeague(const StoredLeague& league);

Json whyJson(const league::LeagueStory& story, const league::WhyDraw& why);
Json whyJson(const league::LeagueStory& story, const league::WhyVerdict& why);
void printWhy(const league::LeagueStory& story, const league::WhyDraw& why);
void printWhy(const league::LeagueStory& story, const league::WhyVerdict& why);

/// Of what the store has and what was rebuilt; "": the story is exact.
std::string mismatchText(const league::LeagueStory& story);
/// "ME1-10" of a snapshot's index; null for none.
Json nodeName(const league::LeagueStory& story, int index);
Json forgettingJson(const league::LeagueStory& story);
/// "0.62", "–".
std::string share(double value);

}  // namespace ludus::headless
