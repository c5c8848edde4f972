// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/roles/roles.h"

namespace ludus::league {

const Role& roleOf(LeagueRole role) {
    switch (role) {
        case LeagueRole::mainAgent: return mainAgent();
        case LeagueRole::mainExploiter: return mainExploiter();
        case LeagueRole::leagueExploiter: return leagueExploiter();
        case LeagueRole::specificExploiter: return specificExploiter();
        case LeagueRole::evolutionaryExploiter: return evolutionaryExploiter();
        case LeagueRole::adaptiveEvolutionaryExploiter: return adaptiveEvolutionaryExploiter();
    }
    return mainAgent();
}

}  // namespace ludus::league
