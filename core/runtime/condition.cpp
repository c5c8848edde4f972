// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace ludus::runtime {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr int kMostTimes = 1'000'000;

/// Longer ones first, so that ">=" is not read as ">".
constexpr std::array<std::pair<std::string_view, Condition::Operator>, 4> kOperators{{
    {"<=", Condition::Operator::lessEqual},
    {">=", Condition::Operator::greaterEqual},
    {"<", Condition::Operator::less},
    {">", Condition::Operator::greater},
}};

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// The word in front of `text`, which is taken off it.
std::string_view taken(std::string_view& text) {
    text = trimmed(text);
    const std::string_view word = text.substr(0, text.find_first_of(kBlank));
    text.remove_prefix(word.size());
    return word;
}

template <class T>
std::optional<T> number(std::string_view text) {
    T value{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "1300", "1.5k", "2M", "90 %".
std::optional<double> limitOf(std::string_view text) {
    double scale = 1;
    text = trimmed(text);
    if (!text.empty()) {
        const char unit = text.back();
        scale = unit == 'k' ? 1e3 : unit == 'M' ? 1e6 : unit == '%' ? 0.01 : 1;
        if (scale != 1) text = trimmed(text.substr(0, text.size() - 1));
    }
    const std::optional<double> value = number<double>(text);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return *value * scale;
}

/// "for 3 evaluations"; 1 where nothing stands.
std::optional<int> timesOf(std::string_view text) {
    if (trimmed(text).empty()) return 1;
    if (taken(text) != "for") return std::nullopt;
    const std::optional<int> times = number<int>(taken(text));
    constexpr std::array<std::string_view, 6> kUnits{"evaluations", "evaluation", "points", "point", "times", "time"};
    const bool known = std::find(kUnits.begin(), kUnits.end(), taken(text)) != kUnits.end();
    if (!times || *times < 1 || *times > kMostTimes || !known || !trimmed(text).empty()) return std::nullopt;
    return times;
}

Error syntaxError(std::string_view text) {
    return {"condition.syntax", LUDUS_TEXT("Condition", "\"%1\" is no condition.").arg(std::string(text)),
            LUDUS_TEXT("Condition", "It names no curve, comparison and number, so that it could never be tested."),
            LUDUS_TEXT("Condition", "Write for example: elo > 1300, or: entropy < 0.05 for 3 points")};
}

}  // namespace

Result<Condition> Condition::parse(std::string_view text) {
    const size_t at = text.find_first_of("<>");
    if (at == std::string_view::npos) return syntaxError(text);
    Condition out;
    out.metric = std::string(trimmed(text.substr(0, at)));
    std::string_view rest = text.substr(at);
    for (const auto& [sign, op] : kOperators) {
        if (!rest.starts_with(sign)) continue;
        out.op = op;
        rest.remove_prefix(sign.size());
        break;
    }
    const size_t tail = std::min(rest.find(" for "), rest.size());
    const std::optional<double> limit = limitOf(rest.substr(0, tail));
    const std::optional<int> times = timesOf(rest.substr(tail));
    if (out.metric.empty() || out.metric.find_first_of(kBlank) != std::string::npos || !limit || !times) {
        return syntaxError(text);
    }
    out.limit = *limit;
    out.times = *times;
    return out;
}

bool Condition::holds(double value) const {
    switch (op) {
        case Operator::less: return value < limit;
        case Operator::lessEqual: return value <= limit;
        case Operator::greater: return value > limit;
        case Operator::greaterEqual: return value >= limit;
    }
    return false;
}

std::string Condition::text() const {
    std::string out = metric;
    for (const auto& [sign, known] : kOperators) {
        if (known == op) out += fmt::format(" {} {}", sign, limit);
    }
    return times > 1 ? fmt::format("{} for {} points", out, times) : out;
}

void ConditionWatch::see(const std::vector<MetricPoint>& points) {
    for (const MetricPoint& point : points) {
        if (point.name != condition_.metric) continue;
        value_ = point.value;
        streak_ = condition_.holds(point.value) ? std::min(streak_ + 1, condition_.times) : 0;
    }
}

}  // namespace ludus::runtime
