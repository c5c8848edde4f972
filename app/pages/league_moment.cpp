// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_moment.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QMenu>

#include <algorithm>
#include <optional>

#include "widgets/style/format.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/lineage_view.h"
#include "widgets/views/panel_grid.h"

namespace ludus::pages {

using bridges::LeagueBridge;
using league::MemberOrder;
using models::kNobody;
using models::LeagueId;
using models::LeagueRole;
using models::MatrixPlane;
using views::LeagueGraph;

namespace {

const QString kGraph = QStringLiteral("graph"), kElo = QStringLiteral("elo"), kLineage = QStringLiteral("lineage"),
              kPayoff = QStringLiteral("payoff");
const QString kWatch = QStringLiteral("watch"), kRecord = QStringLiteral("record"), kWhy = QStringLiteral("why"),
              kMatches = QStringLiteral("matches");

}  // namespace

LeagueMoment::LeagueMoment(const Services& services, QWidget* parent)
    : LeagueBoard(services, parent), filter_(services.league) {
    grid()->setObjectName(QStringLiteral("league.moment"));
    connect(&verbs(), &LeagueVerbs::found, this, [this](int row, int column, const WatchedMatch& match) {
        match_ = match;
        showVerbs(row, column);
    });
    connect(&league(), &LeagueBridge::factsChanged, this, &LeagueMoment::refreshLineage);
    connect(league().model(), &models::LeagueModel::learnersChanged, this, &LeagueMoment::refreshLineage);
    // Curves that came anew do not know who is selected.
    const auto select = [this] {
        if (!league().selection()->isEmpty()) selectIn(filter_.elo());
        frameInElo();
    };
    connect(league().elo(), &models::ChartModel::changed, this, select);
    connect(&filter_, &LeagueFilter::switched, this, [this] {
        if (payoff_) payoff_->setModel(filter_.payoff());
        if (elo_) elo_->setModel(filter_.elo());
        follow();
    });
    useStandard();
}

QVector<std::pair<QString, QString>> LeagueMoment::panels() const {
    return {
        {kGraph, tr("League graph")}, {kElo, tr("Elo by role")}, {kLineage, tr("Lineage")}, {kPayoff, tr("Payoff")}};
}

views::PanelLayout LeagueMoment::standard() const {
    std::vector<views::PanelCell> cells;
    cells.push_back({kGraph, 0, 0, 13, 14});
    cells.push_back({kElo, 13, 0, 11, 10});
    cells.push_back({kPayoff, 13, 10, 11, 14});
    cells.push_back({kLineage, 0, 14, 13, 10});
    return views::PanelLayout(std::move(cells));
}

views::Panel* LeagueMoment::makePanel(const QString& id) {
    if (id == kGraph) return makeGraph();
    if (id == kElo) return makeElo();
    if (id == kLineage) return makeLineage();
    return makePayoff();
}

void LeagueMoment::canvasMade(views::LeagueCanvas* canvas) {
    canvas->setModel(league().model());
    canvas->setSizeBy(size_);
    tellExports(canvas->pictures());
    connect(canvas, &views::LeagueCanvas::activated, this, [this](int id) {
        const LeagueQuestion question = whyMade(league(), id);
        if (question.run) services().go.why(question);
    });
}

views::Panel* LeagueMoment::makeGraph() {
    graph_ = new LeagueGraph;
    graph_->setEmptyText(tr("Nobody is in this league yet."));
    graph_->setArrangement(arrangement_);
    graph_->setEdgesBy(edgesBy_);
    canvasMade(graph_);
    views::Panel* panel = panelOf(kGraph, tr("League graph"), graph_, graph_->cornerActions());
    const auto note = [this, panel] { panel->setNote(graph_->note()); };
    connect(graph_, &LeagueGraph::noteChanged, panel, note);
    note();
    auto* one = new QActionGroup(panel);
    const auto choice = [&](const char* name, const QString& text, LeagueGraph::EdgesBy by) {
        QAction* action = panel->menu()->addAction(text, this, [this, by] { setEdgesBy(by); });
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(by == edgesBy_);
        one->addAction(action);
    };
    panel->menu()->addSeparator();
    choice("league.edges.share", tr("Edges: share of matches"), LeagueGraph::EdgesBy::Share);
    choice("league.edges.winRate", tr("Edges: how often the opponent wins"), LeagueGraph::EdgesBy::WinRate);
    return panel;
}

views::Panel* LeagueMoment::makeElo() {
    elo_ = chartOf(kElo, filter_.elo());
    connect(elo_->plot(), &views::SeriesPlot::sampleActivated, this, [this](const QString& series, int index) {
        const LeagueId who = whoIs(*filter_.elo(), series, index);
        if (who != kNobody) league().selection()->select(who);
    });
    frameInElo();
    return elo_;
}

/// The curve alone does not say which of its snapshots is selected.
void LeagueMoment::frameInElo() {
    if (!elo_) return;
    const models::LeagueNode* node = league().model()->node(selected());
    const models::LeagueLearner* learner = node ? league().model()->learner(node->learner) : nullptr;
    elo_->plot()->frameSample(learner ? learner->name : QString(), node ? static_cast<double>(node->step) : 0);
}

views::Panel* LeagueMoment::makeLineage() {
    lineage_ = new views::LineageView;
    lineage_->setEmptyText(tr("Nothing inherited yet. The first decision comes at the end of period 1."));
    canvasMade(lineage_);
    lineagePanel_ = panelOf(kLineage, tr("Lineage"), lineage_, lineage_->cornerActions());
    legend_ = new views::LineageLegend;
    legend_->follow(lineage_);
    lineagePanel_->addCornerWidget(legend_);
    refreshLineage();
    return lineagePanel_;
}

void LeagueMoment::refreshLineage() {
    if (!lineagePanel_) return;
    const bridges::LeagueFacts& facts = league().facts();
    legend_->setRange(facts.windowLow, facts.windowHigh);
    QStringList roles;
    std::optional<LeagueRole> first;
    for (const LeagueRole role : {LeagueRole::AdaptiveExploiter, LeagueRole::EvolutionaryExploiter}) {
        const auto& learners = league().model()->learners();
        const bool any =
            std::any_of(learners.begin(), learners.end(), [&](const auto& one) { return one.role == role; });
        if (!any) continue;
        roles << style::roleKey(views::roleOf(role));
        if (!first) first = role;
    }
    const bool none = !first && !league().model()->learners().isEmpty();
    legend_->setVisible(first.has_value());
    if (first) legend_->setRole(*first);
    //: Letters of roles, as AEE.
    lineagePanel_->setNote(first ? tr("%1, win rate v main agent").arg(roles.join(QStringLiteral(", "))) : QString());
    if (none)
        lineagePanel_->showEmpty(tr("Nobody inherits in this league: it has no evolutionary exploiters."));
    else
        lineagePanel_->showContent();
}

QComboBox* LeagueMoment::makeOrder() {
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("league.order"));
    box->setAccessibleName(tr("Order of rows and columns"));
    box->addItem(tr("Role, then age"), static_cast<int>(MemberOrder::role));
    box->addItem(tr("Age"), static_cast<int>(MemberOrder::age));
    box->addItem(tr("Rating"), static_cast<int>(MemberOrder::rating));
    box->setCurrentIndex(box->findData(static_cast<int>(league().order())));
    connect(box, &QComboBox::currentIndexChanged, this, [this, box] {
        league().setOrder(static_cast<MemberOrder>(box->currentData().toInt()));
        Q_EMIT choiceChanged();
    });
    return box;
}

