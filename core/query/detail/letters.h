// SPDX-License-Identifier: GPL-3.0-or-later
// Letters of UTF-8 texts; bytes that are no UTF-8 stand for themselves. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ludus::query::detail {

/// Of A to Z, which is what "without regard to case" is about here.
constexpr bool isLetter(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr char32_t folded(char32_t c) {
    return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
}

/// The letter at `at`, which moves behind it.
inline char32_t nextLetter(std::string_view text, size_t& at) {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    if (length == 1 || at + length > text.size()) return byte(at++);
    char32_t letter = first & (0xFFU >> (length + 1));
    for (size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return byte(at++);
        letter = (letter << 6U) | (byte(at + i) & 0x3FU);
    }
    at += length;
    return letter;
}

inline std::vector<char32_t> lettersOf(std::string_view text) {
    std::vector<char32_t> out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();)
        out.push_back(nextLetter(text, at));
    return out;
}

}  // namespace ludus::query::detail
