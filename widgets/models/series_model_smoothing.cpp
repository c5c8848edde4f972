// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/series_model_smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace ludus::models {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kViewportScale = 1000;  // the whole x range counts as so many points
constexpr double kRangeStep = 1.25;
constexpr double kSigmas = 3;

// The x range rounded up to a power of 1.25, so that a growing curve is seldom smoothed anew, and always alike.
double referenceRange(double range) {
    if (!(range > 0)) return 1;
    return std::pow(kRangeStep, std::ceil(std::log(range) / std::log(kRangeStep) - 1e-9));
}

double countOf(const SmoothingInput& input, std::size_t index) {
    return input.counts.empty() ? 1 : input.counts[index];
}

}  // namespace

// Weights w^k have the mean lag w / (1 - w); a window of n points that looks back as far has n - 1 = twice that.
int runningMeanPoints(double amount) {
    const int half = static_cast<int>(std::lround(amount / (1 - amount)));
    return 2 * std::max(1, half) + 1;
}

// The lags of the exponential mean have the variance w / (1 - w)^2.
double gaussianPoints(double amount) {
    return std::max(0.5, std::sqrt(amount) / (1 - amount));
}

void SmoothedValues::reset(const Smoothing& rule) {
    rule_ = rule;
    kernel_.clear();
    if (rule.kind == SmoothingKind::RunningMean)
        kernel_.assign(static_cast<std::size_t>(runningMeanPoints(rule.amount) / 2 + 1), 1.0);
    if (rule.kind == SmoothingKind::Gaussian) {
        const double sigma = gaussianPoints(rule.amount);
        for (int d = 0; d <= static_cast<int>(std::ceil(kSigmas * sigma)); ++d)
            kernel_.push_back(std::exp(-0.5 * d * d / (sigma * sigma)));
    }
    reference_ = 0;
    restart();
}

void SmoothedValues::restart() {
    values_.clear();
    positions_.clear();
    pyramid_.clear();
    settled_ = 0;
    points_ = mean_ = weight_ = lastStep_ = 0;
}

void SmoothedValues::extend(const SmoothingInput& input) {
    if (!rule_.isOn()) return;
    switch (rule_.kind) {
        case SmoothingKind::Exponential: extendExponential(input); break;
        case SmoothingKind::TimeWeighted: extendTimeWeighted(input); break;
        case SmoothingKind::Gaussian:
        case SmoothingKind::RunningMean: extendWindow(input); break;
    }
}

void SmoothedValues::assign(std::vector<double> values) {
    restart();
    for (const double value : values)
        push(value);
}

void SmoothedValues::push(double value) {
    ValueRange range;
    range.include(value);
    values_.push_back(value);
    pyramid_.append(range);
    ++settled_;
    ++computed_;
}

// n points of one value v leave  s <- w^n s + (1 - w^n) v,  shown s / (1 - w^all).
void SmoothedValues::extendExponential(const SmoothingInput& input) {
    for (std::size_t i = values_.size(); i < input.values.size(); ++i) {
        const double value = input.values[i];
        if (std::isnan(value)) {
            push(kNan);
            continue;
        }
        const double count = countOf(input, i);
        const double kept = count > 1 ? std::pow(rule_.amount, count) : rule_.amount;
        mean_ = kept * mean_ + (1 - kept) * value;
        weight_ = kept * weight_ + (1 - kept);
        push(mean_ / weight_);
    }
}

// The weight of what came before falls with the distance in x:  min(sqrt(s), 0.999) ^ (dx / range * 1000).
void SmoothedValues::extendTimeWeighted(const SmoothingInput& input) {
    if (input.values.empty()) return;
    const double reference = referenceRange(input.steps.back() - input.steps.front());
    if (reference != reference_) restart();
    reference_ = reference;
    const double base = std::log(std::min(std::sqrt(rule_.amount), 0.999));
    for (std::size_t i = values_.size(); i < input.values.size(); ++i) {
        const double value = input.values[i];
        if (std::isnan(value)) {
            push(kNan);
            continue;
        }
        const double kept =
            weight_ > 0 ? std::exp(base * (input.steps[i] - lastStep_) / reference * kViewportScale) : 0;
        const double count = countOf(input, i);
        mean_ = kept * mean_ + count * value;
        weight_ = kept * weight_ + count;
        lastStep_ = input.steps[i];
        push(mean_ / weight_);
    }
}

void SmoothedValues::extendWindow(const SmoothingInput& input) {
    const std::size_t size = input.values.size();
    const auto radius = static_cast<double>(kernel_.size() - 1);
    double total = static_cast<double>(size);
    if (!input.counts.empty()) {
        while (positions_.size() < size) {
            const double count = input.counts[positions_.size()];
            positions_.push_back(points_ + 0.5 * count);
            points_ += count;
        }
        total = points_;
    }
    values_.resize(settled_);
    for (std::size_t i = settled_; i < size; ++i) {
        const double shown = input.counts.empty() ? windowMean(input, i) : windowMeanOfCounts(input, i);
        const double position = input.counts.empty() ? static_cast<double>(i) + 0.5 : positions_[i];
        if (i == settled_ && position + radius + 0.5 < total) {
            push(shown);
        } else {
            values_.push_back(shown);
            ++computed_;
        }
    }
}

double SmoothedValues::windowMean(const SmoothingInput& input, std::size_t index) const {
    if (std::isnan(input.values[index])) return kNan;
    const std::size_t radius = kernel_.size() - 1;
    const std::size_t first = index > radius ? index - radius : 0;
    const std::size_t last = std::min(input.values.size() - 1, index + radius);
    double sum = 0, weight = 0;
    for (std::size_t i = first; i <= last; ++i) {
        if (std::isnan(input.values[i])) continue;
        const double w = kernel_[i < index ? index - i : i - index];
        sum += w * input.values[i];
        weight += w;
    }
    return sum / weight;
}

// The same where a sample stands for many points: distances are counted in points.
double SmoothedValues::windowMeanOfCounts(const SmoothingInput& input, std::size_t index) const {
    if (std::isnan(input.values[index])) return kNan;
    const double at = positions_[index], reach = static_cast<double>(kernel_.size() - 1) + 0.5;
    const double sigma = gaussianPoints(rule_.amount);
    const auto weightOf = [&](std::size_t i) {
        const double half = 0.5 * input.counts[i];
        if (rule_.kind == SmoothingKind::Gaussian) {
            const double z = (positions_[i] - at) / sigma;
            return 2 * half * std::exp(-0.5 * z * z);
        }
        return std::max(0.0, std::min(positions_[i] + half, at + reach) - std::max(positions_[i] - half, at - reach));
    };
    double sum = 0, weight = 0;
    const auto take = [&](std::size_t i) {
        if (std::isnan(input.values[i])) return;
        const double w = weightOf(i);
        sum += w * input.values[i];
        weight += w;
    };
    for (std::size_t i = index + 1; i-- > 0 && positions_[i] + 0.5 * input.counts[i] > at - reach;)
        take(i);
    for (std::size_t i = index + 1; i < positions_.size() && positions_[i] - 0.5 * input.counts[i] < at + reach; ++i)
        take(i);
    return sum / weight;
}

ValueRange SmoothedValues::range(std::size_t first, std::size_t last) const {
    ValueRange result = pyramid_.range(values_, values_, first, std::min(last, settled_));
    for (std::size_t i = std::max(first, settled_); i < std::min(last, values_.size()); ++i)
        result.include(values_[i]);
    return result;
}

}  // namespace ludus::models
