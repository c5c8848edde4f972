// SPDX-License-Identifier: GPL-3.0-or-later
// How an option is described, once, for file, command line, form, tool-tip, check and stored record.
// Knows no concrete option. Values; any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/base/text.h"

namespace ludus::config {

enum class Kind { boolean, integer, real, text, choice, integers, reals, texts };
enum class Level { basic, advanced };

using Value = std::variant<bool, int64_t, double, std::string, std::vector<int64_t>, std::vector<double>,
                           std::vector<std::string>>;

/// One option. `key` is "table.name" as in the file; range is inclusive; `unit` is shown behind the value.
struct OptionSpec {
    std::string key;
    Kind kind = Kind::text;
    Value defaultValue;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::string unit;
    Text label;
    Text help;
    Level level = Level::basic;
    std::vector<std::string> choices;  // of a choice; for texts: suggestions
    bool live = false;                 // may be given another value while a run goes on
};

/// Where a value came from, for messages: line in the file (1-based) or 0 for flag, form and default.
struct Entry {
    Value value;
    int line = 0;
};

/// Values by full key. Ordered, so that what is written from them is always the same.
using Values = std::map<std::string, Entry>;

const char* kindName(Kind kind);
/// As it stands in a TOML file ("3e-4", "[64, 64]", "\"linear\"").
std::string toToml(const Value& value);
/// Reads `text` (as typed in a form or after --set key=) as the kind of `spec`; accepts "64, 64" for lists, bare words
/// for texts.
Result<Value> parse(const OptionSpec& spec, const std::string& text);
/// Type (an integer is also a real), range and choice; gives the value in the kind of the option.
Result<Value> check(const OptionSpec& spec, const Entry& entry);
/// The nearest key by edit distance, or "" when none is near.
std::string nearestKey(const std::string& key, const std::vector<OptionSpec>& specs);
/// Every key known, every value right; the first wrong one is the error (codes option.unknown, option.type,
/// option.range).
Status checkAll(const std::vector<OptionSpec>& specs, const Values& values);

/// What a field of an options struct needs beside its name.
struct About {
    Text label = {};
    Text help = {};
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::string unit = {};
    Level level = Level::basic;
    std::vector<std::string> choices = {};  // makes a text a choice
    bool live = false;
};

/// The descriptions of the members of an options struct T; defaults are those of a fresh T.
///   OptionGroup<PpoOptions> group("learner"); group.add("epochs", &PpoOptions::epochs, {.label = ..., .minimum = 1});
template <class T>
class OptionGroup {
public:
    explicit OptionGroup(std::string table) : table_(std::move(table)) {}

    template <class M>
    OptionGroup& add(const std::string& name, M T::*member, About about) {
        const T fresh{};
        OptionSpec spec;
        spec.key = table_ + "." + name;
        spec.kind = kindOf<M>(about);
        spec.defaultValue = toValue(fresh.*member);
        spec.minimum = about.minimum;
        spec.maximum = about.maximum;
        if constexpr (std::is_integral_v<M> && !std::is_same_v<M, bool>) {
            // What the member cannot hold is out of range, not silently cut.
            using Ends = std::numeric_limits<M>;
            spec.minimum = std::max(spec.minimum, static_cast<double>(Ends::min()));
            if constexpr (sizeof(M) < 8) spec.maximum = std::min(spec.maximum, static_cast<double>(Ends::max()));
        }
        spec.unit = std::move(about.unit);
        spec.label = std::move(about.label);
        spec.help = std::move(about.help);
        spec.level = about.level;
        spec.choices = std::move(about.choices);
        spec.live = about.live;
        specs_.push_back(std::move(spec));
        readers_.push_back([member](const Value& value, T& out) { fromValue(value, out.*member); });
        writers_.push_back([member](const T& in) { return toValue(in.*member); });
        return *this;
    }

    const std::vector<OptionSpec>& specs() const { return specs_; }

    /// Takes this group's keys out of `values` (absent ones keep what `out` holds).
    Status read(const Values& values, T& out) const {
        for (size_t i = 0; i < specs_.size(); ++i) {
            const auto found = values.find(specs_[i].key);
            if (found == values.end()) continue;
            Result<Value> value = check(specs_[i], found->second);
            if (!value) return value.error();
            readers_[i](*value, out);
        }
        return {};
    }
    void write(const T& in, Values& out) const {
        for (size_t i = 0; i < specs_.size(); ++i)
            out[specs_[i].key] = Entry{writers_[i](in), 0};
    }

private:
    template <class M>
    static Kind kindOf(const About& about) {
        if constexpr (std::is_same_v<M, bool>)
            return Kind::boolean;
        else if constexpr (std::is_integral_v<M>)
            return Kind::integer;
        else if constexpr (std::is_floating_point_v<M>)
            return Kind::real;
        else if constexpr (std::is_same_v<M, std::string>)
            return about.choices.empty() ? Kind::text : Kind::choice;
        else if constexpr (std::is_same_v<M, std::vector<int64_t>>)
            return Kind::integers;
        else if constexpr (std::is_same_v<M, std::vector<double>>)
            return Kind::reals;
        else
            return Kind::texts;
    }
    template <class M>
    static Value toValue(const M& m) {
        if constexpr (std::is_same_v<M, bool>)
            return Value(m);
        else if constexpr (std::is_integral_v<M>)
            return Value(static_cast<int64_t>(m));
        else if constexpr (std::is_floating_point_v<M>)
            return Value(static_cast<double>(m));
        else
            return Value(m);
    }
    template <class M>
    static void fromValue(const Value& value, M& m) {
        if constexpr (std::is_same_v<M, bool>)
            m = std::get<bool>(value);
        else if constexpr (std::is_integral_v<M>)
            m = static_cast<M>(std::get<int64_t>(value));
        else if constexpr (std::is_floating_point_v<M>)
            m = static_cast<M>(std::get<double>(value));
        else
            m = std::get<M>(value);
    }

    std::string table_;
    std::vector<OptionSpec> specs_;
    std::vector<std::function<void(const Value&, T&)>> readers_;
    std::vector<std::function<Value(const T&)>> writers_;
};

}  // namespace ludus::config
