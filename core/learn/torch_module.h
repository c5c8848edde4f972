// SPDX-License-Identifier: GPL-3.0-or-later
// TorchModule: the one door to LibTorch, a shared module (libludus_torch.so beside the program) opened on first use, so
// that programs and runs that need no autograd start at once. Thread-safe. Sets one thread a pool before loading
// (OPENBLAS_NUM_THREADS, OMP_NUM_THREADS, at::set_num_threads) and the memory settings of the allocator.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/learn/gradient_path.h"
#include "core/nn/network.h"

namespace ludus::learn {

struct BlasReport {
    std::string library;  // path of the library that answers sgemm
    double gflops = 0;    // of a 256 x 256 product, one thread
    bool slow = false;    // looks like the reference BLAS
    std::string torchVersion;
    int threads = 1;
};

/// A network out of Torch's own modules, made once: what our forward pass is measured against. One thread at a time.
class TorchPeer {
public:
    virtual ~TorchPeer() = default;
    /// Logits [R, A] and values [R] of raw observations (there is no normaliser).
    virtual void forward(int rows, const float* observations, float* logits, float* values) = 0;
};

class TorchModule {
public:
    virtual ~TorchModule() = default;
    /// The gradient by autograd.
    virtual std::unique_ptr<GradientPath> makePath(const nn::NetworkSpec& spec) = 0;
    virtual std::unique_ptr<TorchPeer> makePeer(const nn::Weights& weights) = 0;
    virtual BlasReport blas() = 0;
    /// Logits [R, A] and values [R] of the autograd network, to compare with the row-stable pass.
    virtual void forward(const nn::Weights& weights, int rows, const float* observations, float* logits,
                         float* values) = 0;
};

/// Opens the module (once); error torch.missing when it cannot be loaded.
Result<TorchModule*> torchModule();

}  // namespace ludus::learn
