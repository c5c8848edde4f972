// SPDX-License-Identifier: GPL-3.0-or-later
// What games call their sides, results, actions and observations, in the language of the studio and short enough for a
// bar. Any thread once the language is chosen.
#pragma once

#include <QString>

#include <string>
#include <vector>

#include "core/records/records.h"

namespace ludus::bridges {

/// "Blue", "Left": side 0 is drawn solid, side 1 hatched.
QString sideTitle(const std::string& game, int side);
/// "2 : 1" in what the game counts.
QString scoreText(const std::vector<double>& points);
/// Of a recorded match. Where its scores do not tell the points, their difference: "+2 : −2".
QString scoreText(const MatchRecord& match);
/// What is written into a scene: names of actions, pairs of payoffs, seconds.
QString sceneText(const std::string& label);
/// "forward + jump" -> "fwd+jump"; names nobody knows stay as they are.
QString actionTitle(const std::string& name);
/// The subject of a number that an agent observes: "own vx" -> "self"; and what of it: "vx".
QString observedThing(const std::string& name);
QString observedPart(const std::string& name);

}  // namespace ludus::bridges
