// SPDX-License-Identifier: GPL-3.0-or-later
// Texts read back from the database need sources that live as long as the program: equal ones are kept once. Any
// thread.
#pragma once

#include <string>

namespace ludus::store {

const char* intern(const std::string& text);

}  // namespace ludus::store
