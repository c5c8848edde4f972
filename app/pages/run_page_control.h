// SPDX-License-Identifier: GPL-3.0-or-later
// RunControl: the options of a run that may change while it goes on, beside its curves: checked while typing, applied
// together, in force from the next update on. GUI thread.
#pragma once

#include <QWidget>

#include "app/bridges/live_form.h"
#include "app/bridges/run_bridge.h"
#include "app/bridges/run_service.h"

class QPushButton;

namespace ludus::views {
class FormView;
class Label;
class Panel;
}  // namespace ludus::views

namespace ludus::pages {

class RunControl : public QWidget {
    Q_OBJECT

public:
    RunControl(bridges::RunBridge& run, bridges::RunService& service, QWidget* parent = nullptr);

    /// Looks at the bridge: another run, another state, a change that has been told.
    void refresh();

private:
    void apply();
    void refreshFoot();

    bridges::RunBridge& run_;
    bridges::RunService& service_;
    bridges::LiveForm live_;
    views::Panel* panel_;
    views::FormView* form_;
    views::Label* foot_;
    QPushButton* apply_;
    QPushButton* back_;
    QString refusal_;
};

}  // namespace ludus::pages
