// SPDX-License-Identifier: GPL-3.0-or-later
// What a LeagueStory is made of: nodes (snapshots), learners, matches by time, moments at which a main agent was
// frozen. Plain values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/ids.h"
#include "core/records/league_records.h"

namespace ludus::league {

/// What a snapshot is in the life of its learner.
enum class NodeKind {
    untrained,  // the first weights
    root,       // the common root
    start,      // of a specific exploiter
    period,     // closed a learning period
    last,       // frozen because the run ended or stopped, outside of a period
};

/// A snapshot: a node of the league graph and of the lineage. Nothing of it changes but usable, hash, matches and Elo.
struct StoryNode {
    int index = 0;
    SnapshotId id;
    std::string hash;  // of its weights; "": the file was let go of
    std::string name;  // unique: "ME1-10" (its learner and the period it closed), "root", "SE1-start", "untrained"
    NodeKind kind = NodeKind::period;
    int player = 0;
    LeagueRole role = LeagueRole::mainAgent;
    LeagueRole opponents = LeagueRole::mainAgent;  // whose opponents its learner met; of EE and AEE another role's
    int period = 0;                                // that it closed; 0 for starts and what lies outside
    int parent = -1;                               // index of the snapshot whose weights it grew from
    bool afterReset = false;                       // its learner had gone back to its start before this period
    int64_t step = 0;                              // of the run, at birth
    int64_t seq = 0;                               // of the event that told of it
    bool usable = true;                            // may be met and inherited from
    int64_t lostStep = -1;                         // of the run, since when it is not; -1: it is, or never was
    int64_t learnt = 0;                            // matches of its learner in the period it closed
    int64_t met = 0;                               // real matches against it since it was frozen
    double elo = std::numeric_limits<double>::quiet_NaN();
    double eloHalfWidth = std::numeric_limits<double>::quiet_NaN();  // of the 95 % interval
};

struct BranchCount {
    int64_t drawn = 0;  // opponents came from there
    int64_t empty = 0;  // was looked at and had no candidate
};

struct LearnerStory {
    int player = 0;
    std::string name;  // "ME1"
    LeagueRole role = LeagueRole::mainAgent;
    LeagueRole opponents = LeagueRole::mainAgent;
    std::string bot;                        // that its start is trained against; "": the common root
    int period = 1;                         // that it is in
    int64_t trained = 0;                    // steps in this period, as its newest verdict told
    int64_t trainedBefore = 0;              // in earlier ones
    int64_t played = 0;                     // steps of the matches that it finished in this period: about as many
    int64_t decided = 0;                    // step of the run of the newest verdict on it
    int from = -1;                          // snapshot that its weights descend from
    int start = -1;                         // that a reset goes to; -1: not made yet
    bool opening = false;                   // still makes the common root or its own start
    bool failed = false;                    // learns no more
    VerdictCause why = VerdictCause::none;  // of a failed one
    int64_t failedStep = -1;
    int64_t draws = 0;
    int64_t learnt = 0;  // matches it has learnt from
    std::array<BranchCount, kDrawBranches> branches{};
};

/// Matches that a learner has learnt from, in one of its periods, against one opponent, in one bucket of the run's
/// steps: [bucket * width, (bucket + 1) * width).
struct MatchKey {
    int player = 0;
    int period = 0;  // of the player
    bool bot = false;
    Member opponent;         // of a bot: its place in StoryMatches::bots
    int opponentPeriod = 0;  // of a learner that was met with its weights of then; 0 of others
    int64_t bucket = 0;
    auto operator<=>(const MatchKey&) const = default;
};
struct MatchCount {
    int64_t matches = 0;
    double points = 0;  // of the player: wins and half the draws
};
struct StoryMatches {
    int64_t width = 10'000;  // steps of a bucket; doubles as the run grows, at most kBuckets of them
    std::map<MatchKey, MatchCount> counts;
    std::vector<std::string> bots;  // "bot:chaser"
    static constexpr int64_t kBuckets = 256;
};

/// One edge of the league graph: between what the two were in the end, snapshots where the period is closed, else the
/// learners.
struct StoryEdge {
    Member from, to;
    int64_t matches = 0;
    double share = 0;    // of all matches of `from` in the window
    double winRate = 0;  // of `from`
};

/// The main agent that was frozen against one of its earlier selves.
struct PastRow {
    int snapshot = 0;
    float rate = 0.5F;
    float low = 0, high = 1;  // 95 % interval
    int32_t played = 0;       // real matches
    bool priorOnly = false;
    bool known = false;  // enough matches (or a prior) to count
};
/// A frozen EE or AEE against the main agent that was frozen: by their matches since its last freeze; while these are
/// too few, as the payoff has it.
struct KinRow {
    int snapshot = 0;
    float rate = 0.5F;    // of the EE or AEE
    float games = 0;      // independent matches that the rate is worth, with the prior
    int32_t played = 0;   // real matches behind it
    bool known = false;   // enough of them, or a prior, for a rate
    bool enough = false;  // for a verdict: played against all main agents since their last freezes
    bool inside = false;  // in the window of inheritance, as a verdict would have it; else known, and in it
    bool leaf = false;    // nobody had grown from it
};
/// When a main agent's period ended, just before it was frozen.
struct Moment {
    int player = 0;
    int snapshot = -1;  // the frozen one; -1: now, it still learns
    int period = 0;
    int64_t step = 0;
    std::vector<PastRow> past;                                  // oldest first
    double minimum = std::numeric_limits<double>::quiet_NaN();  // over the known ones; none: not a number
    double mean = std::numeric_limits<double>::quiet_NaN();
    std::vector<KinRow> kin;  // of whom something is known, oldest first
};

struct ToldVerdict {
    int64_t seq = 0;
    LeagueVerdict verdict;
};

/// Where what is recorded and what was rebuilt differ; from there on the story is a guess.
struct Mismatch {
    enum class Kind {
        leagueVersion,  // a record's version is another one than the rebuilt league's
        payoffVersion,
        snapshot,  // comes out of order or from nobody
        tally,     // against somebody who is not there
        record,    // of somebody who is not there
        option,    // a value that cannot be read
    };
    Kind kind = Kind::leagueVersion;
    int64_t seq = 0;
    int64_t told = 0, rebuilt = 0;  // versions or indices
};

}  // namespace ludus::league
