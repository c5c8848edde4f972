// SPDX-License-Identifier: GPL-3.0-or-later
// What the BLAS behind Torch is and how fast it multiplies. Any thread.
#pragma once

#include "core/learn/torch_module.h"

namespace ludus::learn {

/// One thread in OpenBLAS's own pool, where it is OpenBLAS.
void limitBlasThreads();
/// Library and rate of a 256 x 256 product.
BlasReport probeBlas();

}  // namespace ludus::learn
