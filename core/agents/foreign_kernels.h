// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels of the double-precision path, in versions for several instruction sets; every version gives the same bits.
// Inside core/agents (and its tests) only; any thread. Columns: numbers of kBlock rows lie side by side.
#pragma once

#include <vector>

namespace ludus::agents {

inline constexpr int kBlock = 32;  // rows of a block

struct ForeignKernels {
    const char* name;
    /// out[p, r] = (sum over i in order of in[i, r] * weight[i, p]) + bias[p]; in [I, kBlock], out [P, kBlock].
    void (*dense)(int inputs, int outputs, const double* weight, const double* bias, const double* in, double* out);
    /// x becomes tanh x, bit for bit math::tanh; `count` is a multiple of kBlock.
    void (*tanh)(int count, double* x);
};

/// The fastest version this processor runs; chosen once.
const ForeignKernels& foreignKernels();
/// All versions this processor runs, plainest first.
const std::vector<const ForeignKernels*>& availableForeignKernels();

}  // namespace ludus::agents
