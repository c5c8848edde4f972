// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What linked charts have in common: the x axis, the range that is seen, the cursor. GUI thread; owns nothing.

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
    void setCursor(std::optional<double> x);
    // A part of the x axis; nothing shows everything.
    void setZoom(std::optional<models::ValueRange> range);
    void resetZoom() { setZoom(std::nullopt); }

    models::SeriesAxis axis() const { return axis_; }
    std::optional<double> cursor() const { return cursor_; }
    bool isZoomed() const { return zoom_.has_value(); }
    // What is seen: the zoomed part, or all data of all linked charts with a little air.
    models::ValueRange range() const;
    models::ValueRange fullRange() const;

Q_SIGNALS:
    void axisChanged();
    void cursorChanged();
    void zoomChanged();

private:
    std::vector<QPointer<models::ChartModel>> charts_;
    models::SeriesAxis axis_ = models::SeriesAxis::Steps;
    std::optional<double> cursor_;
    std::optional<models::ValueRange> zoom_;
};

}  // namespace ludus::views
