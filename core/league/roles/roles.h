// SPDX-License-Identifier: GPL-3.0-or-later
// The roles, one small source each; roleOf (role.h) hands them out.
#pragma once

#include "core/league/role.h"

namespace ludus::league {

/// Meets itself, all frozen players and those it has forgotten how to beat; never starts again.
const Role& mainAgent();
/// Looks for what beats the main agents; starts again once it has found it.
const Role& mainExploiter();
/// Looks for what beats the whole league; starts again now and then.
const Role& leagueExploiter();
/// A main exploiter with a start of its own.
const Role& specificExploiter();
/// Goes on from whoever of its kind does best against the main agents.
const Role& evolutionaryExploiter();
/// Goes on from a leaf of its kind that is about as strong as the main agents.
const Role& adaptiveEvolutionaryExploiter();

}  // namespace ludus::league
