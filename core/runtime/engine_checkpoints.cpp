// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: checkpoints. Workers may be in the middle of an update when a checkpoint is wanted, so the state between
// two updates is captured every now and then, in memory; what is kept is the newest capture.
#include <algorithm>

#include "core/base/hash.h"
#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

constexpr double kCaptureSeconds = 0.25;  // at most so much training is lost by pausing and resuming elsewhere...
constexpr double kCaptureParts = 200;     // ...unless a capture takes long: it costs no more than this part of the time

}  // namespace

// ---- taking

void Run::Engine::maybeCapture() {
    const double now = trainingSeconds();
    const bool wanted = options_.keepCheckpoints > 0 && options_.checkpointSeconds > 0 &&
                        now - checkpointAt_ >= options_.checkpointSeconds;
    const double apart = std::max(kCaptureSeconds, kCaptureParts * captureCost_);
    if (wanted || !capture_ || now - capturedAt_ >= apart) capture();
    if (wanted) publishCheckpoint();
}

/// The state at this moment between two updates. The same moment is not captured twice.
void Run::Engine::capture() {
    if (capture_ && capture_->updates == updates_) return;
    const double begun = clock_.monotonicSeconds();
    auto state = std::make_shared<Checkpoint>();
    state->eventSeq = bus_.lastSeq();
    state->steps = steps_;
    state->updates = updates_;
    state->seconds = trainingSeconds();
    state->evaluatedAt = evaluatedAt_.value_or(-1);
    state->roundStep = roundOpen() ? roundStep_ : -1;
    state->slots = options_.slots;
    state->blocks = options_.blocks;
    state->shards = options_.shards;
    state->snapshots = snapshotRecords_;
    for (const std::optional<int64_t>& step : drawnAt_)
        state->drawnAt.push_back(step.value_or(-1));
    state->tallies = tallies_;
    metrics_.save(state->metrics);
    state->learner = parts_.learner->saveState();
    state->source = parts_.source->saveState();
    if (parts_.evaluator) state->evaluator = parts_.evaluator->saveState();
    for (const auto& collector : collectors_)
        collector->save(state->collectors.emplace_back());
    captureElo_ = parts_.evaluator ? parts_.evaluator->newestElo() : kUnknown;
    capture_ = std::move(state);
    captureKept_ = false;
    capturedAt_ = trainingSeconds();
    captureCost_ = clock_.monotonicSeconds() - begun;
}

/// For pause and stop: the state of now, if no update is in hand, else the newest there is.
void Run::Engine::keepCheckpoint(bool always) {
    if (options_.keepCheckpoints <= 0 && !always) return;
    if (idle_ && !ending_) capture();
    publishCheckpoint();
}

void Run::Engine::publishCheckpoint() {
    if (!capture_ || captureKept_) return;
    auto bytes = std::make_shared<const std::string>(toBytes(*capture_));
    CheckpointTaken taken;
    taken.checkpoint.run = options_.id;
    taken.checkpoint.eventSeq = capture_->eventSeq;
    taken.checkpoint.step = capture_->steps;
    taken.checkpoint.seconds = capture_->seconds;
    taken.checkpoint.elo = captureElo_;
    taken.checkpoint.hash = contentHash(*bytes);
    taken.checkpoint.wallMs = clock_.wallMs();
    taken.content = {taken.checkpoint.hash, ".checkpoint", std::move(bytes)};
    taken.keep = std::max(1, options_.keepCheckpoints);
    captureKept_ = true;
    checkpointAt_ = trainingSeconds();
    publish(std::move(taken));
}

// ---- going on from one

