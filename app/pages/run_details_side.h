// SPDX-License-Identifier: GPL-3.0-or-later
// RunSide: the side of the run's page that comes when it is asked for: options that change while the run goes on, what
// is needed to compute it again, its alerts. GUI thread.
#pragma once

#include <QTabBar>
#include <QWidget>

#include "app/bridges/run_bridge.h"
#include "app/bridges/run_service.h"
#include "app/pages/page.h"
#include "app/pages/services.h"
#include "widgets/models/table_model.h"

class QPushButton;
class QStackedLayout;

namespace ludus::views {
class Panel;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class RunControl;
class RunDetailsPanel;

class RunSide : public QWidget {
    Q_OBJECT

public:
    enum Tab { Change, Reproduce, Alerts };

    /// Puts its verbs into the header and the actions of `page`, and alerts of the run under the header.
    RunSide(bridges::RunBridge& run, const Services& services, Page& page);

    /// A widget with `main` and, where it is asked for, the side at the right of it.
    QWidget* beside(QWidget* main);
    void openTab(Tab tab);  // and shows the side
    Tab tab() const;
    /// After the facts of the bridge have changed.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeVerbs();
    void clone();
    void say(const Alerted& alert);
    void forgetOthers();
    QWidget* makeAlerts();
    void showTab(int tab);
    void refreshAlerts();

    bridges::RunBridge& run_;
    Navigator& go_;
    Page& page_;
    QPushButton* toggle_;
    QPushButton* clone_;
    QTabBar* tabs_;
    QStackedLayout* stack_;
    RunControl* control_;
    RunDetailsPanel* details_;
    views::Panel* alertsPanel_ = nullptr;
    views::TableView* alerts_ = nullptr;
    models::TableModel alertsModel_;
    RunId shown_;  // whose details stand there
    size_t changes_ = 0;
    RunId saidOf_;  // whose alerts stand under the header
    QStringList said_;
};

}  // namespace ludus::pages
