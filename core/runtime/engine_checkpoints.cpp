// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: checkpoints. Workers may be in the middle of an update when a checkpoint is wanted, so the state between
// two updates is captured every now and then, in memory; what is kept is the newest capture.
#include <algorithm>

#include "core/base/hash.h"
#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

PlayerState stateOf(const Trainee& trainee) {
    PlayerState state;
    if (trainee.learner) state.learner = trainee.learner->saveState();
    state.trained = trainee.trained;
    state.frozenAt = trainee.frozenAt;
    state.parent = trainee.parent;
    state.failed = trainee.failed;
    for (const std::optional<int64_t>& step : trainee.drawnAt)
        state.drawnAt.push_back(step.value_or(-1));
    for (const auto& collector : trainee.collectors)
        collector->save(state.collectors.emplace_back());
    return state;
}

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
    state->evaluated = static_cast<int64_t>(evaluated_);
    state->roundStep = roundOpen() ? roundStep_ : -1;
    state->slots = options_.slots;
    state->blocks = options_.blocks;
    state->shards = options_.shards;
    state->snapshots = snapshotRecords_;
    for (const Trainee& each : trainees_)
        state->players.push_back(stateOf(each));
    state->tallies = tallies_;
    state->talliedAt = talliedAt_;
    metrics_.save(state->metrics);
    state->source = parts_.source->saveState();
    if (parts_.evaluator) state->evaluator = parts_.evaluator->saveState();
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

Status Run::Engine::restore(const Checkpoint& from) {
    steps_ = from.steps;
    metricsStep_ = from.steps;
    updates_ = from.updates;
    secondsBefore_ = checkpointAt_ = metricsAt_ = from.seconds;
    runningSince_ = clock_.monotonicSeconds();
    if (Status fits = checkFit(from); !fits.ok()) return fits;
    if (Status loaded = parts_.source->loadState(from.source); !loaded.ok()) return loaded;
    if (!metrics_.load(from.metrics)) return damagedCheckpoint(LUDUS_TEXT("Run", "the curves"));
    if (Status loaded = restoreSnapshots(from); !loaded.ok()) return loaded;
    if (Status loaded = restorePlayers(from); !loaded.ok()) return loaded;
    if (Status loaded = restoreEvaluation(from); !loaded.ok()) return loaded;
    letGoOfSnapshots();
    tallies_ = from.tallies;
    talliedAt_ = from.talliedAt;
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
    bool sound = from.players.size() == trainees_.size() && !from.snapshots.empty() && from.steps >= 0 &&
                 from.updates >= 0 && from.seconds >= 0 && from.evaluated >= 0 &&
                 from.evaluated <= static_cast<int64_t>(from.snapshots.size());
    for (const PlayerState& player : from.players)
        sound = sound && player.parent < static_cast<int>(from.snapshots.size()) && player.trained >= 0;
    for (size_t i = 0; i < from.snapshots.size(); ++i)
        sound = sound && from.snapshots[i].index == static_cast<int>(i) && from.snapshots[i].run == options_.id;
    return sound ? Status() : damagedCheckpoint(LUDUS_TEXT("Run", "the counters"));
}

Status Run::Engine::restoreSnapshots(const Checkpoint& from) {
    snapshotRecords_ = from.snapshots;
    snapshots_.assign(snapshotRecords_.size(), nullptr);
    for (const SnapshotRecord& snapshot : snapshotRecords_) {
        if (!mayDraw(snapshot.index)) continue;
        const Status brought = bringSnapshot(snapshot.index);
        if (!brought.ok() && !lose(snapshot.index, brought.error().sentence())) return brought;
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

/// All weights first: whoever is met plays with them.
Status Run::Engine::restorePlayers(const Checkpoint& from) {
    for (size_t i = 0; i < trainees_.size(); ++i) {
        const PlayerState& state = from.players[i];
        Trainee& one = trainees_[i];
        one.trained = state.trained;
        one.frozenAt = state.frozenAt;
        one.parent = state.parent;
        one.failed = state.failed;
        if (state.learner.empty()) continue;
        one.begun = true;
        auto learner = parts_.makeLearner(static_cast<int>(i), nullptr);
        if (!learner) return learner.error();
        if (Status loaded = (*learner)->loadState(state.learner); !loaded.ok()) return loaded;
        one.weights = std::make_shared<const nn::PackedWeights>((*learner)->weights());
        one.learner = std::move(*learner);
    }
    for (size_t i = 0; i < trainees_.size(); ++i) {
        if (from.players[i].collectors.empty()) continue;
        if (Status loaded = restoreEpisodes(static_cast<int>(i), from.players[i]); !loaded.ok()) return loaded;
    }
    return {};
}

/// Running episodes may still meet snapshots that are drawn no longer. Those against somebody who cannot be had any
/// more are played to their end against oneself, for nobody's account.
Status Run::Engine::restoreEpisodes(int player, const PlayerState& from) {
    const OpponentMaker make = [this](const OpponentDraw& draw) -> Result<std::shared_ptr<Opponent>> {
        if (draw.kind == OpponentDraw::Kind::learner &&
            (draw.learner < 0 || draw.learner >= static_cast<int>(trainees_.size()) || !trainee(draw.learner).weights))
            return damagedCheckpoint(LUDUS_TEXT("Run", "the running episodes"));
        if (draw.kind != OpponentDraw::Kind::snapshot) return opponentFor(draw);
        if (const Status brought = bringSnapshot(draw.snapshot); !brought.ok()) {
            if (!several()) return brought.error();
            auto nobody = std::make_shared<Opponent>();
            nobody->draw.kind = OpponentDraw::Kind::latest;
            return nobody;
        }
        return opponentFor(draw);
    };
    Trainee& one = trainee(player);
    if (Status made = makeCollectors(player); !made.ok()) return made;
    if (from.collectors.size() != one.collectors.size() || from.drawnAt.size() != one.drawnAt.size())
        return damagedCheckpoint(LUDUS_TEXT("Run", "the counters"));
    for (size_t place = 0; place < one.drawnAt.size(); ++place) {
        if (from.drawnAt[place] >= 0) one.drawnAt[place] = from.drawnAt[place];
    }
    for (size_t block = 0; block < one.collectors.size(); ++block) {
        if (Status loaded = one.collectors[block]->load(from.collectors[block], make); !loaded.ok()) return loaded;
    }
    return {};
}

Status Run::Engine::restoreEvaluation(const Checkpoint& from) {
    if (!parts_.evaluator) return {};
    if (Status loaded = parts_.evaluator->loadState(from.evaluator, parts_.loadSnapshot); !loaded.ok()) return loaded;
    if (from.evaluatedAt >= 0) evaluatedAt_ = from.evaluatedAt;
    evaluated_ = static_cast<size_t>(from.evaluated);
    if (from.roundStep < 0) return {};
    roundStep_ = from.roundStep;
    jobs_ = parts_.evaluator->openRound();
    submitRound();
    return {};
}

}  // namespace ludus::runtime
