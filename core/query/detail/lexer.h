// SPDX-License-Identifier: GPL-3.0-or-later
// The words, signs and brackets of a query with their places. Signs as Chinese keyboards give them count as well.
// Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ludus::query::detail {

struct Token {
    enum class Kind { word, quoted, sign, open, close, comma, end };
    Kind kind = Kind::end;
    size_t from = 0, to = 0;  // bytes of the source
    std::string text;         // of word, without its quotes; of sign: "=", "!=", "<=", "!~" ...
    bool closed = true;       // of quoted

    bool is(Kind wanted) const { return kind == wanted; }
    /// "and", "or", "not", "in" in any case, not quoted.
    bool isWord(std::string_view keyword) const;
};

/// Always ends with Kind::end.
std::vector<Token> tokensOf(std::string_view text);

}  // namespace ludus::query::detail
