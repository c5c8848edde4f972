// SPDX-License-Identifier: GPL-3.0-or-later
// SelfPlay: the task source of one learner that meets its own past, with the fields of Unity ML-Agents' ghost trainer
// (one ring of snapshots, swaps, share of play against the latest), and scripted bots mixed in. Run thread only;
// deterministic.
#pragma once

#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/config/option.h"
#include "core/records/task_source.h"

namespace ludus::league {

/// Options "self_play.*"; steps are decisions of learning seats.
struct SelfPlayOptions {
    int64_t snapshotEvery = 100'000;
    int window = 10;                // snapshots that may be met
    int64_t swapSteps = 20'000;     // how long a block of slots keeps its draw
    double latestShare = 0.5;       // play against the newest weights, else against the window
    bool learnBoth = false;         // both seats learn when the opponent is the latest
    std::vector<std::string> bots;  // "bot:chaser", drawn evenly
    double botShare = 0;            // share of play against them
};
const config::OptionGroup<SelfPlayOptions>& selfPlayOptions();

class SelfPlay final : public TaskSource {
public:
    SelfPlay(SelfPlayOptions options, uint64_t seed);

    OpponentDraw drawOpponent(int player, int block, int64_t step) override;
    bool wantsDraw(int player, int block, int64_t step, int64_t since) override;
    Decision whatNow(int player, int64_t step) override;
    void snapshotTaken(const SnapshotRecord& snapshot) override;
    void tallied(const TallyRecord& tally) override;
    bool mayDraw(int player, int snapshot) const override;
    std::string saveState() const override;
    Status loadState(std::string_view state) override;

private:
    bool snapshotDue(int64_t step) const;

    SelfPlayOptions options_;
    Rng rng_;
    std::vector<int> window_;  // indices of snapshots, oldest first
    int64_t windowStep_ = -1;  // of the newest snapshot in the window
};

}  // namespace ludus::league
