// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/strays.h"

#include <cstdlib>
#include <filesystem>

#include "core/store/detail/process.h"

namespace ludus::store {
namespace {

bool isOurs(const std::string& suffix) {
    return suffix == ".safetensors" || suffix == ".replay" || suffix == ".checkpoint";
}

/// A file that was being written when its program died: ".replay.tmp1234_5".
bool isHalfWritten(const std::string& suffix) {
    static const std::string kMark = ".tmp";
    const size_t at = suffix.find(kMark);
    if (at == std::string::npos || !isOurs(suffix.substr(0, at))) return false;
    return !isInUse(std::atoll(suffix.c_str() + at + kMark.size()));
}

}  // namespace

int64_t fileBytes(const std::string& path) {
    std::error_code problem;
    const auto bytes = std::filesystem::file_size(path, problem);
    return problem ? 0 : static_cast<int64_t>(bytes);
}

Result<ArtefactFiles> artefactFiles(SQLite::Database& database, const std::string& folder, const FileSystem& files) {
    ArtefactFiles found;
    const std::string root = joinPath(folder, "artefacts");
    if (!files.exists(root)) return found;
    const auto folders = files.list(root);
    if (!folders) return folders.error();
    SQLite::Statement named(database, "SELECT 1 FROM artefact WHERE hash = ? AND suffix = ? AND refs > 0");
    for (const std::string& part : *folders) {
        const auto names = files.list(joinPath(root, part));
        if (!names) continue;  // no folder
        for (const std::string& name : *names) {
            const std::string hash = name.substr(0, name.find('.'));
            const std::string suffix = name.substr(hash.size());
            if (hash.size() != 32 || (!isOurs(suffix) && !isHalfWritten(suffix))) continue;
            named.reset();
            if (bindAll(named, hash, suffix).executeStep()) {
                found.named.insert(name);
                continue;
            }
            const std::string path = joinPath(joinPath(root, part), name);
            found.strays.push_back({path, fileBytes(path)});
        }
    }
    return found;
}

}  // namespace ludus::store
