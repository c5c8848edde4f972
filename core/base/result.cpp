// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace ludus {

std::string Error::sentence() const {
    std::string out = happened.str();
    for (const Text* part : {&meaning, &remedy}) {
        if (!part->empty()) out += " " + part->str();
    }
    return out;
}

namespace detail {

void failCheck(const char* file, int line, const char* expression, const std::string& operands) {
    std::string text = std::string("broken promise at ") + file + ":" + std::to_string(line) + ": " + expression;
    if (!operands.empty()) text += " (" + operands + ")";
    throw BrokenPromise(text);
}

}  // namespace detail
}  // namespace ludus
