// SPDX-License-Identifier: GPL-3.0-or-later
// TempDir: a fresh folder for one test, gone with its owner. One thread.
#pragma once

#include <string>
#include <string_view>

namespace ludus::test {

class TempDir {
public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    /// Writes a file below the folder (folders on the way are made) and gives its path.
    std::string write(std::string_view name, std::string_view bytes) const;

    const std::string& path() const { return path_; }
    /// The path of `name` below the folder.
    std::string path(std::string_view name) const;

private:
    std::string path_;
};

}  // namespace ludus::test
