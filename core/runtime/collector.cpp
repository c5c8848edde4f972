// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/collector.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "core/base/check.h"

namespace ludus::runtime {
namespace {

enum Purpose : uint64_t { kEpisodes = 101, kActions = 102, kOthers = 103 };

constexpr uint64_t kPlayerStreams = uint64_t{1} << 32;  // those of a player begin there

size_t index(int i) {
    return static_cast<size_t>(i);
}

uint64_t streamOf(int block, int player) {
    return static_cast<uint64_t>(block) + kPlayerStreams * static_cast<uint64_t>(player);
}

bool sameNetwork(const Opponent& one, const Opponent& other) {
    return one.weights != nullptr && one.weights == other.weights;
}

}  // namespace

Collector::Collector(std::unique_ptr<games::VectorGame> game, uint64_t seed, int block, int player, int lanes)
    : game_(std::move(game)),
      next_(index(std::clamp(lanes, 1, game_->slots()))),
      rng_(seed, kEpisodes, streamOf(block, player)),
      actions_(seed, kActions, streamOf(block, player)),
      others_(seed, kOthers, streamOf(block, player)),
      seats_(game_->info().facts.seats),
      sides_(game_->info().facts.sides),
      size_(index(game_->info().observation.size)),
      logits_(index(game_->info().action.logitCount())),
      branches_(index(game_->info().action.branchCount())),
      opponentOf_(index(game_->slots())),
      learnerSide_(index(game_->slots()), 0),
      opponentState_(index(game_->slots() * seats_)),
      joint_(index(game_->slots() * seats_) * branches_, 0) {}

// ---- a collection

void Collector::begin(const std::shared_ptr<const nn::PackedWeights>& weights, int steps, const LiveWeights& live) {
    LUDUS_CHECK_EQ(stepsLeft_, 0);
    refresh(live);
    if (weights_ != weights) {
        weights_ = weights;
        policy_ = std::make_unique<nn::MlpPolicy>(weights);
    }
    for (int slot = 0; !started_ && slot < game_->slots(); ++slot)
        startEpisode(slot);
    started_ = true;
    stepsLeft_ = steps;
    freshBatch();
}

void Collector::refresh(const LiveWeights& live) {
    const auto take = [&](const std::shared_ptr<Opponent>& opponent) {
        if (!opponent || opponent->draw.kind != OpponentDraw::Kind::learner) return;
        const auto& newest = live.at(index(opponent->draw.learner));
        if (opponent->weights == newest) return;
        opponent->weights = newest;
        opponent->policy = std::make_unique<nn::MlpPolicy>(newest);
        rowsChanged_ = true;
    };
    for (const auto& opponent : next_)
        take(opponent);
    for (const auto& opponent : opponentOf_)
        take(opponent);
}

size_t Collector::laneOf(int slot) const {
    return index(slot) * next_.size() / index(game_->slots());
}

/// A batch of the last updates when nobody reads it any more, else a new one: making megabytes anew costs page faults.
void Collector::freshBatch() {
    const int streams = game_->slots() * seats_;
    batch_ = nullptr;
    for (const auto& batch : batches_) {
        if (batch.use_count() == 1 && batch->capacity == stepsLeft_) batch_ = batch;
    }
    if (batch_) {
        std::fill(batch_->lengths.begin(), batch_->lengths.end(), 0);
    } else {
        std::erase_if(batches_, [](const auto& batch) { return batch.use_count() == 1; });
        batch_ = std::make_shared<learn::StreamBatch>();
        const games::GameInfo& info = game_->info();
        batch_->resize(streams, stepsLeft_, info.observation.size, info.action.branchCount(), info.action.logitCount(),
                       info.action.masked);
        batches_.push_back(batch_);
    }
    batch_->weightsVersion = weights_->weights().version;
}

bool Collector::advance(double seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    do {
        if (stepsLeft_ == 0) return false;
        stepOnce();
        --stepsLeft_;
    } while (std::chrono::steady_clock::now() < end);
    return stepsLeft_ > 0;
}

Collected Collector::take() {
    LUDUS_CHECK_EQ(stepsLeft_, 0);
    LUDUS_CHECK(batch_ != nullptr);
    if (rowsChanged_) sortRows();
    valuesOf(learning_);
    for (size_t i = 0; i < learning_.size(); ++i)
        batch_->lastValues[index(learning_[i])] = values_[i];
    Collected out;
    out.steps = batch_->rows();
    out.batch = std::move(batch_);
    for (Tally& tally : tallies_)
        out.tallies.push_back(std::move(tally.record));
    tallies_.clear();
    return out;
}

void Collector::stepOnce() {
    if (rowsChanged_) sortRows();
    actLearner();
    for (Group& group : groups_)
        actOpponent(group);
    game_->step(joint_);
    takeRewards();
    bootstrapTruncated();
    finishEpisodes();
}

// ---- who acts

void Collector::startEpisode(int slot) {
    const uint64_t seed = rng_.next();
    const int side = sides_ > 1 ? static_cast<int>(rng_.below(static_cast<uint32_t>(sides_))) : 0;
    std::shared_ptr<Opponent>& opponent = opponentOf_[index(slot)];
    const std::shared_ptr<Opponent>& next = next_[laneOf(slot)];
    rowsChanged_ = rowsChanged_ || opponent != next || side != learnerSide_[index(slot)];
    opponent = next;
    learnerSide_[index(slot)] = side;
    const size_t memory = next && next->policy ? index(next->policy->stateSize()) : 0;
    for (int seat = 0; seat < seats_; ++seat)
        opponentState_[index(slot * seats_ + seat)].assign(memory, 0.0);
    game_->reset(std::span(&slot, 1), std::span(&seed, 1));
}

/// Sorts all rows into those of the learner's network and groups of opponents.
void Collector::sortRows() {
    acting_.clear();
    learns_.clear();
    learning_.clear();
    groups_.clear();
    const std::vector<int>& sideOf = game_->info().facts.sideOfSeat;
    for (int row = 0; row < game_->slots() * seats_; ++row) {
        const int slot = row / seats_;
        const auto& opponent = opponentOf_[index(slot)];
        const bool own = sideOf[index(row % seats_)] == learnerSide_[index(slot)];
        if (own || !opponent || !opponent->policy) {
            const bool learns = own || (opponent && opponent->learnBoth);
            acting_.push_back(row);
            learns_.push_back(learns ? 1 : 0);
            if (learns) learning_.push_back(row);
            continue;
        }
        auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& g) {
            return g.opponent == opponent || sameNetwork(*g.opponent, *opponent);
        });
        if (group == groups_.end()) group = groups_.insert(groups_.end(), Group{opponent, {}, {}});
        group->rows.push_back(row);
    }
    rowsChanged_ = false;
}

