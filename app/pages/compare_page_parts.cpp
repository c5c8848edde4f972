// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the page Compare: tool bar, charts, options, groups, parallel coordinates, leagues.
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>

#include "app/pages/compare_leagues.h"
#include "app/pages/compare_page.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/parallel_plot.h"
#include "widgets/views/table_view.h"
#include "widgets/views/wide_scroll.h"

namespace ludus::pages {
namespace {

constexpr int kAboveLeagues = 480;  // pixels that charts and options keep where leagues stand below them
constexpr int kLeastChoice = 84;    // pixels of a choice in the tool bar where there is little room

}  // namespace

QComboBox* ComparePage::makeChoice(const QString& name, const QString& label, QLayout* row) {
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("compare.") + name);
    box->setAccessibleName(label);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumWidth(kLeastChoice);
    box->setMaximumWidth(190);
    row->addWidget(new views::Label(label, style::Type::Small, style::Token::TextMuted));
    row->addWidget(box);
    connect(box, &QComboBox::activated, this, &ComparePage::ask);
    return box;
}

QWidget* ComparePage::makeToolBar() {
    auto* bar = new QWidget;
    bar->setFixedHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    groupBy_ = makeChoice(QStringLiteral("groupBy"), tr("Group by"), row);
    centre_ = makeChoice(QStringLiteral("centre"), tr("Line"), row);
    centre_->addItem(tr("mean"), static_cast<int>(math::Centre::mean));
    centre_->addItem(tr("median"), static_cast<int>(math::Centre::median));
    centre_->addItem(tr("interquartile mean"), static_cast<int>(math::Centre::interquartileMean));
    spread_ = makeChoice(QStringLiteral("spread"), tr("Band"), row);
    spread_->addItem(tr("95 % interval"), static_cast<int>(math::Spread::interval));
    spread_->addItem(tr("standard deviation"), static_cast<int>(math::Spread::deviation));
    spread_->addItem(tr("standard error"), static_cast<int>(math::Spread::error));
    spread_->addItem(tr("smallest to largest"), static_cast<int>(math::Spread::range));
    spread_->addItem(tr("none"), static_cast<int>(math::Spread::none));
    scoreOf_ = makeChoice(QStringLiteral("scoreOf"), tr("Judged by"), row);
    scoreOf_->addItem(tr("last value"), static_cast<int>(bridges::ScoreOf::last));
    scoreOf_->addItem(tr("best value"), static_cast<int>(bridges::ScoreOf::best));
    score_ = makeChoice(QStringLiteral("score"), tr("of"), row);
    row->addStretch(1);
    toLeagues_ = views::makeButton(tr("Leagues"), QStringLiteral("chevron-down"));
    toLeagues_->setObjectName(QStringLiteral("compare.toLeagues"));
    toLeagues_->setToolTip(tr("Shows what the leagues among these runs are worth"));
    toLeagues_->hide();
    connect(toLeagues_, &QPushButton::clicked, this, [this] { scroll_->ensureWidgetVisible(leagues_, 0, 0); });
    row->addWidget(toLeagues_);
    QPushButton* reset = views::makeButton(tr("Reset zoom"), QStringLiteral("zoom-reset"));
    reset->setObjectName(QStringLiteral("compare.resetZoom"));
    connect(reset, &QPushButton::clicked, link_, &views::ChartLink::resetZoom);
    row->addWidget(reset);
    return bar;
}

/// What is said of all runs, and below it of the leagues among them.
QWidget* ComparePage::makeContent(const Services& services) {
    const auto splitter = [](Qt::Orientation way) {
        auto* made = new QSplitter(way);
        made->setHandleWidth(style::space::kPanelGap);
        made->setChildrenCollapsible(false);
        return made;
    };
    runsPart_ = splitter(Qt::Horizontal);
    chartsPart_ = makeCharts();
    runsPart_->addWidget(chartsPart_);
    besideCharts_ = splitter(Qt::Vertical);
    besidePanels_ = {makeOptions(), makeParallel(), makeGroups()};
    for (views::Panel* panel : besidePanels_)
        besideCharts_->addWidget(panel);
    besideCharts_->setSizes({250, 170, 230});
    runsPart_->addWidget(besideCharts_);
    for (views::Panel* panel : besidePanels_)
        enableMaximise(panel);
    for (views::Panel* panel : charts_)
        enableMaximise(panel);
    runsPart_->setSizes({690, 510});
    leagues_ = new CompareLeagues(services.store, go_, link_);
    connect(leagues_, &CompareLeagues::exported, this, &ComparePage::sayWritten);
    connect(&leagues_->bridge(), &bridges::LeagueComparisonBridge::changed, this, &ComparePage::refreshLeagues);
    refreshLeagues();  // they may be known already, and played
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(runsPart_, 3);
    column->addWidget(leagues_, 2);
    scroll_ = new QScrollArea;
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidget(content);
    scroll_->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll_;
}

void ComparePage::enableMaximise(views::Panel* panel) {
    panel->enableMaximise();
    connect(panel, &views::Panel::maximiseToggled, this, [this, panel](bool on) {
        maximised_ = on ? panel : nullptr;
        arrange();
    });
}

