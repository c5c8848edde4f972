// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/series_model_projection.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace ludus::models {

namespace {

DrawnSamples projectSeries(const SeriesModel& series, const SeriesModel& source) {
    const std::vector<double>& steps = series.xs(SeriesAxis::Steps);
    std::vector<double> xs(steps.size());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        xs[i] = valueAtStep(source, steps[i]);
        if (std::isfinite(xs[i])) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return xs[a] < xs[b]; });
    DrawnSamples out;
    const auto pick = [&](const std::vector<double>& from, std::vector<double>& to) {
        to.reserve(order.size());
        for (const std::size_t i : order)
            to.push_back(from[i]);
    };
    pick(xs, out.xs);
    pick(series.xs(SeriesAxis::Time), out.wallSeconds);
    pick(series.raw(), out.raw);
    pick(series.smoothed(), out.shown);
    if (series.hasBand()) {
        pick(series.halfWidths(), out.halfWidths);
        if (&series.halfWidthsBelow() != &series.halfWidths()) pick(series.halfWidthsBelow(), out.halfWidthsBelow);
    }
    return out;
}

}  // namespace

double valueAtStep(const SeriesModel& series, double step) {
    const std::vector<double>&steps = series.xs(SeriesAxis::Steps), &values = series.smoothed();
    const auto above = std::lower_bound(steps.begin(), steps.end(), step);
    if (above == steps.end()) return std::nan("");
    const auto index = static_cast<std::size_t>(above - steps.begin());
    if (steps[index] == step) return values[index];
    if (index == 0) return std::nan("");
    const double share = (step - steps[index - 1]) / (steps[index] - steps[index - 1]);
    return values[index - 1] + share * (values[index] - values[index - 1]);
}

void projectChart(const ChartModel& chart, const SeriesModel& source, ChartModel& into) {
    into.dressAs(chart);
    for (const ChartSeries& series : chart.all()) {
        SeriesModel* model = into.addSeries(series.model->name(), series.colour, series.dots);
        model->assign(projectSeries(*series.model, source), series.model->smoothingRule());
        if (series.selected) into.selectSeries(series.model->name());
    }
}

}  // namespace ludus::models
