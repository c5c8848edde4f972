// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the training of the real engine, without store and evaluator, and the bare matrix products of the machine's
// BLAS in the same run.
// Main thread; takes a few seconds more than it is told.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learn/learner.h"
#include "core/records/events.h"

namespace ludus::headless {

struct TrainingQuery {
    std::string game = "free";
    learn::PpoOptions learner;
    int threads = 1;
    double seconds = 5;
    int inputs = 400;      // of the pseudo game free
    double density = 0.1;  // of it too
};

struct TrainingRate {
    double wall = 0;          // steps a second
    double perCpuSecond = 0;  // steps a second of processor time, all threads
    std::string kernel;       // how the last update was computed: "native-dense", "native-sparse", "generic"
};

/// Trains until warm, then measures; `sinks` see the events too.
Result<TrainingRate> benchTraining(const TrainingQuery& query, std::vector<EventSink*> sinks = {});
/// The rate of the matrix products alone, all threads at once, for `seconds`.
Result<double> productLimit(const TrainingQuery& query, double seconds);
struct RecordingCost {
    double wall = 0;  // share by which training is slower
    double cpu = 0;   // the same for steps a second of processor time: steadier on a machine that does other things
};
/// What a store that takes all events costs of training; interleaved, the median of `rounds` pairs.
Result<RecordingCost> benchRecording(const TrainingQuery& query, int rounds);

}  // namespace ludus::headless
