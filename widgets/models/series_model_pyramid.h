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
    // NaN is ignored. Written so that it needs no jumps: noise would mislead them.
    void include(double value) {
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    void include(const ValueRange& other) {
        low = other.low < low ? other.low : low;
        high = other.high > high ? other.high : high;
    }
};

class MinMaxPyramid {
public:
    static constexpr std::size_t kFan = 8;  // samples of a block, blocks of the next level's block

    void clear();
    void append(const ValueRange& sample);  // empty: a gap
    std::size_t size() const { return size_; }

    // Range of the samples [first, last); empty when all of them are NaN. The arrays may be longer than size().
    ValueRange range(const std::vector<double>& lows, const std::vector<double>& highs, std::size_t first,
                     std::size_t last) const;

private:
    std::vector<std::vector<ValueRange>> levels_;  // level l: blocks of kFan^(l+1) values
    std::size_t size_ = 0;
};

}  // namespace ludus::models
