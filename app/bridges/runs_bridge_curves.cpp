// SPDX-License-Identifier: GPL-3.0-or-later
// Curves of all runs: the small pictures of Elo, and what queries and columns ask of other metrics.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

constexpr int kCurveBuckets = 64;

QVector<float> smallCurve(const std::vector<store::MetricBucket>& buckets) {
    QVector<float> values;
    values.reserve(static_cast<qsizetype>(buckets.size()));
    for (const store::MetricBucket& bucket : buckets)
        values.push_back(static_cast<float>(bucket.mean));
    return values;
}

}  // namespace

void RunsBridge::needCurves(const std::vector<std::string>& fields) {
    neededByQuery_.clear();
    for (const std::string& field : fields) {
        if (const std::optional<query::AskedName> asked = query::readAsked(field)) neededByQuery_.insert(asked->of);
    }
    refreshNeeded();
}

void RunsBridge::refreshNeeded() {
    std::set<std::string> now = neededByQuery_, added;
    for (const QString& key : std::as_const(optionColumns_)) {
        if (const std::optional<query::AskedName> asked = query::readAsked(key.toStdString())) now.insert(asked->of);
    }
    std::set_difference(now.begin(), now.end(), needed_.begin(), needed_.end(), std::inserter(added, added.end()));
    needed_ = std::move(now);
    std::erase_if(summaries_, [this](const auto& one) { return needed_.count(one.first) == 0; });
    if (!added.empty()) askSummaries(added);
}

void RunsBridge::askMetricNames() {
    store_.askAside(
        this,
        [this](store::Workspace& workspace) -> StoreQuery::Answer {
            Result<std::vector<std::string>> names = workspace.metricNames();
            if (!names) return [this, error = names.error()] { Q_EMIT failed(translated(error)); };
            return [this, names = std::move(*names)] {
                if (names == metrics_) return;
                metrics_ = names;
                fieldsKnown_ = false;
                Q_EMIT fieldsChanged();
            };
        },
        QStringLiteral("metrics"));
}

void RunsBridge::askSummaries(const std::set<std::string>& metrics) {
    askingSummaries_ = true;
    store_.askAside(this, [this, metrics](store::Workspace& workspace) -> StoreQuery::Answer {
        std::map<std::string, std::vector<store::MetricSummary>> read;
        for (const std::string& metric : metrics) {
            Result<std::vector<store::MetricSummary>> one = workspace.summaries(metric);
            if (!one)
                return [this, error = one.error()] {
                    askingSummaries_ = false;
                    Q_EMIT failed(translated(error));
                };
            read[metric] = std::move(*one);
        }
        return [this, read = std::move(read)] {
            askingSummaries_ = false;
            const auto unread = [this](const auto& one) { return summaries_.count(one.first) == 0; };
            const bool first = std::any_of(read.begin(), read.end(), unread);
            for (const auto& [metric, curves] : read)
                takeSummaries(metric, curves);
            if (first) Q_EMIT valuesRead();
        };
    });
}

void RunsBridge::takeSummaries(const std::string& metric, const std::vector<store::MetricSummary>& read) {
    if (needed_.count(metric) == 0) return;
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    std::map<int64_t, store::MetricSummary>& known = summaries_[metric];
    const bool shown = std::any_of(optionColumns_.begin(), optionColumns_.end(), [&](const QString& key) {
        const std::optional<query::AskedName> asked = query::readAsked(key.toStdString());
        return asked && asked->of == metric;
    });
    for (const store::MetricSummary& one : read) {
        const auto [place, isNew] = known.try_emplace(one.run.value, one);
        const store::MetricSummary before = std::exchange(place->second, one);
        const bool equal =
            !isNew && same(before.last, one.last) && same(before.min, one.min) && same(before.max, one.max);
        const RunRecord* run = shown && !equal ? find(one.run) : nullptr;
        if (run) table_.setRow(rowOf(*run));
    }
}

void RunsBridge::askAllCurves() {
    store_.askAside(this, [this](store::Workspace& workspace) -> StoreQuery::Answer {
        Result<std::vector<store::RunCurve>> curves = workspace.overview("elo", kCurveBuckets);
        if (!curves) return [this, error = curves.error()] { Q_EMIT failed(translated(error)); };
        return [this, curves = std::move(*curves)] {
            curvesLoaded_ = true;
            takeCurves(curves);
        };
    });
}

void RunsBridge::askCurves(std::vector<RunId> runs) {
    store_.askAside(this, [this, runs = std::move(runs)](store::Workspace& workspace) -> StoreQuery::Answer {
        std::vector<store::RunCurve> curves;
        for (const RunId run : runs) {
            Result<std::vector<store::MetricBucket>> buckets =
                workspace.curve(run, "elo", 0, std::numeric_limits<int64_t>::max(), kCurveBuckets);
            if (buckets) curves.push_back({run, 0, std::move(*buckets)});  // one that fails keeps its old picture
        }
        return [this, curves = std::move(curves)] { takeCurves(curves); };
    });
}

void RunsBridge::takeCurves(const std::vector<store::RunCurve>& curves) {
    for (const store::RunCurve& curve : curves) {
        curves_[curve.run.value] = smallCurve(curve.buckets);
        const RunRecord* run = find(curve.run);
        if (run) table_.setRow(rowOf(*run));
    }
    Q_EMIT curvesChanged();
}

}  // namespace ludus::bridges
