// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace ludus {
namespace {

namespace fs = std::filesystem;

Error fileError(const char* code, const Text& happened, const std::string& path, int number) {
    Error error{code, happened.arg(path).arg(std::string(std::strerror(number))), {}, {}};
    switch (number) {
        case ENOSPC:
        case EDQUOT:
            error.code = "file.disk_full";
            error.meaning = LUDUS_TEXT("Error", "The disk is full; everything finished so far is kept.");
            error.remedy = LUDUS_TEXT("Error", "Free some space on this disk, then try again.");
            break;
        case EACCES:
        case EROFS:
        case EPERM:
            error.code = "file.permission";
            error.meaning = LUDUS_TEXT("Error", "This user may not do that here.");
            error.remedy = LUDUS_TEXT("Error", "Change the permissions of the folder or choose another one.");
            break;
        case ENOENT:
            error.code = "file.missing";
            error.remedy = LUDUS_TEXT("Error", "Check the path and that the file was not moved.");
            break;
        default: error.remedy = LUDUS_TEXT("Error", "Check the disk, then try again."); break;
    }
    return error;
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

int writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes.remove_prefix(static_cast<size_t>(n));
    }
    return ::fsync(fd) != 0 ? errno : 0;
}

class RealFileSystem final : public FileSystem {
public:
    Result<std::string> read(const std::string& path) const override {
        const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0) return readError(path, errno);
        std::string out;
        struct stat info {};
        if (::fstat(file.get(), &info) == 0 && info.st_size > 0) out.reserve(static_cast<size_t>(info.st_size));
        char buffer[1 << 16];
        for (;;) {
            const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
            if (n == 0) return out;
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return readError(path, errno);
            out.append(buffer, static_cast<size_t>(n));
        }
    }

    Status writeAtomic(const std::string& path, std::string_view bytes) override {
        static std::atomic<uint64_t> counter{0};
        const std::string temporary = path + ".tmp" + std::to_string(::getpid()) + "_" + std::to_string(++counter);
        int problem = 0;
        {
            const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
            problem = file.get() < 0 ? errno : writeAll(file.get(), bytes);
        }
        if (problem == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) problem = errno;
        if (problem != 0) {
            ::unlink(temporary.c_str());
            return writeError(path, problem);
        }
        const std::string parent = fs::path(path).parent_path().string();
        const Descriptor directory(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (directory.get() >= 0) ::fsync(directory.get());
        return {};
    }

    Status createDirectories(const std::string& path) override {
        std::error_code code;
        fs::create_directories(path, code);
        if (code) return writeError(path, code.value());
        return {};
    }

    Status remove(const std::string& path) override {
        if (::unlink(path.c_str()) != 0 && errno != ENOENT) return writeError(path, errno);
        return {};
    }

    bool exists(const std::string& path) const override {
        std::error_code code;
        return fs::exists(path, code);
    }

    bool writable(const std::string& path) const override { return ::access(path.c_str(), W_OK) == 0; }

    Result<std::vector<std::string>> list(const std::string& directory) const override {
        std::error_code code;
        std::vector<std::string> names;
        for (fs::directory_iterator it(directory, code), end; !code && it != end; it.increment(code)) {
            names.push_back(it->path().filename().string());
        }
        if (code) return readError(directory, code.value());
        std::sort(names.begin(), names.end());
        return names;
    }

    int64_t freeBytes(const std::string& path) const override {
        struct statvfs info {};
        if (::statvfs(path.c_str(), &info) != 0) return -1;
        return static_cast<int64_t>(info.f_bavail) * static_cast<int64_t>(info.f_frsize);
    }

private:
    static Error readError(const std::string& path, int number) {
        return fileError("file.read", LUDUS_TEXT("Error", "%1 could not be read: %2."), path, number);
    }
    static Error writeError(const std::string& path, int number) {
        return fileError("file.write", LUDUS_TEXT("Error", "%1 could not be written: %2."), path, number);
    }
};

}  // namespace

FileSystem& realFileSystem() {
    static RealFileSystem files;
    return files;
}

std::string joinPath(std::string_view directory, std::string_view name) {
    return (fs::path(directory) / fs::path(name)).string();
}

}  // namespace ludus
