// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/blas.h"

#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>

namespace ludus::learn {
namespace {

// Of the C interface of BLAS (Dongarra et al., 2001): order, transposition, sizes, factors, matrices with pitches.
using Sgemm = void (*)(int, int, int, int, int, int, float, const float*, int, const float*, int, float, float*, int);
using SetThreads = void (*)(int);
constexpr int kRowMajor = 101, kPlain = 111, kTransposed = 112;

/// LibTorch's own is the first; it may be any of the three on other systems.
constexpr const char* kNames[] = {"libblas.so.3", "libopenblas.so.0", "libcblas.so.3"};

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string pathOf(void* address) {
    Dl_info info{};
    if (dladdr(address, &info) == 0 || info.dli_fname == nullptr) return {};
    char* real = realpath(info.dli_fname, nullptr);
    const std::string path = real == nullptr ? info.dli_fname : real;
    std::free(real);
    return path;
}

class OpenedBlas final : public Blas {
public:
    OpenedBlas(Sgemm sgemm, std::string library) : sgemm_(sgemm), library_(std::move(library)) {}
    const std::string& library() const override { return library_; }
    void multiply(const BlasProduct& p) const override {
        sgemm_(kRowMajor, p.transposeA ? kTransposed : kPlain, p.transposeB ? kTransposed : kPlain, p.m, p.n, p.k, 1.0F,
               p.a, p.transposeA ? p.m : p.k, p.b, p.transposeB ? p.k : p.n, 0.0F, p.c, p.n);
    }

private:
    Sgemm sgemm_;
    std::string library_;
};

const Blas* open() {
    setenv("OPENBLAS_NUM_THREADS", "1", 0);
    for (const char* name : kNames) {
        void* library = dlopen(name, RTLD_NOW | RTLD_LOCAL);  // never closed: it keeps memory and threads
        if (library == nullptr) continue;
        void* sgemm = dlsym(library, "cblas_sgemm");
        if (sgemm == nullptr) continue;
        if (void* set = dlsym(library, "openblas_set_num_threads")) reinterpret_cast<SetThreads>(set)(1);
        return new OpenedBlas(reinterpret_cast<Sgemm>(sgemm), pathOf(sgemm));  // alive until the program ends
    }
    return nullptr;
}

/// A product with matrices of its own.
struct Owned {
    std::vector<float> a, b, c;
    BlasProduct product;

    Owned(int m, int k, int n, bool transposeA, bool transposeB)
        : a(static_cast<size_t>(m) * static_cast<size_t>(k), 1.0F),
          b(static_cast<size_t>(k) * static_cast<size_t>(n), 1.0F),
          c(static_cast<size_t>(m) * static_cast<size_t>(n)),
          product{m, n, k, transposeA, transposeB, a.data(), b.data(), c.data()} {}
};
using Products = std::vector<std::unique_ptr<Owned>>;

/// The products of one network branch: forward, and with `backward` the gradients of weights and of inner inputs.
void addBranch(const ProductLimitQuery& query, int outputs, int rows, bool backward, Products& list) {
    const auto add = [&list](int m, int k, int n, bool transposeA, bool transposeB) {
        list.push_back(std::make_unique<Owned>(m, k, n, transposeA, transposeB));
    };
    int inputs = query.inputs;
    for (size_t layer = 0; layer <= query.hidden.size(); ++layer) {
        const int width = layer < query.hidden.size() ? query.hidden[layer] : outputs;
        add(rows, inputs, width, false, true);                              // y = x W'
        if (backward) add(width, rows, inputs, true, false);                // dW = g' x
        if (backward && layer > 0) add(rows, width, inputs, false, false);  // dx = g W
        inputs = width;
    }
}

/// Seconds of one pass over the products: the best of the passes that fit `seconds`.
double bestTime(const Blas& blas, const Products& products, double seconds) {
    const auto pass = [&] {
        for (const auto& owned : products)
            blas.multiply(owned->product);
    };
    pass();
    double best = 1e9;
    const Clock::time_point start = Clock::now();
    do {
        const Clock::time_point one = Clock::now();
        pass();
        best = std::min(best, secondsSince(one));
    } while (secondsSince(start) < seconds);
    return best;
}

}  // namespace

Result<const Blas*> blas() {
    static std::mutex mutex;
    static const Blas* opened = nullptr;
    const std::lock_guard lock(mutex);
    if (opened == nullptr) opened = open();
    if (opened != nullptr) return opened;
    return Error{"blas.missing", LUDUS_TEXT("Blas", "No BLAS with a C interface was found."),
                 LUDUS_TEXT("Blas", "Training itself needs none, but there is nothing to compare its speed with."),
                 LUDUS_TEXT("Blas", "Install OpenBLAS: apt-get install libopenblas0-pthread.")};
}

double productLimit(const Blas& blas, const ProductLimitQuery& query) {
    Products collect, update;
    for (const int outputs : {query.logits, 1}) {
        addBranch(query, outputs, query.forwardRows, false, collect);
        addBranch(query, outputs, query.rows, true, update);
    }
    const double forward = bestTime(blas, collect, query.seconds * 0.3) / query.forwardRows;
    const double learn = bestTime(blas, update, query.seconds * 0.7) / query.rows;
    return 1.0 / (forward + query.epochs * learn);
}

}  // namespace ludus::learn
