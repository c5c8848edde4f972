// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temp_dir.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/check.h"

namespace ludus::test {

namespace fs = std::filesystem;

TempDir::TempDir() {
    std::string pattern = (fs::temp_directory_path() / "ludus test XXXXXX").string();
    LUDUS_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

TempDir::~TempDir() {
    std::error_code ignored;
    // A test may have taken the right to write away.
    fs::permissions(path_, fs::perms::owner_all, fs::perm_options::add, ignored);
    fs::remove_all(path_, ignored);
}

std::string TempDir::write(std::string_view name, std::string_view bytes) const {
    const fs::path file = path(name);
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    LUDUS_CHECK(out.good());
    return file.string();
}

std::string TempDir::path(std::string_view name) const {
    return (fs::path(path_) / fs::path(name)).string();
}

}  // namespace ludus::test
