// SPDX-License-Identifier: GPL-3.0-or-later
// A moment of each game, played by its own bots, for the small picture beside its name. Pure; any thread; takes a few
// milliseconds a game.
#pragma once

#include <string>

#include "widgets/models/scene.h"

namespace ludus::bridges {

/// Without words, and closer to the bodies than a match is shown; empty for an unknown game. The same each time.
models::Scene gameScene(const std::string& game);

}  // namespace ludus::bridges
