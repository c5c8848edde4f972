// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_link.h"

#include <algorithm>

namespace ludus::views {

void ChartLink::addChart(models::ChartModel* chart) {
    removeChart(chart);
    charts_.emplace_back(chart);
}

void ChartLink::removeChart(models::ChartModel* chart) {
    std::erase_if(charts_, [&](const auto& known) { return known.isNull() || known == chart; });
}

void ChartLink::setAxis(models::SeriesAxis axis) {
    if (axis == axis_) return;
    axis_ = axis;
    cursor_.reset();
    zoom_.reset();
    Q_EMIT axisChanged();
    Q_EMIT cursorChanged();
    Q_EMIT zoomChanged();
}

void ChartLink::setCursor(std::optional<double> x) {
    if (x == cursor_) return;
    cursor_ = x;
    Q_EMIT cursorChanged();
}

void ChartLink::setZoom(std::optional<models::ValueRange> range) {
    if (range && !(range->high > range->low)) return;
    zoom_ = range;
    Q_EMIT zoomChanged();
}

models::ValueRange ChartLink::range() const {
    return zoom_ ? *zoom_ : fullRange();
}

models::ValueRange ChartLink::fullRange() const {
    models::ValueRange data;
    for (const auto& chart : charts_) {
        if (chart.isNull()) continue;
        if (const auto range = chart->xRange(axis_)) data.include(*range);
    }
    if (data.isEmpty()) return {0, 1};
    // An axis that begins near zero begins at zero.
    if (data.low > 0 && data.low < 0.2 * data.high) data.low = 0;
    // A single sample stands in a range that something may follow in.
    const double least = axis_ == models::SeriesAxis::Steps ? 1000 : 10;
    if (data.high <= data.low) return {std::min(0.0, data.low), std::max(least, 2 * data.low)};
    return {data.low, data.high + 0.03 * (data.high - data.low)};
}

}  // namespace ludus::views
