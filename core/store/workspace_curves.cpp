// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about curves as they are drawn.
#include "core/store/detail/curves.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {

Result<std::vector<MetricBucket>> Workspace::curve(RunId id, const std::string& name, int64_t fromStep, int64_t toStep,
                                                   int buckets) const {
    return impl_->read([&]() -> Result<std::vector<MetricBucket>> {
        SQLite::Statement query(*impl_->database, "SELECT id, points FROM metric_series WHERE run = ? AND name = ?");
        if (!bindAll(query, id.value, name).executeStep()) return std::vector<MetricBucket>();
        int64_t series = 0, points = 0;
        Row(query) >> series >> points;
        return CurveReader(*impl_->database).range(series, points, fromStep, toStep, buckets);
    });
}

Result<std::vector<RunCurve>> Workspace::overview(const std::string& name, int buckets) const {
    return impl_->read([&]() -> Result<std::vector<RunCurve>> {
        std::vector<RunCurve> curves;
        CurveReader reader(*impl_->database);
        SQLite::Statement query(*impl_->database,
                                "SELECT id, run, points FROM metric_series WHERE name = ? ORDER BY run");
        bindAll(query, name);
        while (query.executeStep()) {
            RunCurve& curve = curves.emplace_back();
            int64_t series = 0;
            Row(query) >> series >> curve.run.value >> curve.points;
            curve.buckets = reader.whole(series, curve.points, buckets);
        }
        return curves;
    });
}

}  // namespace ludus::store
