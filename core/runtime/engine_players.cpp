// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: whose turn it is, what the task source decides about players, the matches it waits for, snapshots.
#include <algorithm>
#include <exception>
#include <stdexcept>

#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

constexpr uint64_t kAskedMatches = 401;

std::shared_ptr<const nn::Weights> inside(const std::shared_ptr<const nn::PackedWeights>& packed) {
    return packed ? std::shared_ptr<const nn::Weights>(packed, &packed->weights()) : nullptr;
}

}  // namespace

// ---- turns

/// The one that has learnt from the fewest steps for its share.
std::optional<int> Run::Engine::nextPlayer() const {
    std::optional<int> next;
    double least = 0;
    for (size_t i = 0; i < trainees_.size(); ++i) {
        const double share = parts_.source->share(static_cast<int>(i));
        if (trainees_[i].failed || share <= 0) continue;
        const double done = static_cast<double>(trainees_[i].trained) / share;
        if (next && done >= least) continue;
        next = static_cast<int>(i);
        least = done;
    }
    return next;
}

void Run::Engine::beginTurn() {
    for (;;) {
        const std::optional<int> next = nextPlayer();
        if (!next) {
            end(RunStatus::failed, LUDUS_TEXT("Run",
                                              "No player is left that could learn. The snapshots are kept; the log "
                                              "says what happened to each.")
                                       .str());
            return;
        }
        turn_ = *next;
        if (!trainee(turn_).begun && !decide(turn_)) return;
        if (over()) return;
        if (trainee(turn_).failed) continue;
        prepare(turn_);
        submitCollects();
        return;
    }
}

// ---- what becomes of a player

/// What the source says is done at once. False: matches come first; what follows them begins when they are over.
bool Run::Engine::decide(int player) {
    trainee(player).begun = true;
    while (!trainee(player).failed && !over()) {
        const Decision decision = parts_.source->whatNow(player, steps_);
        if (decision.record) publish(Judged{*decision.record});
        if (decision.freeze) freezeSnapshot(player);
        if (decision.goOnFrom) restart(player, *decision.goOnFrom);
        if (decision.matches.empty()) return true;
        if (askMatches(player, decision.matches)) return false;
    }
    return true;
}

Status Run::Engine::makeLearner(int player, std::shared_ptr<const nn::Weights> from) {
    auto learner = parts_.makeLearner(player, std::move(from));
    if (!learner) return learner.error();
    trainee(player).learner = std::move(*learner);
    trainee(player).weights = std::make_shared<const nn::PackedWeights>(trainee(player).learner->weights());
    return {};
}

Status Run::Engine::makeCollectors(int player) {
    const int blocks = options_.blocks, lanes = parts_.source->lanes();
    for (int block = 0; block < blocks; ++block) {
        const int slots = options_.slots * (block + 1) / blocks - options_.slots * block / blocks;
        auto game = parts_.makeGame(slots);
        if (!game) return game.error();
        trainee(player).collectors.push_back(
            std::make_unique<Collector>(std::move(*game), options_.seed, block, player, lanes));
    }
    trainee(player).drawnAt.resize(static_cast<size_t>(blocks * lanes));
    return {};
}

/// For its first turn, or to be met: it has weights and slots.
void Run::Engine::prepare(int player) {
    Trainee& one = trainee(player);
    if (!one.begun) (void)decide(player);
    Status ready;
    if (!one.learner) {
        ready = makeLearner(player, nullptr);
        one.frozenAt = one.trained;  // nothing is worth keeping of it yet
    }
    if (ready.ok() && one.collectors.empty()) ready = makeCollectors(player);
    if (!ready.ok()) throw std::runtime_error(ready.error().sentence());
}

/// With other options, and all that they have learnt.
void Run::Engine::remakeLearners() {
    for (size_t i = 0; i < trainees_.size(); ++i) {
        Trainee& one = trainees_[i];
        if (!one.learner) continue;
        auto next = parts_.makeLearner(static_cast<int>(i), nullptr);
        if (!next) throw std::runtime_error(next.error().sentence());
        if (const Status loaded = (*next)->loadState(one.learner->saveState()); !loaded.ok())
            throw std::runtime_error(loaded.error().sentence());
        one.learner = std::move(*next);
    }
}

