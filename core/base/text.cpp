// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <fmt/format.h>

namespace ludus {

std::string Text::str() const {
    std::string out;
    for (const char* p = source_; *p != '\0'; ++p) {
        if (*p == '%' && p[1] >= '1' && p[1] <= '9' && static_cast<size_t>(p[1] - '1') < arguments_.size()) {
            out += arguments_[static_cast<size_t>(*++p - '1')];
        } else {
            out += *p;
        }
    }
    return out;
}

std::string Text::format(double value) {
    return fmt::format("{:.10g}", value);
}

}  // namespace ludus
