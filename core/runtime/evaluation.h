// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine asks of an evaluator, whose rules it does not know. Evaluator: run thread. EvaluationJob: one worker
// at a time, in slices; it may be dropped after any slice.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
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

/// Matches that a task source asked for, in pairs of one seed with sides swapped; both draw their actions, as in
/// training.
class MatchesJob : public EvaluationJob {
public:
    /// Of those that are finished, of the first network: its scores and the sides it had.
    virtual std::vector<float> scores() const = 0;
    virtual std::vector<uint8_t> sides() const = 0;
};
using MatchMaker = std::function<Result<std::shared_ptr<MatchesJob>>(
    std::shared_ptr<const nn::Weights> first, std::shared_ptr<const nn::Weights> second, int games, uint64_t seed)>;

/// The weights of a snapshot of this run, from wherever they are kept.
using SnapshotLoader = std::function<Result<std::shared_ptr<const nn::Weights>>(const SnapshotRecord&)>;

class Evaluator {
public:
    virtual ~Evaluator() = default;
    virtual void snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) = 0;
    /// The jobs of a round about the newest snapshot, or, of several players, about all that were frozen since the last
    /// round; empty: nothing to play.
    virtual EvaluationJobs nextRound(int64_t step) = 0;
    /// The last item of the round, once its jobs have ended: it computes what roundFinished would else compute itself.
    /// Null: nothing worth an item.
    virtual std::shared_ptr<EvaluationJob> lastJob(const EvaluationJobs& jobs) = 0;
    /// What to publish after the round; jobs that were dropped count with what they finished. `jobs` may end with the
    /// last one.
    virtual std::vector<EventBody> roundFinished(const EvaluationJobs& jobs, int64_t step) = 0;
    /// Elo of the newest rated snapshot; NaN while there is none.
    virtual double newestElo() const = 0;

    /// Everything a resumed run needs: results so far, and the open round, which is played again from its start. May be
    /// called while a round is open.
    virtual std::string saveState() const = 0;
    /// Of a fresh evaluator with the same options. `weights` reads frozen weights. Error checkpoint.damaged.
    virtual Status loadState(std::string_view state, const SnapshotLoader& weights) = 0;
    /// After loadState: the jobs of the round that was open, the same as they were; empty: none was.
    virtual EvaluationJobs openRound() = 0;
    /// After loadState: what to publish, so that it is seen again (the table of ratings).
    virtual std::vector<EventBody> restored() const = 0;
};

}  // namespace ludus::runtime
