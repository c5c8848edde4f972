// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: training. All blocks collect with the newest weights, then one update learns from all of them.
#include <algorithm>
#include <exception>
#include <stdexcept>

#include "core/base/hash.h"
#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

constexpr int64_t kMostWaitingEvents = 64 * 1024;
constexpr double kSliceSeconds = 0.02;  // a collecting item: pause and stop wait no longer

}  // namespace

// ---- collecting

Result<std::shared_ptr<Opponent>> Run::Engine::opponentFor(const OpponentDraw& draw) {
    auto opponent = std::make_shared<Opponent>();
    opponent->label = draw.label();
    opponent->learnBoth = draw.learnBoth;
    opponent->draw = draw;
    if (draw.kind == OpponentDraw::Kind::snapshot) {
        const auto& weights = snapshots_.at(static_cast<size_t>(draw.snapshot));
        LUDUS_CHECK(weights != nullptr);
        opponent->policy = std::make_unique<nn::MlpPolicy>(weights);
    } else if (draw.kind == OpponentDraw::Kind::agent) {
        auto policy = parts_.makePolicy(draw.agent);
        if (!policy) return policy.error();
        opponent->policy = std::move(*policy);
    }
    return opponent;
}

void Run::Engine::drawFor(size_t block) {
    if (!collectors_[block]->hasOpponents()) return;
    std::optional<int64_t>& since = drawnAt_[block];
    const int index = static_cast<int>(block);
    if (since && !parts_.source->wantsDraw(0, index, steps_, *since)) return;
    since = steps_;
    auto opponent = opponentFor(parts_.source->drawOpponent(0, index, steps_));
    if (!opponent) throw std::runtime_error(opponent.error().sentence());
    collectors_[block]->meet(std::move(*opponent));
}

/// A held back run stays here until the next tick: while it is paused, while the store is far behind and, when only the
/// steps may matter, while a round is due before the last one is over.
void Run::Engine::goOn() {
    if (status_ != RunStatus::running) return;
    takeChanges();
    if (options_.deterministic && roundOpen() && evaluationDue(false)) return;
    maybeEvaluate(false);
    maybeCapture();
    submitCollects();
}

void Run::Engine::submitCollects() {
    idle_ = bus_.waiting() > kMostWaitingEvents;
    if (idle_) return;
    blocksLeft_ = static_cast<int>(collectors_.size());
    for (size_t block = 0; block < collectors_.size(); ++block) {
        drawFor(block);
        collected_[block].reset();
        collectors_[block]->begin(weights_, options_.stepsPerUpdate);
        submitCollect(block, collectors_[block].get());
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
    const size_t blocks = collectors_.size(), workers = static_cast<size_t>(pool_->workers());
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
    for (auto& block : collected_) {
        steps_ += block->steps;
        batches.push_back(std::move(block->batch));
        takeTallies(std::move(block->tallies));
    }
    const auto job = std::make_shared<UpdateJob>(
        *pool_, *parts_.learner, options_.shards, [this](Updated updated) { post(std::move(updated)); },
        [this](std::string text) {
            post(Broken{LUDUS_TEXT("Run", "Learning"), std::move(text)});
        });
    job->start(std::move(batches), progress());
}

void Run::Engine::takeTallies(std::vector<TallyRecord> tallies) {
    for (TallyRecord& tally : tallies) {
        tally.step = steps_;
        reportEpisodes(tally);
        parts_.source->tallied(tally);
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
    }
}

void Run::Engine::handle(Updated updated) {
    if (ending_) return;
    idle_ = true;
    ++updates_;
    progressMade();
    if (!updated.report.finite) {
        const Text text =
            LUDUS_TEXT("Run",
                       "Update %1 produced a number that is not finite (policy loss %2, value loss %3). The "
                       "weights before it are kept as the last snapshot. Start again from there with a lower "
                       "learning rate or stronger gradient clipping.");
        raise("nan", LogLevel::error, LUDUS_TEXT("Run", "Update %1 gave a number that is not finite").arg(updates_));
        end(RunStatus::failed, text.arg(updates_).arg(updated.report.policyLoss).arg(updated.report.valueLoss).str());
        return;
    }
    weights_ = std::move(updated.weights);
    reportUpdate(updated.report);
    if (parts_.source->whatNow(0, steps_).freeze) freezeSnapshot();
    if (budgetUsed()) {
        beginEnd();
        return;
    }
    goOn();
}

// ---- snapshots and budgets

void Run::Engine::freezeSnapshot() {
    const std::shared_ptr<const nn::PackedWeights> packed = weights_;
    const auto weights = std::shared_ptr<const nn::Weights>(packed, &packed->weights());
    SnapshotRecord record;
    record.run = options_.id;
    record.index = static_cast<int>(snapshotRecords_.size());
    record.id = makeSnapshotId(options_.id, record.index);
    record.step = steps_;
    if (!snapshotRecords_.empty()) record.parent = snapshotRecords_.back().id;
    record.wallMs = clock_.wallMs();
    auto bytes = std::make_shared<const std::string>(
        nn::toSafetensors(*weights, {{"step", std::to_string(steps_)}, {"version", std::to_string(weights->version)}}));
    record.hash = contentHash(*bytes);
    snapshotRecords_.push_back(record);
    snapshots_.push_back(packed);
    parts_.source->snapshotTaken(record);
    if (parts_.evaluator) parts_.evaluator->snapshotFrozen(record, weights);
    letGoOfSnapshots();
    publish(SnapshotFrozen{record, Artefact{record.hash, ".safetensors", std::move(bytes)}});
    if (record.index > 0) {
        publish(Logged{
            LogLevel::info,
            LUDUS_TEXT("Run", "Snapshot %1 frozen at %2 steps").arg(record.index).arg(static_cast<double>(steps_)),
            {}});
    }
}

/// An update that ended while its report is still on the way counts.
void Run::Engine::takeNewestWeights() {
    auto newest = parts_.learner->weights();
    if (newest.get() != &weights_->weights()) weights_ = std::make_shared<const nn::PackedWeights>(std::move(newest));
}

void Run::Engine::letGoOfSnapshots() {
    for (size_t i = 0; i < snapshots_.size(); ++i) {
        if (snapshots_[i] && !parts_.source->mayDraw(0, static_cast<int>(i))) snapshots_[i].reset();
    }
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
