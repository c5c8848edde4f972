// SPDX-License-Identifier: GPL-3.0-or-later
// RunEvent: something that happened in a run, as a plain value; each alternative says when it is sent.
// EventSink takes them: never blocks for long, never throws; called from any engine thread (the bus serialises the
// calls).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/records/league_records.h"
#include "core/records/records.h"

namespace ludus {

/// At every change of the life cycle. The first is running, the last one of finished, failed, aborted.
struct StateChanged {
    RunStatus status = RunStatus::running;
    std::string reason;
};
/// About five times a second; not durable (the newest counts).
struct Progress {
    int64_t steps = 0;
    int64_t targetSteps = 0;
    double seconds = 0;  // training time, pauses excluded
    double budgetSeconds = 0;
    double stepsPerSecond = 0;  // over the last seconds
    double fraction = 0;        // of the budget that ends first
    double secondsLeft = kUnknown;
};
/// Thinned at the source: at most a few a second and name.
struct Metrics {
    std::vector<MetricPoint> points;
};
/// Finished training episodes, with the metrics of the same window: at most a few a second and opponent.
struct Tallied {
    TallyRecord tally;
};
/// For each match of an evaluation round, when the round is over.
struct MatchPlayed {
    MatchRecord match;
    Artefact replay;  // empty hash: not recorded
};
/// When weights were frozen.
struct SnapshotFrozen {
    SnapshotRecord snapshot;
    Artefact weights;
};
/// After each evaluation round: the joint fit over all evaluation pairs so far; replaces the former table.
struct Rated {
    std::vector<RatingRecord> ratings;
};
/// A line of the run's log. `fact` is shown at the right ("Elo 1341 ±18").
struct Logged {
    LogLevel level = LogLevel::info;
    Text text;
    std::string fact;
};

/// When the whole state of the run was saved; its number lies above those that it stands for (eventSeq). The store
/// keeps the last `keep` of them and the one with the best Elo.
struct CheckpointTaken {
    CheckpointRecord checkpoint;
    Artefact content;
    int keep = 3;
};

/// An option of the running run was given another value, valid from `step` on; values as in a run file.
struct OptionChanged {
    std::string key;  // "learner.learning_rate"
    std::string before, after;
    int64_t step = 0;
};
/// Something the run was told to watch for has happened.
struct Alerted {
    std::string kind;  // "nan", "threshold", "stall", "finished", "failed"
    LogLevel level = LogLevel::warning;
    Text text;
    int64_t step = 0;
};

/// Whom a learner of a league meets from now on.
struct Drawn {
    LeagueDraw draw;
};
/// What becomes of a learner of a league. Comes before the snapshot that it asks for; results that it looked at came as
/// Tallied before it, in the order in which they were counted, so that the league of any moment can be had again.
struct Judged {
    LeagueVerdict verdict;
};

/// The order is stored: new kinds go to the end.
using EventBody = std::variant<StateChanged, Progress, Metrics, Tallied, MatchPlayed, SnapshotFrozen, Rated, Logged,
                               CheckpointTaken, OptionChanged, Alerted, Drawn, Judged>;

struct RunEvent {
    RunId run;
    int64_t seq = 0;  // rises by one in a run; given by the bus
    int64_t wallMs = 0;
    double seconds = 0;  // training time of the run
    EventBody body;

    /// False: only the newest matters, may be left out.
    bool durable() const { return !std::holds_alternative<Progress>(body); }
};

class EventSink {
public:
    virtual ~EventSink() = default;
    virtual void take(const RunEvent& event) = 0;
    /// Durable events taken but not yet safe; the dispatcher holds back above 64 k.
    virtual int64_t waiting() const { return 0; }
};

}  // namespace ludus
