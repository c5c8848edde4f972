// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/elo_overlay.h"

#include <cmath>
#include <limits>
#include <utility>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

constexpr int kBuckets = 200;

}  // namespace

EloOverlay::EloOverlay(StoreQuery& store, QObject* parent) : QObject(parent), store_(store), chart_(tr("Elo")) {
    chart_.setNumbers(models::ChartNumbers::Whole);
    chart_.setEmptyText(tr("None of these runs was rated yet."));
}

void EloOverlay::show(const std::vector<RunRecord>& runs) {
    std::vector<std::pair<RunRecord, std::vector<models::SeriesPoint>>> curves;
    for (const RunRecord& run : runs) {
        if (std::isfinite(run.elo) && curves.size() < kMost) curves.push_back({run, {}});
    }
    store_.ask(
        this,
        [this, curves = std::move(curves)](store::Workspace& workspace) mutable -> StoreQuery::Answer {
            for (auto& [run, points] : curves) {
                const auto buckets = workspace.curve(run.id, "elo", 0, std::numeric_limits<int64_t>::max(), kBuckets);
                if (!buckets) continue;  // deleted meanwhile, or not rated
                for (const store::MetricBucket& bucket : *buckets) {
                    models::SeriesPoint point;
                    point.step = static_cast<double>(bucket.lastStep);
                    point.value = bucket.mean;
                    points.push_back(point);
                }
            }
            return [this, curves = std::move(curves)] {
                chart_.clearSeries();
                for (const auto& [run, points] : curves) {
                    if (points.empty()) continue;
                    chart_.addSeries(oneLine(run.name), run.colour)->replaceAll(points);
                }
            };
        },
        QStringLiteral("overlay"));
}

}  // namespace ludus::bridges
