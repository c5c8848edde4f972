// SPDX-License-Identifier: GPL-3.0-or-later
// TaskSource: says what should happen next (self-play, later league, PSRO, arena); bookkeeping only, no games, no
// torch. Called from the run thread only. Deterministic: same calls and seed give the same answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/records/league_records.h"
#include "core/records/records.h"

namespace ludus {

/// Whom the learner meets in the next episodes of a block of slots, and why.
struct OpponentDraw {
    enum class Kind { latest, snapshot, agent, learner };
    Kind kind = Kind::latest;
    int snapshot = 0;        // index, of kind snapshot
    int learner = 0;         // another player, with its weights of now, of kind learner
    std::string agent;       // name ("bot:chaser"), of kind agent
    bool learnBoth = false;  // both seats learn (only against the latest)
    std::string reason;      // why, for the log and the studio
    std::optional<LeagueDraw> record;

    /// "latest", "snapshot 12", "bot:chaser", "learner 3".
    std::string label() const;
};
/// Whom a tally of `player` was against, by its label; none: a bot or another agent.
std::optional<Member> memberOfLabel(const std::string& label, int player);

/// Matches that a decision waits for.
struct MatchesWanted {
    Member member, against;
    int games = 0;
    bool operator==(const MatchesWanted&) const = default;
};

/// What becomes of a player between two of its updates.
struct Decision {
    bool freeze = false;                 // its weights enter the run as a snapshot
    std::optional<int> goOnFrom;         // then it takes the weights of this snapshot
    std::vector<MatchesWanted> matches;  // to be played before anything is decided
    std::optional<LeagueVerdict> record;
};

class TaskSource {
public:
    virtual ~TaskSource() = default;
    /// A draw for one block of slots; valid for the block's episodes that start from now on.
    virtual OpponentDraw drawOpponent(int player, int block, int64_t step) = 0;
    /// Whether the block should draw again (its swap interval is over); `since` is the step of its last draw.
    virtual bool wantsDraw(int player, int block, int64_t step, int64_t since) = 0;
    /// How many draws stand side by side in a work item's slots; each is a block of its own here.
    virtual int lanes() const { return 1; }
    /// Learning players; they are numbered from 0.
    virtual int players() const { return 1; }
    /// What curves of a player are called after, where there are several: "ME1".
    virtual std::string shortName(int) const { return {}; }
    /// Trained steps of a player beside those of the others; 0: it does not train now.
    virtual double share(int) const { return 1; }
    /// Before the first update of a player and after each one. What it says is done at once: the snapshot it asks for
    /// is told by snapshotTaken before anything else is asked.
    virtual Decision whatNow(int player, int64_t step) = 0;
    /// The player has learnt from so many steps.
    virtual void trained(int, int64_t) {}
    virtual void snapshotTaken(const SnapshotRecord& snapshot) = 0;
    virtual void tallied(const TallyRecord& tally) = 0;
    /// How many steps may lie between two times that results are told (and stored, in this order); 0: they matter to
    /// nobody here, and are told with the points of curves.
    virtual int64_t tallySteps() const { return 0; }
    /// Matches that a decision of the player asked for have been played, those of one MatchesWanted. The answer is what
    /// to store: their results as a tally of `against`, already counted. Fewer than it asked for: they cannot be
    /// played.
    virtual TallyRecord matchesPlayed(int, const MatchesWanted&, const std::vector<float>&,
                                      const std::vector<uint8_t>&) {
        return {};
    }
    /// Those that are still to be told; a resumed run plays them again from their start.
    virtual std::vector<MatchesWanted> openMatches(int) const { return {}; }
    /// The player learns no more; the others go on, if the answer says so. None: the run cannot go on.
    virtual std::optional<LeagueVerdict> failed(int, VerdictCause, int64_t) { return std::nullopt; }
    /// The snapshot cannot be had any more. None: the run cannot go on without it.
    virtual std::optional<LeagueVerdict> lost(int, int64_t) { return std::nullopt; }
    /// Snapshots that may still be drawn, so that others can be let go of.
    virtual bool mayDraw(int player, int snapshot) const = 0;

    /// Everything a resumed run needs (random stream, windows, counters). loadState of a fresh source with the same
    /// options makes it answer as the saved one would have; error checkpoint.damaged.
    virtual std::string saveState() const = 0;
    virtual Status loadState(std::string_view state) = 0;
};

}  // namespace ludus
