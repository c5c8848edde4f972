// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/chart_panel.h"

#include <QMenu>

namespace ludus::views {

ChartPanel::ChartPanel(models::ChartModel* model, ChartLink* link, QWidget* parent)
    : Panel(QString(), QString(), parent), plot_(new SeriesPlot) {
    setContent(plot_);
    plot_->setLink(link);
    menu()->addActions(plot_->cornerActions());
    setModel(model);
}

void ChartPanel::setModel(models::ChartModel* model) {
    if (plot_->model() != nullptr) disconnect(plot_->model(), nullptr, this, nullptr);
    plot_->setModel(model);
    if (model != nullptr) connect(model, &models::ChartModel::titleChanged, this, &ChartPanel::updateTitle);
    updateTitle();
}

void ChartPanel::updateTitle() {
    const models::ChartModel* model = plot_->model();
    if (model == nullptr) return;
    QStringList notes;
    for (const QString& note : {model->explanation(), model->unit()}) {
        if (!note.isEmpty()) notes << note;
    }
    if (model->isLogarithmic()) notes << tr("log");
    setTitle(model->title());
    setNote(notes.join(QStringLiteral(", ")));
}

}  // namespace ludus::views
