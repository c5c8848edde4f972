// SPDX-License-Identifier: GPL-3.0-or-later
// From a game's draw list to that of the window. Pure; any thread.
#pragma once

#include <span>

#include "core/games/overlay.h"
#include "core/replay/moments.h"
#include "core/replay/replay.h"
#include "widgets/models/scene.h"

namespace ludus::bridges {

models::Scene toScene(const games::Scene& scene);
models::SceneRay::Hit toHit(games::RayHit hit);
/// The scene where the cursor stands, with the way of the ball before it and after it and what every seat senses.
models::Scene sceneOf(const replay::Cursor& cursor, const replay::Digest& digest);

}  // namespace ludus::bridges
