// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_link.h"

#include <algorithm>
#include <cmath>

namespace ludus::views {

void ChartLink::addChart(models::ChartModel* chart) {
    removeChart(chart);
    charts_.emplace_back(chart);
    if (chart != nullptr) connect(chart, &models::ChartModel::changed, this, &ChartLink::lookAtRange);
    lookAtRange();
}

void ChartLink::removeChart(models::ChartModel* chart) {
    std::erase_if(charts_, [&](const auto& known) { return known.isNull() || known == chart; });
    if (chart != nullptr) chart->disconnect(this);
}

/// One chart may grow while the others have nothing new: they show the same range all the same.
void ChartLink::lookAtRange() {
    if (zoom_) return;
    const models::ValueRange now = fullRange();
    if (now.low == known_.low && now.high == known_.high) return;
    known_ = now;
    Q_EMIT rangeGrew();
}

models::SeriesAxis ChartLink::axis() const {
    return axis_ == models::SeriesAxis::Metric && source_.isNull() ? models::SeriesAxis::Steps : axis_;
}

void ChartLink::setAxis(models::SeriesAxis axis) {
    if (axis == axis_ || axis == models::SeriesAxis::Metric) return;
    axis_ = axis;
    source_.clear();
    sourceName_.clear();
    announceAxis();
}

void ChartLink::setMetricAxis(models::SeriesModel* source, const QString& name) {
    if (source == nullptr || (axis_ == models::SeriesAxis::Metric && source == source_)) return;
    axis_ = models::SeriesAxis::Metric;
    source_ = source;
    sourceName_ = name;
    announceAxis();
}

void ChartLink::copyAxis(const ChartLink& other) {
    if (other.axis() == models::SeriesAxis::Metric)
        setMetricAxis(other.source_, other.sourceName_);
    else
        setAxis(other.axis());
}

void ChartLink::setLogarithmic(bool on) {
    if (on == logarithmic_) return;
    logarithmic_ = on;
    announceAxis();
}

void ChartLink::announceAxis() {
    cursor_.reset();
    zoom_.reset();
    Q_EMIT axisChanged();
    Q_EMIT cursorChanged();
    Q_EMIT zoomChanged();
}

void ChartLink::setHeld(bool held) {
    if (held == held_) return;
    held_ = held;
    Q_EMIT heldChanged(held);
}

void ChartLink::setCursor(std::optional<double> x) {
    if (x == cursor_) return;
    cursor_ = x;
    Q_EMIT cursorChanged();
}

void ChartLink::setZoom(std::optional<models::ValueRange> range) {
    if (range && !(range->high > range->low)) return;
    if (range && isLogarithmic()) range->low = std::max(range->low, fullRange().low);
    if (range && !(range->high > range->low)) return;
    zoom_ = range;
    Q_EMIT zoomChanged();
}

models::ValueRange ChartLink::range() const {
    return zoom_ ? *zoom_ : fullRange();
}

/// All that a logarithmic axis can show, with a little air at both ends.
models::ValueRange ChartLink::positiveRange() const {
    models::ValueRange data;
    const auto take = [&data](double x) {
        if (x > 0 && std::isfinite(x)) data.include(x);
    };
    if (axis() == models::SeriesAxis::Metric) {
        for (const double x : source_->smoothed())
            take(x);
    } else {
        for (const auto& chart : charts_) {
            if (chart.isNull()) continue;
            for (const models::ChartSeries& series : chart->all()) {
                const std::vector<double>& xs = series.model->xs(axis());
                const auto first = std::upper_bound(xs.begin(), xs.end(), 0.0);
                if (first == xs.end()) continue;
                take(*first);
                take(xs.back());
            }
        }
    }
    if (data.isEmpty()) return {1, 10};
    if (data.high <= data.low) return {data.low / 3, data.low * 3};
    const double air = std::pow(data.high / data.low, 0.02);
    return {data.low / air, data.high * air};
}

models::ValueRange ChartLink::fullRange() const {
    using models::SeriesAxis;
    if (isLogarithmic()) return positiveRange();
    const SeriesAxis by = axis();
    models::ValueRange data;
    if (by == SeriesAxis::Metric) {
        data = source_->smoothedRange(0, source_->size());
        if (data.isEmpty()) return {0, 1};
        const double air = data.high > data.low ? 0.03 * (data.high - data.low) : 0.5;
        return {data.low - air, data.high + air};
    }
    for (const auto& chart : charts_) {
        if (chart.isNull()) continue;
        if (const auto range = chart->xRange(by)) data.include(*range);
    }
    if (data.isEmpty()) return {0, 1};
    if (by == SeriesAxis::Clock)
        return {data.low, data.high + (data.high > data.low ? 0.03 * (data.high - data.low) : 10)};
    // An axis that begins near zero begins at zero.
    if (data.low > 0 && data.low < 0.2 * data.high) data.low = 0;
    // A single sample stands in a range that something may follow in.
    const double least = by == SeriesAxis::Steps ? 1000 : 10;
    if (data.high <= data.low) return {std::min(0.0, data.low), std::max(least, 2 * data.low)};
    return {data.low, data.high + 0.03 * (data.high - data.low)};
}

}  // namespace ludus::views
