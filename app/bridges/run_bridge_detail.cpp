// SPDX-License-Identifier: GPL-3.0-or-later
// What RunBridge does for long runs: their curves come thinned from the store's levels, and in more detail where
// somebody looks. What is shown stays until the finer answer is there.
#include <algorithm>
#include <cmath>

#include "app/bridges/run_bridge.h"

namespace ludus::bridges {
namespace {

constexpr double kMuchWider = 6;  // detail that is so much wider than what is seen is too coarse

bool isPart(const models::ValueRange& inner, const models::ValueRange& outer) {
    return !outer.isEmpty() && inner.low >= outer.low && inner.high <= outer.high;
}

double width(const models::ValueRange& range) {
    return range.high - range.low;
}

}  // namespace

void RunBridge::takeCurves(std::vector<HistoryCurve> curves) {
    for (HistoryCurve& curve : curves) {
        if (curve.points.empty()) continue;
        takeFact(curve.name, curve.points.back().value);
        readUpTo_[curve.name] = curve.lastStep;
        for (models::SeriesModel* series : curvesOf(curve.name))
            series->replaceAll(curve.points);
        if (curve.thinned) long_[curve.name] = std::move(curve.points);
    }
}

void RunBridge::setWatched(std::vector<models::ChartModel*> charts) {
    watched_ = std::move(charts);
    // Charts that come into sight have not been read in detail.
    if (!lookTimer_.isActive() && !long_.empty()) lookTimer_.start();
}

std::vector<models::ChartModel*> RunBridge::chartsInSight() const {
    std::vector<models::ChartModel*> shown;
    const std::vector<models::ChartModel*> all = charts();
    for (models::ChartModel* chart : all) {
        const bool standard = waiting_.contains(chart);
        if (watched_.empty() ? standard : std::find(watched_.begin(), watched_.end(), chart) != watched_.end())
            shown.push_back(chart);
    }
    return shown;
}

/// Those of its curves that are thinned, with their metrics.
std::vector<std::pair<std::string, models::SeriesModel*>> RunBridge::longCurvesOf(const models::ChartModel& chart) {
    std::vector<std::pair<std::string, models::SeriesModel*>> out;
    for (const auto& [metric, coarse] : long_) {
        for (models::SeriesModel* curve : curvesOf(metric)) {
            const bool here = std::any_of(chart.all().begin(), chart.all().end(),
                                          [&](const models::ChartSeries& own) { return own.model.get() == curve; });
            if (here) out.emplace_back(metric, curve);
        }
    }
    return out;
}

void RunBridge::look(std::optional<models::ValueRange> range, models::SeriesAxis axis,
                     const models::ChartModel* chart) {
    if (long_.empty()) return;
    models::ValueRange steps;
    if (range && axis == models::SeriesAxis::Steps) steps = *range;
    if (range && axis == models::SeriesAxis::Time)
        steps = {stepClock_.stepAt(range->low), stepClock_.stepAt(range->high)};
    if (range && axis == models::SeriesAxis::Clock)
        steps = {stepClock_.stepAtClock(range->low), stepClock_.stepAtClock(range->high)};
    if (chart != nullptr) {
        looks_[chart].wanted = steps;
    } else {
        looked_ = steps;
        for (auto& [other, look] : looks_)
            look.wanted = {};
    }
    if (!lookTimer_.isActive()) lookTimer_.start();
}

/// Back to the coarse curves; false: they are shown already.
bool RunBridge::forgetDetail(models::ChartModel& chart) {
    models::ValueRange& detail = looks_[&chart].detail;
    if (detail.isEmpty()) return false;
    detail = {};
    for (const auto& [metric, curve] : longCurvesOf(chart))
        curve->replaceAll(long_.at(metric));
    return true;
}

void RunBridge::askDetail() {
    if (reading_ || long_.empty()) return;
    std::vector<DetailJob> jobs;
    bool coarser = false;
    for (models::ChartModel* chart : chartsInSight()) {
        const Looked& look = looks_[chart];
        const models::ValueRange wanted = look.wanted.isEmpty() ? looked_ : look.wanted;
        if (wanted.isEmpty()) {
            coarser = forgetDetail(*chart) || coarser;
            continue;
        }
        if (isPart(wanted, look.detail) && width(look.detail) < kMuchWider * width(wanted)) continue;
        // As much again on both sides, so that panning finds it there.
        DetailJob job{chart, {std::max(0.0, wanted.low - width(wanted)), wanted.high + width(wanted)}, {}, {}};
        for (const auto& [metric, curve] : longCurvesOf(*chart))
            job.names.push_back(metric);
        if (!job.names.empty()) jobs.push_back(std::move(job));
    }
    if (coarser) Q_EMIT refined();
    if (jobs.empty()) return;
    store_.ask(
        this,
        [this, run = run_, jobs = std::move(jobs),
         clock = stepClock_](store::Workspace& workspace) mutable -> StoreQuery::Answer {
            for (DetailJob& job : jobs) {
                for (const std::string& name : job.names) {
                    Result<HistoryCurve> curve =
                        readCurve(workspace, run, name, static_cast<int64_t>(std::floor(job.steps.low)),
                                  static_cast<int64_t>(std::ceil(std::min(job.steps.high, 9e18))), clock);
                    if (curve) job.curves.push_back(std::move(*curve));  // one that cannot be read stays coarse
                }
            }
            return [this, run, jobs = std::move(jobs)] {
                if (run == run_ && !reading_) takeDetail(jobs);
            };
        },
        QStringLiteral("detail"));
}

/// The detail in the middle, the coarse curve on both sides of it.
void RunBridge::takeDetail(const std::vector<DetailJob>& jobs) {
    const auto before = [](const models::SeriesPoint& point, double step) { return point.step < step; };
    const auto after = [](double step, const models::SeriesPoint& point) { return step < point.step; };
    for (const DetailJob& job : jobs) {
        looks_[job.chart].detail = job.steps;
        for (const auto& [metric, series] : longCurvesOf(*job.chart)) {
            const auto found = std::find_if(job.curves.begin(), job.curves.end(),
                                            [&name = metric](const HistoryCurve& curve) { return curve.name == name; });
            if (found == job.curves.end() || found->points.empty()) continue;
            const std::vector<models::SeriesPoint>& coarse = long_.at(metric);
            const double first = found->points.front().step, last = found->points.back().step;
            std::vector<models::SeriesPoint> all(coarse.begin(),
                                                 std::lower_bound(coarse.begin(), coarse.end(), first, before));
            all.insert(all.end(), found->points.begin(), found->points.end());
            all.insert(all.end(), std::upper_bound(coarse.begin(), coarse.end(), last, after), coarse.end());
            series->replaceAll(all);
        }
    }
    Q_EMIT refined();
}

}  // namespace ludus::bridges
