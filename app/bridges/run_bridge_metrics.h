// SPDX-License-Identifier: GPL-3.0-or-later
// What people call the metrics of a run, and how their values are written. Pure functions; GUI thread (translations).
#pragma once

#include <QString>

#include <string>

#include "widgets/models/series_model_chart.h"

namespace ludus::bridges {

struct MetricWords {
    QString title;  // "KL divergence"; an unknown metric keeps its own name
    QString note;   // behind the title: "between old and new policy"
    QString unit;   // "nats"
    models::ChartNumbers numbers = models::ChartNumbers::Si;
};
MetricWords metricWords(const std::string& metric);

}  // namespace ludus::bridges
