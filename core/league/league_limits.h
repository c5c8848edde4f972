// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of win rates that no league may begin with or be given, but that leagues which are stored may have begun with
// before they were refused: these are read all the same. A pure function; any thread.
#pragma once

#include "core/league/league_options.h"

namespace ludus::league {

/// checkLeague, and no win rates that never count and no limits of them that exclude each other. With `before`, of what
/// a change made of a league's options: only limits that it touches.
Status checkNewLeague(const LeagueOptions& options, const LeagueOptions* before = nullptr);

}  // namespace ludus::league
