// SPDX-License-Identifier: GPL-3.0-or-later
// What a league decides, as plain values that travel and are stored: whom a learner meets and why, what became of it at
// the end of a learning period and why. Terms: AlphaStar (Nature 2019) and TStarBot-X (arXiv 2011.13729). Any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text.h"

namespace ludus {

/// The order is stored.
enum class LeagueRole {
    mainAgent,
    mainExploiter,
    leagueExploiter,
    specificExploiter,
    evolutionaryExploiter,
    adaptiveEvolutionaryExploiter
};
constexpr int kLeagueRoles = 6;
const char* leagueRoleName(LeagueRole role);   // "main_agent", stable
const char* leagueRoleShort(LeagueRole role);  // "MA", "ME", "LE", "SE", "EE", "AEE"
std::optional<LeagueRole> leagueRoleFromName(const std::string& name);

/// Somebody in a league: a learner with its weights of now, or a frozen snapshot (by its index in the run).
class Member {
public:
    constexpr Member() = default;
    static constexpr Member learner(int player) { return Member(-1 - player); }
    static constexpr Member snapshot(int index) { return Member(index); }
    static constexpr Member fromCode(int code) { return Member(code); }

    constexpr bool isLearner() const { return code_ < 0; }
    constexpr int index() const { return code_ < 0 ? -1 - code_ : code_; }  // of the learner or of the snapshot
    constexpr int code() const { return code_; }
    /// "learner 0", "snapshot 12".
    std::string label() const;
    constexpr auto operator<=>(const Member&) const = default;

private:
    constexpr explicit Member(int code) : code_(code) {}
    int code_ = 0;
};

/// How an opponent was found. The order is stored.
enum class DrawBranch {
    selfPlay,             // the learner's own weights of now
    liveMain,             // a main agent's weights of now
    history,              // prioritised fictitious self-play over all frozen players
    forgottenExploiters,  // frozen exploiters that beat the learner
    forgottenMains,       // earlier main agents that the learner beats less than it did
    mainHistory,          // earlier main agents, those of about the learner's strength first
    root,                 // self-play before the league begins
    bot,                  // a scripted bot, to make a specific start
    evaluation,           // matches that a verdict waits for
};
constexpr int kDrawBranches = 9;
const char* drawBranchName(DrawBranch branch);  // "self_play", stable

/// Whom a learner meets in the next episodes of a block of slots. The candidates can be had again: the league's state
/// at these versions answers the same numbers with the same draw.
struct LeagueDraw {
    int64_t id = 0;  // from 1, in a run
    int player = 0;
    int block = 0;
    int64_t step = 0;  // of the run
    int64_t leagueVersion = 0;
    int64_t payoffVersion = 0;
    DrawBranch branch = DrawBranch::selfPlay;
    std::vector<DrawBranch> empty;  // branches that came first and had no candidate
    std::vector<double> numbers;    // uniform in [0, 1), in the order they were used
    Member chosen;
    std::string agent;       // of a bot
    double probability = 1;  // of the chosen one within its branch
    double winRate = 0.5;    // the learner's against it, as believed then
};

/// The order is stored.
enum class VerdictAction {
    goOn,              // under the same period
    freeze,            // a copy enters the league, the learner goes on with its weights
    freezeAndRestart,  // a copy enters the league, the learner goes on with those of a snapshot
    evaluateFirst,     // matches are missing that the decision needs
    frozenOut,         // the learner learns no more; the others go on
    lost,              // a snapshot (restartFrom) cannot be had any more, and is nobody's opponent
};
constexpr int kVerdictActions = 6;
const char* verdictActionName(VerdictAction action);  // "freeze_and_restart", stable

/// The condition that ended a period, or what went wrong. The order is stored.
enum class VerdictCause {
    none,
    maximumSteps,
    winRate,
    rootReady,
    startReady,
    diverged,    // an update gave a number that is not finite
    missing,     // weights cannot be read
    unplayable,  // matches that its verdict waits for cannot be played
};
constexpr int kVerdictCauses = 8;
const char* verdictCauseName(VerdictCause cause);

/// One line of the table behind a verdict: somebody the learner could have gone on from, or had to beat.
struct VerdictRow {
    Member member;
    Member against;        // whom the win rate is against
    double winRate = 0.5;  // of `member`
    double games = 0;      // decayed
    int64_t played = 0;    // real matches
    bool inside = false;   // fulfils the condition that was asked
};

/// What became of a learner.
struct LeagueVerdict {
    int64_t id = 0;  // from 1, in a run
    int player = 0;
    int period = 0;       // the one that was judged
    int64_t step = 0;     // of the run
    int64_t trained = 0;  // steps of the player in this period
    int64_t leagueVersion = 0;
    int64_t payoffVersion = 0;
    VerdictAction action = VerdictAction::goOn;
    VerdictCause cause = VerdictCause::none;
    double winRate = 0.5;            // that was compared
    double threshold = 0.7;          // with this one
    std::optional<int> restartFrom;  // snapshot, of freezeAndRestart and lost
    bool reset = false;              // to the common root or the specific start
    std::vector<double> numbers;     // uniform in [0, 1), in the order they were used
    std::vector<VerdictRow> table;
};

}  // namespace ludus
