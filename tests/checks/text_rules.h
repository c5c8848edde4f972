// SPDX-License-Identifier: GPL-3.0-or-later
// Rules on the text of sources: licence line, guard, no unfinished work, texts for people marked for translation with
// sound placeholders. Pure functions on source text; any thread.
#pragma once

#include <string>
#include <vector>

#include "tests/checks/source_tree.h"

namespace ludus::checks {

/// One sentence a breach ("app/pages/a.cpp:3: ..."); empty when all is well.
std::vector<std::string> textBreaches(const std::vector<SourceFile>& files);

}  // namespace ludus::checks
