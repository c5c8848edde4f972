// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/chart_panel.h"

#include <QMenu>

#include "widgets/style/words.h"

namespace ludus::views {

using models::ChartModel;

namespace {

const QString kLogarithmic = QStringLiteral("log");
const QString kLogarithmicX = QStringLiteral("logX");
const QString kOutliers = QStringLiteral("outliers");

}  // namespace

ChartPanel::ChartPanel(ChartModel* model, ChartLink* link, QWidget* parent)
    : Panel(QString(), QString(), parent), plot_(new SeriesPlot) {
    setContent(plot_);
    plot_->setLink(link);
    logarithmic_ = addChoice("chart.logarithmic", tr("Logarithmic scale"), &ChartModel::setLogarithmic);
    logarithmicX_ = menu()->addAction(tr("Logarithmic x axis"));
    logarithmicX_->setObjectName(QStringLiteral("chart.logarithmicX"));
    logarithmicX_->setCheckable(true);
    logarithmicX_->setToolTip(tr("Linked charts share it; points where x is zero or less are left out"));
    connect(logarithmicX_, &QAction::triggered, this, [this](bool on) {
        plot_->link()->setLogarithmic(on);
        Q_EMIT choicesChanged();
    });
    // Keys of the chart that has the focus.
    logarithmic_->setShortcut(Qt::Key_L);
    logarithmicX_->setShortcut(Qt::SHIFT | Qt::Key_L);
    for (QAction* action : {logarithmic_, logarithmicX_}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(plot_, &SeriesPlot::axisShown, this, [this] {
        updateActions();
        updateTitle();
    });
    outliers_ = addChoice("chart.ignoreOutliers", tr("Ignore outliers for the scale"), &ChartModel::setIgnoreOutliers);
    outliers_->setToolTip(tr("A few values far from all others become small triangles at the edge"));
    menu()->addSeparator();
    menu()->addActions(plot_->cornerActions());
    setModel(model);
}

QAction* ChartPanel::addChoice(const char* name, const QString& text, void (ChartModel::*set)(bool)) {
    QAction* action = menu()->addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, set](bool on) {
        if (plot_->model() == nullptr) return;
        (plot_->model()->*set)(on);
        updateActions();
        Q_EMIT choicesChanged();
    });
    return action;
}

void ChartPanel::setModel(ChartModel* model) {
    if (plot_->model() != nullptr) disconnect(plot_->model(), nullptr, this, nullptr);
    plot_->setModel(model);
    if (model != nullptr) {
        connect(model, &ChartModel::titleChanged, this, &ChartPanel::updateTitle);
        connect(model, &ChartModel::titleChanged, this, &ChartPanel::updateActions);
    }
    updateTitle();
    updateActions();
}

QJsonObject ChartPanel::choices() const {
    if (plot_->model() == nullptr) return {};
    QJsonObject choices{{kLogarithmic, plot_->model()->isLogarithmic()},
                        {kOutliers, plot_->model()->ignoresOutliers()}};
    if (plot_->isAlone()) choices.insert(kLogarithmicX, plot_->link()->wantsLogarithmic());
    return choices;
}

void ChartPanel::setChoices(const QJsonObject& choices) {
    ChartModel* model = plot_->model();
    if (model == nullptr) return;
    model->setLogarithmic(choices.value(kLogarithmic).toBool(model->isLogarithmic()));
    model->setIgnoreOutliers(choices.value(kOutliers).toBool(model->ignoresOutliers()));
    if (plot_->isAlone() && choices.contains(kLogarithmicX))
        plot_->link()->setLogarithmic(choices.value(kLogarithmicX).toBool());
    updateActions();
}

void ChartPanel::enableQuestion() {
    menu()->addSeparator();
    QAction* ask =
        menu()->addAction(style::icon(QStringLiteral("help")), tr("What is this?"), this, &ChartPanel::questionAsked);
    ask->setObjectName(QStringLiteral("chart.question"));
}

void ChartPanel::updateActions() {
    const ChartModel* model = plot_->model();
    logarithmic_->setChecked(model != nullptr && model->isLogarithmic());
    logarithmicX_->setChecked(plot_->link()->isLogarithmic());
    logarithmicX_->setEnabled(plot_->link()->axis() != models::SeriesAxis::Clock);
    outliers_->setChecked(model != nullptr && model->ignoresOutliers());
}

void ChartPanel::updateTitle() {
    const ChartModel* model = plot_->model();
    if (model == nullptr) return;
    QStringList notes;
    for (const QString& note : {model->explanation(), model->unit()}) {
        if (!note.isEmpty()) notes << note;
    }
    if (model->isLogarithmic()) notes << tr("log");
    if (plot_->link()->isLogarithmic()) notes << tr("log x");
    setTitle(model->title());
    setNote(style::listed(notes));
}

}  // namespace ludus::views
