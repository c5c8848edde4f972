// SPDX-License-Identifier: GPL-3.0-or-later
// Dice: uniform numbers from a random stream that remember themselves, or recorded ones once more. What a role decides
// depends on its view and on these numbers only, so a record can be asked again. One owner.
#pragma once

#include <vector>

#include "core/base/check.h"
#include "core/base/rng.h"

namespace ludus::league {

class Dice {
public:
    explicit Dice(Rng& rng) : rng_(&rng) {}
    explicit Dice(std::vector<double> recorded) : numbers_(std::move(recorded)) {}

    /// Uniform in [0, 1).
    double roll() {
        if (rng_ != nullptr) numbers_.push_back(rng_->uniform());
        LUDUS_CHECK(used_ < numbers_.size());
        return numbers_[used_++];
    }
    /// Uniform in [0, n), n > 0.
    int below(int n) { return static_cast<int>(roll() * n); }
    const std::vector<double>& numbers() const { return numbers_; }

private:
    Rng* rng_ = nullptr;
    std::vector<double> numbers_;
    size_t used_ = 0;
};

}  // namespace ludus::league
