// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulty_file_system.h"

#include <utility>

namespace ludus::test {
namespace {

// The same codes and parts as those of the real file system.
Error errorOf(Fault fault, const std::string& path) {
    if (fault == Fault::diskFull) {
        return {"file.disk_full", Text("Test", "%1 could not be written: No space left on device.").arg(path),
                Text("Test", "The disk is full; everything finished so far is kept."),
                Text("Test", "Free some space on this disk, then try again.")};
    }
    if (fault == Fault::ioError) {
        return {"file.write",
                Text("Test", "%1 could not be reached: Input/output error.").arg(path),
                {},
                Text("Test", "Check the disk, then try again.")};
    }
    return {"file.permission", Text("Test", "%1 could not be opened: Permission denied.").arg(path),
            Text("Test", "This user may not do that here."),
            Text("Test", "Change the permissions of the folder or choose another one.")};
}

}  // namespace

void FaultyFileSystem::inject(Fault fault, std::string pathPart, int healthyWrites) {
    const std::scoped_lock lock(mutex_);
    fault_ = fault;
    pathPart_ = std::move(pathPart);
    healthyWrites_ = healthyWrites;
}

void FaultyFileSystem::leaveFree(int64_t bytes) {
    const std::scoped_lock lock(mutex_);
    free_ = bytes;
}

int FaultyFileSystem::writes() const {
    const std::scoped_lock lock(mutex_);
    return writes_;
}

Fault FaultyFileSystem::faultFor(const std::string& path) const {
    const std::scoped_lock lock(mutex_);
    return path.find(pathPart_) == std::string::npos ? Fault::none : fault_;
}

Status FaultyFileSystem::writeFault(const std::string& path) {
    const Fault fault = faultFor(path);
    const std::scoped_lock lock(mutex_);
    ++writes_;
    if (fault == Fault::none || fault == Fault::bitFlip || fault == Fault::truncated) return {};
    if (healthyWrites_ > 0) {
        --healthyWrites_;
        return {};
    }
    return errorOf(fault, path);
}

Result<std::string> FaultyFileSystem::read(const std::string& path) const {
    const Fault fault = faultFor(path);
    if (fault == Fault::permission || fault == Fault::ioError) return errorOf(fault, path);
    Result<std::string> bytes = inner_.read(path);
    if (bytes && fault == Fault::truncated) bytes->resize(bytes->size() / 2);
    if (bytes && fault == Fault::bitFlip && !bytes->empty()) {
        char& middle = (*bytes)[bytes->size() / 2];
        middle = static_cast<char>(middle ^ 1);
    }
    return bytes;
}

Status FaultyFileSystem::writeAtomic(const std::string& path, std::string_view bytes) {
    if (Status fault = writeFault(path); !fault) return fault;
    return inner_.writeAtomic(path, bytes);
}

Status FaultyFileSystem::createDirectories(const std::string& path) {
    if (Status fault = writeFault(path); !fault) return fault;
    return inner_.createDirectories(path);
}

Status FaultyFileSystem::remove(const std::string& path) {
    if (faultFor(path) == Fault::permission) return errorOf(Fault::permission, path);
    return inner_.remove(path);
}

bool FaultyFileSystem::writable(const std::string& path) const {
    return faultFor(path) != Fault::permission && inner_.writable(path);
}

Result<std::vector<std::string>> FaultyFileSystem::list(const std::string& directory) const {
    if (faultFor(directory) == Fault::permission) return errorOf(Fault::permission, directory);
    return inner_.list(directory);
}

int64_t FaultyFileSystem::freeBytes(const std::string& path) const {
    if (faultFor(path) == Fault::diskFull) return 0;
    const std::scoped_lock lock(mutex_);
    return free_ >= 0 ? free_ : inner_.freeBytes(path);
}

}  // namespace ludus::test
