// SPDX-License-Identifier: GPL-3.0-or-later
// Scripted bots that any game can use: uniform play over the legal actions, one fixed action, and the base of bots that
// read an observation. One owner at a time; none keeps a memory.
#pragma once

#include <memory>

#include "core/games/policy.h"

namespace ludus::games {

/// Uniform over the legal actions of each branch; drawn also when greedy play is asked for. Fixed bot: always `action`.
std::unique_ptr<Policy> makeRandomBot(const ActionSpec& actions);
std::unique_ptr<Policy> makeFixedBot(const ObservationSpec& observation, const ActionSpec& actions, int32_t action);

/// A bot with one branch whose action is a function of its observation.
class ScriptedBot : public Policy {
public:
    ScriptedBot(int observations, int actions) : observations_(observations), actions_(actions) {}
    void act(const PolicyInput& input, const PolicyOutput& output) final;

protected:
    virtual int32_t choose(const float* observation) const = 0;

private:
    int observations_;
    int actions_;
};

}  // namespace ludus::games
