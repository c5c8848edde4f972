// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A chart of a ChartModel: curves, bands, reference lines, marks, labels at the right end, cursor and read-out. GUI
// thread. Redraws by a clock: a change marks the plot dirty, at most ten times a second a visible dirty plot draws
// itself, not while its link is held. The model and the link are not owned and may be shared; without a link the plot
// has its own.

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

#include "widgets/models/series_model_chart.h"
#include "widgets/views/series_plot_link.h"

class QAction;
class QCPPainter;
class QCustomPlot;

namespace ludus::views {

class HoverCard;
class PictureExport;
class PlotFrame;
struct EndLabel;
struct HoverRow;
struct PlotPicture;

class SeriesPlot : public QWidget {
    Q_OBJECT

public:
    explicit SeriesPlot(QWidget* parent = nullptr);
    ~SeriesPlot() override;

    void setModel(models::ChartModel* model);
    models::ChartModel* model() const { return model_; }
    // Shares range, cursor and kind of x axis with the other plots of this link; nullptr: on its own.
    void setLink(ChartLink* link);
    ChartLink* link() const { return link_; }
    void setXName(const QString& name) { xName_ = name; }  // "steps"

    // Everything in x and y.
    void resetZoom();
    // A part of the y axis of this plot alone; nothing: by the values in sight.
    void setValueZoom(std::optional<models::ValueRange> range);
    const std::optional<models::ValueRange>& valueZoom() const { return valueZoom_; }
    // Whether its x axis is shared with nobody.
    bool isAlone() const { return link_ == ownLink_; }
    bool savePicture(const QString& path);  // by its ending: png, svg, pdf
    // As CSV, on another thread: it may be millions of rows. exported() says when it is done.
    void saveData(const QString& path);
    QString dataText() const;  // CSV, a row a sample
    // The picture as lines and texts, at the painter's origin.
    void paintVectors(QCPPainter& painter);
    // Reset zoom, copy picture, copy data, export: for the corner menu of a panel.
    QList<QAction*> cornerActions();

    void replotNow();
    bool isDirty() const { return dirty_; }
    int replotCount() const { return replots_; }
    const std::vector<EndLabel>& endLabels() const;
    // Frames the sample of this curve at this step, as pictures frame what is selected; an empty name: none.
    void frameSample(const QString& series, double step);
    // Where it was drawn; nothing: it is not in the picture.
    std::optional<QPointF> framedSample() const;
    // Where triangles say that a curve leaves the picture.
    const std::vector<QPointF>& outlierMarks() const;
    HoverCard* hoverCard();
    // The curve that pointer or keys are at; empty: none.
    QString pointedName() const;
    QPointF pixelOf(double x, double y) const;
    QRect plotArea() const;
    models::ValueRange shownValues() const;

    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {160, 80}; }

Q_SIGNALS:
    // A click or Enter on the sample under the cursor, of the curve that is pointed at.
    void sampleActivated(const QString& series, int index);
    void exported(const QString& path, bool done);
    // Another link, kind or scale of the x axis.
    void axisShown();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void buildPlot();
    void applyTheme();
    void applyAxis();
    void connectLink();
    void markDirty();
    void redrawSoon();
    void updateShown();
    void updateRanges();
    void updateTicks();
    void updateNothing();
    double roomBelow() const;
    void updateLabels();
    void updateMargins();
    void placeLabelsBeside(const std::vector<double>& wanted);
    void placeLabelsInside(const std::vector<double>& wanted);
    double insideWish(const models::ChartSeries& series, const EndLabel& label, bool below) const;
    void drawCursor();
    void showCard(const QPoint& pointer);
    void hideCard();
    void pointAt(const QPointF& pointer);
    bool pointNext(int by);
    std::optional<double> heightAt(const models::SeriesModel& series, double x) const;
    std::optional<QPointF> pixelOfSample(const models::SeriesModel& series, std::size_t index) const;
    std::vector<HoverRow> rowsOf(const models::ChartModel& chart, bool named) const;
    QString cardHead(const models::SeriesPoint& point) const;
    void pan(const QPoint& to);
    void dragBand(const QPoint& to);
    void zoomToBand();
    void zoomBy(double factor, double centre);
    void moveCursorBy(int samples);
    void moveCursorTo(bool end);
    void activateSample();
    PictureExport* makeExporter();
    void nameAxis(bool named);
    bool draw(QPaintDevice& device);  // for an export
    // Along the x axis as it is drawn: where it is logarithmic, exponents.
    double place(double x) const;
    double fromPlace(double place) const;
    std::size_t firstShown(const models::SeriesModel& series) const;
    std::size_t sampleNear(const models::SeriesModel& series, double x) const;
    const models::SeriesModel* leadingSeries() const;
    const models::SeriesModel* pointedSeries() const;
    const models::SeriesModel* currentSeries() const;
    // The model, or what it looks like over another metric.
    const models::ChartModel* shownChart() const;

    QPointer<models::ChartModel> model_;
    std::unique_ptr<models::ChartModel> projected_;
    QPointer<ChartLink> link_;
    ChartLink* ownLink_;
    QCustomPlot* plot_;
    std::unique_ptr<PlotPicture> picture_;
    PlotFrame* frame_ = nullptr;
    QPointer<HoverCard> card_;
    PictureExport* exporter_;
    QTimer clock_;
    QString xName_;
    std::optional<models::ValueRange> valueZoom_;
    std::optional<QPoint> pressed_;
    models::ValueRange pressedRange_, pressedValues_;
    bool dragging_ = false;
    bool banding_ = false;  // a rubber band is being drawn
    bool dirty_ = true;
    bool focusShown_ = false;
    bool holding_ = false;  // the pointer is here
    int replots_ = 0;
    int lastCostMs_ = 0;
};

}  // namespace ludus::views
