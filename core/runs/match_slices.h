// SPDX-License-Identifier: GPL-3.0-or-later
// MatchSlices: a batch of matches, played in slices of some milliseconds, as an EvaluationJob is. One owner at a time.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/arena/match_batch.h"
#include "core/base/clock.h"

namespace ludus::runs {

class MatchSlices {
public:
    static constexpr int kSlots = 32;

    MatchSlices(std::unique_ptr<arena::MatchBatch> batch, std::vector<arena::MatchSpec> matches)
        : specs(std::move(matches)), batch_(std::move(batch)) {}

    /// False when all are played.
    bool advance() {
        const double end = systemClock().monotonicSeconds() + kSliceSeconds;
        bool more = true;
        while (more && systemClock().monotonicSeconds() < end)
            more = batch_->advance(kSliceSteps);
        for (arena::FinishedMatch& match : batch_->take())
            finished.push_back(std::move(match));
        return more;
    }

    const std::vector<arena::MatchSpec> specs;
    std::vector<arena::FinishedMatch> finished;

private:
    static constexpr double kSliceSeconds = 0.005;
    static constexpr int kSliceSteps = 16;  // of a batch, between two looks at the clock

    std::unique_ptr<arena::MatchBatch> batch_;
};

}  // namespace ludus::runs
