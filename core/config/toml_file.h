// SPDX-License-Identifier: GPL-3.0-or-later
// Run files: reading TOML into Values, writing a fresh one with the help texts as comments, and editing one in place.
// The file's text is the truth: an edit replaces the source range of one value or appends a key; comments survive.
// Pure functions on text; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/config/option.h"

namespace ludus::config {

/// Parses `text`; keys become "table.name". A syntax error names its line (code config.syntax).
Result<Values> readToml(std::string_view text);
/// A fresh file: one table a part in the order of `specs`, help as comments; `values` may be partial (others are left
/// out unless `all`).
std::string writeToml(const std::vector<OptionSpec>& specs, const Values& values, bool all = false);
/// The same text with `key` set to `value`.
Result<std::string> editToml(std::string_view text, const std::string& key, const Value& value);
/// The same text without `key` (its line removed); unchanged when absent.
Result<std::string> removeFromToml(std::string_view text, const std::string& key);

}  // namespace ludus::config
