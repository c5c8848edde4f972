// SPDX-License-Identifier: GPL-3.0-or-later
// The BLAS of this machine, opened on first use with one thread in its pool: what LibTorch multiplies with, and the
// yardstick of the native path, which itself needs none. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace ludus::learn {

/// c [m, n] = a [m, k] b [k, n], each in the order of memory that is told.
struct BlasProduct {
    int m = 0, n = 0, k = 0;
    bool transposeA = false, transposeB = false;  // a lies as [k, m], b as [n, k]
    const float* a = nullptr;
    const float* b = nullptr;
    float* c = nullptr;
};

class Blas {
public:
    virtual ~Blas() = default;
    virtual const std::string& library() const = 0;  // path of what answers
    virtual void multiply(const BlasProduct& product) const = 0;
};

/// Opens it (once); error blas.missing.
Result<const Blas*> blas();

/// The rate of the bare matrix products of PPO (the limit of any implementation on this BLAS).
struct ProductLimitQuery {
    int inputs = 400;
    std::vector<int> hidden = {64, 64};
    int logits = 6;
    int rows = 512;        // a minibatch (shard)
    int forwardRows = 64;  // a collecting batch
    int epochs = 4;
    double seconds = 1;
};
/// In steps/s; takes `seconds`.
double productLimit(const Blas& blas, const ProductLimitQuery& query);

}  // namespace ludus::learn
