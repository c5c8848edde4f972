// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/joint_matrix.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/math.h"

#define LUDUS_INLINE static inline __attribute__((always_inline))

namespace ludus::math {
namespace {

constexpr size_t kDepth = 64;     // rows that are summed up in registers at a time
constexpr size_t kStrip = 64;     // rows of the triangle that are treated alike
constexpr size_t kColumns = 256;  // of the right factor that stay in the cache
constexpr double kFlat = 1e-12;   // a pivot that lost this much of its diagonal is rounding

/// C [rows, columns] += sign P' Q, with P [depth, rows] and Q [depth, columns]; all with rows of n numbers.
struct Product {
    size_t n = 0;
    double sign = 1;
    double* c = nullptr;
    const double* p = nullptr;
    const double* q = nullptr;
    size_t rows = 0, columns = 0, depth = 0;
};

// Vectors of GCC and Clang, loaded from any address of a double.
struct Scalar {
    typedef double Vector;
    static constexpr size_t kLanes = 1, kRows = 4, kVectors = 1;
};
struct Baseline {
    typedef double Vector __attribute__((vector_size(16), aligned(8), may_alias));
    static constexpr size_t kLanes = 2, kRows = 4, kVectors = 2;
};
struct Avx2 {
    typedef double Vector __attribute__((vector_size(32), aligned(8), may_alias));
    static constexpr size_t kLanes = 4, kRows = 4, kVectors = 2;
};
struct Avx512 {
    typedef double Vector __attribute__((vector_size(64), aligned(8), may_alias));
    static constexpr size_t kLanes = 8, kRows = 8, kVectors = 2;
};

template <class Set, size_t Rows, size_t Vectors>
LUDUS_INLINE void tile(const Product& x, size_t row, size_t column, size_t from, size_t to) {
    using Vector = typename Set::Vector;
    Vector sum[Rows][Vectors] = {};
    const double* p = x.p + from * x.n + row;
    const double* q = x.q + from * x.n + column;
    for (size_t k = from; k < to; ++k, p += x.n, q += x.n) {
        Vector right[Vectors];
#pragma GCC unroll 8
        for (size_t v = 0; v < Vectors; ++v)
            right[v] = *reinterpret_cast<const Vector*>(q + v * Set::kLanes);
#pragma GCC unroll 8
        for (size_t r = 0; r < Rows; ++r) {
            const double left = p[r];
#pragma GCC unroll 8
            for (size_t v = 0; v < Vectors; ++v)
                sum[r][v] += right[v] * left;
        }
    }
#pragma GCC unroll 8
    for (size_t r = 0; r < Rows; ++r) {
        double* c = x.c + (row + r) * x.n + column;
#pragma GCC unroll 8
        for (size_t v = 0; v < Vectors; ++v)
            *reinterpret_cast<Vector*>(c + v * Set::kLanes) += sum[r][v] * x.sign;
    }
}

template <class Set, size_t Vectors>
LUDUS_INLINE void columnsOf(const Product& x, size_t column, size_t from, size_t to) {
    size_t row = 0;
    for (; row + Set::kRows <= x.rows; row += Set::kRows)
        tile<Set, Set::kRows, Vectors>(x, row, column, from, to);
    for (; row < x.rows; ++row)
        tile<Set, 1, Vectors>(x, row, column, from, to);
}

template <class Set>
LUDUS_INLINE void productOf(const Product& x) {
    constexpr size_t kWide = Set::kVectors * Set::kLanes;
    for (size_t from = 0; from < x.depth; from += kDepth) {
        const size_t to = std::min(from + kDepth, x.depth);
        size_t column = 0;
        for (; column + kWide <= x.columns; column += kWide)
            columnsOf<Set, Set::kVectors>(x, column, from, to);
        for (; column < x.columns; ++column)
            columnsOf<Scalar, 1>(x, column, from, to);
    }
}

void productBaseline(const Product& x) {
    productOf<Baseline>(x);
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) void productAvx2(const Product& x) {
    productOf<Avx2>(x);
}
__attribute__((target("avx512f"))) void productAvx512(const Product& x) {
    productOf<Avx512>(x);
}
#endif

using Kernel = void (*)(const Product&);

Kernel bestKernel() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return productAvx512;
    if (__builtin_cpu_supports("avx2")) return productAvx2;
#endif
    return productBaseline;
}

/// In pieces of kStrip rows and kColumns columns, so that both factors stay in the cache.
void addProduct(const Product& whole) {
    static const Kernel kernel = bestKernel();
    for (size_t column = 0; column < whole.columns; column += kColumns) {
        for (size_t row = 0; row < whole.rows; row += kStrip) {
            Product piece = whole;
            piece.rows = std::min(kStrip, whole.rows - row);
            piece.columns = std::min(kColumns, whole.columns - column);
            piece.c = whole.c + row * whole.n + column;
            piece.p = whole.p + row;
            piece.q = whole.q + column;
            kernel(piece);
        }
    }
}

}  // namespace

