// SPDX-License-Identifier: GPL-3.0-or-later
// MetricWindow: thins metrics at the source: means over a short window, one point a name when it closes. Run thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
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

    void save(std::string& out) const {
        bytes::put(out, static_cast<uint64_t>(means_.size()));
        for (const auto& [name, mean] : means_) {
            bytes::putText(out, name);
            bytes::put(out, mean);
        }
    }
    /// False: these are not the bytes of a window.
    bool load(std::string_view state) {
        bytes::Reader in(state);
        uint64_t count = 0;
        if (!in.value(count)) return false;
        means_.clear();
        for (uint64_t i = 0; i < count; ++i) {
            std::string name;
            RunningMean mean;
            if (!in.text(name) || !in.value(mean)) return false;
            means_[name] = mean;
        }
        return in.done();
    }

private:
    std::map<std::string, RunningMean> means_;
};

}  // namespace ludus::runtime
