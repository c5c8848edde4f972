// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/torch_module.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>
#include <vector>

#include "core/learn/torch_factory.h"

namespace ludus::learn {
namespace {

constexpr const char* kFileName = "libludus_torch.so";

std::string directoryOf(const std::string& path) {
    const size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string(".") : path.substr(0, slash);
}

std::string executablePath() {
    std::string path(4096, '\0');
    const ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
    path.resize(length > 0 ? static_cast<size_t>(length) : 0);
    return path;
}

/// The file in which this very code lies: the program, or a library that holds it.
std::string ownPath() {
    Dl_info info{};
    return dladdr(reinterpret_cast<void*>(&ownPath), &info) != 0 && info.dli_fname != nullptr ? info.dli_fname : "";
}

/// Where the module may lie, best first: LUDUS_MODULE_DIR, beside the program, a build tree, an installed product.
std::vector<std::string> candidates() {
    std::vector<std::string> paths;
    const char* chosen = std::getenv("LUDUS_MODULE_DIR");
    if (chosen != nullptr && *chosen != '\0') paths.push_back(std::string(chosen) + "/" + kFileName);
    for (const std::string& from : {executablePath(), ownPath()}) {
        if (from.empty()) continue;
        const std::string directory = directoryOf(from);
        for (const char* way : {"/", "/../bin/", "/../lib/ludus/"})
            paths.push_back(directory + way + kFileName);
    }
    return paths;
}

/// Before Torch is loaded: one thread a pool (we bring our own threads), unless the user says otherwise.
/// ATEN_CPU_CAPABILITY is left alone: wide vectors in ATen bring nothing here, the loops that matter are our own.
void prepareEnvironment() {
    setenv("OPENBLAS_NUM_THREADS", "1", 0);
    setenv("OMP_NUM_THREADS", "1", 0);
    setenv("MKL_NUM_THREADS", "1", 0);
}

Error missing(const std::string& reason) {
    return {"torch.missing",
            LUDUS_TEXT("Torch", "The learning module %1 cannot be opened: %2.").arg(kFileName).arg(reason),
            LUDUS_TEXT("Torch", "What needs LibTorch is not available: training with learner.path = generic."),
            LUDUS_TEXT("Torch",
                       "Install LibTorch (package libtorch-dev), build again, or set LUDUS_MODULE_DIR to the "
                       "folder of the module.")};
}

Result<TorchModule*> open() {
    prepareEnvironment();
    std::string reason = "it was not found beside the program";
    for (const std::string& path : candidates()) {
        if (access(path.c_str(), R_OK) != 0) continue;
        void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);  // never closed: Torch keeps threads and statics
        if (library == nullptr) {
            reason = dlerror();
            continue;
        }
        const auto factory = reinterpret_cast<TorchFactory>(dlsym(library, kTorchFactoryName));
        if (factory == nullptr) {
            reason = path + " is not a learning module";
            continue;
        }
        TorchModule* module = factory(kTorchFactoryVersion);
        if (module != nullptr) return module;
        reason = path + " belongs to another version of the program";
    }
    return missing(reason);
}

}  // namespace

Result<TorchModule*> torchModule() {
    static std::mutex mutex;
    static TorchModule* opened = nullptr;
    const std::lock_guard lock(mutex);
    if (opened != nullptr) return opened;
    Result<TorchModule*> result = open();
    if (result) opened = *result;
    return result;
}

}  // namespace ludus::learn
