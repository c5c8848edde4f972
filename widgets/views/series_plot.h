// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A chart of a ChartModel: curves, bands, reference lines, labels at the right end, cursor and read-out. GUI thread.
// Redraws by a clock: a change marks the plot dirty, at most ten times a second a visible dirty plot draws itself.
// The model and the link are not owned and may be shared; without a link the plot has its own.

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

#include "widgets/models/series_model_chart.h"
#include "widgets/views/series_plot_link.h"

class QAction;
class QCustomPlot;

namespace ludus::views {

class HoverCard;
struct EndLabel;
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

    void resetZoom();
    bool savePicture(const QString& path);  // by its ending: png, svg, pdf
    bool saveData(const QString& path) const;
    QString dataText() const;  // CSV, a row a sample
    void copyPicture();
    void copyData() const;
    // Reset zoom, copy picture, copy data, export: for the corner menu of a panel.
    QList<QAction*> cornerActions();

    void replotNow();
    bool isDirty() const { return dirty_; }
    int replotCount() const { return replots_; }
    const std::vector<EndLabel>& endLabels() const;
    HoverCard* hoverCard();
    QPointF pixelOf(double x, double y) const;
    QRect plotArea() const;

    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {160, 80}; }

Q_SIGNALS:
    // A click or Enter on the sample under the cursor.
    void sampleActivated(const QString& series, int index);
    void exported(const QString& path, bool done);

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
    void markDirty();
    void updateRanges();
    void updateLabels();
    void updateMargins();
    void drawCursor();
    void showCard(const QPoint& pointer);
    void hideCard();
    void moveCursorBy(int samples);
    void moveCursorTo(bool end);
    void activateSample();
    void exportTo(const QString& suffix);
    models::ValueRange valueRange() const;
    const models::SeriesModel* leadingSeries() const;

    QPointer<models::ChartModel> model_;
    QPointer<ChartLink> link_;
    ChartLink* ownLink_;
    QCustomPlot* plot_;
    std::unique_ptr<PlotPicture> picture_;
    QPointer<HoverCard> card_;
    QList<QAction*> actions_;
    QTimer clock_;
    QString xName_;
    std::optional<QPoint> pressed_;
    models::ValueRange pressedRange_;
    bool dragging_ = false;
    bool dirty_ = true;
    bool focusShown_ = false;
    int replots_ = 0;
    int lastCostMs_ = 0;
};

}  // namespace ludus::views
