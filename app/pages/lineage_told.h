// SPDX-License-Identifier: GPL-3.0-or-later
// What was decided about a member of a lineage, told in sentences: what ended the period that made it, and with whose
// weights that period began. Asked on a thread of the store, told on the GUI thread.
#pragma once

#include <QString>

#include <optional>

#include "app/bridges/league_reader.h"

namespace ludus::pages {

struct LineageTold {
    std::optional<LeagueVerdict> made;   // froze it; none: it is a learner, or an opening's
    std::optional<LeagueVerdict> began;  // whose outcome its period began with; none: the start
    LeagueRole role = LeagueRole::adaptiveEvolutionaryExploiter;
    double low = 0.2, high = 0.5;  // of the window
};

/// Of a snapshot or a learner by its code. On a thread of the store.
LineageTold lineageOf(const bridges::LeagueReader& reader, int code);

/// "Frozen after 1.38 M steps: its smallest win rate was 72.1 %, above the limit of 70 %."; empty: no verdict made it.
QString madeSentence(const LineageTold& told);
/// "It went on from AEE 1·2: with 48 % the nearest to one half of 3 candidates."; empty: nothing was decided before.
/// `from`: how the snapshot is called that it went on from.
QString beganSentence(const LineageTold& told, const QString& from);

}  // namespace ludus::pages
