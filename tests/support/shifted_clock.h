// SPDX-License-Identifier: GPL-3.0-or-later
// ShiftedClock: the machine's clock, except that a test may set its wall time forwards and back. Any thread.
#pragma once

#include <atomic>

#include "core/base/clock.h"

namespace ludus::test {

class ShiftedClock final : public Clock {
public:
    void shift(double seconds) { shiftMs_ += static_cast<int64_t>(seconds * 1000); }

    int64_t wallMs() const override { return systemClock().wallMs() + shiftMs_; }
    double monotonicSeconds() const override { return systemClock().monotonicSeconds(); }

private:
    std::atomic<int64_t> shiftMs_{0};
};

}  // namespace ludus::test
