// SPDX-License-Identifier: GPL-3.0-or-later
// Second opinion: what another agent would do at every step of a recorded match, seeing what each seat saw. Any thread.
#pragma once

#include "core/agents/agent.h"
#include "core/replay/replay.h"

namespace ludus::arena {

/// Values and action probabilities in the form of the replay's own annotations; the agent's memory follows what it
/// sees. Errors replay.* of a replay that is not played but shown from its scenes, and agent.misfit.
Result<replay::Annotations> secondOpinion(const replay::Replay& replay, const agents::Agent& agent);

}  // namespace ludus::arena
