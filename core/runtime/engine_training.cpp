// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: training. All blocks of the player whose turn it is collect with its newest weights, then one update
// learns from all of them.
#include <algorithm>
#include <exception>
#include <stdexcept>

#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

constexpr int64_t kMostWaitingEvents = 64 * 1024;
constexpr double kSliceSeconds = 0.02;  // a collecting item: pause and stop wait no longer

}  // namespace

// ---- collecting

/// Another learner plays with its weights of now from the next collection on.
Result<std::shared_ptr<Opponent>> Run::Engine::opponentFor(const OpponentDraw& draw) {
    auto opponent = std::make_shared<Opponent>();
    opponent->label = draw.label();
    opponent->learnBoth = draw.learnBoth;
    opponent->draw = draw;
    if (draw.kind == OpponentDraw::Kind::agent) {
        auto policy = parts_.makePolicy(draw.agent);
        if (!policy) return policy.error();
        opponent->policy = std::move(*policy);
    } else if (draw.kind != OpponentDraw::Kind::latest) {
        opponent->weights = draw.kind == OpponentDraw::Kind::learner
                                ? trainee(draw.learner).weights
                                : snapshots_.at(static_cast<size_t>(draw.snapshot));
        LUDUS_CHECK(opponent->weights != nullptr);
        opponent->policy = std::make_unique<nn::MlpPolicy>(opponent->weights);
    }
    return opponent;
}

void Run::Engine::drawFor(int player, size_t block) {
    Collector& collector = *trainee(player).collectors[block];
    if (!collector.hasOpponents()) return;
    for (int lane = 0; lane < collector.lanes(); ++lane) {
        const int place = static_cast<int>(block) * parts_.source->lanes() + lane;
        std::optional<int64_t>& since = trainee(player).drawnAt[static_cast<size_t>(place)];
        if (since && !parts_.source->wantsDraw(player, place, steps_, *since)) continue;
        since = steps_;
        const OpponentDraw draw = parts_.source->drawOpponent(player, place, steps_);
        if (draw.record) publish(Drawn{*draw.record});
        if (draw.kind == OpponentDraw::Kind::learner) prepare(draw.learner);
        auto opponent = opponentFor(draw);
        if (!opponent) throw std::runtime_error(opponent.error().sentence());
        collector.meet(std::move(*opponent), lane);
    }
}

LiveWeights Run::Engine::liveWeights() const {
    LiveWeights out;
    for (const Trainee& each : trainees_)
        out.push_back(each.weights);
    return out;
}

/// A held back run stays here until the next tick: while it is paused, while the store is far behind and, when only the
/// steps may matter, while a round is due before the last one is over.
void Run::Engine::goOn() {
    if (status_ != RunStatus::running) return;
    takeChanges();
    if (options_.deterministic && roundOpen() && evaluationDue(false)) return;
    maybeEvaluate(false);
    maybeCapture();
    idle_ = bus_.waiting() > kMostWaitingEvents;
    if (!idle_) beginTurn();
}

/// Draws first, all of them: what they are must not depend on when blocks begin.
void Run::Engine::submitCollects() {
    auto& collectors = trainee(turn_).collectors;
    for (size_t block = 0; block < collectors.size(); ++block)
        drawFor(turn_, block);
    blocksLeft_ = static_cast<int>(collectors.size());
    const LiveWeights live = liveWeights();
    for (size_t block = 0; block < collectors.size(); ++block) {
        collected_[block].reset();
        collectors[block]->begin(trainee(turn_).weights, options_.stepsPerUpdate, live);
        submitCollect(block, collectors[block].get());
    }
}

void Run::Engine::submitCollect(size_t block, Collector* collector) {
    const auto play = [this, block, collector] {
        try {
            if (collector->advance(kSliceSeconds)) {
                submitCollect(block, collector);
            } else {
                collected(block, collector->take());
            }
        } catch (const std::exception& problem) {
            post(Broken{LUDUS_TEXT("Run", "Playing training episodes"), problem.what()});
        }
    };
    // Neighbouring blocks are one shard of the update: whoever plays them finds their rows in its cache.
    const size_t blocks = collected_.size(), workers = static_cast<size_t>(pool_->workers());
    pool_->submit(Lane::training, play, static_cast<int>(block * std::min(blocks, workers) / blocks));
}

/// Only the last block wakes the run thread, which would push a worker aside.
void Run::Engine::collected(size_t block, Collected collected) {
    postQuietly(BlockCollected{block, std::move(collected)});
    if (blocksLeft_.fetch_sub(1) == 1) arrived_.notify_one();
}

