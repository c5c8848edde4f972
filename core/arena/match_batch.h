// SPDX-License-Identifier: GPL-3.0-or-later
// MatchBatch: plays many matches of one game at once, in slices, and gives their records. One owner; work can stop and
// go on after any slice. A match is a function of (game options, agent hashes, seed): every row has its own random
// streams, derived from the seed and the side, so order, slots and batch mates do not matter.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/agents/agent.h"
#include "core/records/records.h"
#include "core/replay/replay.h"

namespace ludus::arena {

struct MatchSpec {
    uint64_t seed = 0;
    int64_t pair = 0;
    std::vector<int> agentOfSide;  // [sides] index into the batch's agents
    bool record = false;
};

struct FinishedMatch {
    size_t spec = 0;             // index into the specs
    std::vector<double> scores;  // by side
    int64_t steps = 0;
    std::shared_ptr<const std::string> replay;  // encoded; null when not recorded
};

class MatchBatch {
public:
    /// `slots` matches run at the same time at most.
    static Result<std::unique_ptr<MatchBatch>> create(const games::GameInfo& game, std::vector<agents::AgentPtr> agents,
                                                      std::vector<MatchSpec> specs, int slots, bool greedy);
    ~MatchBatch();

    /// Plays at most `steps` steps of the batch; returns false when all matches are done.
    bool advance(int steps);
    /// The matches that ended since the last call, in order of their specs where they ended together.
    std::vector<FinishedMatch> take();
    int64_t stepsPlayed() const;  // game steps so far, all slots

private:
    class Impl;
    explicit MatchBatch(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Specs of `games` matches between agents 0 and 1: pairs of one seed with sides swapped where the game is symmetric.
std::vector<MatchSpec> pairedSpecs(const games::GameInfo& game, int games, uint64_t seed, int recordEvery = 0);

/// Results from the first agent's side.
struct MatchSummary {
    int64_t games = 0, wins = 0, draws = 0, losses = 0, steps = 0;
    double meanScore = 0;
    double standardError = 0;  // of the mean score; by pairs where games come in pairs
};
MatchSummary summarise(const std::vector<MatchSpec>& specs, const std::vector<FinishedMatch>& finished);

}  // namespace ludus::arena
