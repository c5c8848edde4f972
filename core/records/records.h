// SPDX-License-Identifier: GPL-3.0-or-later
// The plain values that travel between threads and layers and are stored. No behaviour, no I/O; any thread.
// Steps are decisions of learning seats; times are milliseconds since 1970 UTC or seconds of the run.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/text.h"

namespace ludus {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

enum class RunStatus { queued, running, paused, stopping, finished, failed, aborted };
const char* runStatusName(RunStatus status);
RunStatus runStatusFromName(const std::string& name);

/// What another process or the window wants of a run; the owner polls it.
enum class WantedState { none, run, pause, stop, abort };

struct RunRecord {
    RunId id;
    std::string name;
    std::string preset;  // "slime_volley/self_play", or "" for a file of one's own
    std::string game;
    std::string config;  // the run file's text (TOML)
    uint64_t seed = 0;
    RunStatus status = RunStatus::queued;
    std::string reason;  // why failed or aborted, or which condition ended it, in a sentence
    int64_t createdMs = 0;
    int64_t startedMs = 0;
    int64_t endedMs = 0;
    int64_t steps = 0;
    int64_t targetSteps = 0;     // 0: no such budget
    double budgetSeconds = 0;    // 0: no such budget
    double seconds = 0;          // training time so far, pauses excluded
    double elo = kUnknown;       // of the newest snapshot
    double eloError = kUnknown;  // standard error
    int64_t snapshots = 0;
    std::string owner;         // "pid 1234", "" when no process owns it
    int64_t lastSeq = 0;       // number of its newest committed event
    std::string bestAgent;     // hash of the weights artefact with the best rating
    std::string latestAgent;   // hash of the newest one
    int64_t checkpoints = 0;   // kept ones, from which it can be resumed
    bool interrupted = false;  // it has no owner, did not end by itself, and can be resumed
    bool lost = false;         // crashed: its program died before it, the heartbeat stopped
    // What people make of it
    std::vector<std::string> tags;  // sorted, each once
    std::string note;
    bool archived = false;
    int colour = 0;           // its place in the categorical palette, for life
    std::string sweep;        // runs that were set up together share it; "" alone
    double queuePlace = 0;    // among the queued ones, the smallest first
    std::string startedFrom;  // the agent whose weights it began with, "" afresh
    std::string origin;       // JSON: command, versions, machine (see core/runs/origin.h)
};

struct SnapshotRecord {
    SnapshotId id;  // unique in a workspace: makeSnapshotId(run, index)
    RunId run;
    int player = 0;  // index of the learning player in its run
    int index = 0;   // 0 = untrained
    int64_t step = 0;
    SnapshotId parent;
    std::string hash;  // content hash of the weights artefact (safetensors)
    int64_t wallMs = 0;
};
SnapshotId makeSnapshotId(RunId run, int index);

/// The whole state of a run at one moment, from which it can be resumed.
struct CheckpointRecord {
    RunId run;
    int64_t eventSeq = 0;  // all events up to this number are in it; resuming deletes those above
    int64_t step = 0;
    double seconds = 0;     // training time
    double elo = kUnknown;  // of the newest rated snapshot at that moment
    std::string hash;       // content hash of the artefact (".checkpoint")
    int64_t wallMs = 0;
};
/// Error checkpoint.damaged about the part of it that could not be read ("learner", "games of block 3").
Error damagedCheckpoint(const Text& part);

enum class Purpose { training, evaluation, arena, tournament, friendly, human };
const char* purposeName(Purpose purpose);

/// One finished match. Agents by side; scores by side.
struct MatchRecord {
    RunId run;  // none for friendly matches
    Purpose purpose = Purpose::evaluation;
    std::string game;
    std::vector<std::string> agents;  // names by side: "bot:random", "snapshot:1048577", "zoo/ga"
    std::vector<std::string> hashes;  // content of each agent by side
    std::vector<double> scores;       // by side
    uint64_t seed = 0;
    int64_t pair = 0;  // equal for the two matches of one seed with sides swapped
    int64_t steps = 0;
    int64_t runStep = 0;  // steps of the run when it was asked for
    int64_t wallMs = 0;
    std::string replayHash;  // artefact, "" when not recorded
};

/// Results of training episodes against one opponent, from the learner's side, in order; of a work item, or of those
/// that ended in one window of the metrics.
struct TallyRecord {
    int player = 0;
    std::string opponent;
    int64_t step = 0;
    std::vector<float> scores;
    std::vector<int32_t> lengths;
    std::vector<uint8_t> sides;  // that the learner had; empty: not known
    bool asked = false;          // matches that a verdict of a league waited for: nobody learns from them
};

/// One point of a curve; halfWidth is that of the 95 % interval, NaN where none is known.
struct MetricPoint {
    std::string name;
    int64_t step = 0;
    double value = 0;
    double halfWidth = kUnknown;
};

/// Rating of one agent of a run after a joint fit; Elo scale, bot:random at 0.
struct RatingRecord {
    std::string agent;
    int64_t step = -1;  // of the snapshot; -1 for bots and foreign agents
    double elo = kUnknown;
    double error = kUnknown;  // standard error
    int64_t games = 0;
    double score = kUnknown;  // mean of win 1, draw 1/2, loss 0
};

enum class LogLevel { info, warning, error };

/// Bytes of an artefact on their way to the store, named by content hash.
struct Artefact {
    std::string hash;
    std::string suffix;  // ".safetensors", ".replay"
    std::shared_ptr<const std::string> bytes;
};

}  // namespace ludus
