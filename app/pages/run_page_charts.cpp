// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of RunCharts.
#include "app/pages/run_page_charts.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "app/pages/export_said.h"
#include "app/pages/navigator.h"
#include "app/pages/preferences.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/log_view.h"
#include "widgets/views/page_export.h"
#include "widgets/views/panel_grid.h"

namespace ludus::pages {
namespace {

const QString kLog = QStringLiteral("log");
constexpr int kLevels = 112;  // pixels

}  // namespace

RunCharts::RunCharts(bridges::RunBridge& bridge, const Services& services, QWidget* parent)
    : QWidget(parent),
      bridge_(bridge),
      services_(services),
      layouts_(services.store),
      link_(new views::ChartLink(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeToolBar());
    grid_ = new views::PanelGrid([this](const views::PanelCell& cell) { return makePanel(cell); });
    grid_->setObjectName(QStringLiteral("run.grid"));
    column->addWidget(grid_, 1);
    connect(grid_, &views::PanelGrid::arranged, this, &RunCharts::arranged);
    connect(link_, &views::ChartLink::zoomChanged, this, [this] { look(link_); });
    connect(link_, &views::ChartLink::heldChanged, this, &RunCharts::showHeld);
    connect(link_, &views::ChartLink::axisChanged, this, &RunCharts::arranged);
    connect(&bridge_, &bridges::RunBridge::opened, this, &RunCharts::runOpened);
    connect(&bridge_, &bridges::RunBridge::metricsChanged, this, &RunCharts::metricsArrived);
    connect(&bridge_, &bridges::RunBridge::refined, this, [this] {
        for (views::SeriesPlot* plot : plots())
            plot->link()->refresh();
    });
    connect(&layouts_, &bridges::RunLayouts::loaded, this, &RunCharts::layoutsLoaded);
    connect(&layouts_, &bridges::RunLayouts::changed, this, &RunCharts::showLayoutName);
    connect(&layouts_, &bridges::RunLayouts::failed, this, [this](const QString& sentence) {
        Q_EMIT said(views::MessageKind::Danger, sentence, QStringLiteral("layout"));
    });
    connect(&services_.preferences, &Preferences::changed, this, [this](const QString& key) {
        if (key == Preferences::kSmoothing) usualSmoothingChanged();
    });
    useLayout({});
    layouts_.read();
}

RunCharts::~RunCharts() = default;

views::Panel* RunCharts::makePanel(const views::PanelCell& cell) {
    if (cell.id == kLog) return makeLog();
    if (models::ChartModel* chart = bridge_.chart(cell.id)) return makeChart(cell, chart);
    auto* panel = new views::Panel(cell.id);
    panel->setObjectName(QStringLiteral("chart.") + cell.id);
    panel->showEmpty(tr("This version of Ludus knows no panel of this name. It keeps its place."));
    return panel;
}

views::Panel* RunCharts::makeLog() {
    auto* panel = new views::Panel(tr("Log"), tr("newest first"));
    panel->setObjectName(QStringLiteral("panel.log"));
    auto* log = new views::LogView;
    log->setObjectName(QStringLiteral("run.log"));
    log->setLog(bridge_.log());
    panel->setContent(log);
    panel->addCornerWidget(log->levelBox());
    log->levelBox()->setFixedWidth(kLevels);
    log->levelBox()->show();
    return panel;
}

views::Panel* RunCharts::makeChart(const views::PanelCell& cell, models::ChartModel* chart) {
    auto* panel = new views::ChartPanel(chart);
    panel->setObjectName(QStringLiteral("chart.") + cell.id);
    panel->plot()->setXName(tr("steps"));
    // What the layout says nothing about is as it was made.
    if (!madeAs_.contains(cell.id)) madeAs_.insert(cell.id, panel->choices());
    panel->setChoices(madeAs_.value(cell.id));
    panel->enableQuestion();
    const QString id = cell.id;
    connect(panel, &views::ChartPanel::choicesChanged, this,
            [this, id, panel] { grid_->setOwn(id, panel->choices()); });
    connect(panel, &views::ChartPanel::questionAsked, this,
            [this] { services_.go.help(QStringLiteral("run#charts")); });
    hookPlot(cell.id, panel);
    panel->setChoices(cell.own);  // the scale of x only where it is linked with none
    return panel;
}

/// Its own link is there from the start: for the time when charts are not linked.
void RunCharts::hookPlot(const QString&, views::ChartPanel* panel) {
    views::SeriesPlot* plot = panel->plot();
    views::ChartLink* own = plot->link();
    connect(own, &views::ChartLink::zoomChanged, this, [this, own, plot] {
        if (!linked_) look(own, plot->model());
    });
    connect(own, &views::ChartLink::heldChanged, this, &RunCharts::showHeld);
    own->copyAxis(*link_);
    own->setLogarithmic(link_->wantsLogarithmic());
    if (linked_) plot->setLink(link_);
    connect(plot, &views::SeriesPlot::exported, this, &RunCharts::sayWritten);
}

QList<views::SeriesPlot*> RunCharts::plots() const {
    QList<views::SeriesPlot*> all;
    for (const views::PanelCell& cell : grid_->arrangement().cells()) {
        if (auto* panel = qobject_cast<views::ChartPanel*>(grid_->panel(cell.id))) all << panel->plot();
    }
    return all;
}

void RunCharts::addPanel(const QString& id) {
    views::PanelCell cell;
    cell.id = id;
    if (id == kLog) cell.w = 12;
    grid_->addPanel(cell);
}

void RunCharts::resetZoom() {
    link_->resetZoom();
    for (views::SeriesPlot* plot : plots())
        plot->resetZoom();
}

void RunCharts::look(views::ChartLink* link, const models::ChartModel* chart) {
    bridge_.look(link->isZoomed() ? std::optional(link->range()) : std::nullopt, link->axis(), chart);
}

void RunCharts::turnLogarithmicX() {
    const bool on = !link_->wantsLogarithmic();
    link_->setLogarithmic(on);
    if (linked_) return;
    for (views::SeriesPlot* plot : plots())
        plot->link()->setLogarithmic(on);
}

void RunCharts::setLinked(bool linked) {
    linked_ = linked;
    for (views::SeriesPlot* plot : plots()) {
        plot->setLink(linked ? link_ : nullptr);
        if (linked) continue;
        plot->link()->copyAxis(*link_);
        plot->link()->setLogarithmic(link_->wantsLogarithmic());
    }
    resetZoom();
    arranged();
}

void RunCharts::showHeld() {
    bool held = false;
    for (const views::SeriesPlot* plot : plots())
        held = held || plot->link()->isHeld();
    held_->setVisible(held);
}

void RunCharts::watchPanels() {
    std::vector<models::ChartModel*> watched;
    for (const views::SeriesPlot* plot : plots())
        watched.push_back(plot->model());
    bridge_.setWatched(std::move(watched));
}

void RunCharts::runOpened() {
    link_->setHeld(false);
    metricsArrived();
    nameMissing();
    look(link_);
    for (views::SeriesPlot* plot : plots())
        plot->link()->refresh();
}

void RunCharts::metricsArrived() {
    fillAxes();
    if (missingSaid_) nameMissing();
    if (axisWanted_.startsWith(QLatin1String("metric:"))) applyAxis();
    // The standard layout has a panel for the load once there is something to show.
    const bool load = bridge_.chart(QStringLiteral("load")) != nullptr && bridge_.hasMetric("system/cpu");
    if (load == hadLoad_) return;
    const bool standard = layoutName_.isEmpty() && !isLayoutChanged();
    hadLoad_ = load;
    if (standard) useLayout({});
}

// ---- layouts

views::PanelLayout RunCharts::standardPanels() const {
    using views::PanelCell;
    std::vector<PanelCell> cells;
    const auto put = [&](const char* id, int x, int y, int w, int h) {
        cells.push_back({QString::fromLatin1(id), x, y, w, h});
    };
    put("elo", 0, 0, 14, 10);
    put("scores", 14, 0, 10, 10);
    put("returns", 0, 10, 6, 7);
    put("lengths", 6, 10, 6, 7);
    put("losses", 12, 10, 6, 7);
    put("entropy", 18, 10, 6, 7);
    const int log = hadLoad_ ? 9 : 12, other = hadLoad_ ? 5 : 6;
    put("log", 0, 17, log, 5);
    put("winRates", log, 17, other, 5);
    put("speed", log + other, 17, other, 5);
    if (hadLoad_) put("load", log + 2 * other, 17, other, 5);
    return views::PanelLayout(std::move(cells));
}

bool RunCharts::isLayoutChanged() const {
    return body() != clean_;
}

void RunCharts::arranged() {
    if (applying_) return;
    layouts_.setCurrent(QJsonObject{{QStringLiteral("name"), layoutName_},
                                    {QStringLiteral("changed"), isLayoutChanged()},
                                    {QStringLiteral("layout"), body()}});
    watchPanels();
    showLayoutName();
}

/// Panels of a layout that this run has nothing for keep their place and say so; once it is also said above them.
void RunCharts::nameMissing() {
    QStringList missing;
    for (const views::PanelCell& cell : grid_->arrangement().cells()) {
        const std::string metric = bridges::RunBridge::metricOf(cell.id);
        const bool unknown = metric.empty() && cell.id != kLog && bridge_.chart(cell.id) == nullptr;
        if (unknown) missing << cell.id;
        if (!metric.empty() && !bridge_.metrics().empty() && !bridge_.hasMetric(metric))
            missing << bridges::metricWords(metric).title;
    }
    const QString key = QStringLiteral("missing");
    Q_EMIT unsaid(key);
    missingSaid_ = !missing.isEmpty();
    if (!missingSaid_) return;
    Q_EMIT said(views::MessageKind::Info,
                tr("The layout shows what this run does not have: %1. These panels keep their place and stay empty.")
                    .arg(style::listed(missing)),
                key);
}

void RunCharts::sayWritten(const QString& path, bool done) {
    const views::Message message = exportSaid(path, done);
    Q_EMIT said(message.kind, message.sentence, message.key);
}

bool RunCharts::exportPage(const QString& path) {
    const bool done = views::savePage(head_ + grid_->parts(), path);
    sayWritten(path, done);
    return done;
}

}  // namespace ludus::pages