void Run::Engine::restart(int player, int snapshot) {
    const std::shared_ptr<const nn::Weights> weights = weightsOf(Member::snapshot(snapshot));
    const Status made = weights ? makeLearner(player, weights) : Status();
    if (!weights || !made.ok()) {
        const Text text = LUDUS_TEXT("Run", "It was to go on from snapshot %1, whose weights cannot be had.");
        fail(player, VerdictCause::missing, made.ok() ? text.arg(snapshot).str() : made.error().sentence());
        return;
    }
    trainee(player).frozenAt = trainee(player).trained;
    trainee(player).parent = snapshot;
}

/// False: the run cannot go on without it, and has ended.
bool Run::Engine::fail(int player, VerdictCause cause, const std::string& why) {
    trainee(player).failed = true;
    const std::optional<LeagueVerdict> verdict = parts_.source->failed(player, cause, steps_);
    if (!verdict) {
        end(RunStatus::failed, why);
        return false;
    }
    publish(Judged{*verdict});
    publish(Logged{
        LogLevel::error,
        LUDUS_TEXT("Run", "%1 learns no more, the others go on. %2").arg(parts_.source->shortName(player)).arg(why),
        {}});
    return true;
}

/// False: the run cannot go on without it.
bool Run::Engine::lose(int snapshot, const std::string& why) {
    const std::optional<LeagueVerdict> verdict = parts_.source->lost(snapshot, steps_);
    if (!verdict) return false;
    publish(Judged{*verdict});
    publish(Logged{LogLevel::error,
                   LUDUS_TEXT("Run", "Snapshot %1 is nobody's opponent any more. %2").arg(snapshot).arg(why),
                   {}});
    return true;
}

/// Null: they cannot be had.
std::shared_ptr<const nn::Weights> Run::Engine::weightsOf(Member member) const {
    const auto index = static_cast<size_t>(member.index());
    if (member.isLearner()) return inside(trainees_.at(index).weights);
    if (index >= snapshots_.size()) return nullptr;
    if (snapshots_[index] || !parts_.loadSnapshot) return inside(snapshots_[index]);
    auto read = parts_.loadSnapshot(snapshotRecords_[index]);
    return read ? *read : nullptr;
}

// ---- matches that a decision waits for

/// They are played at once, by all workers: who waits for them must not change meanwhile, and what follows must not
/// depend on time. False: none of them can be played, which the source knows now.
bool Run::Engine::askMatches(int player, const std::vector<MatchesWanted>& wanted) {
    askedBy_ = player;
    askedLeft_ = 0;
    asked_.clear();
    for (const MatchesWanted& one : wanted) {
        AskedMatches asked{one, nullptr};
        const auto first = weightsOf(one.member), second = weightsOf(one.against);
        const uint64_t pair = (static_cast<uint64_t>(static_cast<uint32_t>(one.member.code())) << 32) |
                              static_cast<uint32_t>(one.against.code());
        const uint64_t seed = mixSeed(mixSeed(options_.seed, kAskedMatches), static_cast<uint64_t>(steps_), pair);
        if (first && second && parts_.makeMatches) {
            auto made = parts_.makeMatches(first, second, one.games, seed);
            if (made) asked.job = std::move(*made);
        }
        askedLeft_ += asked.job ? 1 : 0;
        asked_.push_back(std::move(asked));
    }
    if (askedLeft_ == 0) {
        finishMatches();
        return false;
    }
    idle_ = false;
    for (size_t job = 0; job < asked_.size(); ++job) {
        if (asked_[job].job) submitMatches(job);
    }
    return true;
}

