// SPDX-License-Identifier: GPL-3.0-or-later
// Which BLAS answers and how fast: opens LibTorch. Main thread.
#pragma once

#include "app/headless/console.h"
#include "core/learn/torch_module.h"

namespace ludus::headless {

/// The sentence for a slow BLAS, "" when it is fast.
std::string blasWarning(const learn::BlasReport& report);

}  // namespace ludus::headless
