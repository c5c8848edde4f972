// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/detail/values.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <string>

#include "core/query/query.h"

namespace ludus::query::detail {
namespace {

struct Unit {
    std::string_view name;
    double factor;
};

constexpr std::array<Unit, 8> kFactors{
    {{"", 1}, {"%", 0.01}, {"\uFF05", 0.01}, {"k", 1e3}, {"K", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}}};

constexpr double kMinute = 60, kHour = 3600, kDay = 86400, kWeek = 7 * kDay;
const std::array<Unit, 33> kUnits{{{"ms", 1e-3},
                                   {"s", 1},
                                   {"sec", 1},
                                   {"secs", 1},
                                   {"second", 1},
                                   {"seconds", 1},
                                   {"m", kMinute},
                                   {"min", kMinute},
                                   {"mins", kMinute},
                                   {"minute", kMinute},
                                   {"minutes", kMinute},
                                   {"h", kHour},
                                   {"hr", kHour},
                                   {"hrs", kHour},
                                   {"hour", kHour},
                                   {"hours", kHour},
                                   {"d", kDay},
                                   {"day", kDay},
                                   {"days", kDay},
                                   {"w", kWeek},
                                   {"week", kWeek},
                                   {"weeks", kWeek},
                                   {"\u6BEB\u79D2", 1e-3},
                                   {"\u79D2", 1},
                                   {"\u79D2\u949F", 1},
                                   {"\u5206", kMinute},
                                   {"\u5206\u949F", kMinute},
                                   {"\u65F6", kHour},
                                   {"\u5C0F\u65F6", kHour},
                                   {"\u5929", kDay},
                                   {"\u65E5", kDay},
                                   {"\u5468", kWeek},
                                   {"\u661F\u671F", kWeek}}};

/// Without spaces of any width and with the minus of keyboards.
std::string tidy(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i);
        if (rest.substr(0, 3) == "\u2212") {
            out += '-';
            i += 2;
        } else if (rest.substr(0, 3) == "\u202F" || rest.substr(0, 3) == "\u2009" || rest.substr(0, 3) == "\u3000") {
            out += ' ';
            i += 2;
        } else if (rest.substr(0, 2) == "\u00A0") {
            out += ' ';
            i += 1;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
void skipSpaces(std::string_view& text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
}

/// A number at the start of `text`, which loses it; digits may come in groups of three ("1 342", "1_000").
std::optional<double> takeNumber(std::string_view& text) {
    std::string digits;
    size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) {
        if (text[i] == '-') digits += '-';
        ++i;
    }
    const size_t first = i;
    const auto groupFollows = [&](size_t at) {
        return at + 3 < text.size() && isDigit(text[at + 1]) && isDigit(text[at + 2]) && isDigit(text[at + 3]) &&
               (at + 4 >= text.size() || !isDigit(text[at + 4]));
    };
    while (i < text.size()) {
        if (isDigit(text[i])) {
            digits += text[i++];
        } else if (text[i] == '_' || (text[i] == ' ' && i > first && i - first <= 19 && groupFollows(i))) {
            ++i;
        } else {
            break;
        }
    }
    if (i < text.size() && text[i] == '.') {
        digits += text[i++];
        while (i < text.size() && (isDigit(text[i]) || text[i] == '_')) {
            if (text[i] != '_') digits += text[i];
            ++i;
        }
    }
    const bool exponent = i + 1 < text.size() && (text[i] == 'e' || text[i] == 'E') &&
                          (isDigit(text[i + 1]) ||
                           (i + 2 < text.size() && (text[i + 1] == '-' || text[i + 1] == '+') && isDigit(text[i + 2])));
    if (exponent) {
        digits += 'e';
        ++i;
        if (text[i] == '+') ++i;
        if (text[i] == '-') digits += text[i++];
        while (i < text.size() && isDigit(text[i]))
            digits += text[i++];
    }
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(i);
    return value;
}

std::string_view trimmed(std::string_view text) {
    skipSpaces(text);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// Local time of the first moment of a date; nothing for one that the calendar does not have.
std::optional<int64_t> localMs(int year, int month, int day, int hour, int minute, int second) {
    std::tm parts{};
    parts.tm_year = year - 1900;
    parts.tm_mon = month - 1;
    parts.tm_mday = day;
    parts.tm_hour = hour;
    parts.tm_min = minute;
    parts.tm_sec = second;
    parts.tm_isdst = -1;
    const std::time_t seconds = std::mktime(&parts);
    return seconds == -1 ? std::nullopt : std::optional<int64_t>(static_cast<int64_t>(seconds) * 1000);
}

std::optional<int> takeDigits(std::string_view& text, size_t least, size_t most) {
    size_t n = 0;
    int value = 0;
    for (; n < most && n < text.size() && isDigit(text[n]); ++n)
        value = value * 10 + (text[n] - '0');
    if (n < least) return std::nullopt;
    text.remove_prefix(n);
    return value;
}
bool takeSign(std::string_view& text, char sign) {
    if (text.empty() || text.front() != sign) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Span> spanOf(const std::optional<int64_t>& from, const std::optional<int64_t>& to) {
    if (!from || !to) return std::nullopt;
    return Span{*from, *to};
}

int daysOf(int year, int month) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[static_cast<size_t>(month - 1)];
}

std::optional<Span> readDate(std::string_view text) {
    const auto year = takeDigits(text, 4, 4);
    if (!year || *year < 1970 || *year > 9000) return std::nullopt;
    if (text.empty()) return spanOf(localMs(*year, 1, 1, 0, 0, 0), localMs(*year + 1, 1, 1, 0, 0, 0));
    if (!takeSign(text, '-')) return std::nullopt;
    const auto month = takeDigits(text, 1, 2);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    if (text.empty()) return spanOf(localMs(*year, *month, 1, 0, 0, 0), localMs(*year, *month + 1, 1, 0, 0, 0));
    if (!takeSign(text, '-')) return std::nullopt;
    const auto day = takeDigits(text, 1, 2);
    if (!day || *day < 1 || *day > daysOf(*year, *month)) return std::nullopt;
    if (text.empty()) return spanOf(localMs(*year, *month, *day, 0, 0, 0), localMs(*year, *month, *day + 1, 0, 0, 0));
    if (!takeSign(text, 'T')) {
        if (text.front() != ' ') return std::nullopt;
        skipSpaces(text);
    }
    const auto hour = takeDigits(text, 1, 2);
    if (!hour || *hour > 23 || !takeSign(text, ':')) return std::nullopt;
    const auto minute = takeDigits(text, 2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    const auto start = [&](int second) { return localMs(*year, *month, *day, *hour, *minute, second); };
    if (text.empty()) return spanOf(start(0), start(60));
    if (!takeSign(text, ':')) return std::nullopt;
    const auto second = takeDigits(text, 2, 2);
    if (!second || *second > 59 || !text.empty()) return std::nullopt;
    return spanOf(start(*second), start(*second + 1));
}

/// A day that lies `offset` days from now.
std::optional<Span> dayFromNow(int64_t nowMs, int offset) {
    const auto seconds = static_cast<std::time_t>(nowMs / 1000);
    std::tm parts{};
    if (!localtime_r(&seconds, &parts)) return std::nullopt;
    const auto day = [&](int more) {
        return localMs(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday + more, 0, 0, 0);
    };
    return spanOf(day(offset), day(offset + 1));
}

}  // namespace

std::optional<double> readNumber(std::string_view text) {
    const std::string clean = tidy(text);
    std::string_view rest = trimmed(clean);
    const std::optional<double> number = takeNumber(rest);
    if (!number) return std::nullopt;
    skipSpaces(rest);
    for (const Unit& factor : kFactors) {
        if (rest != factor.name) continue;
        const double value = *number * factor.factor, whole = std::round(value);
        if (!std::isfinite(value)) return std::nullopt;
        // "2.3 M" is 2300000 exactly.
        return factor.factor > 1 && std::fabs(value - whole) < 1e-12 * std::fabs(value) ? whole : value;
    }
    return std::nullopt;
}

std::optional<double> readDuration(std::string_view text) {
    const std::string clean = tidy(text);
    std::string_view rest = trimmed(clean);
    double seconds = 0;
    for (bool first = true; first || !rest.empty(); first = false) {
        const std::optional<double> number = takeNumber(rest);
        if (!number || *number < 0) return std::nullopt;
        skipSpaces(rest);
        if (first && rest.empty()) return *number;
        size_t length = 0;
        while (length < rest.size() && rest[length] != ' ' && !isDigit(rest[length]))
            ++length;
        double factor = 0;
        for (const Unit& unit : kUnits) {
            if (equalFolded(rest.substr(0, length), unit.name)) factor = unit.factor;
        }
        if (factor == 0) return std::nullopt;
        seconds += *number * factor;
        rest.remove_prefix(length);
        skipSpaces(rest);
    }
    return std::isfinite(seconds) ? std::optional<double>(seconds) : std::nullopt;
}

std::optional<Span> readMoment(std::string_view text, int64_t nowMs) {
    const std::string clean = tidy(text);
    std::string_view rest = trimmed(clean);
    if (equalFolded(rest, "now")) return Span{nowMs, nowMs + 1};
    if (equalFolded(rest, "today") || rest == "\u4ECA\u5929") return dayFromNow(nowMs, 0);
    if (equalFolded(rest, "yesterday") || rest == "\u6628\u5929") return dayFromNow(nowMs, -1);
    for (const std::string_view ago : {"ago", "\u524D", "\u4EE5\u524D"}) {
        if (rest.size() <= ago.size() || !equalFolded(rest.substr(rest.size() - ago.size()), ago)) continue;
        const std::optional<double> seconds = readDuration(rest.substr(0, rest.size() - ago.size()));
        if (!seconds || *seconds > 1e11) continue;
        const int64_t moment = nowMs - static_cast<int64_t>(*seconds * 1000);
        return Span{moment, moment + 1};
    }
    return readDate(rest);
}

}  // namespace ludus::query::detail
