// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A panel that holds one chart: title, explanation and unit come from the model, the verbs stand in the corner menu.
// GUI thread. The model is not owned.

#include "widgets/views/panel.h"
#include "widgets/views/series_plot.h"

namespace ludus::views {

class ChartPanel : public Panel {
    Q_OBJECT

public:
    explicit ChartPanel(models::ChartModel* model = nullptr, ChartLink* link = nullptr, QWidget* parent = nullptr);

    void setModel(models::ChartModel* model);
    SeriesPlot* plot() const { return plot_; }

private:
    void updateTitle();

    SeriesPlot* plot_;
};

}  // namespace ludus::views
