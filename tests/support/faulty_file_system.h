// SPDX-License-Identifier: GPL-3.0-or-later
// FaultyFileSystem: the real files with faults on order: full disk, a failing disk, missing rights, a flipped bit, a
// cut-off file. Any thread. Faults last until cleared and touch only paths that contain their text.
#pragma once

#include <mutex>
#include <string>

#include "core/base/file_system.h"

namespace ludus::test {

enum class Fault { none, diskFull, ioError, permission, bitFlip, truncated };

class FaultyFileSystem final : public FileSystem {
public:
    /// `inner` must outlive this.
    explicit FaultyFileSystem(FileSystem& inner = realFileSystem()) : inner_(inner) {}

    /// From now on: writes fail (diskFull, ioError, permission; the last two also reads), or reads give damaged bytes
    /// (bitFlip: the lowest bit of the middle byte; truncated: the first half). Paths without `pathPart` stay healthy;
    /// the first `healthyWrites` writes of touched paths still go through.
    void inject(Fault fault, std::string pathPart = "", int healthyWrites = 0);
    void clear() { inject(Fault::none); }
    /// So many bytes seem to be free from now on, while writes go through; -1: what is free.
    void leaveFree(int64_t bytes);
    /// Attempts to write, failed ones too.
    int writes() const;

    Result<std::string> read(const std::string& path) const override;
    Status writeAtomic(const std::string& path, std::string_view bytes) override;
    Status createDirectories(const std::string& path) override;
    Status remove(const std::string& path) override;
    bool exists(const std::string& path) const override { return inner_.exists(path); }
    bool writable(const std::string& path) const override;
    Result<std::vector<std::string>> list(const std::string& directory) const override;
    int64_t freeBytes(const std::string& path) const override;

private:
    Fault faultFor(const std::string& path) const;
    Status writeFault(const std::string& path);

    FileSystem& inner_;
    mutable std::mutex mutex_;
    Fault fault_ = Fault::none;
    std::string pathPart_;
    int healthyWrites_ = 0;
    int writes_ = 0;
    int64_t free_ = -1;
};

}  // namespace ludus::test
