// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/detail/blas_probe.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <dlfcn.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace ludus::learn {
namespace {

constexpr double kSlowGflops = 10;  // the reference BLAS stays well below, every tuned one well above

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The symbol as Torch's own libraries see it: they are loaded together with this module.
void* symbol(const char* name) {
    return dlsym(RTLD_DEFAULT, name);
}

std::string libraryOf(const char* name) {
    void* address = symbol(name);
    Dl_info info{};
    if (address == nullptr || dladdr(address, &info) == 0 || info.dli_fname == nullptr) return {};
    char* real = realpath(info.dli_fname, nullptr);
    const std::string path = real == nullptr ? info.dli_fname : real;
    std::free(real);
    return path;
}

/// Seconds of one product of square matrices: the best of those that fit `seconds`.
double bestTime(int64_t size, double seconds) {
    const at::NoGradGuard noGradient;
    const at::Tensor a = at::ones({size, size}), b = at::ones({size, size});
    at::Tensor out = at::empty({size, size});
    at::mm_out(out, a, b);
    double best = 1e9;
    const Clock::time_point start = Clock::now();
    do {
        const Clock::time_point pass = Clock::now();
        at::mm_out(out, a, b);
        best = std::min(best, secondsSince(pass));
    } while (secondsSince(start) < seconds);
    return best;
}

}  // namespace

void limitBlasThreads() {
    using SetThreads = void (*)(int);
    if (void* set = symbol("openblas_set_num_threads")) reinterpret_cast<SetThreads>(set)(1);
}

BlasReport probeBlas() {
    BlasReport report;
    report.library = libraryOf("sgemm_");
    if (report.library.empty()) report.library = libraryOf("cblas_sgemm");
    if (report.library.empty()) report.library = "built into LibTorch";
    report.torchVersion = TORCH_VERSION;
    report.threads = at::get_num_threads();
    constexpr int64_t kSize = 256;
    report.gflops = 2.0 * kSize * kSize * kSize / bestTime(kSize, 0.02) * 1e-9;
    report.slow = report.gflops < kSlowGflops;
    return report;
}

}  // namespace ludus::learn
