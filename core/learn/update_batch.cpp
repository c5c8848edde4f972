// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/update_batch.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/check.h"
#include "core/learn/returns.h"
#include "core/nn/kernels.h"

namespace ludus::learn {
namespace {

constexpr double kDeviationFloor = 1e-8;
constexpr int kAhead = 3;               // rows fetched into the cache before they are needed
constexpr int kCacheLine = 16;          // numbers
constexpr double kSparseDensity = 0.3;  // share of ones up to which the active inputs alone are faster, by measurement

void resize(Minibatch& rows, size_t n, size_t branches, size_t logits, bool masked) {
    rows.rows = static_cast<int>(n);
    rows.masks.resize(masked ? n * logits : 0);
    rows.actions.resize(n * branches);
    for (auto* column : {&rows.logProbabilities, &rows.values, &rows.advantages, &rows.returns})
        column->resize(n);
}

/// Row `from` of `source` (width numbers a row) becomes row `to` of `target`.
template <class T>
void copyRow(const std::vector<T>& source, size_t from, std::vector<T>& target, size_t to, size_t width) {
    std::copy_n(source.data() + from * width, width, target.data() + to * width);
}

}  // namespace

void UpdateBatch::begin(std::vector<std::shared_ptr<const StreamBatch>> batches, const nn::NetworkSpec& spec,
                        const nn::Normaliser& normaliser, bool statistics, double gamma, double lambda, int shards) {
    LUDUS_CHECK_GT(shards, 0);
    batches_ = std::move(batches);
    spec_ = spec;
    wantStatistics_ = statistics;
    gamma_ = gamma;
    lambda_ = lambda;
    clip_ = normaliser.clip;
    mean_.clear();
    inverse_.clear();
    for (size_t i = 0; i < normaliser.mean.size(); ++i) {
        mean_.push_back(static_cast<float>(normaliser.mean[i]));
        inverse_.push_back(static_cast<float>(1 / std::sqrt(normaliser.variance[i] + kDeviationFloor)));
    }
    sparse_ = false;
    if (binary()) {
        const std::vector<float> ones(static_cast<size_t>(spec.inputs), 1.0F);
        zero_.assign(ones.size(), 0.0F);
        step_ = ones;
        if (!mean_.empty()) {
            const nn::Kernels& kernels = nn::kernels();
            kernels.normalise(spec.inputs, std::vector<float>(zero_).data(), mean_.data(), inverse_.data(), clip_,
                              zero_.data());
            kernels.normalise(spec.inputs, ones.data(), mean_.data(), inverse_.data(), clip_, step_.data());
            for (size_t i = 0; i < step_.size(); ++i)
                step_[i] -= zero_[i];
        }
    }
    streams_.clear();
    rows_ = 0;
    masked_ = false;
    for (const auto& batch : batches_) {
        LUDUS_CHECK_EQ(batch->observationSize, spec.inputs);
        LUDUS_CHECK_EQ(batch->logits, spec.logitCount());
        LUDUS_CHECK_EQ(batch->branches, static_cast<int>(spec.branches.size()));
        masked_ = masked_ || !batch->masks.empty();
        for (int s = 0; s < batch->streams; ++s) {
            if (batch->lengths[static_cast<size_t>(s)] == 0) continue;
            streams_.push_back({batch.get(), s, rows_});
            rows_ += batch->lengths[static_cast<size_t>(s)];
        }
    }
    shardStart_.assign(static_cast<size_t>(shards) + 1, static_cast<int>(streams_.size()));
    for (int shard = 0, at = 0; shard < shards; ++shard) {
        const int64_t firstRow = static_cast<int64_t>(rows_) * shard / shards;
        while (at < static_cast<int>(streams_.size()) && streams_[static_cast<size_t>(at)].row < firstRow)
            ++at;
        shardStart_[static_cast<size_t>(shard)] = at;
    }
    parts_.resize(static_cast<size_t>(shards));
    resize(all_, static_cast<size_t>(rows_), spec.branches.size(), static_cast<size_t>(spec.logitCount()), masked_);
    observations_.resize(static_cast<size_t>(rows_));
    active_.resize(binary() ? static_cast<size_t>(rows_) : 0);
    order_.resize(static_cast<size_t>(rows_));
    std::iota(order_.begin(), order_.end(), 0);
}

void UpdateBatch::fill(int shard) {
    Part& part = parts_[static_cast<size_t>(shard)];
    const size_t width = static_cast<size_t>(spec_.inputs);
    part.sum.assign(wantStatistics_ ? width : 0, 0.0);
    part.squares.assign(wantStatistics_ ? width : 0, 0.0);
    part.counts.assign(binary() ? width : 0, 0);
    part.active.clear();
    part.rows = 0;
    const int first = shardStart_[static_cast<size_t>(shard)], last = shardStart_[static_cast<size_t>(shard) + 1];
    for (int s = first; s < last; ++s)
        fillStream(streams_[static_cast<size_t>(s)], part);
    if (!binary()) return;
    for (size_t i = 0; i < part.sum.size(); ++i)
        part.sum[i] = part.squares[i] = part.counts[i];
    // Only now do the lists stay where they are.
    const int32_t* at = part.active.data();
    for (int s = first; s < last; ++s) {
        const Stream& stream = streams_[static_cast<size_t>(s)];
        const int length = stream.batch->lengths[static_cast<size_t>(stream.index)];
        for (int t = 0; t < length; ++t) {
            Active& row = active_[static_cast<size_t>(stream.row + t)];
            row.first = at;
            at += row.count;
        }
    }
}

void UpdateBatch::fillStream(const Stream& stream, Part& part) {
    const StreamBatch& batch = *stream.batch;
    const size_t from = static_cast<size_t>(stream.index) * static_cast<size_t>(batch.capacity);
    const size_t row = static_cast<size_t>(stream.row);
    const int length = batch.lengths[static_cast<size_t>(stream.index)];
    const size_t n = static_cast<size_t>(length);
    generalisedAdvantage(length, &batch.rewards[from], &batch.values[from], &batch.cuts[from], &batch.bootstraps[from],
                         batch.lastValues[static_cast<size_t>(stream.index)], gamma_, lambda_, &all_.advantages[row],
                         &all_.returns[row]);
    std::copy_n(&batch.logProbabilities[from], n, &all_.logProbabilities[row]);
    std::copy_n(&batch.values[from], n, &all_.values[row]);
    const size_t branches = spec_.branches.size();
    std::copy_n(&batch.actions[from * branches], n * branches, &all_.actions[row * branches]);
    if (masked_) {
        const size_t logits = static_cast<size_t>(spec_.logitCount());
        if (batch.masks.empty())
            std::fill_n(&all_.masks[row * logits], n * logits, uint8_t{1});
        else
            std::copy_n(&batch.masks[from * logits], n * logits, &all_.masks[row * logits]);
    }
    fillObservations(stream, part);
    part.rows += length;
}

void UpdateBatch::fillObservations(const Stream& stream, Part& part) {
    const StreamBatch& batch = *stream.batch;
    const size_t width = static_cast<size_t>(spec_.inputs);
    const size_t from = static_cast<size_t>(stream.index) * static_cast<size_t>(batch.capacity);
    const int length = batch.lengths[static_cast<size_t>(stream.index)];
    const nn::Kernels& kernels = nn::kernels();
    for (int t = 0; t < length; ++t) {
        const float* raw = &batch.observations[(from + static_cast<size_t>(t)) * width];
        observations_[static_cast<size_t>(stream.row + t)] = raw;
        if (binary())
            findActive(stream.row + t, part);
        else if (wantStatistics_)
            kernels.accumulate(spec_.inputs, raw, part.sum.data(), part.squares.data());
    }
}

void UpdateBatch::findActive(int row, Part& part) {
    part.found.resize(static_cast<size_t>(spec_.inputs) + nn::kActiveSlack);
    const int count =
        nn::kernels().findActive(spec_.inputs, observations_[static_cast<size_t>(row)], part.found.data());
    LUDUS_CHECK_GE(count, 0);  // the game said that its observations are 0 or 1
    part.active.insert(part.active.end(), part.found.begin(), part.found.begin() + count);
    active_[static_cast<size_t>(row)].count = count;
    for (int i = 0; i < count; ++i)
        ++part.counts[static_cast<size_t>(part.found[static_cast<size_t>(i)])];
}

bool UpdateBatch::finish() {
    double sumError = 0, squareError = 0, sumReturn = 0, squareReturn = 0;
    for (size_t i = 0; i < static_cast<size_t>(rows_); ++i) {
        const double target = all_.returns[i], error = target - all_.values[i];
        sumError += error;
        squareError += error * error;
        sumReturn += target;
        squareReturn += target * target;
    }
    const double n = std::max(1, rows_);
    const double spread = squareReturn / n - (sumReturn / n) * (sumReturn / n);
    const double left = squareError / n - (sumError / n) * (sumError / n);
    explainedVariance_ = spread > 1e-12 ? 1 - left / spread : 0.0;
    size_t active = 0;
    for (const Part& part : parts_) {
        active += part.active.size();
        for (const double x : part.squares) {
            if (!std::isfinite(x)) return false;
        }
    }
    sparse_ = binary() && static_cast<double>(active) <= kSparseDensity * n * spec_.inputs;
    return true;
}

void UpdateBatch::mergeInto(nn::Normaliser& normaliser) const {
    if (!wantStatistics_) return;
    Part total;
    total.sum.assign(static_cast<size_t>(spec_.inputs), 0.0);
    total.squares = total.sum;
    for (const Part& part : parts_) {
        for (size_t i = 0; i < part.sum.size(); ++i) {
            total.sum[i] += part.sum[i];
            total.squares[i] += part.squares[i];
        }
        total.rows += part.rows;
    }
    normaliser.merge(total.sum, total.squares, total.rows);
}

void UpdateBatch::shuffle(Rng& rng) {
    for (int i = rows_ - 1; i > 0; --i) {
        std::swap(order_[static_cast<size_t>(i)], order_[rng.below(static_cast<uint32_t>(i) + 1)]);
    }
}

void UpdateBatch::choose(int from, int to, bool normaliseAdvantages) {
    advantageMean_ = 0;
    advantageScale_ = 1;
    const int n = to - from;
    if (!normaliseAdvantages || n < 2) return;
    double sum = 0, squares = 0;
    for (int i = from; i < to; ++i) {
        sum += all_.advantages[static_cast<size_t>(order_[static_cast<size_t>(i)])];
    }
    const double mean = sum / n;
    for (int i = from; i < to; ++i) {
        const double d = all_.advantages[static_cast<size_t>(order_[static_cast<size_t>(i)])] - mean;
        squares += d * d;
    }
    advantageMean_ = static_cast<float>(mean);
    advantageScale_ = static_cast<float>(1 / (std::sqrt(squares / (n - 1)) + kDeviationFloor));
}

void UpdateBatch::gather(int from, int to, Minibatch& out) const {
    const size_t branches = spec_.branches.size(), logits = static_cast<size_t>(spec_.logitCount());
    const size_t n = static_cast<size_t>(to - from);
    resize(out, n, branches, logits, masked_);
    for (size_t k = 0; k < n; ++k) {
        const size_t row = static_cast<size_t>(order_[static_cast<size_t>(from) + k]);
        copyRow(all_.actions, row, out.actions, k, branches);
        if (masked_) copyRow(all_.masks, row, out.masks, k, logits);
        out.logProbabilities[k] = all_.logProbabilities[row];
        out.values[k] = all_.values[row];
        out.advantages[k] = (all_.advantages[row] - advantageMean_) * advantageScale_;
        out.returns[k] = all_.returns[row];
    }
}

void UpdateBatch::gatherObservations(int from, int to, int pitch, float* out) const {
    const nn::Kernels& kernels = nn::kernels();
    for (int k = from; k < to; ++k, out += pitch) {
        if (k + kAhead < to) {  // rows lie anywhere
            const float* next = observations_[static_cast<size_t>(order_[static_cast<size_t>(k + kAhead)])];
            for (int i = 0; i < spec_.inputs; i += kCacheLine)
                __builtin_prefetch(next + i);
        }
        const float* raw = observations_[static_cast<size_t>(order_[static_cast<size_t>(k)])];
        if (mean_.empty())
            std::copy_n(raw, spec_.inputs, out);
        else
            kernels.normalise(spec_.inputs, raw, mean_.data(), inverse_.data(), clip_, out);
    }
}

std::span<const int32_t> UpdateBatch::active(int at) const {
    const Active& row = active_[static_cast<size_t>(order_[static_cast<size_t>(at)])];
    return {row.first, static_cast<size_t>(row.count)};
}

void UpdateBatch::release() {
    streams_.clear();
    observations_.clear();
    batches_.clear();
}

}  // namespace ludus::learn
