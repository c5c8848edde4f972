// SPDX-License-Identifier: GPL-3.0-or-later
// The sources of a tree (core, widgets, app, tests; *.h and *.cpp) as lines, for the checks. Pure reading; any thread.
#pragma once

#include <string>
#include <vector>

namespace ludus::checks {

struct SourceFile {
    std::string path;  // from the root of the tree, with slashes
    std::vector<std::string> lines;
};

/// Sorted by path.
std::vector<SourceFile> readSources(const std::string& root);

}  // namespace ludus::checks
