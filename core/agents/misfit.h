// SPDX-License-Identifier: GPL-3.0-or-later
// The two errors of agents that come from files. Inside core/agents only; pure, any thread.
#pragma once

#include <string>

#include "core/base/result.h"

namespace ludus::agents {

Error misfit(const std::string& agent, const std::string& why);
Error damagedAgent(const std::string& agent, const std::string& why);

}  // namespace ludus::agents
