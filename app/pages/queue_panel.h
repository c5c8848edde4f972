// SPDX-License-Identifier: GPL-3.0-or-later
// Queue: the runs that wait for their turn, in order, with the verbs that move them. Hidden while nothing waits. GUI
// thread.
#pragma once

#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "widgets/models/table_model.h"
#include "widgets/views/panel.h"

class QAction;
class QPushButton;
class QToolButton;

namespace ludus::views {
class TableView;
}

namespace ludus::pages {

class QueuePanel : public views::Panel {
    Q_OBJECT

public:
    QueuePanel(bridges::RunsBridge& runs, bridges::RunService& service, QWidget* parent = nullptr);

private:
    QToolButton* makeVerb(const QString& icon, const QString& name, const QString& tip);
    void refresh();
    RunId current() const;

    bridges::RunsBridge& runs_;
    bridges::RunService& service_;
    models::TableModel rows_;
    views::TableView* table_;
    QAction* hold_;
    QToolButton *up_, *down_, *remove_, *now_;
};

}  // namespace ludus::pages
