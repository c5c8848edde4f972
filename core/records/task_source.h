// SPDX-License-Identifier: GPL-3.0-or-later
// TaskSource: says what should happen next (self-play, later league, PSRO, arena); bookkeeping only, no games, no
// torch. Called from the run thread only. Deterministic: same calls and seed give the same answers.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/records/records.h"

namespace ludus {

/// Whom the learner meets in the next episodes of a block of slots, and why.
struct OpponentDraw {
    enum class Kind { latest, snapshot, agent };
    Kind kind = Kind::latest;
    int snapshot = 0;        // index, of kind snapshot
    std::string agent;       // name ("bot:chaser"), of kind agent
    bool learnBoth = false;  // both seats learn (only against the latest)
    std::string reason;      // why, for the log and the studio

    /// "latest", "snapshot 12", "bot:chaser".
    std::string label() const;
};

class TaskSource {
public:
    virtual ~TaskSource() = default;
    /// A draw for one block of slots; valid for the block's episodes that start from now on.
    virtual OpponentDraw drawOpponent(int player, int block, int64_t step) = 0;
    /// Whether the block should draw again (its swap interval is over); `since` is the step of its last draw.
    virtual bool wantsDraw(int player, int block, int64_t step, int64_t since) = 0;
    /// Whether the player's weights should be frozen now.
    virtual bool wantsSnapshot(int player, int64_t step) = 0;
    virtual void snapshotTaken(const SnapshotRecord& snapshot) = 0;
    virtual void tallied(const TallyRecord& tally) = 0;
    /// Snapshots that may still be drawn, so that others can be let go of.
    virtual bool mayDraw(int player, int snapshot) const = 0;

    /// Everything a resumed run needs (random stream, windows, counters). loadState of a fresh source with the same
    /// options makes it answer as the saved one would have; error checkpoint.damaged.
    virtual std::string saveState() const = 0;
    virtual Status loadState(std::string_view state) = 0;
};

}  // namespace ludus
