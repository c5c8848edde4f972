// SPDX-License-Identifier: GPL-3.0-or-later
// Run: watch one run live, or as it was. Facts, linked charts, log and the verbs. GUI thread.
#pragma once

#include "app/bridges/run_bridge.h"
#include "app/bridges/run_service.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QPushButton;
class QStackedLayout;
class QToolButton;

namespace ludus::views {
class FactsStrip;
class ProgressStrip;
}  // namespace ludus::views

namespace ludus::pages {

class RunCharts;
class RunVerbs;

class RunPage : public Page {
    Q_OBJECT

public:
    explicit RunPage(const Services& services, QWidget* parent = nullptr);

    void open(RunId run);
    RunId run() const { return bridge_.run(); }
    bridges::RunBridge& bridge() { return bridge_; }

private:
    void makeVerbs();
    QWidget* makeGone();
    void makeActions();
    void refresh();
    void refreshVerbs();
    void refreshFacts();

    Navigator& go_;
    bridges::RunBridge bridge_;
    bridges::RunService& service_;
    QStackedLayout* stack_;
    RunVerbs* verbs_;
    QPushButton *league_, *watch_;
    QToolButton* record_;
    views::ProgressStrip* progress_;
    views::FactsStrip* facts_;
    RunCharts* charts_;
    QString reason_;  // shown under the header
};

}  // namespace ludus::pages
