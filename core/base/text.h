// SPDX-License-Identifier: GPL-3.0-or-later
// Text: a sentence for people, kept translatable: source text with %1..%9 and its arguments.
// Any thread. Core marks sources with LUDUS_TEXT (an lupdate alias); a bridge in the studio translates them.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Marks `text` for translation in `context`; yields a ludus::Text without arguments.
#define LUDUS_TEXT(context, text) (::ludus::Text(context, text))

namespace ludus {

class Text {
public:
    Text() = default;
    Text(const char* context, const char* source) : context_(context), source_(source) {}

    /// Returns a copy whose next placeholder (%1, %2, ...) stands for `value`.
    template <class T>
    Text arg(const T& value) const {
        Text copy = *this;
        if constexpr (std::is_integral_v<T>) {
            copy.arguments_.push_back(std::to_string(value));
        } else if constexpr (std::is_floating_point_v<T>) {
            copy.arguments_.push_back(format(static_cast<double>(value)));
        } else {
            copy.arguments_.emplace_back(value);
        }
        return copy;
    }

    /// The English sentence with its arguments filled in.
    std::string str() const;
    bool empty() const { return source_[0] == '\0'; }
    const char* context() const { return context_; }
    const char* source() const { return source_; }
    const std::vector<std::string>& arguments() const { return arguments_; }

private:
    static std::string format(double value);

    const char* context_ = "";
    const char* source_ = "";
    std::vector<std::string> arguments_;
};

}  // namespace ludus
