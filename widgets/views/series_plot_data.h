// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The numbers of a chart as they are exported: taken out of the models on the GUI thread in one go, written as CSV on
// any thread. Values; T samples a curve.

#include <vector>

#include "widgets/models/series_model_chart.h"

class QIODevice;

namespace ludus::views {

struct CurveData {
    QString name;
    std::vector<double> steps, wallSeconds, values, smoothed;  // (T)
    std::vector<double> halfWidths, halfWidthsBelow;           // (T), or empty: no band
};
using ChartData = std::vector<CurveData>;

ChartData dataOf(const models::ChartModel& chart);
// A row a sample, a line of titles first. False: the device took not all of it.
bool writeCsv(const ChartData& data, QIODevice& device);

}  // namespace ludus::views
