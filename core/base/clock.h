// SPDX-License-Identifier: GPL-3.0-or-later
// Clock: time as a parameter. Any thread. Wall time in milliseconds since 1970 UTC, monotonic time in seconds.
#pragma once

#include <cstdint>

namespace ludus {

class Clock {
public:
    virtual ~Clock() = default;
    virtual int64_t wallMs() const = 0;
    virtual double monotonicSeconds() const = 0;
};

/// The machine's own clock; lives as long as the program.
const Clock& systemClock();

}  // namespace ludus
