// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_history.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/bridges/run_bridge_metrics.h"

namespace ludus::bridges {
namespace {

constexpr int kBuckets = 4096;         // of a curve: two a pixel of a wide picture
constexpr int64_t kReplayed = 50'000;  // points; above that curves are read by themselves

/// The step that a sample stands at, its values, and the size of what swings around nothing on a logarithmic axis.
models::SeriesPoint sampleOf(const store::MetricBucket& bucket, bool size, const StepClock& clock) {
    models::SeriesPoint point;
    point.step = 0.5 * static_cast<double>(bucket.firstStep) + 0.5 * static_cast<double>(bucket.lastStep);
    point.wallSeconds = clock.secondsAt(point.step);
    point.clockSeconds = clock.clockAt(point.step);
    point.count = static_cast<double>(bucket.n);
    point.value = bucket.mean;
    point.low = bucket.min;
    point.high = bucket.max;
    if (!size) return point;
    const double a = std::fabs(bucket.min), b = std::fabs(bucket.max);
    const bool crosses = bucket.min < 0 && bucket.max > 0;
    point.low = crosses ? 0 : std::min(a, b);
    point.high = std::max(a, b);
    point.value = crosses ? 0.5 * point.high : std::fabs(bucket.mean);
    return point;
}

/// A short curve point by point, with its band.
Result<HistoryCurve> wholeCurve(const store::Workspace& workspace, RunId run, const std::string& name,
                                const StepClock& clock) {
    Result<std::vector<MetricPoint>> points = workspace.metrics(run, {name});
    if (!points) return points.error();
    HistoryCurve curve{name, {}, -1, false};
    for (const MetricPoint& point : *points) {
        const auto step = curve.lastStep = static_cast<double>(point.step);
        curve.points.push_back({step, clock.secondsAt(step), shownValue(name, point.value), point.halfWidth});
        curve.points.back().clockSeconds = clock.clockAt(step);
    }
    return curve;
}

void fillClock(RunHistory& history) {
    const auto moment = [](int64_t ms) { return 1e-3 * static_cast<double>(ms); };
    history.clock.begin(moment(history.events.empty() ? history.record.startedMs : history.events.front().wallMs));
    for (const RunEvent& event : history.events) {
        if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body))
            history.clock.add(frozen->snapshot.step, event.seconds, moment(event.wallMs));
        if (const auto* taken = std::get_if<CheckpointTaken>(&event.body))
            history.clock.add(taken->checkpoint.step, taken->checkpoint.seconds, moment(event.wallMs));
    }
    const int64_t last = history.events.empty() ? history.record.endedMs : history.events.back().wallMs;
    history.clock.add(history.record.steps, history.record.seconds, moment(last));
}

}  // namespace

double shownValue(const std::string& metric, double value) {
    return metricOwner(metric).metric == "policy_loss" ? std::abs(value) : value;
}

void StepClock::add(int64_t step, double seconds, double clockSeconds) {
    const auto at = static_cast<double>(step);
    const Known& last = known_.back();
    if (at > last.step && seconds >= last.seconds) known_.push_back({at, seconds, std::max(clockSeconds, last.clock)});
}

double StepClock::between(double Known::*from, double Known::*to, double value) const {
    const auto above = std::lower_bound(known_.begin(), known_.end(), value,
                                        [from](const Known& known, double wanted) { return known.*from < wanted; });
    if (above == known_.end()) return known_.back().*to;
    if (above == known_.begin()) return known_.front().*to;
    const Known &low = *(above - 1), &high = *above;
    return low.*to + (value - low.*from) / (high.*from - low.*from) * (high.*to - low.*to);
}

double StepClock::secondsAt(double step) const {
    return between(&Known::step, &Known::seconds, step);
}

double StepClock::clockAt(double step) const {
    return between(&Known::step, &Known::clock, step);
}

double StepClock::stepAt(double seconds) const {
    return between(&Known::seconds, &Known::step, seconds);
}

double StepClock::stepAtClock(double clockSeconds) const {
    return between(&Known::clock, &Known::step, clockSeconds);
}

Result<HistoryCurve> readCurve(const store::Workspace& workspace, RunId run, const std::string& name, int64_t fromStep,
                               int64_t toStep, const StepClock& clock) {
    const Result<std::vector<store::MetricBucket>> buckets = workspace.curve(run, name, fromStep, toStep, kBuckets);
    if (!buckets) return buckets.error();
    HistoryCurve curve{name, {}, -1, false};
    for (const store::MetricBucket& bucket : *buckets) {
        curve.points.push_back(sampleOf(bucket, metricOwner(name).metric == "policy_loss", clock));
        curve.lastStep = static_cast<double>(bucket.lastStep);
        curve.thinned = curve.thinned || bucket.n > 1;
    }
    return curve;
}

Result<RunHistory> readRunHistory(const store::Workspace& workspace, RunId run, HistoryParts parts) {
    RunHistory history;
    Result<RunRecord> record = workspace.run(run);
    if (!record) return record.error();
    history.record = std::move(*record);
    const Result<std::vector<std::string>> names = workspace.curveNames(run);
    if (!names) return names.error();

    double points = 0;
    std::vector<HistoryCurve> curves;
    if (parts == HistoryParts::everything) {
        for (const std::string& name : *names) {
            Result<HistoryCurve> curve =
                readCurve(workspace, run, name, 0, std::numeric_limits<int64_t>::max(), history.clock);
            if (!curve) return curve.error();
            for (const models::SeriesPoint& sample : curve->points)
                points += sample.count;
            curves.push_back(std::move(*curve));
        }
    }
    const bool apart = parts == HistoryParts::headline || points > kReplayed;
    Result<std::vector<RunEvent>> events = workspace.events(
        run, 0, apart ? store::EventParts::withoutTalliesAndPoints : store::EventParts::withoutTallies);
    if (!events) return events.error();
    history.events = std::move(*events);
    if (!apart || parts == HistoryParts::headline) return history;

    fillClock(history);
    for (HistoryCurve& curve : curves) {
        if (curve.thinned) {
            for (models::SeriesPoint& sample : curve.points) {
                sample.wallSeconds = history.clock.secondsAt(sample.step);
                sample.clockSeconds = history.clock.clockAt(sample.step);
            }
            history.curves.push_back(std::move(curve));
            continue;
        }
        Result<HistoryCurve> whole = wholeCurve(workspace, run, curve.name, history.clock);
        if (!whole) return whole.error();
        history.curves.push_back(std::move(*whole));
    }
    return history;
}

}  // namespace ludus::bridges
