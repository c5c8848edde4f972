// SPDX-License-Identifier: GPL-3.0-or-later
// TorchModule: the one door to LibTorch, a shared module (libludus_torch.so beside the program) opened on first use, so
// that programs and commands that need no network start at once. Thread-safe. Sets one thread a pool before loading
// (OPENBLAS_NUM_THREADS, OMP_NUM_THREADS, at::set_num_threads) and the memory settings of the allocator.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/learn/learner.h"

namespace ludus::learn {

struct BlasReport {
    std::string library;  // path of the library that answers sgemm
    double gflops = 0;    // of a 256 x 256 product, one thread
    bool slow = false;    // looks like the reference BLAS
    std::string torchVersion;
    int threads = 1;
};

/// Rates of the bare matrix products of a PPO step (the limit of any implementation on this BLAS), steps/s.
struct ProductLimitQuery {
    int inputs = 400;
    std::vector<int> hidden = {64, 64};
    int logits = 6;
    int rows = 512;        // a minibatch (shard)
    int forwardRows = 64;  // a collecting batch
    int epochs = 4;
    double seconds = 1;
};

class TorchModule {
public:
    virtual ~TorchModule() = default;
    /// A PPO learner for `game`; weights start from `start` (same spec) or afresh from `seed`.
    virtual Result<std::unique_ptr<Learner>> makePpo(const games::GameInfo& game, const PpoOptions& options,
                                                     uint64_t seed, std::shared_ptr<const nn::Weights> start) = 0;
    virtual BlasReport blas() = 0;
    virtual double productLimit(const ProductLimitQuery& query) = 0;
    /// Logits [R, A] and values [R] of the autograd network, to compare with the row-stable pass.
    virtual void forward(const nn::Weights& weights, int rows, const float* observations, float* logits,
                         float* values) = 0;
};

/// Opens the module (once); error torch.missing when it cannot be loaded.
Result<TorchModule*> torchModule();

}  // namespace ludus::learn
