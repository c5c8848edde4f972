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
    extendSmoothed();
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

void SeriesModel::setSmoothing(Smoothing rule) {
    rule.amount = std::clamp(std::isfinite(rule.amount) ? rule.amount : 0.0, 0.0, 0.99);
    if (rule == rule_) return;
    rule_ = rule;
    smoothed_.reset(rule_);
    extendSmoothed();
    Q_EMIT changed();
}

void SeriesModel::assign(DrawnSamples samples, const Smoothing& rule) {
    rebuild({});
    rule_ = rule;
    smoothed_.reset(rule);
    smoothed_.assign(std::move(samples.shown));
    steps_ = std::move(samples.xs);
    walls_ = std::move(samples.wallSeconds);
    raw_ = std::move(samples.raw);
    halfWidths_ = std::move(samples.halfWidths);
    halfWidthsBelow_ = std::move(samples.halfWidthsBelow);
    hasBand_ = !halfWidths_.empty();
    lopsided_ = !halfWidthsBelow_.empty();
    for (const double value : raw_) {
        ValueRange range;
        range.include(value);
        rawPyramid_.append(range);
        gaps_ += std::isnan(value) ? 1 : 0;
    }
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
    if (hasClock()) point.clockSeconds = clocks_[index];
    return point;
}

ValueRange SeriesModel::rawRange(std::size_t first, std::size_t last) const {
    return isThinned() ? rawPyramid_.range(lows_, highs_, first, last) : rawPyramid_.range(raw_, raw_, first, last);
}

ValueRange SeriesModel::smoothedRange(std::size_t first, std::size_t last) const {
    return rule_.isOn() ? smoothed_.range(first, last) : rawRange(first, last);
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
    // Time never runs back, so that all x axes can be searched.
    const double wall = std::isfinite(point.wallSeconds) ? point.wallSeconds : 0;
    steps_.push_back(point.step);
    walls_.push_back(walls_.empty() ? wall : std::max(wall, walls_.back()));
    if (std::isfinite(point.clockSeconds) && clocks_.empty()) clocks_.assign(steps_.size() - 1, point.clockSeconds);
    if (!clocks_.empty() || (steps_.size() == 1 && std::isfinite(point.clockSeconds))) {
        const double before = clocks_.empty() ? point.clockSeconds : clocks_.back();
        clocks_.push_back(std::isfinite(point.clockSeconds) ? std::max(point.clockSeconds, before) : before);
    }
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

void SeriesModel::rebuild(std::vector<SeriesPoint> points) {
    for (std::vector<double>* values :
         {&steps_, &walls_, &clocks_, &raw_, &halfWidths_, &halfWidthsBelow_, &lows_, &highs_, &counts_})
        values->clear();
    rawPyramid_.clear();
    gaps_ = skipped_ = 0;
    hasBand_ = thinned_ = lopsided_ = false;
    smoothed_.reset(rule_);
    for (const SeriesPoint& point : points)
        push(point);
    extendSmoothed();
}

}  // namespace ludus::models
