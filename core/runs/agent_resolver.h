// SPDX-License-Identifier: GPL-3.0-or-later
// From an agent's name to an Agent: bots, imported agents, snapshots and runs of a workspace. Any thread with its
// workspace.
#pragma once

#include <string>

#include "core/agents/agent.h"
#include "core/store/workspace.h"

namespace ludus::runs {

/// Of a snapshot or a run of the workspace.
bool isNetworkName(const std::string& name);
/// "bot:random", an imported name, "snapshot:ID", "run:RUN/latest", "run:RUN/best". `workspace` may be null (bots
/// only). Errors agent.unknown, agent.misfit, run.unknown, artefact.*.
Result<agents::AgentPtr> resolveAgent(const games::GameInfo& game, const std::string& name,
                                      const store::Workspace* workspace);
/// The weights of a snapshot or run, to start a run from. Error agent.no_network for others.
Result<std::shared_ptr<const nn::Weights>> resolveWeights(const std::string& name, const store::Workspace& workspace);

}  // namespace ludus::runs
