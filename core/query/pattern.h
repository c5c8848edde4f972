// SPDX-License-Identifier: GPL-3.0-or-later
// Pattern: a regular expression whose cost is bounded: every place of the expression is tried at once (Thompson 1968),
// so that time is at most length of pattern times length of text and no pattern hangs. Knows . [] \d \w \s \b ^ $ () |
// * + ? {m,n}, no back references. Immutable; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace ludus::query {

class Pattern {
public:
    /// Error query.value says what is wrong; patterns that grow above a few thousand places are refused.
    static Result<Pattern> compile(std::string_view expression);
    /// Somewhere in the text, without regard to the case of A to Z. Texts are UTF-8.
    bool foundIn(std::string_view text) const;

    enum class Code : uint8_t { letter, any, set, split, lineStart, lineEnd, wordEdge, notWordEdge, accept };
    struct Set {
        std::vector<std::pair<char32_t, char32_t>> ranges;
        bool negated = false;
    };
    /// Of split: next and other; of set: other is its number; all go on at next.
    struct Place {
        Code code = Code::accept;
        char32_t letter = 0;
        int next = -1, other = -1;
    };

private:
    std::vector<Place> places_;
    std::vector<Set> sets_;
    int start_ = 0;
};

}  // namespace ludus::query
