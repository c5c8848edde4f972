// SPDX-License-Identifier: GPL-3.0-or-later
// MetricWindow: thins metrics at the source: means over a short window, one point a name when it closes. Run thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/statistics.h"
#include "core/records/records.h"

namespace ludus::runtime {

class MetricWindow {
public:
    void add(const std::string& name, double value) { means_[name].add(value); }
    bool empty() const { return means_.empty(); }
    /// The means since the last call, at `step`.
    std::vector<MetricPoint> take(int64_t step) {
        std::vector<MetricPoint> points;
        points.reserve(means_.size());
        for (const auto& [name, mean] : means_)
            points.push_back({name, step, mean.mean(), kUnknown});
        means_.clear();
        return points;
    }

private:
    std::map<std::string, RunningMean> means_;
};

}  // namespace ludus::runtime