// ---- acting

/// Observations and masks of `rows` side by side; those of all rows lie so already.
Collector::Gathered Collector::gather(const std::vector<int>& rows) {
    const games::Buffers& buffers = game_->buffers();
    if (rows.size() == index(game_->slots() * seats_)) return {buffers.observations, buffers.masks};
    observations_.resize(rows.size() * size_);
    masks_.resize(rows.size() * logits_);
    for (size_t r = 0; r < rows.size(); ++r) {
        std::memcpy(&observations_[r * size_], buffers.observations + index(rows[r]) * size_, size_ * sizeof(float));
        std::memcpy(&masks_[r * logits_], buffers.masks + index(rows[r]) * logits_, logits_);
    }
    return {observations_.data(), masks_.data()};
}

void Collector::spreadActions(const std::vector<int>& rows) {
    for (size_t r = 0; r < rows.size(); ++r)
        std::memcpy(&joint_[index(rows[r]) * branches_], &chosen_[r * branches_], branches_ * sizeof(int32_t));
}

void Collector::actLearner() {
    const size_t count = acting_.size();
    const Gathered seen = gather(acting_);
    chosen_.resize(count * branches_);
    logProbabilities_.resize(count);
    values_.resize(count);
    rngs_.assign(count, &actions_);
    games::PolicyInput input;
    input.rows = static_cast<int>(count);
    input.observations = seen.observations;
    input.masks = seen.masks;
    input.rngs = rngs_.data();
    games::PolicyOutput output;
    output.actions = chosen_.data();
    output.logProbabilities = logProbabilities_.data();
    output.values = values_.data();
    policy_->act(input, output);
    spreadActions(acting_);
    for (size_t r = 0; r < count; ++r) {
        if (learns_[r] == 0) continue;
        const size_t stream = index(acting_[r]);
        store(stream * index(batch_->capacity) + index(batch_->lengths[stream]), r, seen);
    }
}

