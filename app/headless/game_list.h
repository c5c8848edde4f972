// SPDX-License-Identifier: GPL-3.0-or-later
// A file of results: a header line, then first, second and result (1-0, 0-1, 1/2-1/2), tab separated, plain or
// compressed by gzip. Values; any thread. Errors name the line.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/math/rating_fit.h"

namespace ludus::headless {

struct GameList {
    std::vector<std::string> names;  // in order of appearance
    std::vector<math::GameResult> games;

    int players() const { return static_cast<int>(names.size()); }
    int find(const std::string& name) const;  // -1: nobody
};

Result<GameList> readGameList(const std::string& path);
/// The same from text; `name` stands in errors.
Result<GameList> parseGameList(const std::string& text, const std::string& name);

}  // namespace ludus::headless
