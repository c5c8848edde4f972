// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/compare_bridge.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kFollowMs = 2000;
constexpr int kRestFactor = 4;  // what takes long to read and compute is followed less often

}  // namespace

QString metricTitle(const std::string& metric) {
    return metric == "elo" ? QCoreApplication::translate("ludus::metric", "Elo") : metricWords(metric).title;
}

CompareBridge::CompareBridge(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    for (int i = 0; i < kCharts; ++i)
        charts_.push_back(std::make_unique<models::ChartModel>());
    timer_.setInterval(kFollowMs);
    connect(&timer_, &QTimer::timeout, this, &CompareBridge::follow);
}

void CompareBridge::setRuns(const std::vector<RunId>& runs) {
    asked_ = runs;
    trimmed_ = asked_.size() > kMostRuns;
    if (trimmed_) asked_.resize(kMostRuns);
    read();
}

void CompareBridge::setQuestion(const ComparisonQuestion& question) {
    question_ = question;
    compute();
}

void CompareBridge::setChartMetric(int chart, const QString& metric) {
    while (chartMetrics_.size() <= chart)
        chartMetrics_ << QString();
    chartMetrics_[chart] = metric;
    fillCharts();
    Q_EMIT changed();
}

/// The chosen metrics that these runs have; where none is chosen, the first usual one that no other chart shows.
QStringList CompareBridge::chartMetrics() const {
    QStringList known, shown;
    if (data_)
        for (const std::string& metric : data_->metrics)
            known << text(metric);
    for (int i = 0; i < kCharts; ++i)
        shown << (known.contains(chartMetrics_.value(i)) ? chartMetrics_.value(i) : QString());
    for (QString& metric : shown) {
        if (!metric.isEmpty()) continue;
        for (const QString& next : known) {
            if (shown.contains(next)) continue;
            metric = next;
            break;
        }
    }
    return shown;
}

void CompareBridge::setSmoothing(const models::Smoothing& rule) {
    smoothing_ = rule;
    fillCharts();
}

void CompareBridge::setAllOptions(bool all) {
    allOptions_ = all;
    if (!data_ || result_.scores.size() != data_->runs.size()) return;  // take() follows
    fillOptions();
    Q_EMIT changed();
}

void CompareBridge::setWatching(bool on) {
    if (!on) return timer_.stop();
    timer_.start();
    follow();
}

void CompareBridge::follow() {
    if (asking_ || asked_.empty()) return;
    store_.ask(
        this,
        [this, counter = counter_](store::Workspace& workspace) -> StoreQuery::Answer {
            const int64_t now = workspace.changeCounter();
            if (now == counter) return [] {};
            return [this] { read(); };
        },
        QStringLiteral("follow"));
}

void CompareBridge::read() {
    asking_ = true;
    reading_.start();
    store_.ask(
        this,
        [this, runs = asked_](store::Workspace& workspace) -> StoreQuery::Answer {
            const int64_t counter = workspace.changeCounter();
            Result<ComparedRuns> read = readComparison(workspace, runs);
            if (!read)
                return [this, error = read.error()] {
                    asking_ = false;
                    Q_EMIT failed(translated(error));
                };
            return [this, counter, data = std::make_shared<const ComparedRuns>(std::move(*read))] {
                asking_ = false;
                counter_ = counter;
                data_ = data;
                compute();
            };
        },
        QStringLiteral("read"));
}

/// On the thread of questions too: bands of many runs take some tenths of a second.
void CompareBridge::compute() {
    if (!data_) return;
    store_.ask(
        this,
        [this, data = data_, question = question_](store::Workspace&) -> StoreQuery::Answer {
            auto result = std::make_shared<Comparison>(compare(*data, question));
            return [this, result] { take(std::move(*result)); };
        },
        QStringLiteral("compute"));
}

void CompareBridge::take(Comparison result) {
    result_ = std::move(result);
    if (reading_.isValid()) timer_.setInterval(std::max(kFollowMs, kRestFactor * static_cast<int>(reading_.elapsed())));
    reading_.invalidate();
    fillCharts();
    fillOptions();
    fillGroups();
    fillPairs();
    fillParallel();
    Q_EMIT changed();
}

void CompareBridge::fillCharts() {
    if (!data_) return;
    const QStringList metrics = chartMetrics();
    for (int i = 0; i < kCharts; ++i)
        fillChart(*charts_[static_cast<size_t>(i)], metrics[i].toStdString());
}

void CompareBridge::fillChart(models::ChartModel& chart, const std::string& metric) {
    using math::Spread;
    chart.setTitle(metric.empty() ? tr("No further curve") : metricTitle(metric));
    const bool estimates = metric == "elo" || metric.starts_with("score/");
    chart.setSmoothing(estimates ? models::Smoothing{} : smoothing_);
    chart.setEmptyText(tr("None of these runs has another curve."));
    chart.setNumbers(metric == "elo" ? models::ChartNumbers::Whole : metricWords(metric).numbers);
    const QString band = question_.spread == Spread::interval    ? tr("95 % band")
                         : question_.spread == Spread::deviation ? tr("standard deviation")
                         : question_.spread == Spread::error     ? tr("standard error")
                         : question_.spread == Spread::range     ? tr("smallest to largest")
                                                                 : QString();
    chart.setExplanation(question_.groupBy.empty() ? QString() : band);
    QStringList wanted;
    for (const ComparedGroup& group : result_.groups) {
        const auto found = group.curves.find(metric);
        if (found == group.curves.end() || found->second.empty()) continue;
        const QString name =
            group.runs.size() > 1 ? tr("%1 (n %2)").arg(group.name, QString::number(group.runs.size())) : group.name;
        wanted << name;
        const auto& all = chart.all();
        const auto other = std::find_if(all.begin(), all.end(), [&](const models::ChartSeries& before) {
            return before.model->name() == name && before.colour != group.colour;
        });
        if (other != all.end()) chart.removeSeries(name);  // it has moved up among the coloured ones
        models::SeriesModel* series = chart.series(name);
        if (!series) series = chart.addSeries(name, group.colour);
        std::vector<models::SeriesPoint> points;
        for (const math::GroupPoint& point : found->second) {
            models::SeriesPoint sample{point.x, 0, point.centre, point.high - point.centre};
            sample.halfWidthBelow = point.centre - point.low;
            points.push_back(sample);
        }
        series->replaceAll(points);
    }
    QStringList gone;
    for (const models::ChartSeries& series : chart.all())
        if (!wanted.contains(series.model->name())) gone << series.model->name();
    for (const QString& name : gone)
        chart.removeSeries(name);
}

QVector<NamedChoice> CompareBridge::groupings() const {
    QVector<NamedChoice> choices{{QString(), tr("each run")},
                                 {QStringLiteral("@sweep"), tr("sweep")},
                                 {QStringLiteral("@tag"), tr("tag")},
                                 {QStringLiteral("@game"), tr("game")},
                                 {QStringLiteral("@preset"), tr("preset")}};
    if (data_)
        for (const runs::ComparedOption& option : data_->options)
            if (option.differs) choices.push_back({text(option.key), optionTitle(option)});
    return choices;
}

QVector<NamedChoice> CompareBridge::metrics() const {
    QVector<NamedChoice> choices;
    if (data_)
        for (const std::string& metric : data_->metrics)
            choices.push_back({text(metric), metricTitle(metric)});
    return choices;
}

}  // namespace ludus::bridges
