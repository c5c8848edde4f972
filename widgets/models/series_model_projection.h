// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Curves over another curve instead of over steps: both values of the same step make a sample. GUI thread, values only.

#include "widgets/models/series_model_chart.h"

namespace ludus::models {

// The drawn value of a curve at a step, between its neighbours; NaN outside of what it covers and beside gaps.
double valueAtStep(const SeriesModel& series, double step);

// Fills `into` with the series of `chart`, x = what `source` shows at the same step, ordered by it. Samples at whose
// step the source has nothing are left out.
void projectChart(const ChartModel& chart, const SeriesModel& source, ChartModel& into);

}  // namespace ludus::models
