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

// From level to level: the samples before the first and behind the last whole block one by one, then the blocks as
// the samples of the next level. The open last block counts as whole where the range reaches the end.
ValueRange MinMaxPyramid::range(const std::vector<double>& lows, const std::vector<double>& highs, std::size_t first,
                                std::size_t last) const {
    ValueRange result;
    last = std::min(last, size_);
    if (first >= last) return result;
    const auto takeValues = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            result.include(ValueRange{lows[i], highs[i]});
    };
    std::size_t level = 0, count = size_;  // of samples on this level
    while (level < levels_.size() && last - first >= kFan) {
        const std::size_t begin = (first + kFan - 1) / kFan, end = last == count ? levels_[level].size() : last / kFan;
        const std::size_t leftEnd = std::min(begin * kFan, last),
                          rightBegin = std::max(std::min(end * kFan, last), leftEnd);
        if (level == 0) {
            takeValues(first, leftEnd);
            takeValues(rightBegin, last);
        } else {
            const std::vector<ValueRange>& blocks = levels_[level - 1];
            for (std::size_t i = first; i < leftEnd; ++i)
                result.include(blocks[i]);
            for (std::size_t i = rightBegin; i < last; ++i)
                result.include(blocks[i]);
        }
        if (begin >= end) return result;
        first = begin;
        last = end;
        count = levels_[level].size();
        ++level;
    }
    if (level == 0) {
        takeValues(first, last);
        return result;
    }
    for (std::size_t i = first; i < last; ++i)
        result.include(levels_[level - 1][i]);
    return result;
}

}  // namespace ludus::models