void Run::Engine::handle(BlockCollected collected) {
    if (ending_) return;
    collected_[collected.block] = std::move(collected.collected);
    for (const auto& block : collected_) {
        if (!block) return;
    }
    update();
}

// ---- learning

void Run::Engine::update() {
    std::vector<std::shared_ptr<const learn::StreamBatch>> batches;
    turnSteps_ = 0;
    for (const auto& block : collected_)
        turnSteps_ += block->steps;
    trainee(turn_).trained += turnSteps_;
    for (auto& block : collected_) {
        steps_ += block->steps;
        batches.push_back(std::move(block->batch));
        takeTallies(std::move(block->tallies));
    }
    const auto job = std::make_shared<UpdateJob>(
        *pool_, *trainee(turn_).learner, options_.shards, [this](Updated updated) { post(std::move(updated)); },
        [this](std::string text) {
            post(Broken{LUDUS_TEXT("Run", "Learning"), std::move(text)});
        });
    job->start(std::move(batches), progress());
}

void Run::Engine::takeTallies(std::vector<TallyRecord> tallies) {
    for (TallyRecord& tally : tallies) {
        tally.player = turn_;
        tally.step = steps_;
        reportEpisodes(tally);
        auto open = std::find_if(tallies_.begin(), tallies_.end(), [&](const TallyRecord& t) {
            return t.player == tally.player && t.opponent == tally.opponent;
        });
        if (open == tallies_.end()) {
            tallies_.push_back(std::move(tally));
            continue;
        }
        open->step = tally.step;
        open->scores.insert(open->scores.end(), tally.scores.begin(), tally.scores.end());
        open->lengths.insert(open->lengths.end(), tally.lengths.begin(), tally.lengths.end());
        open->sides.insert(open->sides.end(), tally.sides.begin(), tally.sides.end());
    }
}

void Run::Engine::handle(Updated updated) {
    if (ending_) return;
    idle_ = true;
    ++updates_;
    progressMade();
    if (!updated.report.finite && tookBadNumbers(updated.report)) return;
    if (updated.report.finite) {
        trainee(turn_).weights = std::move(updated.weights);
        parts_.source->trained(turn_, turnSteps_);
        reportUpdate(updated.report);
        const int64_t every = parts_.source->tallySteps();
        if (every > 0 && steps_ - talliedAt_ >= every) publishTallies();
        if (!decide(turn_)) return;
    }
    if (over()) return;
    if (budgetUsed()) {
        beginEnd();
        return;
    }
    goOn();
}

/// The weights are those before the update. True: the run has ended; else the others go on without that player.
bool Run::Engine::tookBadNumbers(const learn::UpdateReport& report) {
    const Text text = LUDUS_TEXT("Run",
                                 "Update %1 produced a number that is not finite (policy loss %2, value loss %3). The "
                                 "weights before it are kept as the last snapshot. Start again from there with a lower "
                                 "learning rate or stronger gradient clipping.");
    const std::string why = text.arg(updates_).arg(report.policyLoss).arg(report.valueLoss).str();
    raise("nan", LogLevel::error, LUDUS_TEXT("Run", "Update %1 gave a number that is not finite").arg(updates_));
    if (several()) return !fail(turn_, VerdictCause::diverged, why);
    end(RunStatus::failed, why);
    return true;
}

// ---- budgets

/// An update that ended while its report is still on the way counts.
void Run::Engine::takeNewestWeights() {
    Trainee& last = trainee(turn_);
    if (!last.learner) return;  // its turn ended before it began
    auto newest = last.learner->weights();
    if (newest.get() == &last.weights->weights()) return;
    last.weights = std::make_shared<const nn::PackedWeights>(std::move(newest));
}

double Run::Engine::progress() const {
    double done = 0;
    if (options_.targetSteps > 0)
        done = std::max(done, static_cast<double>(steps_) / static_cast<double>(options_.targetSteps));
    if (options_.budgetSeconds > 0) done = std::max(done, trainingSeconds() / options_.budgetSeconds);
    return std::clamp(done, 0.0, 1.0);
}

bool Run::Engine::budgetUsed() const {
    return untilHolds() || (options_.targetSteps > 0 && steps_ >= options_.targetSteps) ||
           (options_.budgetSeconds > 0 && trainingSeconds() >= options_.budgetSeconds);
}

}  // namespace ludus::runtime
