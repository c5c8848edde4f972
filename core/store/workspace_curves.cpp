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

Result<std::vector<std::string>> Workspace::metricNames() const {
    return impl_->read([&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> names;
        SQLite::Statement query(*impl_->database, "SELECT DISTINCT name FROM metric_series ORDER BY name");
        while (query.executeStep())
            Row(query) >> names.emplace_back();
        return names;
    });
}

Result<std::vector<MetricSummary>> Workspace::summaries(const std::string& name) const {
    return impl_->read([&]() -> Result<std::vector<MetricSummary>> {
        SQLite::Database& database = *impl_->database;
        std::vector<MetricSummary> all;
        // The highest level sums up every finite point; a curve of one point, or of none that is finite, has no level.
        SQLite::Statement series(database, "SELECT id, run FROM metric_series WHERE name = ? ORDER BY run"),
            whole(database,
                  "SELECT min(min), max(max) FROM metric_level WHERE series = ?1 AND "
                  "level = (SELECT max(level) FROM metric_level WHERE series = ?1)"),
            newest(database, "SELECT value FROM metric_point WHERE series = ? ORDER BY seq DESC, pos DESC LIMIT 1");
        bindAll(series, name);
        while (series.executeStep()) {
            MetricSummary& one = all.emplace_back();
            int64_t id = 0;
            Row(series) >> id >> one.run.value;
            newest.reset();
            if (bindAll(newest, id).executeStep()) Row(newest) >> one.last;
            whole.reset();
            if (bindAll(whole, id).executeStep() && !whole.isColumnNull(0)) {
                Row(whole) >> one.min >> one.max;
            } else {
                one.min = one.max = one.last;
            }
        }
        return all;
    });
}

}  // namespace ludus::store
