// SPDX-License-Identifier: GPL-3.0-or-later
// League: who plays whom, who beats whom, who descends from whom, now and at any earlier moment. One selection and one
// moment for all pictures, shared with the page Lineage. GUI thread.
#pragma once

#include "app/pages/league_strip.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QAction;
class QPushButton;
class QStackedLayout;

namespace ludus::views {
class EmptyState;
class LinkButton;
}  // namespace ludus::views

namespace ludus::pages {

class LeagueBoard;
class LeagueFoot;
class LeagueMoment;
class LeagueOverTime;
class RunVerbs;

class LeaguePage : public Page {
    Q_OBJECT

public:
    explicit LeaguePage(const Services& services, QWidget* parent = nullptr);

    /// Shows this run's league, with this member selected ("ME1-10"; empty: as it was).
    void open(RunId run, const QString& member = {});

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QString helpTopic() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeVerbs();
    void makeEmpty();
    void makeFilled();
    void makeActions();
    void fillMenu();
    void refresh();
    void refreshHeader(const RunRecord& record);
    void refreshEmpty();
    void viewChanged(LeagueStrip::View view);
    LeagueBoard* board() const;
    void explain();
    void openNewLeague();
    void openNewest();
    RunId newestOther() const;
    void applyWanted();
    bool selectByName(const QString& code);
    bool exportPage(const QString& path);
    void askExport(const QString& suffix);

    enum Body { kEmpty, kFilled, kBlank };

    const Services services_;
    bridges::LeagueBridge& league_;
    RunVerbs* runVerbs_;
    QPushButton *drawn_, *why_;
    QStackedLayout* stack_;
    views::EmptyState* empty_;
    views::LinkButton* newest_;
    LeagueStrip* strip_;
    QStackedLayout* boards_;
    LeagueMoment* moment_;
    LeagueOverTime* overTime_;
    LeagueFoot* foot_;
    QVector<QAction*> ofLeague_;  // that need an open league
    QString mismatch_;

    /// What was shown before, and waits until the league of that run is read.
    struct Wanted {
        RunId run;
        QString member;
        int period = models::LeagueModel::kNow;
    };
    Wanted wanted_;
};

}  // namespace ludus::pages
