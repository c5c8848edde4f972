// SPDX-License-Identifier: GPL-3.0-or-later
// What people call the metrics of a run, and how their values are written. Pure functions; GUI thread (translations).
#pragma once

#include <QString>

#include <string>
#include <vector>

#include "widgets/models/series_model_chart.h"

namespace ludus::bridges {

struct MetricWords {
    QString title;  // "KL divergence"; an unknown metric keeps its own name
    QString note;   // behind the title: "between old and new policy"
    QString unit;   // "nats"
    models::ChartNumbers numbers = models::ChartNumbers::Si;
};
MetricWords metricWords(const std::string& metric);

/// Whose metric it is: "policy_loss/ME1" is "policy_loss" of "ME1"; one of the first learner names nobody.
struct MetricOwner {
    std::string metric;
    std::string learner = {};
};
MetricOwner metricOwner(const std::string& metric);
/// "ME1" -> "ME 1"; "ME" where it is the only one of its role among these.
QString learnerTitle(const std::string& learner, const std::vector<std::string>& among = {});
/// Its role as pictures know it ("ME"), and how many-th of that role it is, from 0. Both empty where it is no learner.
struct LearnerLook {
    QString role = {};
    int number = 0;
};
LearnerLook learnerLook(const std::string& learner);

}  // namespace ludus::bridges
