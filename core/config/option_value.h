// SPDX-License-Identifier: GPL-3.0-or-later
// Values from the text that a person types in a form or behind --set. Inside core/config only; pure, any thread.
#pragma once

#include <optional>
#include <string_view>

#include "core/config/option.h"

namespace ludus::config {

/// Without range or choice; nothing where `text` is not of this kind.
std::optional<Value> valueFromText(Kind kind, std::string_view text);

}  // namespace ludus::config