/// Weights are set last: without them a run that fails keeps nothing, and so touches nothing of what it was.
Status Run::Engine::restore(const Checkpoint& from) {
    steps_ = from.steps;
    metricsStep_ = from.steps;
    updates_ = from.updates;
    secondsBefore_ = checkpointAt_ = metricsAt_ = from.seconds;
    runningSince_ = clock_.monotonicSeconds();
    if (Status fits = checkFit(from); !fits.ok()) return fits;
    if (Status loaded = parts_.learner->loadState(from.learner); !loaded.ok()) return loaded;
    if (Status loaded = parts_.source->loadState(from.source); !loaded.ok()) return loaded;
    if (!metrics_.load(from.metrics)) return damagedCheckpoint(LUDUS_TEXT("Run", "the curves"));
    if (Status loaded = restoreSnapshots(from); !loaded.ok()) return loaded;
    if (Status loaded = restoreEpisodes(from); !loaded.ok()) return loaded;
    if (Status loaded = restoreEvaluation(from); !loaded.ok()) return loaded;
    letGoOfSnapshots();
    tallies_ = from.tallies;
    weights_ = std::make_shared<const nn::PackedWeights>(parts_.learner->weights());
    publish(Logged{LogLevel::info, LUDUS_TEXT("Run", "Resumed at %1 steps").arg(static_cast<double>(steps_)), {}});
    if (parts_.evaluator) {
        for (EventBody& body : parts_.evaluator->restored())
            publish(std::move(body));
    }
    return {};
}

Status Run::Engine::checkFit(const Checkpoint& from) const {
    if (from.slots != options_.slots || from.blocks != options_.blocks || from.shards != options_.shards) {
        return Error{
            "checkpoint.misfit",
            LUDUS_TEXT("Error",
                       "The checkpoint is of %1 slots in %2 blocks and %3 shards, the run has %4 in %5 and %6.")
                .arg(from.slots)
                .arg(from.blocks)
                .arg(from.shards)
                .arg(options_.slots)
                .arg(options_.blocks)
                .arg(options_.shards),
            LUDUS_TEXT("Error", "It belongs to another run."),
            LUDUS_TEXT("Error", "Resume from another checkpoint, or start a new run from its last snapshot.")};
    }
    bool sound = from.drawnAt.size() == collectors_.size() && from.collectors.size() == collectors_.size() &&
                 !from.snapshots.empty() && from.steps >= 0 && from.updates >= 0 && from.seconds >= 0;
    for (size_t i = 0; i < from.snapshots.size(); ++i)
        sound = sound && from.snapshots[i].index == static_cast<int>(i) && from.snapshots[i].run == options_.id;
    return sound ? Status() : damagedCheckpoint(LUDUS_TEXT("Run", "the counters"));
}

Status Run::Engine::restoreSnapshots(const Checkpoint& from) {
    snapshotRecords_ = from.snapshots;
    snapshots_.assign(snapshotRecords_.size(), nullptr);
    for (const SnapshotRecord& snapshot : snapshotRecords_) {
        if (!parts_.source->mayDraw(0, snapshot.index)) continue;
        if (Status brought = bringSnapshot(snapshot.index); !brought.ok()) return brought;
    }
    return {};
}

Status Run::Engine::bringSnapshot(int index) {
    if (index < 0 || index >= static_cast<int>(snapshots_.size()))
        return damagedCheckpoint(LUDUS_TEXT("Run", "the running episodes"));
    const auto at = static_cast<size_t>(index);
    if (snapshots_[at]) return {};
    auto weights = parts_.loadSnapshot(snapshotRecords_[at]);
    if (!weights) return weights.error();
    snapshots_[at] = std::make_shared<const nn::PackedWeights>(std::move(*weights));
    return {};
}

/// Running episodes may still meet snapshots that are drawn no longer.
Status Run::Engine::restoreEpisodes(const Checkpoint& from) {
    const OpponentMaker make = [this](const OpponentDraw& draw) -> Result<std::shared_ptr<Opponent>> {
        if (draw.kind == OpponentDraw::Kind::snapshot) {
            if (Status brought = bringSnapshot(draw.snapshot); !brought.ok()) return brought.error();
        }
        return opponentFor(draw);
    };
    for (size_t block = 0; block < collectors_.size(); ++block) {
        if (from.drawnAt[block] >= 0) drawnAt_[block] = from.drawnAt[block];
        if (Status loaded = collectors_[block]->load(from.collectors[block], make); !loaded.ok()) return loaded;
    }
    return {};
}

Status Run::Engine::restoreEvaluation(const Checkpoint& from) {
    if (!parts_.evaluator) return {};
    if (Status loaded = parts_.evaluator->loadState(from.evaluator, parts_.loadSnapshot); !loaded.ok()) return loaded;
    if (from.evaluatedAt >= 0) evaluatedAt_ = from.evaluatedAt;
    if (from.roundStep < 0) return {};
    roundStep_ = from.roundStep;
    jobs_ = parts_.evaluator->openRound();
    submitRound();
    return {};
}

}  // namespace ludus::runtime
