// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ppo_learner.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/check.h"
#include "core/learn/schedule.h"

namespace ludus::learn {
namespace {

constexpr uint64_t kShuffleStream = 0x5070;  // purpose of the random stream of the minibatches
constexpr double kKlSlack = 1.5;             // an update stops above this many times the target

std::vector<float> reordered(const GradientPath& path, const std::vector<float>& own, int64_t flatSize) {
    std::vector<float> flat(static_cast<size_t>(flatSize));
    path.unpack(own.data(), flat.data());
    return flat;
}

}  // namespace

PpoLearner::PpoLearner(const PpoOptions& options, std::shared_ptr<const nn::Weights> start, uint64_t seed,
                       std::unique_ptr<GradientPath> path)
    : options_(options), path_(std::move(path)), parameters_(static_cast<size_t>(path_->size())) {
    settled_.random = Rng(seed, kShuffleStream);
    settled_.adam.first.assign(parameters_.size(), 0.0F);
    settled_.adam.second.assign(parameters_.size(), 0.0F);
    settled_.weights = std::move(start);
}

std::shared_ptr<const nn::Weights> PpoLearner::weights() const {
    const std::lock_guard lock(mutex_);
    return settled_.weights;
}

void PpoLearner::begin(std::vector<std::shared_ptr<const StreamBatch>> batches, int shards, double progress) {
    const std::shared_ptr<const nn::Weights> published = weights();
    path_->pack(published->values.data(), parameters_.data());  // also undoes an update that was abandoned half way
    adam_ = settled_.adam;
    rng_ = settled_.random;
    activeShards_ = shards;
    while (static_cast<int>(shards_.size()) < shards) {
        shards_.push_back({path_->makeShard(parameters_.data()), AlignedFloats(parameters_.size()), {}});
    }
    batch_.begin(std::move(batches), published->spec, published->normaliser, options_.normaliseObservations,
                 options_.gamma, options_.lambda, shards);
    minibatches_ = std::min(options_.minibatches, batch_.rows());
    loss_ = {options_.clip, options_.valueClip, options_.valueCoefficient,
             scheduled("linear", options_.entropyCoefficient, options_.finalEntropyCoefficient, progress)};
    phase_ = -1;
    stage_ = Stage::gradient;
    totals_ = {};
    totalRows_ = 0;
    report_ = {};
    report_.version = published->version;
    report_.rows = batch_.rows();
    report_.learningRate = scheduled(options_.schedule, options_.learningRate, options_.finalLearningRate, progress);
    report_.phasesPlanned = options_.epochs * minibatches_;
}

int PpoLearner::rowOf(int minibatch) const {
    return static_cast<int>(static_cast<int64_t>(batch_.rows()) * minibatch / std::max(1, minibatches_));
}

int PpoLearner::rowOf(int minibatch, int shard) const {
    const int64_t from = rowOf(minibatch), to = rowOf(minibatch + 1);
    return static_cast<int>(from + (to - from) * shard / activeShards_);
}

int64_t PpoLearner::partOf(int shard) const {
    constexpr int64_t kLine = 16;  // numbers a cache line
    const auto lines = static_cast<int64_t>(parameters_.size()) / kLine;
    return shard == activeShards_ ? static_cast<int64_t>(parameters_.size()) : lines * shard / activeShards_ * kLine;
}

/// In the order of the shards, into the shard's own gradient: nobody else writes there, so it stays in one cache.
void PpoLearner::sumPart(int shard) {
    constexpr int64_t kPiece = 1024;
    std::array<float, kPiece> sum;
    Shard& own = shards_[static_cast<size_t>(shard)];
    const int64_t from = partOf(shard), to = partOf(shard + 1);
    for (int64_t at = from; at < to && activeShards_ > 1; at += kPiece) {
        const int64_t count = std::min(kPiece, to - at);
        std::copy_n(shards_[0].gradient.data() + at, count, sum.data());
        for (int s = 1; s < activeShards_; ++s)
            addTo(count, shards_[static_cast<size_t>(s)].gradient.data() + at, sum.data());
        std::copy_n(sum.data(), count, own.gradient.data() + at);
    }
    own.squares = squareSum(to - from, own.gradient.data() + from);
}

void PpoLearner::stepPart(int shard) {
    adamPart(plan_, partOf(shard), partOf(shard + 1), shards_[static_cast<size_t>(shard)].gradient.data(), adam_,
             parameters_.data());
}

void PpoLearner::work(int shard) {
    if (phase_ < 0) {
        batch_.fill(shard);
        return;
    }
    if (stage_ == Stage::sum) return sumPart(shard);
    if (stage_ == Stage::step) return stepPart(shard);
    Shard& own = shards_[static_cast<size_t>(shard)];
    const int minibatch = phase_ % minibatches_;
    const int from = rowOf(minibatch, shard), to = rowOf(minibatch, shard + 1);
    own.sums = {};
    if (from == to)
        std::fill(own.gradient.begin(), own.gradient.end(), 0.0F);
    else
        own.sums =
            own.path->compute(batch_, from, to, rowOf(minibatch + 1) - rowOf(minibatch), loss_, own.gradient.data());
}

void PpoLearner::startMinibatch() {
    const int minibatch = phase_ % minibatches_;
    if (minibatch == 0) batch_.shuffle(rng_);
    batch_.choose(rowOf(minibatch), rowOf(minibatch + 1), options_.normaliseAdvantages);
    path_->prepare(batch_, parameters_.data());
}

bool PpoLearner::advance() {
    if (phase_ < 0) {
        const bool finite = batch_.finish();
        report_.explainedVariance = batch_.explainedVariance();
        report_.kernel = path_->kernel(batch_);
        if (!finite || report_.phasesPlanned == 0) return finishUpdate(finite);
        ++phase_;
        startMinibatch();
        return true;
    }
    return advanceMinibatch();
}

/// With one shard the stages follow one another right here.
bool PpoLearner::advanceMinibatch() {
    const bool alone = activeShards_ == 1;
    if (stage_ == Stage::gradient) {
        stage_ = Stage::sum;
        if (!alone) return true;
        sumPart(0);
    }
    if (stage_ == Stage::sum) {
        if (!planStep()) return finishUpdate(report_.finite);
        stage_ = Stage::step;
        if (!alone) return true;
        stepPart(0);
    }
    stage_ = Stage::gradient;
    ++report_.phasesDone;
    if (++phase_ == report_.phasesPlanned) return finishUpdate(true);
    startMinibatch();
    return true;
}

bool PpoLearner::planStep() {
    PpoLossSums sums;
    double squares = 0;
    for (int s = 0; s < activeShards_; ++s) {
        sums.add(shards_[static_cast<size_t>(s)].sums);
        squares += shards_[static_cast<size_t>(s)].squares;
    }
    const double length = std::sqrt(squares);
    const double everything = sums.policyLoss + sums.valueLoss + sums.entropy + sums.approximateKl;
    if (!std::isfinite(length) || !std::isfinite(everything)) {
        report_.finite = false;
        return false;
    }
    const int minibatch = phase_ % minibatches_;
    const double rows = rowOf(minibatch + 1) - rowOf(minibatch);
    totals_.add(sums);
    totalRows_ += rows;
    if (options_.targetKl > 0 && sums.approximateKl / rows > kKlSlack * options_.targetKl) return false;
    const double scale = options_.maxGradientNorm > 0 ? std::min(1.0, options_.maxGradientNorm / (length + 1e-6)) : 1.0;
    AdamOptions adam;
    adam.learningRate = report_.learningRate;
    plan_ = planAdam(adam, scale, adam_);
    report_.gradientNorm += length;
    return true;
}

bool PpoLearner::finishUpdate(bool finite) {
    report_.finite = finite;
    if (report_.phasesDone > 0) report_.gradientNorm /= report_.phasesDone;
    const double rows = std::max(1.0, totalRows_);
    report_.policyLoss = totals_.policyLoss / rows;
    report_.valueLoss = totals_.valueLoss / rows;
    report_.entropy = totals_.entropy / rows;
    report_.approximateKl = totals_.approximateKl / rows;
    report_.clippedShare = totals_.clipped / rows;
    if (finite && batch_.rows() > 0) {
        auto next = std::make_shared<nn::Weights>(*settled_.weights);
        path_->unpack(parameters_.data(), next->values.data());
        batch_.mergeInto(next->normaliser);
        report_.version = ++next->version;
        const std::lock_guard lock(mutex_);
        settled_ = {std::move(next), adam_, rng_};
    }
    batch_.release();
    return false;
}

std::string PpoLearner::saveState() const {
    LearnerState state;
    {
        const std::lock_guard lock(mutex_);
        state = settled_;
    }
    const auto count = static_cast<int64_t>(state.weights->values.size());
    state.adam.first = reordered(*path_, state.adam.first, count);
    state.adam.second = reordered(*path_, state.adam.second, count);
    return toBytes(state);
}

Status PpoLearner::loadState(std::string_view state) {
    Result<LearnerState> read = learnerStateFromBytes(state, weights()->spec);
    if (!read) return read.error();
    for (std::vector<float>* moment : {&read->adam.first, &read->adam.second}) {
        std::vector<float> own(parameters_.size());
        path_->pack(moment->data(), own.data());
        *moment = std::move(own);
    }
    const std::lock_guard lock(mutex_);
    settled_ = std::move(*read);
    return {};
}

}  // namespace ludus::learn
