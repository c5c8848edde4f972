// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/series_model_pyramid.h"

#include <algorithm>

namespace ludus::models {

void MinMaxPyramid::clear() {
    levels_.clear();
    size_ = 0;
}

void MinMaxPyramid::append(const ValueRange& sample) {
    std::size_t block = kFan;
    for (std::size_t level = 0;; ++level, block *= kFan) {
        if (level == levels_.size()) {
            // A level begins when the one below has two blocks, gathered from them once.
            if (level > 0 && levels_[level - 1].size() < 2) break;
            ValueRange first;
            if (level > 0) {
                for (const ValueRange& part : levels_[level - 1])
                    first.include(part);
            }
            levels_.push_back({first});
        }
        const std::size_t index = size_ / block;
        if (index >= levels_[level].size()) levels_[level].resize(index + 1);
        levels_[level][index].include(sample);
    }
    ++size_;
}

ValueRange MinMaxPyramid::range(const std::vector<double>& lows, const std::vector<double>& highs, std::size_t first,
                                std::size_t last) const {
    ValueRange result;
    last = std::min(last, lows.size());
    while (first < last) {
        // The largest block that starts here and ends inside the range (the open last block counts as ending at size).
        std::size_t block = 1, best = 1;
        int level = -1;
        for (std::size_t l = 0; l < levels_.size(); ++l) {
            block *= kFan;
            if (first % block != 0) break;
            if (std::min(first + block, lows.size()) > last) break;
            level = static_cast<int>(l);
            best = block;
        }
        if (level < 0) {
            result.include(lows[first]);
            result.include(highs[first]);
        } else {
            result.include(levels_[static_cast<std::size_t>(level)][first / best]);
        }
        first += best;
    }
    return result;
}

}  // namespace ludus::models
