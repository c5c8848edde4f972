// SPDX-License-Identifier: GPL-3.0-or-later
// What a measuring program's limits are multiplied with: 1 by hand; the test suite, which must also pass on slow and
// busy machines, sets LUDUS_BENCH_SLACK.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace ludus::test {

inline double benchSlack() {
    const char* wanted = std::getenv("LUDUS_BENCH_SLACK");
    return wanted == nullptr ? 1 : std::max(1.0, std::atof(wanted));
}

}  // namespace ludus::test
