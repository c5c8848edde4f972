// SPDX-License-Identifier: GPL-3.0-or-later
// A scene as an SVG picture in fixed colours. Pure; any thread.
#pragma once

#include <string>

#include "core/games/scene.h"

namespace ludus::headless {

/// `width` in pixels; the height follows from the scene.
std::string sceneSvg(const games::Scene& scene, int width = 800);

}  // namespace ludus::headless
