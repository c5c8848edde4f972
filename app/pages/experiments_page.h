// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments: find a run and see how it stands. A table of all runs, the selected one's Elo curve beside it; runs that
// were interrupted are offered to go on. GUI thread.
#pragma once

#include <set>

#include "app/bridges/run_bridge.h"
#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QLineEdit;
class QPushButton;
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
    explicit ExperimentsPage(const Services& services, QWidget* parent = nullptr);

private:
    QWidget* makeTable();
    QWidget* makePreview();
    void refresh();
    void select(const QString& id);
    void refreshPreview();
    void refreshOffer();
    void takeAnswer(const QString& action);
    void resume(RunId run);
    void showRowMenu(const QString& id, const QPoint& place);

    Navigator& go_;
    bridges::RunsBridge& runs_;
    bridges::RunService& service_;
    bridges::RunBridge preview_;
    QStackedLayout* stack_;
    QLineEdit* filter_;
    views::TableView* table_;
    views::Panel* previewPanel_;
    views::StatusChip* state_;
    std::vector<views::Label*> values_;
    views::Label* reason_;
    views::Label* foot_;
    QPushButton* resume_;
    QString offer_;               // the sentence about interrupted runs that is shown
    std::vector<RunId> offered_;  // by it
    std::set<int64_t> answered_;  // offered before, not again
    qint64 openWhenResumed_ = 0;
};

}  // namespace ludus::pages
