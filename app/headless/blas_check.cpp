// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/blas_check.h"

#include <fmt/format.h>

namespace ludus::headless {

std::string blasWarning(const learn::BlasReport& report) {
    if (!report.slow) return {};
    return fmt::format(
        "Warning: matrix products run at {:.1f} GFLOP/s only ({}), so that training takes several times longer. "
        "Install OpenBLAS: apt-get install libopenblas0-pthread.",
        report.gflops, report.library);
}

}  // namespace ludus::headless
