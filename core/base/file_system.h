// SPDX-License-Identifier: GPL-3.0-or-later
// FileSystem: the seam through which artefact files are read and written; tests inject faults here. Any thread.
// Paths are UTF-8. Errors name the file and what to do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace ludus {

class FileSystem {
public:
    virtual ~FileSystem() = default;

    virtual Result<std::string> read(const std::string& path) const = 0;
    /// Writes a temporary file beside `path`, syncs it and renames it: afterwards the old or the new content is there.
    virtual Status writeAtomic(const std::string& path, std::string_view bytes) = 0;
    virtual Status createDirectories(const std::string& path) = 0;
    virtual Status remove(const std::string& path) = 0;
    virtual bool exists(const std::string& path) const = 0;
    virtual bool writable(const std::string& path) const = 0;
    virtual Result<std::vector<std::string>> list(const std::string& directory) const = 0;
    /// Bytes free for this user on the disk of `path`; -1 where unknown.
    virtual int64_t freeBytes(const std::string& path) const = 0;
};

/// The machine's own files; lives as long as the program.
FileSystem& realFileSystem();

std::string joinPath(std::string_view directory, std::string_view name);

}  // namespace ludus
