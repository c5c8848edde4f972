// SPDX-License-Identifier: GPL-3.0-or-later
// FakeClock: time that stands still until the test moves it. Any thread.
#pragma once

#include <atomic>

#include "core/base/clock.h"

namespace ludus::test {

class FakeClock final : public Clock {
public:
    explicit FakeClock(int64_t wallMs = 1'700'000'000'000) : startMs_(wallMs) {}

    void advance(double seconds) { elapsedUs_ += static_cast<int64_t>(seconds * 1e6); }

    int64_t wallMs() const override { return startMs_ + elapsedUs_ / 1000; }
    double monotonicSeconds() const override { return static_cast<double>(elapsedUs_) * 1e-6; }

private:
    int64_t startMs_;
    std::atomic<int64_t> elapsedUs_{0};
};

}  // namespace ludus::test
