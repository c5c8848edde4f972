// SPDX-License-Identifier: GPL-3.0-or-later
// Who may include whom, as ARCHITECTURE.md lists it. Pure functions on source text; any thread.
#pragma once

#include <string>
#include <vector>

#include "tests/checks/source_tree.h"

namespace ludus::checks {

/// One sentence a breach ("core/games/a.cpp:3: ..."); empty when the house is in order. Tests may include everything.
std::vector<std::string> layeringBreaches(const std::vector<SourceFile>& files);

}  // namespace ludus::checks
