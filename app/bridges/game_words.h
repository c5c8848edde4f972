// SPDX-License-Identifier: GPL-3.0-or-later
// What games call their actions and observations, in the language of the studio and short enough for a bar. GUI thread.
#pragma once

#include <QString>

#include <string>

namespace ludus::bridges {

/// "forward + jump" -> "fwd+jump"; names nobody knows stay as they are.
QString actionTitle(const std::string& name);
/// The subject of a number that an agent observes: "own vx" -> "self"; and what of it: "vx".
QString observedThing(const std::string& name);
QString observedPart(const std::string& name);

}  // namespace ludus::bridges
