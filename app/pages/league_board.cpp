// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_board.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

#include "app/pages/export_said.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/stacked_shares.h"

namespace ludus::pages {

using bridges::LeagueBridge;
using models::kNobody;
using models::LeagueId;

LeagueBoard::LeagueBoard(const Services& services, QWidget* parent)
    : QWidget(parent), services_(services), verbs_(services) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    grid_ = new views::PanelGrid([this](const views::PanelCell& cell) { return makePanel(cell.id); });
    column->addWidget(grid_);
    connect(&verbs_, &LeagueVerbs::said, this, &LeagueBoard::said);
    connect(league().selection(), &models::LeagueSelection::changed, this, [this] { follow(); });
}

void LeagueBoard::useStandard() {
    grid_->setArrangement(standard());
    follow();
}

void LeagueBoard::setPanelShown(const QString& id, bool shown) {
    const views::PanelLayout usual = standard();
    if (!shown) {
        grid_->hidePanel(id);
    } else if (const views::PanelCell* cell = usual.find(id)) {
        grid_->addPanel(*cell);
        follow();
    }
}

QByteArray LeagueBoard::saveArrangement() const {
    return QJsonDocument(grid_->arrangement().toJson()).toJson(QJsonDocument::Compact);
}

/// Panels that this version does not know are left out.
void LeagueBoard::restoreArrangement(const QByteArray& json) {
    const auto kept = views::PanelLayout::fromJson(QJsonDocument::fromJson(json).array());
    if (!kept) return;
    std::vector<views::PanelCell> cells;
    const views::PanelLayout usual = standard();
    for (const views::PanelCell& cell : kept->cells())
        if (usual.find(cell.id) != nullptr) cells.push_back(cell);
    if (cells.empty()) return;
    grid_->setArrangement(views::PanelLayout(std::move(cells)));
    follow();
}

views::Panel* LeagueBoard::panelOf(const QString& id, const QString& title, QWidget* picture,
                                   const QList<QAction*>& actions) {
    auto* panel = new views::Panel(title);
    panel->setObjectName(QStringLiteral("panel.league.") + id);
    picture->setObjectName(QStringLiteral("league.") + id);
    panel->setContent(picture);
    panel->menu()->addActions(actions);
    QAction* what = panel->menu()->addAction(style::icon(QStringLiteral("help")), tr("What is this?"), this,
                                             [this, id] { services_.go.help(QStringLiteral("league#") + id); });
    what->setObjectName(QStringLiteral("panel.what"));
    return panel;
}

views::ChartPanel* LeagueBoard::chartOf(const QString& id, models::ChartModel* chart) {
    auto* panel = new views::ChartPanel(chart);
    panel->setObjectName(QStringLiteral("panel.league.") + id);
    views::SeriesPlot* plot = panel->plot();
    plot->setObjectName(QStringLiteral("league.") + id);
    plot->setXName(tr("steps"));
    panel->enableQuestion();
    connect(panel, &views::ChartPanel::questionAsked, this,
            [this, id] { services_.go.help(QStringLiteral("league#") + id); });
    connect(plot, &views::SeriesPlot::exported, this, [this](const QString& path, bool done) {
        const views::Message message = exportSaid(path, done);
        Q_EMIT said(message.kind, message.sentence, message.key);
    });
    return panel;
}

views::HeatMap* LeagueBoard::heatOf(const QString& id, models::MatrixModel* matrix, const QString& empty) {
    auto* map = new views::HeatMap;
    map->setObjectName(QStringLiteral("league.") + id);
    map->setEmptyText(empty);
    map->setModel(matrix);
    tellExports(map->exporter());
    connect(map, &views::HeatMap::selected, this, [this](const QString& row, const QString& column) {
        const LeagueId who = LeagueBridge::idOf(row.isEmpty() ? column : row);
        league().selection()->select(league().member(who).name.isEmpty() ? kNobody : who);
    });
    return map;
}

views::StackedShares* LeagueBoard::sharesOf(const QString& id, models::MatrixModel* matrix, const QString& empty) {
    auto* shares = new views::StackedShares;
    shares->setObjectName(QStringLiteral("league.") + id);
    shares->setEmptyText(empty);
    shares->setModel(matrix);
    tellExports(shares->exporter());
    return shares;
}

void LeagueBoard::noteFrom(views::Panel* panel, models::MatrixModel* matrix) {
    const auto note = [panel, matrix] { panel->setNote(matrix->scale().title); };
    connect(matrix, &models::MatrixModel::contentChanged, panel, note);
    connect(matrix, &models::MatrixModel::cellsChanged, panel, note);
    note();
}

void LeagueBoard::tellExports(views::PictureExport* pictures) {
    connect(pictures, &views::PictureExport::exported, this, [this](const QString& path, bool done) {
        const views::Message message = exportSaid(path, done);
        Q_EMIT said(message.kind, message.sentence, message.key);
    });
}

/// A cell that was chosen goes with what was selected by it.
void LeagueBoard::selectIn(views::HeatMap* map) const {
    if (!map) return;
    const LeagueId who = selected();
    const QString id = who == kNobody ? QString() : LeagueBridge::idText(who);
    map->setSelected(id);
    const views::HeatMap::Place cell = map->current();
    if (cell.isCell() && map->model()->rows()[cell.row].id != id) map->setCurrent({}, {});
}

void LeagueBoard::selectIn(models::ChartModel* chart) const {
    const LeagueId who = selected();
    const models::LeagueNode* node = league().model()->node(who);
    const models::LeagueLearner* learner = league().model()->learner(node ? node->learner : who);
    const QString name = learner && chart->series(learner->name) ? learner->name : QString();
    const std::vector<models::ChartSeries>& all = chart->all();
    const bool there = std::all_of(all.begin(), all.end(), [&](const models::ChartSeries& series) {
        return series.selected == (!name.isEmpty() && series.model->name() == name);
    });
    if (!there) chart->selectSeries(name);
}

LeagueId LeagueBoard::whoIs(const models::ChartModel& chart, const QString& series, int index) const {
    const models::LeagueModel& model = *league().model();
    const models::SeriesModel* curve = chart.series(series);
    for (const models::LeagueLearner& learner : model.learners()) {
        if (learner.name != series) continue;
        if (curve == nullptr || index < 0 || index >= static_cast<int>(curve->size())) return learner.id;
        const auto step = static_cast<qint64>(curve->at(static_cast<std::size_t>(index)).step);
        for (const models::LeagueNode& node : model.nodes())
            if (node.learner == learner.id && node.step == step) return node.id;
        return learner.id;
    }
    return kNobody;
}

}  // namespace ludus::pages
