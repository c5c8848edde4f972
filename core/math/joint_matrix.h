// SPDX-License-Identifier: GPL-3.0-or-later
// Dense symmetric matrices of a joint fit, row by row [n, n]: product, Cholesky factor, inverse. Pure; any thread.
// The same bits on every machine: each sum runs in one order, vectorised across outputs only.
#pragma once

#include <cstddef>
#include <vector>

namespace ludus::math {

/// A' B.
std::vector<double> productOfTransposed(const std::vector<double>& a, const std::vector<double>& b, size_t n);

/// U'U = A for a positive definite A, of which only the upper triangle is read. Where A is flat along some
/// direction, its last coordinate counts as deficient: it is left where it is.
class SymmetricFactor {
public:
    SymmetricFactor(std::vector<double> matrix, size_t n);

    std::vector<double> solve(std::vector<double> b) const;
    std::vector<double> inverse() const;
    const std::vector<size_t>& deficient() const { return deficient_; }

private:
    void factoriseRows(size_t from, size_t to, const std::vector<double>& flat);
    bool isDeficient(size_t i) const;
    std::vector<double> inverseOfTransposed() const;

    std::vector<double> u_;
    size_t n_;
    std::vector<size_t> deficient_;
};

}  // namespace ludus::math
