// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/option.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/config/option_value.h"

namespace ludus::config {
namespace {

// ---- Texts of errors ------------------------------------------------------------------------------------------------

/// `plain` for values of flags and forms, `withLine` (whose %1 is the line) for those of a file.
Text placed(int line, const Text& plain, const Text& withLine) {
    return line > 0 ? withLine.arg(line) : plain;
}

Text rangeText(const OptionSpec& spec) {
    if (std::isfinite(spec.minimum) && std::isfinite(spec.maximum)) {
        return LUDUS_TEXT("Option", "Choose a value from %1 to %2.").arg(spec.minimum).arg(spec.maximum);
    }
    if (std::isfinite(spec.minimum)) return LUDUS_TEXT("Option", "Choose a value of at least %1.").arg(spec.minimum);
    if (std::isfinite(spec.maximum)) return LUDUS_TEXT("Option", "Choose a value of at most %1.").arg(spec.maximum);
    return LUDUS_TEXT("Option", "Choose a finite number.");
}

Error rangeError(const OptionSpec& spec, int line, const std::string& given) {
    return {"option.range",
            placed(line, LUDUS_TEXT("Option", "%1 cannot be %2."), LUDUS_TEXT("Option", "Line %1: %2 cannot be %3."))
                .arg(spec.key)
                .arg(given),
            LUDUS_TEXT("Option", "The value lies outside the range of this option."), rangeText(spec)};
}

Error choiceError(const OptionSpec& spec, int line, const std::string& given) {
    return {"option.range",
            placed(line, LUDUS_TEXT("Option", "%1 cannot be %2."), LUDUS_TEXT("Option", "Line %1: %2 cannot be %3."))
                .arg(spec.key)
                .arg(given),
            LUDUS_TEXT("Option", "It is none of the choices."),
            LUDUS_TEXT("Option", "Choose one of: %1.").arg(fmt::format("{}", fmt::join(spec.choices, ", ")))};
}

Text exampleText(Kind kind) {
    switch (kind) {
        case Kind::boolean: return LUDUS_TEXT("Option", "Write true or false.");
        case Kind::integer:
            return LUDUS_TEXT("Option", "Write a whole number without a decimal point, for example 64.");
        case Kind::real: return LUDUS_TEXT("Option", "Write a number, for example 0.5 or 3e-4.");
        case Kind::text:
        case Kind::choice: return LUDUS_TEXT("Option", "Write a text in quotes, for example \"name\".");
        case Kind::integers: return LUDUS_TEXT("Option", "Write whole numbers in brackets, for example [64, 64].");
        case Kind::reals: return LUDUS_TEXT("Option", "Write numbers in brackets, for example [0.5, 1.0].");
        case Kind::texts:
            return LUDUS_TEXT("Option", "Write texts in quotes and brackets, for example [\"a\", \"b\"].");
    }
    return {};
}

Error typeError(const OptionSpec& spec, int line, const std::string& given) {
    return {"option.type",
            placed(line, LUDUS_TEXT("Option", "%1 must be %2, but is %3."),
                   LUDUS_TEXT("Option", "Line %1: %2 must be %3, but is %4."))
                .arg(spec.key)
                .arg(kindName(spec.kind))
                .arg(given),
            LUDUS_TEXT("Option", "The value is of another kind."), exampleText(spec.kind)};
}

Error unknownError(const std::string& key, int line, const std::vector<OptionSpec>& specs) {
    const std::string near = nearestKey(key, specs);
    return {"option.unknown",
            placed(line, LUDUS_TEXT("Option", "There is no option %1."),
                   LUDUS_TEXT("Option", "Line %1: there is no option %2."))
                .arg(key),
            LUDUS_TEXT("Option", "Nothing was started with it."),
            near.empty() ? LUDUS_TEXT("Option", "Run \"ludus-cli options\" to see every option.")
                         : LUDUS_TEXT("Option", "Did you mean %1?").arg(near)};
}

// ---- Checks ---------------------------------------------------------------------------------------------------------

template <class T>
bool emptyListOf(const Value& value) {
    const auto* list = std::get_if<std::vector<T>>(&value);
    return list != nullptr && list->empty();
}

bool emptyList(const Value& value) {
    return emptyListOf<int64_t>(value) || emptyListOf<double>(value) || emptyListOf<std::string>(value);
}

/// The same value in the kind asked for: an integer is also a real, an empty list is a list of anything.
std::optional<Value> converted(Kind kind, const Value& value) {
    switch (kind) {
        case Kind::boolean: return std::holds_alternative<bool>(value) ? std::optional(value) : std::nullopt;
        case Kind::integer: return std::holds_alternative<int64_t>(value) ? std::optional(value) : std::nullopt;
        case Kind::real:
            if (const auto* whole = std::get_if<int64_t>(&value)) return Value(static_cast<double>(*whole));
            return std::holds_alternative<double>(value) ? std::optional(value) : std::nullopt;
        case Kind::text:
        case Kind::choice: return std::holds_alternative<std::string>(value) ? std::optional(value) : std::nullopt;
        case Kind::integers:
            if (emptyList(value)) return Value(std::vector<int64_t>{});
            return std::holds_alternative<std::vector<int64_t>>(value) ? std::optional(value) : std::nullopt;
        case Kind::reals:
            if (emptyList(value)) return Value(std::vector<double>{});
            if (const auto* whole = std::get_if<std::vector<int64_t>>(&value)) {
                return Value(std::vector<double>(whole->begin(), whole->end()));
            }
            return std::holds_alternative<std::vector<double>>(value) ? std::optional(value) : std::nullopt;
        case Kind::texts:
            if (emptyList(value)) return Value(std::vector<std::string>{});
            return std::holds_alternative<std::vector<std::string>>(value) ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

bool inside(const OptionSpec& spec, double x) {
    return x >= spec.minimum && x <= spec.maximum && !std::isnan(x);
}

Status checkRange(const OptionSpec& spec, int line, const Value& value) {
    if (const auto* whole = std::get_if<int64_t>(&value)) {
        if (!inside(spec, static_cast<double>(*whole))) return rangeError(spec, line, toToml(value));
    } else if (const auto* real = std::get_if<double>(&value)) {
        if (!inside(spec, *real)) return rangeError(spec, line, toToml(value));
    } else if (const auto* wholes = std::get_if<std::vector<int64_t>>(&value)) {
        for (const int64_t x : *wholes) {
            if (!inside(spec, static_cast<double>(x))) return rangeError(spec, line, toToml(Value(x)));
        }
    } else if (const auto* reals = std::get_if<std::vector<double>>(&value)) {
        for (const double x : *reals) {
            if (!inside(spec, x)) return rangeError(spec, line, toToml(Value(x)));
        }
    }
    return {};
}

/// Damerau-Levenshtein distance in its restricted form (optimal string alignment): insert, delete, replace, swap.
size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replace, last[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string_view nameOf(std::string_view key) {
    const size_t dot = key.rfind('.');
    return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

}  // namespace

const char* kindName(Kind kind) {
    switch (kind) {
        case Kind::boolean: return "true or false";
        case Kind::integer: return "a whole number";
        case Kind::real: return "a number";
        case Kind::text: return "a text";
        case Kind::choice: return "one of the choices";
        case Kind::integers: return "a list of whole numbers";
        case Kind::reals: return "a list of numbers";
        case Kind::texts: return "a list of texts";
    }
    return "";
}

Result<Value> parse(const OptionSpec& spec, const std::string& text) {
    std::optional<Value> value = valueFromText(spec.kind, text);
    if (!value) return typeError(spec, 0, text.empty() ? toToml(Value(text)) : text);
    return check(spec, Entry{std::move(*value), 0});
}

Result<Value> check(const OptionSpec& spec, const Entry& entry) {
    std::optional<Value> value = converted(spec.kind, entry.value);
    if (!value) return typeError(spec, entry.line, toToml(entry.value));
    if (Status status = checkRange(spec, entry.line, *value); !status) return status.error();
    if (spec.kind == Kind::choice) {
        const auto& word = std::get<std::string>(*value);
        if (std::find(spec.choices.begin(), spec.choices.end(), word) == spec.choices.end()) {
            return choiceError(spec, entry.line, toToml(Value(word)));
        }
    }
    return std::move(*value);
}

std::string nearestKey(const std::string& key, const std::vector<OptionSpec>& specs) {
    const std::string_view name = nameOf(key);
    const size_t limit = std::max<size_t>(2, name.size() / 3);
    std::string best;
    size_t bestDistance = limit + 1;
    for (const OptionSpec& spec : specs) {
        // A right name in a wrong or missing table is near, whatever the table is called.
        const size_t distance = std::min(editDistance(key, spec.key), editDistance(name, nameOf(spec.key)) + 1);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = spec.key;
        }
    }
    return best;
}

Status checkAll(const std::vector<OptionSpec>& specs, const Values& values) {
    std::vector<const Values::value_type*> inOrder;
    for (const auto& item : values)
        inOrder.push_back(&item);
    std::stable_sort(inOrder.begin(), inOrder.end(), [](auto* a, auto* b) { return a->second.line < b->second.line; });
    for (const auto* item : inOrder) {
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.key == item->first; });
        if (spec == specs.end()) return unknownError(item->first, item->second.line, specs);
        if (Result<Value> value = check(*spec, item->second); !value) return value.error();
    }
    return {};
}

}  // namespace ludus::config