void Run::Engine::submitMatches(size_t job) {
    pool_->submit(Lane::training, [this, job, work = asked_[job].job] {
        try {
            if (work->advance()) {
                submitMatches(job);
            } else {
                post(MatchesEnded{job});
            }
        } catch (const std::exception& problem) {
            post(Broken{LUDUS_TEXT("Run", "Playing matches for a decision"), problem.what()});
        }
    });
}

void Run::Engine::handle(const MatchesEnded&) {
    if (ending_ || --askedLeft_ > 0) return;
    idle_ = true;
    progressMade();
    finishMatches();
    if (!decide(askedBy_) || over()) return;
    if (budgetUsed()) {
        beginEnd();
        return;
    }
    goOn();
}

void Run::Engine::finishMatches() {
    for (const auto& [wanted, job] : std::exchange(asked_, {})) {
        const std::vector<float> scores = job ? job->scores() : std::vector<float>();
        const std::vector<uint8_t> sides = job ? job->sides() : std::vector<uint8_t>();
        TallyRecord tally = parts_.source->matchesPlayed(askedBy_, wanted, scores, sides);
        tally.step = steps_;
        if (!tally.scores.empty()) publish(Tallied{std::move(tally)});
        if (static_cast<int>(scores.size()) >= wanted.games) continue;
        const std::string why = LUDUS_TEXT("Run", "Matches against it cannot be played.").str();
        if (wanted.member.isLearner()) {
            fail(wanted.member.index(), VerdictCause::unplayable, why);
        } else if (!lose(wanted.member.index(), why)) {
            fail(askedBy_, VerdictCause::unplayable, why);
        }
    }
}

// ---- snapshots

void Run::Engine::freezeSnapshot(int player) {
    Trainee& one = trainee(player);
    const std::shared_ptr<const nn::PackedWeights> packed = one.weights;
    const std::shared_ptr<const nn::Weights> weights = inside(packed);
    SnapshotRecord record;
    record.run = options_.id;
    record.player = player;
    record.index = static_cast<int>(snapshotRecords_.size());
    record.id = makeSnapshotId(options_.id, record.index);
    record.step = steps_;
    if (one.parent >= 0) record.parent = snapshotRecords_[static_cast<size_t>(one.parent)].id;
    record.wallMs = clock_.wallMs();
    auto bytes = std::make_shared<const std::string>(
        nn::toSafetensors(*weights, {{"step", std::to_string(steps_)}, {"version", std::to_string(weights->version)}}));
    record.hash = contentHash(*bytes);
    snapshotRecords_.push_back(record);
    snapshots_.push_back(packed);
    one.parent = record.index;
    one.frozenAt = one.trained;
    parts_.source->snapshotTaken(record);
    if (parts_.evaluator) parts_.evaluator->snapshotFrozen(record, weights);
    letGoOfSnapshots();
    publish(SnapshotFrozen{record, Artefact{record.hash, ".safetensors", std::move(bytes)}});
    if (record.index == 0) return;
    const double steps = static_cast<double>(steps_);
    publish(Logged{LogLevel::info,
                   several() ? LUDUS_TEXT("Run", "Snapshot %1 of %2 frozen at %3 steps")
                                   .arg(record.index)
                                   .arg(parts_.source->shortName(player))
                                   .arg(steps)
                             : LUDUS_TEXT("Run", "Snapshot %1 frozen at %2 steps").arg(record.index).arg(steps),
                   {}});
}

/// The last weights of everybody who has learnt since.
void Run::Engine::freezeAll() {
    for (size_t i = 0; i < trainees_.size(); ++i) {
        if (trainees_[i].weights && !trainees_[i].isFrozen()) freezeSnapshot(static_cast<int>(i));
    }
}

bool Run::Engine::mayDraw(int snapshot) const {
    for (int player = 0; player < parts_.source->players(); ++player) {
        if (parts_.source->mayDraw(player, snapshot)) return true;
    }
    return false;
}

void Run::Engine::letGoOfSnapshots() {
    for (size_t i = 0; i < snapshots_.size(); ++i) {
        if (snapshots_[i] && !mayDraw(static_cast<int>(i))) snapshots_[i].reset();
    }
}

}  // namespace ludus::runtime
