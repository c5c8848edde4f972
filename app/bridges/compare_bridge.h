// SPDX-License-Identifier: GPL-3.0-or-later
// CompareBridge: up to 100 runs in one frame: charts with bands over groups, the options in which they differ, scores
// and tests of groups, parallel coordinates. Followed live: read again when the database changed. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

#include "app/bridges/comparison.h"
#include "app/bridges/store_query.h"
#include "widgets/models/parallel_model.h"
#include "widgets/models/series_model_chart.h"
#include "widgets/models/table_model.h"

namespace ludus::bridges {

struct NamedChoice {
    QString id;
    QString title;
};

class CompareBridge : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostRuns = 100;
    static constexpr int kCharts = 4;

    explicit CompareBridge(StoreQuery& store, QObject* parent = nullptr);

    /// Shows these runs from now on; more than kMostRuns are cut off, trimmed() says so.
    void setRuns(const std::vector<RunId>& runs);
    const std::vector<RunId>& runs() const { return asked_; }
    bool trimmed() const { return trimmed_; }
    void setQuestion(const ComparisonQuestion& question);
    const ComparisonQuestion& question() const { return question_; }
    /// Which metric each chart shows; an empty or unknown one shows the next usual metric.
    void setChartMetric(int chart, const QString& metric);
    QStringList chartMetrics() const;
    /// Of all curves but those of evaluations, whose points are estimates already.
    void setSmoothing(const models::Smoothing& rule);
    void setAllOptions(bool all);  // else only those that differ
    bool allOptions() const { return allOptions_; }
    /// Looks at the database only while somebody looks at the page.
    void setWatching(bool on);

    bool loaded() const { return data_ != nullptr; }
    int runCount() const { return data_ ? static_cast<int>(data_->runs.size()) : 0; }
    int groupCount() const { return static_cast<int>(result_.groups.size()); }
    QVector<NamedChoice> groupings() const;
    QVector<NamedChoice> metrics() const;
    models::ChartModel* chart(int index) const { return charts_[static_cast<size_t>(index)].get(); }
    models::TableModel* options() { return &options_; }
    models::TableModel* groups() { return &groups_; }
    models::TableModel* pairs() { return &pairs_; }
    models::ParallelModel* parallel() { return &parallel_; }
    /// The sentence over the tests: what they are of.
    QString verdict() const;

Q_SIGNALS:
    void changed();
    void failed(const QString& sentence);

private:
    void read();
    void follow();
    void compute();
    void take(Comparison result);
    void fillCharts();
    void fillChart(models::ChartModel& chart, const std::string& metric);
    void fillOptions();
    void fillGroups();
    void fillPairs();
    void fillParallel();

    StoreQuery& store_;
    std::vector<RunId> asked_;
    bool trimmed_ = false;
    bool allOptions_ = false;
    ComparisonQuestion question_;
    std::shared_ptr<const ComparedRuns> data_;
    Comparison result_;
    std::vector<std::unique_ptr<models::ChartModel>> charts_;
    QStringList chartMetrics_;
    models::Smoothing smoothing_;
    models::TableModel options_, groups_, pairs_;
    models::ParallelModel parallel_;
    int64_t counter_ = -1;
    bool asking_ = false;
    QElapsedTimer reading_;  // valid from a question to its pictures
    QTimer timer_;
};

/// As metricWords() titles it; here Elo is just "Elo".
QString metricTitle(const std::string& metric);

}  // namespace ludus::bridges
