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
    if (detail_.isEmpty()) return;
    detail_ = {};
    if (!lookTimer_.isActive()) lookTimer_.start();
}

bool RunBridge::isWatched(const std::string& metric) const {
    if (watched_.empty()) return placeOf(metric).chart != nullptr;
    const auto shown = [&](const models::ChartModel* chart) {
        return chart != nullptr && std::find(watched_.begin(), watched_.end(), chart) != watched_.end();
    };
    const auto own = own_.find(metric);
    return shown(placeOf(metric).chart) || (own != own_.end() && shown(own->second.get()));
}

void RunBridge::look(std::optional<models::ValueRange> range, models::SeriesAxis axis) {
    if (long_.empty()) return;
    looked_ = {};
    if (range && axis == models::SeriesAxis::Steps) looked_ = *range;
    if (range && axis == models::SeriesAxis::Time)
        looked_ = {stepClock_.stepAt(range->low), stepClock_.stepAt(range->high)};
    if (range && axis == models::SeriesAxis::Clock)
        looked_ = {stepClock_.stepAtClock(range->low), stepClock_.stepAtClock(range->high)};
    if (!lookTimer_.isActive()) lookTimer_.start();
}

void RunBridge::askDetail() {
    if (reading_ || long_.empty()) return;
    if (looked_.isEmpty()) {
        if (detail_.isEmpty()) return;
        detail_ = {};
        for (const auto& [name, coarse] : long_) {
            for (models::SeriesModel* series : curvesOf(name))
                series->replaceAll(coarse);
        }
        Q_EMIT refined();
        return;
    }
    if (isPart(looked_, detail_) && width(detail_) < kMuchWider * width(looked_)) return;
    // As much again on both sides, so that panning finds it there.
    const models::ValueRange steps{std::max(0.0, looked_.low - width(looked_)), looked_.high + width(looked_)};
    std::vector<std::string> names;
    for (const auto& [name, coarse] : long_) {
        if (isWatched(name)) names.push_back(name);
    }
    store_.ask(
        this,
        [this, run = run_, names, steps, clock = stepClock_](store::Workspace& workspace) -> StoreQuery::Answer {
            std::vector<HistoryCurve> curves;
            for (const std::string& name : names) {
                Result<HistoryCurve> curve =
                    readCurve(workspace, run, name, static_cast<int64_t>(std::floor(steps.low)),
                              static_cast<int64_t>(std::ceil(std::min(steps.high, 9e18))), clock);
                if (curve) curves.push_back(std::move(*curve));  // one that cannot be read stays coarse
            }
            return [this, run, steps, curves = std::move(curves)] {
                if (run == run_ && !reading_) takeDetail(steps, curves);
            };
        },
        QStringLiteral("detail"));
}

/// The detail in the middle, the coarse curve on both sides of it.
void RunBridge::takeDetail(const models::ValueRange& steps, const std::vector<HistoryCurve>& curves) {
    detail_ = steps;
    for (const HistoryCurve& curve : curves) {
        const auto known = long_.find(curve.name);
        if (known == long_.end() || curve.points.empty()) continue;
        const std::vector<models::SeriesPoint>& coarse = known->second;
        const double first = curve.points.front().step, last = curve.points.back().step;
        const auto before = [](const models::SeriesPoint& point, double step) { return point.step < step; };
        const auto after = [](double step, const models::SeriesPoint& point) { return step < point.step; };
        std::vector<models::SeriesPoint> all(coarse.begin(),
                                             std::lower_bound(coarse.begin(), coarse.end(), first, before));
        all.insert(all.end(), curve.points.begin(), curve.points.end());
        all.insert(all.end(), std::upper_bound(coarse.begin(), coarse.end(), last, after), coarse.end());
        for (models::SeriesModel* series : curvesOf(curve.name))
            series->replaceAll(all);
    }
    Q_EMIT refined();
}

}  // namespace ludus::bridges
