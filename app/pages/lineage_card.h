// SPDX-License-Identifier: GPL-3.0-or-later
// LineageCard: all about the selected member of a lineage: where it comes from, what it reached against the main agent
// period by period, who inherited from it, and the verdicts behind that. GUI thread.
#pragma once

#include "app/bridges/league_bridge.h"
#include "app/pages/lineage_told.h"
#include "app/pages/navigator.h"
#include "app/pages/services.h"
#include "widgets/models/table_model.h"
#include "widgets/views/panel.h"

class QGridLayout;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace ludus::views {
class LinkButton;
class SeriesPlot;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class LinkFlow;
class RoleSign;

class LineageCard : public views::Panel {
    Q_OBJECT

public:
    explicit LineageCard(const Services& services, QWidget* parent = nullptr);

    /// Of the selection, as the league's models know it now.
    void refresh();
    /// How the verdict that made the selected one came about; nothing where none did.
    void openWhy();
    bool hasWhy() const { return made_ != 0; }

private:
    enum Fact { kFrozen, kElo, kMatches, kStart, kFacts };

    QWidget* makeFilled();
    QWidget* makeHead();
    QWidget* makeFacts();
    QWidget* makeRates();
    QWidget* makeVerdicts();
    void showFacts(const bridges::LeagueMember& member);
    void showRates(const bridges::LeagueMember& member);
    models::TableRow rowOf(const bridges::LeagueMember::Rate& rate) const;
    QString nowText(const bridges::LeagueMember& member) const;
    void showKin(const bridges::LeagueMember& member);
    void askVerdicts(const bridges::LeagueMember& member);
    void showVerdicts(const LineageTold& told);
    void select(models::LeagueId id);
    void why(qint64 verdict);

    bridges::LeagueBridge& league_;
    bridges::StoreQuery& store_;
    Navigator& go_;
    QStackedLayout* stack_;
    RoleSign* sign_;
    views::Label *name_, *role_;
    QVector<views::Label*> values_;
    views::LinkButton* parent_;
    models::ChartModel chart_;
    views::SeriesPlot* plot_;
    models::TableModel rates_;
    views::TableView* table_;
    LinkFlow *heirs_, *path_;
    QWidget *madeBox_, *beganBox_;
    views::Label *madeText_, *beganText_, *unmet_, *now_;
    QPushButton* show_;
    models::LeagueId shown_ = models::kNobody;
    RunId shownRun_;
    qint64 made_ = 0, began_ = 0;  // verdicts
    QString code_;
};

}  // namespace ludus::pages