/// The decision of the acting row `acting` into row `at` of the batch; what follows from it comes after the step.
void Collector::store(size_t at, size_t acting, const Gathered& seen) {
    std::memcpy(&batch_->observations[at * size_], seen.observations + acting * size_, size_ * sizeof(float));
    if (!batch_->masks.empty()) std::memcpy(&batch_->masks[at * logits_], seen.masks + acting * logits_, logits_);
    std::memcpy(&batch_->actions[at * branches_], &chosen_[acting * branches_], branches_ * sizeof(int32_t));
    batch_->logProbabilities[at] = logProbabilities_[acting];
    batch_->values[at] = values_[acting];
}

void Collector::actOpponent(Group& group) {
    const size_t count = group.rows.size();
    const size_t memory = index(group.opponent->policy->stateSize());
    const Gathered seen = gather(group.rows);
    chosen_.resize(count * branches_);
    rngs_.assign(count, &others_);
    group.state.resize(count * memory);
    for (size_t r = 0; r < count; ++r)
        std::copy_n(opponentState_[index(group.rows[r])].data(), memory, group.state.data() + r * memory);
    games::PolicyInput input;
    input.rows = static_cast<int>(count);
    input.observations = seen.observations;
    input.masks = seen.masks;
    input.state = group.state.data();
    input.rngs = rngs_.data();
    games::PolicyOutput output;
    output.actions = chosen_.data();
    group.opponent->policy->act(input, output);
    spreadActions(group.rows);
    for (size_t r = 0; r < count; ++r)
        std::copy_n(group.state.data() + r * memory, memory, opponentState_[index(group.rows[r])].data());
}

// ---- after the step

void Collector::takeRewards() {
    const games::Buffers& buffers = game_->buffers();
    for (const int row : learning_) {
        const int slot = row / seats_;
        const size_t at = index(row) * index(batch_->capacity) + index(batch_->lengths[index(row)]++);
        const learn::Cut cut = buffers.terminated[slot] != 0  ? learn::Cut::terminated
                               : buffers.truncated[slot] != 0 ? learn::Cut::truncated
                                                              : learn::Cut::none;
        batch_->rewards[at] = buffers.rewards[row];
        batch_->cuts[at] = static_cast<uint8_t>(cut);
        batch_->bootstraps[at] = 0;
    }
}

/// Values of the present observations of `rows` by the learner's critic, into values_.
void Collector::valuesOf(const std::vector<int>& rows) {
    if (rows.empty()) return;
    const Gathered seen = gather(rows);
    values_.resize(rows.size());
    policy_->evaluate(static_cast<int>(rows.size()), seen.observations, values_.data());
}

/// A truncated episode goes on in value: the observation it was cut at is still there, since step never resets.
void Collector::bootstrapTruncated() {
    const games::Buffers& buffers = game_->buffers();
    cut_.clear();
    for (const int row : learning_) {
        const int slot = row / seats_;
        if (buffers.truncated[slot] != 0 && buffers.terminated[slot] == 0) cut_.push_back(row);
    }
    valuesOf(cut_);
    for (size_t i = 0; i < cut_.size(); ++i) {
        const size_t stream = index(cut_[i]);
        batch_->bootstraps[stream * index(batch_->capacity) + index(batch_->lengths[stream] - 1)] = values_[i];
    }
}

void Collector::finishEpisodes() {
    for (int slot = 0; slot < game_->slots(); ++slot) {
        if (!game_->ended(slot)) continue;
        tally(slot);
        startEpisode(slot);
    }
}

void Collector::tally(int slot) {
    const auto& opponent = opponentOf_[index(slot)];
    const std::string label = opponent ? opponent->label : std::string();
    auto tally = std::find_if(tallies_.begin(), tallies_.end(), [&](const Tally& t) { return t.opponent == label; });
    if (tally == tallies_.end()) {
        tally = tallies_.insert(tallies_.end(), Tally{label, {}});
        tally->record.opponent = label;
    }
    tally->record.scores.push_back(game_->buffers().scores[slot * sides_ + learnerSide_[index(slot)]]);
    tally->record.lengths.push_back(game_->buffers().steps[slot]);
    tally->record.sides.push_back(static_cast<uint8_t>(learnerSide_[index(slot)]));
}

}  // namespace ludus::runtime
