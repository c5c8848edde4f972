// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which part of the y axis a chart shows. Pure functions; GUI thread, because they read models.

#include "widgets/models/series_model_chart.h"

namespace ludus::views {

// Samples [first, last) of a series inside a range of x.
struct SampleSpan {
    std::size_t first = 0, last = 0;
};
SampleSpan samplesIn(const models::SeriesModel& series, models::SeriesAxis axis, const models::ValueRange& xs);

// The range that the values between these x need, without air at its ends. Smoothed curves decide it, without samples
// far from all others where the chart ignores outliers; the raw line and the band are let in as far as they do not
// press the curves flat. Positive only for a logarithmic chart; empty when there is nothing to show.
models::ValueRange valueScale(const models::ChartModel& chart, models::SeriesAxis axis, const models::ValueRange& xs,
                              bool logarithmic);

}  // namespace ludus::views
