// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/league_records.h"

#include <array>

namespace ludus {
namespace {

constexpr std::array<const char*, kLeagueRoles> kRoleNames{
    "main_agent",         "main_exploiter",         "league_exploiter",
    "specific_exploiter", "evolutionary_exploiter", "adaptive_evolutionary_exploiter"};
constexpr std::array<const char*, kLeagueRoles> kRoleShorts{"MA", "ME", "LE", "SE", "EE", "AEE"};
constexpr std::array<const char*, kDrawBranches> kBranchNames{
    "self_play", "live_main", "history",   "forgotten_exploiters", "forgotten_mains", "main_history",
    "root",      "bot",       "evaluation"};
constexpr std::array<const char*, kVerdictActions> kActionNames{"go_on",          "freeze",     "freeze_and_restart",
                                                                "evaluate_first", "frozen_out", "lost"};
constexpr std::array<const char*, kVerdictCauses> kCauseNames{"none",        "maximum_steps", "win_rate", "root_ready",
                                                              "start_ready", "diverged",      "missing",  "unplayable"};

}  // namespace

const char* leagueRoleName(LeagueRole role) {
    return kRoleNames[static_cast<size_t>(role)];
}

const char* leagueRoleShort(LeagueRole role) {
    return kRoleShorts[static_cast<size_t>(role)];
}

std::optional<LeagueRole> leagueRoleFromName(const std::string& name) {
    for (size_t i = 0; i < kRoleNames.size(); ++i)
        if (name == kRoleNames[i] || name == kRoleShorts[i]) return static_cast<LeagueRole>(i);
    return std::nullopt;
}

std::string Member::label() const {
    return (isLearner() ? "learner " : "snapshot ") + std::to_string(index());
}

const char* drawBranchName(DrawBranch branch) {
    return kBranchNames[static_cast<size_t>(branch)];
}

const char* verdictActionName(VerdictAction action) {
    return kActionNames[static_cast<size_t>(action)];
}

const char* verdictCauseName(VerdictCause cause) {
    return kCauseNames[static_cast<size_t>(cause)];
}

}  // namespace ludus
