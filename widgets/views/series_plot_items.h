// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a SeriesPlot paints between its axes: curves from their min/max pyramids, labels at the right end, the cursor.
// GUI thread; owned by the QCustomPlot they are given to. Pixels are device-independent.

#include <optional>
#include <vector>

#include "widgets/models/series_model_chart.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot_columns.h"

namespace ludus::views {

// A text at the right end of a curve or a reference line.
struct EndLabel {
    QString name, value;
    QColor colour;   // of the curve; invalid for a reference line
    QPointF anchor;  // where the curve ends
    QRectF box;      // where the text stands
    bool bold = false;
};

// Shared by the items of one plot; filled by the plot before it draws.
struct PlotPicture {
    const models::ChartModel* chart = nullptr;
    models::SeriesAxis axis = models::SeriesAxis::Steps;
    std::optional<double> cursor;
    std::optional<QString> pointed;  // name of the curve that pointer or keys are at
    std::vector<EndLabel> labels;
    QString nothing;                // said where nothing can be drawn
    bool labelsInside = false;      // a narrow plot has them above the curves
    bool focused = false;           // the keyboard is here: focus frame
    std::vector<QPointF> outliers;  // where curves leave the picture, filled while drawing
    std::optional<QRectF> band;     // a rubber band is being drawn

    // Where nothing can be drawn there are words instead, and no lines through them.
    bool hasCurves() const { return chart != nullptr && !chart->isEmpty() && nothing.isEmpty(); }
    bool isPointed(const models::ChartSeries& series) const { return pointed && series.model->name() == *pointed; }
};

// One of so many that it has no colour while it is neither selected nor pointed at.
bool isGrey(const models::ChartSeries& series);
// The colour of the n-th series of a chart, also of one that is grey.
QColor ownColour(const models::ChartSeries& series);
// As it is drawn among the others.
QColor seriesColour(const models::ChartSeries& series);
QPen seriesPen(const models::ChartSeries& series, double width);
QPen pointedPen(const models::ChartSeries& series, double width);

class PlotItem : public QCPLayerable {
public:
    PlotItem(QCustomPlot* plot, const QString& layer, PlotPicture& picture);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    QRect clipRect() const override;
    double xPixel(double x) const { return mParentPlot->xAxis->coordToPixel(x); }
    double yPixel(double y) const { return mParentPlot->yAxis->coordToPixel(y); }
    bool isDrawable(double value) const;

    PlotPicture& picture_;
};

class PlotCurves : public PlotItem {
public:
    using PlotItem::PlotItem;

protected:
    void draw(QCPPainter* painter) override;

    struct Window {
        std::size_t first, last;  // samples on screen and one on either side
        bool dense;               // more than one a pixel: drawn as the area between minimum and maximum
    };
    struct PixelColumn {
        int x;
        float top, bottom;  // pixels
        bool afterGap;
        bool apart;  // columns without samples lie before it: a line comes from the last one
        QPointF from, to;
    };
    Window window(const models::SeriesModel& model) const;
    void drawCurve(QCPPainter* painter, const models::SeriesModel& model, bool raw, const QPen& pen,
                   const Window& seen);
    void drawDots(QCPPainter* painter, const models::ChartSeries& series) const;
    void findColumns(const models::SeriesModel& model, const Window& seen);

private:
    struct ColumnSpan {
        int x;
        std::size_t first, last;  // samples
    };
    const std::vector<PixelColumn>& pixelColumns(const models::SeriesModel& model, bool raw);
    void drawLines(QCPPainter* painter) const;
    void drawMarks(QCPPainter* painter) const;
    void drawBand(QCPPainter* painter, const models::ChartSeries& series, double opacity) const;
    void drawDense(QCPPainter* painter, const models::SeriesModel& model, bool raw, const QPen& pen);
    void drawOutliers(QCPPainter* painter, const models::ChartSeries& series) const;

    std::vector<ColumnSpan> starts_;  // these are reused from curve to curve
    std::vector<PixelColumn> columns_;
    QVector<QRect> boxes_;
    ColumnBrush brush_;
};

// The curve that is pointed at once more, above all others and in its own colour.
class PlotPointed : public PlotCurves {
public:
    using PlotCurves::PlotCurves;

protected:
    void draw(QCPPainter* painter) override;
};

class PlotLabels : public PlotItem {
public:
    using PlotItem::PlotItem;

protected:
    QRect clipRect() const override;
    void draw(QCPPainter* painter) override;
};

class PlotCursor : public PlotItem {
public:
    using PlotItem::PlotItem;

protected:
    QRect clipRect() const override;
    void draw(QCPPainter* painter) override;

private:
    void drawRubberBand(QCPPainter* painter) const;
};

}  // namespace ludus::views