std::vector<double> productOfTransposed(const std::vector<double>& a, const std::vector<double>& b, size_t n) {
    LUDUS_CHECK(a.size() == n * n && b.size() == n * n);
    std::vector<double> c(n * n, 0.0);
    addProduct({n, 1, c.data(), a.data(), b.data(), n, n, n});
    return c;
}

SymmetricFactor::SymmetricFactor(std::vector<double> matrix, size_t n) : u_(std::move(matrix)), n_(n) {
    LUDUS_CHECK_EQ(u_.size(), n * n);
    std::vector<double> flat(n);
    for (size_t i = 0; i < n; ++i)
        flat[i] = kFlat * u_[i * n + i];
    for (size_t from = 0; from < n; from += kStrip) {
        const size_t to = std::min(from + kStrip, n);
        factoriseRows(from, to, flat);
        for (size_t row = to; row < n; row += kStrip) {
            const size_t rows = std::min(kStrip, n - row);
            const double* done = &u_[from * n + row];
            addProduct({n, -1, &u_[row * n + row], done, done, rows, n - row, to - from});
        }
    }
}

void SymmetricFactor::factoriseRows(size_t from, size_t to, const std::vector<double>& flat) {
    for (size_t k = from; k < to; ++k) {
        double* row = &u_[k * n_];
        if (!(row[k] > flat[k])) {  // also where it is not a number
            deficient_.push_back(k);
            std::fill(row + k, row + n_, 0.0);
            row[k] = 1;
            continue;
        }
        const double pivot = squareRoot(row[k]);
        row[k] = pivot;
        for (size_t j = k + 1; j < n_; ++j)
            row[j] /= pivot;
        for (size_t i = k + 1; i < to; ++i) {
            double* below = &u_[i * n_];
            const double factor = row[i];
            for (size_t j = i; j < n_; ++j)
                below[j] -= factor * row[j];
        }
    }
}

std::vector<double> SymmetricFactor::solve(std::vector<double> b) const {
    LUDUS_CHECK_EQ(b.size(), n_);
    for (const size_t k : deficient_)
        b[k] = 0;
    for (size_t k = 0; k < n_; ++k) {
        const double* row = &u_[k * n_];
        b[k] = isDeficient(k) ? 0 : b[k] / row[k];
        for (size_t j = k + 1; j < n_; ++j)
            b[j] -= row[j] * b[k];
    }
    for (size_t i = n_; i-- > 0;) {
        const double* row = &u_[i * n_];
        double sum = isDeficient(i) ? 0 : b[i];
        for (size_t j = i + 1; j < n_; ++j)
            sum -= row[j] * b[j];
        b[i] = sum / row[i];
    }
    return b;
}

bool SymmetricFactor::isDeficient(size_t i) const {
    return std::binary_search(deficient_.begin(), deficient_.end(), i);
}

/// Y with U'Y = 1: lower triangular.
std::vector<double> SymmetricFactor::inverseOfTransposed() const {
    std::vector<double> y(n_ * n_, 0.0);
    for (size_t from = 0; from < n_; from += kStrip) {
        const size_t to = std::min(from + kStrip, n_);
        for (size_t column = 0; column < from; column += kStrip) {
            const size_t columns = std::min(kStrip, from - column);
            addProduct({n_, -1, &y[from * n_ + column], &u_[column * n_ + from], &y[column * n_ + column], to - from,
                        columns, from - column});
        }
        for (size_t i = from; i < to; ++i) {
            double* row = &y[i * n_];
            if (isDeficient(i)) {
                std::fill(row, row + i, 0.0);
                continue;
            }
            row[i] = 1;
            for (size_t k = from; k < i; ++k) {
                const double factor = u_[k * n_ + i];
                const double* above = &y[k * n_];
                for (size_t j = 0; j <= k; ++j)
                    row[j] -= factor * above[j];
            }
            for (size_t j = 0; j <= i; ++j)
                row[j] /= u_[i * n_ + i];
        }
    }
    return y;
}

std::vector<double> SymmetricFactor::inverse() const {
    const std::vector<double> y = inverseOfTransposed();
    std::vector<double> out(n_ * n_, 0.0);
    for (size_t row = 0; row < n_; row += kStrip) {
        const size_t rows = std::min(kStrip, n_ - row);
        for (size_t column = row; column < n_; column += kStrip) {
            const size_t columns = std::min(kStrip, n_ - column);
            addProduct({n_, 1, &out[row * n_ + column], &y[column * n_ + row], &y[column * n_ + column], rows, columns,
                        n_ - column});
        }
    }
    for (size_t i = 0; i < n_; ++i) {
        for (size_t j = i + 1; j < n_; ++j)
            out[j * n_ + i] = out[i * n_ + j];
    }
    return out;
}

}  // namespace ludus::math
