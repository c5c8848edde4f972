// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine asks of an evaluator, whose rules it does not know. Evaluator: run thread. EvaluationJob: one worker
// at a time, in slices; it may be dropped after any slice.
#pragma once

#include <memory>
#include <vector>

#include "core/nn/network.h"
#include "core/records/events.h"

namespace ludus::runtime {

class EvaluationJob {
public:
    virtual ~EvaluationJob() = default;
    /// About five milliseconds of work; false when everything is played.
    virtual bool advance() = 0;
};
using EvaluationJobs = std::vector<std::shared_ptr<EvaluationJob>>;

class Evaluator {
public:
    virtual ~Evaluator() = default;
    virtual void snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) = 0;
    /// The jobs of a round about the newest snapshot; empty: nothing to play.
    virtual EvaluationJobs nextRound(int64_t step) = 0;
    /// What to publish after the round; jobs that were dropped count with what they finished.
    virtual std::vector<EventBody> roundFinished(const EvaluationJobs& jobs, int64_t step) = 0;
};

}  // namespace ludus::runtime
