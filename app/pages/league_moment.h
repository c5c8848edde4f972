// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueMoment: the league at the moment that is looked at: graph, Elo by role, lineage, payoff. GUI thread.
#pragma once

#include "app/pages/league_board.h"
#include "app/pages/league_filter.h"
#include "widgets/views/league_graph.h"

namespace ludus::views {
class LineageLegend;
class LineageView;
}  // namespace ludus::views

namespace ludus::pages {

class LeagueMoment : public LeagueBoard {
    Q_OBJECT

public:
    explicit LeagueMoment(const Services& services, QWidget* parent = nullptr);

    QVector<std::pair<QString, QString>> panels() const override;
    void resetZoom() override;

    void setLooks(views::LeagueCanvas::SizeBy size, views::LeagueGraph::Arrangement arrangement);
    void setEdgesBy(views::LeagueGraph::EdgesBy by);
    views::LeagueGraph::EdgesBy edgesBy() const { return edgesBy_; }
    void setGap(bool on);  // of the payoff: win rate, or how the sides differ
    bool showsGap() const;
    /// Payoff rows in another order.
    void orderBy(league::MemberOrder order);

Q_SIGNALS:
    void choiceChanged();

protected:
    views::Panel* makePanel(const QString& id) override;
    views::PanelLayout standard() const override;
    void follow() override;

private:
    void frameInElo();
    views::Panel* makeGraph();
    views::Panel* makeElo();
    views::Panel* makeLineage();
    views::Panel* makePayoff();
    QComboBox* makeOrder();
    void refreshLineage();
    void canvasMade(views::LeagueCanvas* canvas);
    void cellChosen();
    void showVerbs(models::LeagueId row, models::LeagueId column);
    void doVerb(const QString& verb, models::LeagueId row, models::LeagueId column);

    LeagueFilter filter_;
    QPointer<views::LeagueGraph> graph_;
    QPointer<views::ChartPanel> elo_;
    QPointer<views::LineageView> lineage_;
    QPointer<views::Panel> lineagePanel_;
    QPointer<views::LineageLegend> legend_;
    QPointer<views::HeatMap> payoff_;
    QPointer<QComboBox> order_, plane_;
    views::LeagueCanvas::SizeBy size_ = views::LeagueCanvas::SizeBy::Elo;
    views::LeagueGraph::Arrangement arrangement_ = views::LeagueGraph::Arrangement::Lanes;
    views::LeagueGraph::EdgesBy edgesBy_ = views::LeagueGraph::EdgesBy::Share;
    WatchedMatch match_;  // of the chosen cell
};

}  // namespace ludus::pages