views::Panel* LeagueMoment::makePayoff() {
    models::MatrixModel* matrix = league().payoff();
    payoff_ = heatOf(kPayoff, filter_.payoff(), tr("No matches are counted yet."));
    views::Panel* panel = panelOf(kPayoff, tr("Payoff"), payoff_, payoff_->cornerActions());
    noteFrom(panel, matrix);
    order_ = makeOrder();
    plane_ = new QComboBox;
    plane_->setObjectName(QStringLiteral("league.plane"));
    plane_->setAccessibleName(tr("What the cells show"));
    plane_->addItem(tr("Win rate"), static_cast<int>(MatrixPlane::Value));
    plane_->addItem(tr("Side gap"), static_cast<int>(MatrixPlane::Gap));
    plane_->setItemData(1, tr("Win rate on the first side less that on the second one"), Qt::ToolTipRole);
    plane_->setCurrentIndex(plane_->findData(static_cast<int>(matrix->shown())));
    connect(plane_, &QComboBox::currentIndexChanged, this, [this] {
        setGap(plane_->currentIndex() == 1);
        Q_EMIT choiceChanged();
    });
    for (QComboBox* box : {plane_.data(), order_.data()})
        panel->addCornerWidget(box);
    // After the selection that the same press makes.
    connect(payoff_, &views::HeatMap::selected, this, &LeagueMoment::cellChosen, Qt::QueuedConnection);
    connect(payoff_, &views::HeatMap::verbChosen, this,
            [this](const QString& verb, const QString& row, const QString& column) {
                doVerb(verb, LeagueBridge::idOf(row), LeagueBridge::idOf(column));
            });
    connect(payoff_, &views::HeatMap::opened, this, [this](const QString& row, const QString& column) {
        doVerb(kWhy, LeagueBridge::idOf(row.isEmpty() ? column : row), kNobody);
    });
    return panel;
}

