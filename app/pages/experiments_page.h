// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments: find a run and see how it stands. A table of all runs, the selected one's Elo curve beside it. GUI
// thread.
#pragma once

#include "app/bridges/run_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/page.h"

class QLineEdit;
class QStackedLayout;

namespace ludus::views {
class ChartPanel;
class Label;
class Panel;
class StatusChip;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class ExperimentsPage : public Page {
    Q_OBJECT

public:
    ExperimentsPage(bridges::RunsBridge& runs, bridges::StoreQuery& store, bridges::GuiEventSink& sink,
                    QWidget* parent = nullptr);

Q_SIGNALS:
    void newRequested();
    void runOpened(qint64 run);

private:
    QWidget* makeTable();
    QWidget* makePreview();
    void refresh();
    void select(const QString& id);
    void refreshPreview();

    bridges::RunsBridge& runs_;
    bridges::RunBridge preview_;
    QStackedLayout* stack_;
    QLineEdit* filter_;
    views::TableView* table_;
    views::Panel* previewPanel_;
    views::StatusChip* state_;
    std::vector<views::Label*> values_;
    views::Label* reason_;
    views::Label* foot_;
};

}  // namespace ludus::pages
