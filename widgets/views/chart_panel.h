// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A panel that holds one chart: title, explanation and unit come from the model, the verbs stand in the corner menu.
// GUI thread. The model is not owned.

#include <QJsonObject>

#include "widgets/views/panel.h"
#include "widgets/views/series_plot.h"

namespace ludus::views {

class ChartPanel : public Panel {
    Q_OBJECT

public:
    explicit ChartPanel(models::ChartModel* model = nullptr, ChartLink* link = nullptr, QWidget* parent = nullptr);

    void setModel(models::ChartModel* model);
    SeriesPlot* plot() const { return plot_; }

    // What somebody chose for this chart apart from its words: scale of y, outliers, and the scale of x where it is
    // linked with no other chart. Unknown keys are ignored.
    QJsonObject choices() const;
    void setChoices(const QJsonObject& choices);
    // "What is this" in the menu, answered by whoever holds the panel.
    void enableQuestion();

Q_SIGNALS:
    void choicesChanged();
    void questionAsked();

private:
    void updateTitle();
    void updateActions();
    QAction* addChoice(const char* name, const QString& text, void (models::ChartModel::*set)(bool));

    SeriesPlot* plot_;
    QAction* logarithmic_;
    QAction* logarithmicX_;
    QAction* outliers_;
};

}  // namespace ludus::views
