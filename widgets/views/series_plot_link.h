// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What linked charts have in common: the x axis, the range that is seen, the cursor, and whether they wait with
// redrawing because somebody points at one of them. GUI thread; owns nothing.

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

#include "widgets/models/series_model_chart.h"

namespace ludus::views {

class ChartLink : public QObject {
    Q_OBJECT

public:
    explicit ChartLink(QObject* parent = nullptr) : QObject(parent) {}

    void addChart(models::ChartModel* chart);
    void removeChart(models::ChartModel* chart);

    void setAxis(models::SeriesAxis axis);
    // The values of another curve at the same step; the charts fall back to steps when it is gone.
    void setMetricAxis(models::SeriesModel* source, const QString& name);
    void copyAxis(const ChartLink& other);
    // What is zero or less has no place on a logarithmic axis; moments are always shown evenly.
    void setLogarithmic(bool on);
    bool wantsLogarithmic() const { return logarithmic_; }
    bool isLogarithmic() const { return logarithmic_ && axis() != models::SeriesAxis::Clock; }
    // While held, growing curves are not redrawn under the reader's eyes; zoom, cursor and refresh() still are.
    void setHeld(bool held);
    // Redraws everything now: somebody asked for what has arrived.
    void refresh() { Q_EMIT refreshWanted(); }
    void setCursor(std::optional<double> x);
    // A part of the x axis; nothing shows everything.
    void setZoom(std::optional<models::ValueRange> range);
    void resetZoom() { setZoom(std::nullopt); }

    models::SeriesAxis axis() const;
    const models::SeriesModel* metricSource() const { return source_; }
    const QString& metricName() const { return sourceName_; }
    bool isHeld() const { return held_; }
    const std::vector<QPointer<models::ChartModel>>& charts() const { return charts_; }
    std::optional<double> cursor() const { return cursor_; }
    bool isZoomed() const { return zoom_.has_value(); }
    // What is seen: the zoomed part, or all data of all linked charts with a little air.
    models::ValueRange range() const;
    models::ValueRange fullRange() const;

Q_SIGNALS:
    void axisChanged();
    void cursorChanged();
    void zoomChanged();
    void rangeGrew();  // of all data together, while nothing is zoomed
    void heldChanged(bool held);
    void refreshWanted();

private:
    void announceAxis();
    models::ValueRange positiveRange() const;
    void lookAtRange();

    std::vector<QPointer<models::ChartModel>> charts_;
    models::SeriesAxis axis_ = models::SeriesAxis::Steps;
    std::optional<double> cursor_;
    std::optional<models::ValueRange> zoom_;
    models::ValueRange known_;  // the full range that was told last
    QPointer<models::SeriesModel> source_;
    QString sourceName_;
    bool held_ = false;
    bool logarithmic_ = false;
};

}  // namespace ludus::views
