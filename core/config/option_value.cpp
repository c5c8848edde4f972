// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/option_value.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string>

namespace ludus::config {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// The shortest digits that read back equal; the plain form from 0.001 up to 10 million, else "3e-4"; always a TOML
/// float.
std::string realToToml(double x) {
    if (std::isnan(x)) return "nan";
    if (std::isinf(x)) return x < 0 ? "-inf" : "inf";
    char buffer[512];
    const double size = std::fabs(x);
    if (x == 0 || (size >= 1e-3 && size < 1e7)) {
        std::string out(buffer, std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed).ptr);
        if (out.find('.') == std::string::npos) out += ".0";
        return out;
    }
    const std::string digits(buffer,
                             std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::scientific).ptr);
    const size_t e = digits.find('e');
    return digits.substr(0, e) + "e" + std::to_string(std::stoi(digits.substr(e + 1)));
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            case '\r': out += "\\r"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
                    out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
                else
                    out += c;
        }
    }
    return out + "\"";
}

template <class T, class F>
std::string listToToml(const std::vector<T>& items, F&& one) {
    std::string out = "[";
    for (size_t i = 0; i < items.size(); ++i)
        out += (i > 0 ? ", " : "") + one(items[i]);
    return out + "]";
}

/// The text as from_chars wants it: no blanks around, no "_" between digits, no leading "+".
std::string plainNumber(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
    std::string out;
    for (const char c : text) {
        if (c != '_') out += c;
    }
    return out;
}

std::optional<double> realOf(std::string_view text) {
    const std::string clean = plainNumber(text);
    const char* end = clean.data() + clean.size();
    double value = 0;
    const auto result = std::from_chars(clean.data(), end, value);
    if (clean.empty() || result.ec != std::errc() || result.ptr != end) return std::nullopt;
    return value;
}

/// Also a real form of a whole number ("1e6").
std::optional<int64_t> integerOf(std::string_view text) {
    const std::string clean = plainNumber(text);
    const char* end = clean.data() + clean.size();
    int64_t value = 0;
    const auto result = std::from_chars(clean.data(), end, value);
    if (result.ec == std::errc() && result.ptr == end) return value;
    const std::optional<double> real = realOf(text);
    if (real && std::fabs(*real) < 0x1p53 && *real == std::floor(*real)) return static_cast<int64_t>(*real);
    return std::nullopt;
}

std::optional<bool> booleanOf(std::string_view text) {
    for (const char* word : {"true", "yes", "on", "1"}) {
        if (text == word) return true;
    }
    for (const char* word : {"false", "no", "off", "0"}) {
        if (text == word) return false;
    }
    return std::nullopt;
}

std::string unquoted(std::string_view text) {
    text = trimmed(text);
    const bool pair = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return std::string(pair ? text.substr(1, text.size() - 2) : text);
}

/// The parts of "[a, b]" or "a, b"; commas inside quotes do not part.
std::vector<std::string> partsOf(std::string_view text) {
    text = trimmed(text);
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = trimmed(text.substr(1, text.size() - 2));
    std::vector<std::string> parts;
    std::string part;
    char quote = 0;
    for (const char c : text) {
        if (quote == 0 && c == ',') {
            parts.push_back(std::string(trimmed(part)));
            part.clear();
            continue;
        }
        if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
        part += c;
    }
    if (!trimmed(part).empty()) parts.push_back(std::string(trimmed(part)));
    return parts;
}

template <class T, class F>
std::optional<Value> listOf(std::string_view text, F&& one) {
    std::vector<T> items;
    for (const std::string& part : partsOf(text)) {
        const std::optional<T> item = one(part);
        if (!item) return std::nullopt;
        items.push_back(*item);
    }
    return Value(std::move(items));
}

}  // namespace

std::string toToml(const Value& value) {
    struct Writer {
        std::string operator()(bool x) const { return x ? "true" : "false"; }
        std::string operator()(int64_t x) const { return std::to_string(x); }
        std::string operator()(double x) const { return realToToml(x); }
        std::string operator()(const std::string& x) const { return quoted(x); }
        std::string operator()(const std::vector<int64_t>& x) const { return listToToml(x, *this); }
        std::string operator()(const std::vector<double>& x) const { return listToToml(x, *this); }
        std::string operator()(const std::vector<std::string>& x) const { return listToToml(x, *this); }
    };
    return std::visit(Writer{}, value);
}

std::optional<Value> valueFromText(Kind kind, std::string_view text) {
    const auto wrap = [](const auto& item) { return item ? std::optional<Value>(Value(*item)) : std::nullopt; };
    switch (kind) {
        case Kind::boolean: return wrap(booleanOf(trimmed(text)));
        case Kind::integer: return wrap(integerOf(text));
        case Kind::real: return wrap(realOf(text));
        case Kind::text:
        case Kind::choice: return Value(unquoted(text));
        case Kind::integers: return listOf<int64_t>(text, integerOf);
        case Kind::reals: return listOf<double>(text, realOf);
        case Kind::texts:
            return listOf<std::string>(text, [](const std::string& part) { return std::optional(unquoted(part)); });
    }
    return std::nullopt;
}

}  // namespace ludus::config
