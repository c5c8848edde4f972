// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Minimum and maximum of any index range of a growing array in logarithmic time; one append touches one block a level.
// GUI thread. Owns the blocks, not the values: queries are given the same arrays that were appended (lows and highs are
// one array where every sample is a single value).

#include <cstddef>
#include <limits>
#include <vector>

namespace ludus::models {

struct ValueRange {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    bool isEmpty() const { return low > high; }
    void include(double value) {  // NaN is ignored
        if (value < low) low = value;
        if (value > high) high = value;
    }
    void include(const ValueRange& other) {
        if (other.low < low) low = other.low;
        if (other.high > high) high = other.high;
    }
};

class MinMaxPyramid {
public:
    void clear();
    void append(const ValueRange& sample);  // empty: a gap
    std::size_t size() const { return size_; }

    // Range of the samples [first, last); empty when all of them are NaN.
    ValueRange range(const std::vector<double>& lows, const std::vector<double>& highs, std::size_t first,
                     std::size_t last) const;

private:
    static constexpr std::size_t kFan = 16;

    std::vector<std::vector<ValueRange>> levels_;  // level l: blocks of kFan^(l+1) values
    std::size_t size_ = 0;
};

}  // namespace ludus::models
