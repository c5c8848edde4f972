// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of runs share: a small run file, a learner without LibTorch, and runs in a process of their own.
#pragma once

#include <string>
#include <vector>

#include "core/runs/active_run.h"
#include "tests/core/runtime/fake_learner.h"

namespace ludus::test {

/// A run of rock-paper-scissors that evaluates, records and freezes snapshots within a few thousand steps.
inline const char* const kSmallRun = R"([run]
seconds = 0
steps = 4000
workers = 2

[game]
name = "rps"

[self_play]
snapshot_every = 1_000
swap_steps = 500

[learner]
hidden = [8]
slots = 16
steps = 8

[evaluation]
every = 2_000
games = 8

[record]
replays_every = 4
metric_seconds = 0
)";

inline runs::RunConfig readSmallRun(const std::vector<std::string>& assignments = {}) {
    return runs::readRunConfig(kSmallRun, assignments).value();
}

/// The same without an end, in larger updates, so that it does not flood its store.
inline runs::RunConfig readEndlessRun() {
    return readSmallRun({"run.steps=0", "run.seconds=1000", "self_play.snapshot_every=20000", "learner.slots=256",
                         "learner.steps=32", "evaluation.every=100000", "record.metric_seconds=0.05"});
}

/// Launches with a FakeLearner.
inline runs::LaunchOptions withoutTorch(EventSink* sink = nullptr, LearnerFaults faults = {}) {
    runs::LaunchOptions options;
    if (sink != nullptr) options.sinks.push_back(sink);
    options.makeLearner = [faults](const games::GameInfo& game, const runs::RunConfig&, int player,
                                   std::shared_ptr<const nn::Weights> from) {
        return fakeLearners(game, std::make_shared<LearnerNotes>(), faults)(player, std::move(from));
    };
    return options;
}

}  // namespace ludus::test
