// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the policy calls of small networks, with one thread and with two, beside the same network out of torch::nn
// modules in the same process. Main thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace ludus::headless {

/// Rows a second, each of the actor and of the critic; the best of interleaved windows.
struct InferenceRate {
    std::string name;
    int batch = 0;
    double rate = 0, torchRate = 0;
    double twoThreads = 0;  // both together
};

/// Takes about `seconds`; error torch.missing.
Result<std::vector<InferenceRate>> benchInference(double seconds);

}  // namespace ludus::headless
