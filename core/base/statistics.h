// SPDX-License-Identifier: GPL-3.0-or-later
// Small statistics: running mean and deviation (Welford 1962). Values; not thread-safe.
#pragma once

#include <cmath>
#include <cstdint>

namespace ludus {

class RunningMean {
public:
    void add(double x) {
        ++n_;
        const double d = x - mean_;
        mean_ += d / static_cast<double>(n_);
        m2_ += d * (x - mean_);
    }
    int64_t count() const { return n_; }
    double mean() const { return mean_; }
    /// Of the sample (n - 1); 0 below two values.
    double variance() const { return n_ > 1 ? m2_ / static_cast<double>(n_ - 1) : 0.0; }
    double deviation() const { return std::sqrt(variance()); }
    double standardError() const { return n_ > 0 ? std::sqrt(variance() / static_cast<double>(n_)) : 0.0; }

private:
    int64_t n_ = 0;
    double mean_ = 0;
    double m2_ = 0;
};

}  // namespace ludus
