// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/series_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ludus::models {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::optional<double> lastNumber(const std::vector<double>& values) {
    const auto found = std::find_if(values.rbegin(), values.rend(), [](double v) { return std::isfinite(v); });
    if (found == values.rend()) return std::nullopt;
    return *found;
}

}  // namespace

SeriesModel::SeriesModel(QString name, QObject* parent) : QObject(parent), name_(std::move(name)) {}

void SeriesModel::setName(const QString& name) {
    if (name == name_) return;
    name_ = name;
    Q_EMIT changed();
}

void SeriesModel::append(std::span<const SeriesPoint> points) {
    if (points.empty()) return;
    for (const SeriesPoint& point : points)
        push(point);
    Q_EMIT changed();
}

void SeriesModel::replaceAll(std::span<const SeriesPoint> points) {
    rebuild({points.begin(), points.end()});
    Q_EMIT changed();
}

void SeriesModel::truncateAfter(double step) {
    if (steps_.empty() || steps_.back() <= step) return;
    std::vector<SeriesPoint> kept;
    for (std::size_t i = 0; i < size() && steps_[i] <= step; ++i)
        kept.push_back(at(i));
    rebuild(std::move(kept));
    Q_EMIT changed();
}

void SeriesModel::setSmoothing(double weight) {
    weight = std::clamp(std::isfinite(weight) ? weight : 0.0, 0.0, 0.99);
    if (weight == weight_) return;
    weight_ = weight;
    rebuildSmoothed();
    Q_EMIT changed();
}

SeriesPoint SeriesModel::at(std::size_t index) const {
    SeriesPoint point{steps_[index], walls_[index], raw_[index], hasBand_ ? halfWidths_[index] : kNan};
    if (isThinned()) {
        point.count = counts_[index];
        point.low = lows_[index];
        point.high = highs_[index];
    }
    if (lopsided_) point.halfWidthBelow = halfWidthsBelow_[index];
    return point;
}

ValueRange SeriesModel::rawRange(std::size_t first, std::size_t last) const {
    return isThinned() ? rawPyramid_.range(lows_, highs_, first, last) : rawPyramid_.range(raw_, raw_, first, last);
}

ValueRange SeriesModel::smoothedRange(std::size_t first, std::size_t last) const {
    return weight_ > 0 ? smoothedPyramid_.range(smoothed_, smoothed_, first, last) : rawRange(first, last);
}

std::optional<double> SeriesModel::latestSmoothed() const {
    return lastNumber(smoothed());
}

std::optional<double> SeriesModel::latestRaw() const {
    return lastNumber(raw_);
}

std::optional<std::size_t> SeriesModel::nearest(double x, SeriesAxis axis) const {
    const std::vector<double>& positions = xs(axis);
    if (positions.empty()) return std::nullopt;
    const auto above = std::lower_bound(positions.begin(), positions.end(), x);
    if (above == positions.begin()) return 0;
    const auto index = static_cast<std::size_t>(above - positions.begin());
    if (above == positions.end()) return index - 1;
    return x - positions[index - 1] <= positions[index] - x ? index - 1 : index;
}

void SeriesModel::push(const SeriesPoint& point) {
    if (!std::isfinite(point.step) || (!steps_.empty() && point.step < steps_.back())) {
        ++skipped_;
        return;
    }
    const double value = std::isfinite(point.value) ? point.value : kNan;
    if (std::isnan(value)) ++gaps_;
    // Wall time never runs back, so that both x axes can be searched.
    const double wall = std::isfinite(point.wallSeconds) ? point.wallSeconds : 0;
    steps_.push_back(point.step);
    walls_.push_back(walls_.empty() ? wall : std::max(wall, walls_.back()));
    raw_.push_back(value);
    rawPyramid_.append(rangeOf(point, value));
    if (std::isfinite(point.halfWidth) && !hasBand_) {
        hasBand_ = true;
        halfWidths_.assign(raw_.size() - 1, kNan);
    }
    if (hasBand_) halfWidths_.push_back(std::isfinite(point.halfWidth) ? point.halfWidth : kNan);
    if (std::isfinite(point.halfWidthBelow) && hasBand_ && !lopsided_) {
        lopsided_ = true;
        halfWidthsBelow_.assign(halfWidths_.begin(), halfWidths_.end() - 1);
    }
    if (lopsided_)
        halfWidthsBelow_.push_back(std::isfinite(point.halfWidthBelow) ? point.halfWidthBelow : halfWidths_.back());
    if (weight_ > 0) pushSmoothed(value, isThinned() ? counts_.back() : 1);
}

// From the first sample that stands for many on, all have a low and a high end.
ValueRange SeriesModel::rangeOf(const SeriesPoint& point, double value) {
    if (point.count > 1 && !thinned_) {
        thinned_ = true;
        lows_ = highs_ = {raw_.begin(), raw_.end() - 1};
        counts_.assign(raw_.size() - 1, 1);
    }
    ValueRange range;
    range.include(value);
    if (point.count > 1) {
        range.include(point.low);
        range.include(point.high);
    }
    if (isThinned()) {
        lows_.push_back(range.isEmpty() ? kNan : range.low);
        highs_.push_back(range.isEmpty() ? kNan : range.high);
        counts_.push_back(std::max(1.0, point.count));
    }
    return range;
}

// n points of one value v leave  s <- w^n s + (1 - w^n) v.
void SeriesModel::pushSmoothed(double value, double count) {
    double shown = kNan;
    ValueRange range;
    if (!std::isnan(value)) {
        const double kept = count > 1 ? std::pow(weight_, count) : weight_;
        mean_ = kept * mean_ + (1 - kept) * value;
        remaining_ *= kept;
        shown = mean_ / (1 - remaining_);
        range.include(shown);
    }
    smoothed_.push_back(shown);
    smoothedPyramid_.append(range);
}

void SeriesModel::rebuildSmoothed() {
    smoothed_.clear();
    smoothedPyramid_.clear();
    mean_ = 0;
    remaining_ = 1;
    if (weight_ <= 0) return;
    smoothed_.reserve(raw_.size());
    for (std::size_t i = 0; i < raw_.size(); ++i)
        pushSmoothed(raw_[i], isThinned() ? counts_[i] : 1);
}

void SeriesModel::rebuild(std::vector<SeriesPoint> points) {
    for (std::vector<double>* values :
         {&steps_, &walls_, &raw_, &halfWidths_, &halfWidthsBelow_, &lows_, &highs_, &counts_})
        values->clear();
    rawPyramid_.clear();
    gaps_ = skipped_ = 0;
    hasBand_ = thinned_ = lopsided_ = false;
    rebuildSmoothed();
    for (const SeriesPoint& point : points)
        push(point);
}

}  // namespace ludus::models