/// The maximised panel alone, or all that have something to show.
void ComparePage::arrange() {
    const QStringList metrics = bridge_.chartMetrics();
    const auto seen = [this](const views::Panel* panel) { return !maximised_ || maximised_ == panel; };
    bool chart = false;
    for (size_t i = 0; i < charts_.size(); ++i) {  // the first says that there is nothing
        const bool shows = i == 0 || !metrics.value(static_cast<int>(i)).isEmpty() || maximised_ == charts_[i];
        charts_[i]->setVisible(shows && seen(charts_[i]));
        chart = chart || maximised_ == charts_[i];
    }
    for (views::Panel* panel : besidePanels_)
        panel->setVisible(seen(panel));
    chartsPart_->setVisible(!maximised_ || chart);
    besideCharts_->setVisible(!maximised_ || !chart);
}

QWidget* ComparePage::makeCharts() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(style::space::kPanelGap);
    for (int i = 0; i < bridges::CompareBridge::kCharts; ++i) {
        auto* panel = new views::ChartPanel(bridge_.chart(i), link_);
        panel->setObjectName(QStringLiteral("compare.chart%1").arg(i));
        panel->plot()->setXName(tr("steps"));
        connect(panel->plot(), &views::SeriesPlot::exported, this, &ComparePage::sayWritten);
        auto* menu = new QMenu(tr("Show another curve"), panel);
        panel->menu()->insertMenu(panel->menu()->actions().value(0), menu);
        charts_.push_back(panel);
        chartMenus_.push_back(menu);
        if (i == 0)
            grid->addWidget(panel, 0, 0, 1, 3);
        else
            grid->addWidget(panel, 1, i - 1);
    }
    grid->setRowStretch(0, 3);
    grid->setRowStretch(1, 2);
    box->setMinimumWidth(420);
    return box;
}

views::Panel* ComparePage::makeOptions() {
    auto* panel = new views::Panel(tr("Options"), tr("that differ"));
    options_ = new views::TableView;
    options_->setObjectName(QStringLiteral("compare.options"));
    options_->setAccessibleName(tr("Options that differ"));
    options_->setTable(bridge_.options());
    options_->setFrozenColumns(1);
    options_->setSortingEnabled(false);
    panel->setContent(options_);
    QAction* all = panel->menu()->addAction(tr("Show all options"));
    all->setObjectName(QStringLiteral("compare.allOptions"));
    all->setCheckable(true);
    connect(all, &QAction::toggled, this, [this, panel](bool on) {
        bridge_.setAllOptions(on);
        panel->setNote(on ? tr("all of them") : tr("that differ"));
    });
    panel->menu()->addAction(style::icon(QStringLiteral("copy")), tr("Copy table"), this, &ComparePage::copyOptions);
    return panel;
}

views::Panel* ComparePage::makeGroups() {
    auto* panel = new views::Panel(tr("Groups"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kTiny);
    const auto table = [&](const QString& name, const QString& title, models::TableModel* model) {
        auto* made = new views::TableView;
        made->setObjectName(QStringLiteral("compare.") + name);
        made->setAccessibleName(title);
        made->setTable(model);
        return made;
    };
    groups_ = table(QStringLiteral("groups"), tr("Groups"), bridge_.groups());
    groups_->setStretchColumn(0);
    pairs_ = table(QStringLiteral("pairs"), tr("Tests of pairs of groups"), bridge_.pairs());
    verdict_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    verdict_->setObjectName(QStringLiteral("compare.verdict"));
    verdict_->setWordWrap(true);
    verdict_->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, style::space::kTiny);
    column->addWidget(groups_, 3);
    column->addWidget(verdict_);
    column->addWidget(pairs_, 2);
    panel->setContent(content);
    return panel;
}

views::Panel* ComparePage::makeParallel() {
    auto* panel = new views::Panel(tr("Parallel coordinates"), tr("drag along an axis to filter"));
    parallel_ = new views::ParallelPlot;
    parallel_->setObjectName(QStringLiteral("compare.parallel"));
    parallel_->setAccessibleName(tr("Parallel coordinates"));
    parallel_->setModel(bridge_.parallel());
    parallel_->setEmptyText(tr("These runs differ in no option but their score."));
    connect(parallel_, &views::ParallelPlot::opened, this,
            [this](const QString& id) { go_.openRun(RunId{id.toLongLong()}); });
    connect(parallel_, &views::ParallelPlot::exported, this, &ComparePage::sayWritten);
    QAction* clear = panel->menu()->addAction(tr("Clear filters"));
    connect(clear, &QAction::triggered, bridge_.parallel(), &models::ParallelModel::clearBrushes);
    panel->menu()->addSeparator();
    panel->menu()->addActions(parallel_->cornerActions());
    auto* place = new views::WideScroll(parallel_);
    place->setObjectName(QStringLiteral("compare.parallelPlace"));
    connect(parallel_, &views::ParallelPlot::reached, place, &views::WideScroll::reveal);
    panel->setContent(place);
    return panel;
}

void ComparePage::refreshLeagues() {
    const bool any = leagues_->bridge().leagueCount() > 0;
    runsPart_->setMinimumHeight(any ? kAboveLeagues : 0);
    toLeagues_->setVisible(any);
}

}  // namespace ludus::pages
