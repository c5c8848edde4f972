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

/// out[m, n] = a b, with a [m, k] and b [k, n] in any order of memory.
struct Product {
    at::Tensor a, b, out;

    Product(int64_t m, int64_t k, int64_t n, bool transposeA, bool transposeB)
        : a(transposeA ? at::ones({k, m}).t() : at::ones({m, k})),
          b(transposeB ? at::ones({n, k}).t() : at::ones({k, n})),
          out(at::empty({m, n})) {}
    void run() { at::mm_out(out, a, b); }
};

/// The products of one network branch: forward, and with `backward` the gradients of weights and of inner inputs.
void addBranch(const ProductLimitQuery& query, int outputs, int64_t rows, bool backward, std::vector<Product>& list) {
    int64_t inputs = query.inputs;
    for (size_t layer = 0; layer <= query.hidden.size(); ++layer) {
        const int64_t width = layer < query.hidden.size() ? query.hidden[layer] : outputs;
        list.emplace_back(rows, inputs, width, false, true);                              // y = x W'
        if (backward) list.emplace_back(width, rows, inputs, true, false);                // dW = g' x
        if (backward && layer > 0) list.emplace_back(rows, width, inputs, false, false);  // dx = g W
        inputs = width;
    }
}

/// Seconds of one pass over the products: the best of the passes that fit `seconds`.
double bestTime(std::vector<Product>& products, double seconds) {
    for (Product& product : products)
        product.run();
    double best = 1e9;
    const Clock::time_point start = Clock::now();
    do {
        const Clock::time_point pass = Clock::now();
        for (Product& product : products)
            product.run();
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
    std::vector<Product> products;
    products.emplace_back(kSize, kSize, kSize, false, false);
    report.gflops = 2.0 * kSize * kSize * kSize / bestTime(products, 0.02) * 1e-9;
    report.slow = report.gflops < kSlowGflops;
    return report;
}

double measureProductLimit(const ProductLimitQuery& query) {
    const at::NoGradGuard noGradient;
    std::vector<Product> collect, update;
    for (const int outputs : {query.logits, 1}) {
        addBranch(query, outputs, query.forwardRows, false, collect);
        addBranch(query, outputs, query.rows, true, update);
    }
    const double forward = bestTime(collect, query.seconds * 0.3) / query.forwardRows;
    const double learn = bestTime(update, query.seconds * 0.7) / query.rows;
    return 1.0 / (forward + query.epochs * learn);
}

}  // namespace ludus::learn
