// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checks/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace ludus::checks {

namespace fs = std::filesystem;

std::vector<SourceFile> readSources(const std::string& root) {
    std::vector<SourceFile> out;
    for (const char* folder : {"core", "widgets", "app", "tests"}) {
        if (!fs::exists(fs::path(root) / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
            const std::string extension = entry.path().extension().string();
            if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
            SourceFile file{fs::relative(entry.path(), root).generic_string(), {}};
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                file.lines.push_back(line);
            out.push_back(std::move(file));
        }
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return out;
}

}  // namespace ludus::checks
