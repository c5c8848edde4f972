// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_over_time.h"

#include "widgets/views/chart_panel.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/stacked_shares.h"

namespace ludus::pages {

namespace {

const QString kOpponents = QStringLiteral("opponents"), kPast = QStringLiteral("past"),
              kForgetting = QStringLiteral("forgetting"), kNash = QStringLiteral("nash");

}  // namespace

LeagueOverTime::LeagueOverTime(const Services& services, QWidget* parent) : LeagueBoard(services, parent) {
    grid()->setObjectName(QStringLiteral("league.overTime"));
    useStandard();
}

QVector<std::pair<QString, QString>> LeagueOverTime::panels() const {
    return {{kOpponents, tr("Opponents")},
            {kPast, tr("Against its own past")},
            {kForgetting, tr("Forgetting")},
            {kNash, tr("Nash weights")}};
}

views::PanelLayout LeagueOverTime::standard() const {
    std::vector<views::PanelCell> cells;
    cells.push_back({kOpponents, 0, 0, 13, 12});
    cells.push_back({kPast, 13, 0, 11, 12});
    cells.push_back({kNash, 0, 12, 13, 12});
    cells.push_back({kForgetting, 13, 12, 11, 12});
    return views::PanelLayout(std::move(cells));
}

views::Panel* LeagueOverTime::makePanel(const QString& id) {
    if (id == kOpponents) return makeShares(id, league().opponents(), tr("No matches in training yet."));
    if (id == kPast) return makePast();
    if (id == kForgetting) return makeForgetting();
    return makeShares(id, league().nash(), tr("No equilibrium yet: it is found whenever a main agent is frozen."));
}

views::Panel* LeagueOverTime::makeShares(const QString& id, models::MatrixModel* matrix, const QString& empty) {
    views::StackedShares* shares = sharesOf(id, matrix, empty);
    QString title;
    for (const auto& [known, words] : panels())
        if (known == id) title = words;
    views::Panel* panel = panelOf(id, title, shares, shares->cornerActions());
    if (id == kOpponents) {
        const auto note = [this, panel] {
            //: Of the learner that is named.
            panel->setNote(tr("of %1, share of matches").arg(league().model()->name(league().selection()->learner())));
        };
        connect(league().selection(), &models::LeagueSelection::learnerChanged, panel, note);
        connect(league().model(), &models::LeagueModel::learnersChanged, panel, note);
        note();
    } else {
        noteFrom(panel, matrix);
    }
    connect(shares, &views::StackedShares::opened, this,
            [this, matrix](const QString&, const QString& column) { lookAt(*matrix, column); });
    return panel;
}

views::Panel* LeagueOverTime::makePast() {
    past_ = heatOf(kPast, league().past(), tr("The main agent has no past yet: it was not frozen twice."));
    views::Panel* panel = panelOf(kPast, tr("Against its own past"), past_, past_->cornerActions());
    noteFrom(panel, league().past());
    return panel;
}

views::Panel* LeagueOverTime::makeForgetting() {
    forgetting_ = chartOf(kForgetting, league().forgetting());
    return forgetting_;
}

/// Columns are learning periods.
void LeagueOverTime::lookAt(const models::MatrixModel& matrix, const QString& column) {
    bool known = false;
    const int period = column.toInt(&known);
    if (known && matrix.columnOf(column) >= 0) league().model()->setTime(period);
}

void LeagueOverTime::follow() {
    selectIn(past_);
}

void LeagueOverTime::resetZoom() {
    if (past_) past_->resetZoom();
    if (forgetting_) forgetting_->plot()->resetZoom();
}

}  // namespace ludus::pages
