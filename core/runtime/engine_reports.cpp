// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: rounds of evaluation, curves and progress.
#include <algorithm>
#include <exception>

#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

constexpr double kProgressSeconds = 0.2;
constexpr double kRateSeconds = 5;  // the speed shown is a mean over so long
/// Rounds come no closer than this part of the steps so far: the joint fit costs the cube of the snapshots in it.
constexpr int64_t kRoundParts = 300;

}  // namespace

// ---- evaluation

bool Run::Engine::evaluationDue(bool last) const {
    if (!parts_.evaluator) return false;
    if (several() && evaluated_ == snapshotRecords_.size()) return false;
    const int64_t every = std::max(options_.evaluateEvery, steps_ / kRoundParts);
    return !evaluatedAt_ || (options_.evaluateEvery > 0 && steps_ - *evaluatedAt_ >= every) ||
           (last && *evaluatedAt_ != steps_);
}

void Run::Engine::maybeEvaluate(bool last) {
    if (roundOpen() || !evaluationDue(last)) return;
    if (!several() && !trainee(0).isFrozen()) freezeSnapshot(0);
    evaluatedAt_ = steps_;
    evaluated_ = snapshotRecords_.size();
    roundStep_ = steps_;
    jobs_ = parts_.evaluator->nextRound(steps_);
    submitRound();
}

void Run::Engine::submitRound() {
    jobEnded_.assign(jobs_.size(), false);
    jobsLeft_ = static_cast<int>(jobs_.size());
    lastJobAsked_ = false;
    for (size_t job = 0; job < jobs_.size(); ++job)
        submitJob(job, jobs_[job]);
}

void Run::Engine::submitJob(size_t job, std::shared_ptr<EvaluationJob> work) {
    pool_->submit(Lane::background, [this, job, work = std::move(work)] {
        try {
            if (work->advance()) {
                submitJob(job, work);
            } else {
                post(JobEnded{job});
            }
        } catch (const std::exception& problem) {
            post(Broken{LUDUS_TEXT("Run", "Playing evaluation matches"), problem.what()});
        }
    });
}

void Run::Engine::handle(const JobEnded& ended) {
    if (jobEnded_[ended.job]) return;
    jobEnded_[ended.job] = true;
    if (--jobsLeft_ > 0) return;
    std::shared_ptr<EvaluationJob> last = lastJobAsked_ ? nullptr : parts_.evaluator->lastJob(jobs_);
    lastJobAsked_ = true;
    if (last) {
        jobs_.push_back(last);
        jobEnded_.push_back(false);
        jobsLeft_ = 1;
        submitJob(jobs_.size() - 1, std::move(last));
        return;
    }
    finishRound();
    if (ending_) maybeEvaluate(true);
}

void Run::Engine::finishRound() {
    jobsLeft_ = 0;
    inRound_ = true;
    for (EventBody& body : parts_.evaluator->roundFinished(jobs_, roundStep_))
        publish(std::move(body));
    inRound_ = false;
    jobs_.clear();
    jobEnded_.clear();
}

// ---- curves and progress

void Run::Engine::reportUpdate(const learn::UpdateReport& report) {
    const auto add = [this, &suffix = trainee(turn_).suffix](const char* name, double value) {
        metrics_.add(name + suffix, value);
    };
    add("policy_loss", report.policyLoss);
    add("value_loss", report.valueLoss);
    add("entropy", report.entropy);
    add("kl", report.approximateKl);
    add("clipped_share", report.clippedShare);
    add("gradient_norm", report.gradientNorm);
    add("explained_variance", report.explainedVariance);
    add("learning_rate", report.learningRate);
    publishMetrics(updates_ == 1);
}

/// Play against oneself says nothing about strength: its scores are left out.
void Run::Engine::reportEpisodes(const TallyRecord& tally) {
    const std::string& suffix = trainee(tally.player).suffix;
    const bool oneself = tally.opponent == "latest";
    const std::optional<Member> member = memberOfLabel(tally.opponent, tally.player);
    std::string against = tally.opponent;
    if (member)
        against =
            !member->isLearner() ? (several() ? "league" : "own_past") : parts_.source->shortName(member->index());
    for (const int32_t length : tally.lengths)
        metrics_.add("episode_length" + suffix, length);
    if (oneself) return;
    for (const double score : tally.scores) {
        metrics_.add("return" + suffix, score);
        if (against.empty()) continue;
        metrics_.add("win_rate/" + against + suffix, score > 0 ? 1.0 : score < 0 ? 0.0 : 0.5);
    }
}

double Run::Engine::stepsPerSecond() {
    const double now = trainingSeconds();
    rate_.emplace_back(now, steps_);
    while (rate_.size() > 2 && now - rate_.front().first > kRateSeconds)
        rate_.pop_front();
    const double seconds = now - rate_.front().first;
    return seconds > 0 ? static_cast<double>(steps_ - rate_.front().second) / seconds : 0.0;
}

void Run::Engine::publishProgress() {
    const double now = clock_.monotonicSeconds();
    if (progressAt_ >= 0 && now - progressAt_ < kProgressSeconds) return;
    progressAt_ = now;
    Progress out;
    out.steps = steps_;
    out.targetSteps = options_.targetSteps;
    out.seconds = trainingSeconds();
    out.budgetSeconds = options_.budgetSeconds;
    out.stepsPerSecond = clockRuns_ ? stepsPerSecond() : 0.0;
    out.fraction = progress();
    if (out.fraction > 0 && clockRuns_) out.secondsLeft = out.seconds * (1 - out.fraction) / out.fraction;
    publish(out);
}

/// A step gets one point a curve: what comes after it (a pause in the middle of an update, then the end of that update)
/// stays in the window.
void Run::Engine::publishMetrics(bool force) {
    const double now = trainingSeconds();
    if (metrics_.empty() || metricsStep_ == steps_) return;
    if (!force && metricsAt_ >= 0 && now - metricsAt_ < options_.metricSeconds) return;
    metricsAt_ = now;
    metricsStep_ = steps_;
    if (parts_.source->tallySteps() == 0) publishTallies();
    if (const double rate = stepsPerSecond(); rate > 0) metrics_.add("steps_per_second", rate);
    publish(Metrics{metrics_.take(steps_)});
}

/// The source learns of results exactly when they are told to everybody, so that what it knew at any moment can be had
/// again.
void Run::Engine::publishTallies() {
    talliedAt_ = steps_;
    for (TallyRecord& tally : std::exchange(tallies_, {})) {
        parts_.source->tallied(tally);
        publish(Tallied{std::move(tally)});
    }
}

}  // namespace ludus::runtime