void LeagueMoment::cellChosen() {
    if (!payoff_) return;
    const views::HeatMap::Place cell = payoff_->current();
    match_ = {};
    if (!cell.isCell()) return;
    const LeagueId row = LeagueBridge::idOf(payoff_->model()->rows()[cell.row].id);
    const LeagueId column = LeagueBridge::idOf(payoff_->model()->columns()[cell.column].id);
    showVerbs(row, column);
    verbs().lookForMatch(row, column);
}

/// Only what can be done with this cell: a match to watch there may or may not be.
void LeagueMoment::showVerbs(LeagueId row, LeagueId column) {
    if (!payoff_) return;
    const views::HeatMap::Place cell = payoff_->current();
    if (!cell.isCell() || LeagueBridge::idOf(payoff_->model()->rows()[cell.row].id) != row ||
        LeagueBridge::idOf(payoff_->model()->columns()[cell.column].id) != column)
        return;  // another one was chosen meanwhile
    QVector<std::pair<QString, QString>> can;
    const bool recorded = !match_.hash.isEmpty();
    const bool playable = row != column && !verbs().agentOf(row).isEmpty() && !verbs().agentOf(column).isEmpty();
    if (recorded) can << std::pair{kWatch, tr("Watch")};
    if (!recorded && playable) can << std::pair{kRecord, tr("Record")};
    if (whyMade(league(), row).run) can << std::pair{kWhy, tr("Why")};
    if (recorded) can << std::pair{kMatches, tr("Matches")};
    payoff_->setVerbs(can);
}

void LeagueMoment::doVerb(const QString& verb, LeagueId row, LeagueId column) {
    if (verb == kWatch) services().go.watch({match_});
    if (verb == kRecord) verbs().record(row, column);
    if (verb == kMatches) verbs().findMatches(row, column);
    if (verb != kWhy) return;
    const LeagueQuestion question = whyMade(league(), row);
    if (question.run) services().go.why(question);
}

void LeagueMoment::follow() {
    selectIn(payoff_);
    selectIn(filter_.elo());
    frameInElo();
}

void LeagueMoment::setLooks(views::LeagueCanvas::SizeBy size, LeagueGraph::Arrangement arrangement) {
    size_ = size;
    arrangement_ = arrangement;
    if (graph_) {
        graph_->setSizeBy(size);
        graph_->setArrangement(arrangement);
    }
    if (lineage_) lineage_->setSizeBy(size);
}

void LeagueMoment::setEdgesBy(LeagueGraph::EdgesBy by) {
    if (by == edgesBy_) return;
    edgesBy_ = by;
    if (graph_) graph_->setEdgesBy(by);
    const char* name = by == LeagueGraph::EdgesBy::Share ? "league.edges.share" : "league.edges.winRate";
    if (auto* action = findChild<QAction*>(QLatin1String(name))) action->setChecked(true);
    Q_EMIT choiceChanged();
}

void LeagueMoment::setGap(bool on) {
    league().payoff()->setShown(on ? MatrixPlane::Gap : MatrixPlane::Value);
    if (plane_) plane_->setCurrentIndex(on ? 1 : 0);
}

bool LeagueMoment::showsGap() const {
    return league().payoff()->shown() == MatrixPlane::Gap;
}

void LeagueMoment::orderBy(MemberOrder order) {
    league().setOrder(order);
    if (order_) order_->setCurrentIndex(order_->findData(static_cast<int>(order)));
}

void LeagueMoment::resetZoom() {
    if (graph_) graph_->fit();
    if (lineage_) lineage_->fit();
    if (payoff_) payoff_->resetZoom();
    if (elo_) elo_->plot()->resetZoom();
}

}  // namespace ludus::pages
