// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/collector.h"

#include <algorithm>
#include <cstring>

#include "core/base/check.h"

namespace ludus::runtime {
namespace {

enum Purpose : uint64_t { kEpisodes = 101, kActions = 102, kOthers = 103 };

}  // namespace

Collector::Collector(std::unique_ptr<games::VectorGame> game, uint64_t seed, int block)
    : game_(std::move(game)),
      rng_(seed, kEpisodes, static_cast<uint64_t>(block)),
      actions_(seed, kActions, static_cast<uint64_t>(block)),
      others_(seed, kOthers, static_cast<uint64_t>(block)),
      seats_(game_->info().facts.seats),
      sides_(game_->info().facts.sides),
      opponentOf_(static_cast<size_t>(game_->slots())),
      learnerSide_(static_cast<size_t>(game_->slots()), 0),
      opponentState_(static_cast<size_t>(game_->slots() * seats_)),
      joint_(static_cast<size_t>(game_->slots() * seats_ * game_->info().action.branchCount()), 0) {}

void Collector::startEpisode(int slot) {
    const uint64_t seed = rng_.next();
    const size_t s = static_cast<size_t>(slot);
    const auto& old = opponentOf_[s];
    const int side = sides_ > 1 ? static_cast<int>(rng_.below(static_cast<uint32_t>(sides_))) : 0;
    seatsChanged_ = seatsChanged_ || old != next_ || side != learnerSide_[s];
    opponentOf_[s] = next_;
    learnerSide_[s] = side;
    for (int seat = 0; seat < seats_; ++seat) {
        auto& state = opponentState_[static_cast<size_t>(slot * seats_ + seat)];
        state.assign(next_ && next_->policy ? static_cast<size_t>(next_->policy->stateSize()) : 0, 0.0);
    }
    game_->reset(std::span(&slot, 1), std::span(&seed, 1));
}

/// Sorts all seats into rows of the learner's network and groups of opponents. Streams are (slot, seat) pairs.
void Collector::seatRows() {
    rows_.clear();
    groups_.clear();
    const std::vector<int>& sideOf = game_->info().facts.sideOfSeat;
    for (int slot = 0; slot < game_->slots(); ++slot) {
        const auto& opponent = opponentOf_[static_cast<size_t>(slot)];
        for (int seat = 0; seat < seats_; ++seat) {
            const bool own = sideOf[static_cast<size_t>(seat)] == learnerSide_[static_cast<size_t>(slot)];
            const int index = slot * seats_ + seat;
            if (own || !opponent || !opponent->policy) {
                rows_.push_back({slot, seat, own || (opponent && opponent->learnBoth) ? index : -1});
                continue;
            }
            auto group =
                std::find_if(groups_.begin(), groups_.end(), [&](const Group& g) { return g.opponent == opponent; });
            if (group == groups_.end()) group = groups_.insert(groups_.end(), Group{opponent, {}, {}});
            group->rows.push_back(index);
        }
    }
    seatsChanged_ = false;
}

void Collector::actLearner(learn::StreamBatch& batch) {
    const games::GameInfo& info = game_->info();
    const size_t size = static_cast<size_t>(info.observation.size);
    const size_t logits = static_cast<size_t>(info.action.logitCount());
    const size_t branches = static_cast<size_t>(info.action.branchCount());
    const size_t count = rows_.size();
    observations_.resize(count * size);
    masks_.resize(count * logits);
    chosen_.resize(count * branches);
    logProbabilities_.resize(count);
    values_.resize(count);
    rngs_.assign(count, &actions_);
    for (size_t r = 0; r < count; ++r) {
        const size_t index = static_cast<size_t>(rows_[r].slot * seats_ + rows_[r].seat);
        std::memcpy(&observations_[r * size], game_->buffers().observations + index * size, size * sizeof(float));
        std::memcpy(&masks_[r * logits], game_->buffers().masks + index * logits, logits);
    }
    games::PolicyInput input;
    input.rows = static_cast<int>(count);
    input.observations = observations_.data();
    input.masks = masks_.data();
    input.rngs = rngs_.data();
    games::PolicyOutput output;
    output.actions = chosen_.data();
    output.logProbabilities = logProbabilities_.data();
    output.values = values_.data();
    policy_->act(input, output);

    for (size_t r = 0; r < count; ++r) {
        const Row& row = rows_[r];
        const size_t index = static_cast<size_t>(row.slot * seats_ + row.seat);
        std::memcpy(&joint_[index * branches], &chosen_[r * branches], branches * sizeof(int32_t));
        if (row.stream < 0) continue;
        const size_t at = index * static_cast<size_t>(batch.capacity) + static_cast<size_t>(batch.lengths[index]);
        std::memcpy(&batch.observations[at * size], &observations_[r * size], size * sizeof(float));
        if (!batch.masks.empty()) std::memcpy(&batch.masks[at * logits], &masks_[r * logits], logits);
        std::memcpy(&batch.actions[at * branches], &chosen_[r * branches], branches * sizeof(int32_t));
        batch.logProbabilities[at] = logProbabilities_[r];
        batch.values[at] = values_[r];
    }
}

void Collector::actOpponents() {
    const games::GameInfo& info = game_->info();
    const size_t size = static_cast<size_t>(info.observation.size);
    const size_t logits = static_cast<size_t>(info.action.logitCount());
    const size_t branches = static_cast<size_t>(info.action.branchCount());
    for (Group& group : groups_) {
        const size_t count = group.rows.size();
        const size_t memory = static_cast<size_t>(group.opponent->policy->stateSize());
        observations_.resize(count * size);
        masks_.resize(count * logits);
        chosen_.resize(count * branches);
        rngs_.assign(count, &others_);
        group.state.resize(count * memory);
        for (size_t r = 0; r < count; ++r) {
            const size_t index = static_cast<size_t>(group.rows[r]);
            std::memcpy(&observations_[r * size], game_->buffers().observations + index * size, size * sizeof(float));
            std::memcpy(&masks_[r * logits], game_->buffers().masks + index * logits, logits);
            std::copy(opponentState_[index].begin(), opponentState_[index].end(),
                      group.state.begin() + static_cast<std::ptrdiff_t>(r * memory));
        }
        games::PolicyInput input;
        input.rows = static_cast<int>(count);
        input.observations = observations_.data();
        input.masks = masks_.data();
        input.state = group.state.data();
        input.rngs = rngs_.data();
        games::PolicyOutput output;
        output.actions = chosen_.data();
        group.opponent->policy->act(input, output);
        for (size_t r = 0; r < count; ++r) {
            const size_t index = static_cast<size_t>(group.rows[r]);
            std::memcpy(&joint_[index * branches], &chosen_[r * branches], branches * sizeof(int32_t));
            std::copy_n(group.state.begin() + static_cast<std::ptrdiff_t>(r * memory), memory,
                        opponentState_[index].begin());
        }
    }
}

void Collector::takeRewards(learn::StreamBatch& batch) {
    const games::Buffers& buffers = game_->buffers();
    for (const Row& row : rows_) {
        if (row.stream < 0) continue;
        const size_t index = static_cast<size_t>(row.stream);
        const size_t at = index * static_cast<size_t>(batch.capacity) + static_cast<size_t>(batch.lengths[index]++);
        batch.rewards[at] = buffers.rewards[index];
        batch.bootstraps[at] = 0;
        const learn::Cut cut = buffers.terminated[row.slot] != 0  ? learn::Cut::terminated
                               : buffers.truncated[row.slot] != 0 ? learn::Cut::truncated
                                                                  : learn::Cut::none;
        batch.cuts[at] = static_cast<uint8_t>(cut);
    }
}

/// Values of the present observations of `rows` by the learner's critic.
std::vector<double> Collector::valuesOf(const std::vector<Row>& rows) {
    const size_t size = static_cast<size_t>(game_->info().observation.size);
    observations_.resize(rows.size() * size);
    values_.resize(rows.size());
    for (size_t r = 0; r < rows.size(); ++r) {
        const size_t index = static_cast<size_t>(rows[r].slot * seats_ + rows[r].seat);
        std::memcpy(&observations_[r * size], game_->buffers().observations + index * size, size * sizeof(float));
    }
    if (!rows.empty()) policy_->evaluate(static_cast<int>(rows.size()), observations_.data(), values_.data());
    return {values_.begin(), values_.end()};
}

/// A truncated episode goes on in value: the observation it was cut at is still there, since step never resets.
void Collector::bootstrapTruncated(learn::StreamBatch& batch) {
    std::vector<Row> cut;
    for (const Row& row : rows_) {
        if (row.stream >= 0 && game_->buffers().truncated[row.slot] != 0) cut.push_back(row);
    }
    if (cut.empty()) return;
    const std::vector<double> values = valuesOf(cut);
    for (size_t i = 0; i < cut.size(); ++i) {
        const size_t index = static_cast<size_t>(cut[i].stream);
        const size_t last = index * static_cast<size_t>(batch.capacity) + static_cast<size_t>(batch.lengths[index] - 1);
        if (batch.cuts[last] == static_cast<uint8_t>(learn::Cut::truncated))
            batch.bootstraps[last] = static_cast<float>(values[i]);
    }
}

void Collector::finishEpisodes() {
    for (int slot = 0; slot < game_->slots(); ++slot) {
        if (!game_->ended(slot)) continue;
        const size_t s = static_cast<size_t>(slot);
        const std::string label = opponentOf_[s] ? opponentOf_[s]->label : std::string();
        auto tally =
            std::find_if(tallies_.begin(), tallies_.end(), [&](const Tally& t) { return t.opponent == label; });
        if (tally == tallies_.end()) {
            tally = tallies_.insert(tallies_.end(), Tally{label, {}});
            tally->record.opponent = label;
        }
        tally->record.scores.push_back(game_->buffers().scores[slot * sides_ + learnerSide_[s]]);
        tally->record.lengths.push_back(game_->buffers().steps[slot]);
        startEpisode(slot);
    }
}

void Collector::lastValues(learn::StreamBatch& batch) {
    std::vector<Row> open;
    for (const Row& row : rows_) {
        if (row.stream >= 0) open.push_back(row);
    }
    const std::vector<double> values = valuesOf(open);
    for (size_t i = 0; i < open.size(); ++i)
        batch.lastValues[static_cast<size_t>(open[i].stream)] = static_cast<float>(values[i]);
}

Collected Collector::collect(const std::shared_ptr<const nn::PackedWeights>& weights, int steps) {
    if (weights_ != weights) {
        weights_ = weights;
        policy_ = std::make_unique<nn::MlpPolicy>(weights);
    }
    const games::GameInfo& info = game_->info();
    if (seatsChanged_ && rows_.empty()) {
        for (int slot = 0; slot < game_->slots(); ++slot)
            startEpisode(slot);
    }
    auto batch = std::make_shared<learn::StreamBatch>();
    batch->resize(game_->slots() * seats_, steps, info.observation.size, info.action.branchCount(),
                  info.action.logitCount(), info.action.masked);
    batch->weightsVersion = weights->weights().version;
    for (int t = 0; t < steps; ++t) {
        if (seatsChanged_) seatRows();
        actLearner(*batch);
        actOpponents();
        game_->step(joint_);
        takeRewards(*batch);
        bootstrapTruncated(*batch);
        finishEpisodes();
    }
    if (seatsChanged_) seatRows();
    lastValues(*batch);
    Collected out;
    out.steps = batch->rows();
    out.batch = std::move(batch);
    for (Tally& tally : tallies_)
        out.tallies.push_back(std::move(tally.record));
    tallies_.clear();
    return out;
}

}  // namespace ludus::runtime
