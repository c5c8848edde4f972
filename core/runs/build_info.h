// SPDX-License-Identifier: GPL-3.0-or-later
// What this program was built from and with. Constant; any thread.
#pragma once

#include <string>

namespace ludus::runs {

struct BuildInfo {
    std::string version;    // "0.1.0"
    std::string revision;   // of the sources in git, "" where they came without
    std::string qt, torch;  // versions it was built with
};
BuildInfo buildInfo();

}  // namespace ludus::runs
