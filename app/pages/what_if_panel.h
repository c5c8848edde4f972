// SPDX-License-Identifier: GPL-3.0-or-later
// WhatIfPanel: whom a learner would meet now, as it is and with other options, before they are applied to the running
// league. GUI thread; the bridges outlive it.
#pragma once

#include "app/bridges/what_if_bridge.h"
#include "app/bridges/why_bridge.h"
#include "widgets/views/panel.h"

class QComboBox;
class QPushButton;

namespace ludus::views {
class FormView;
class Label;
class ShareBars;
struct ShareGroup;
struct ShareRow;
}  // namespace ludus::views

namespace ludus::pages {

class WhatIfPanel : public views::Panel {
    Q_OBJECT

public:
    WhatIfPanel(bridges::WhatIfBridge& bridge, bridges::WhyBridge& league, QWidget* parent = nullptr);

    /// Whose draws; by somebody else's hand.
    void setPlayer(int player);
    /// Selects this member (Member::code()) where it could be drawn.
    void select(int code);
    views::ShareBars* bars() const { return bars_; }
    views::FormView* form() const { return form_; }

Q_SIGNALS:
    /// By somebody's hand: Member::code().
    void chosen(int code);
    void opened(int code);
    void applied();
    /// Another run with the options of the form.
    void draftWanted();

private:
    QWidget* makeTools();
    QWidget* makeFoot();
    void fillLearners();
    void refreshBars();
    void refreshNote();
    void refreshFoot();
    QVector<views::ShareGroup> groupsOf(const bridges::WhatIfPicture& picture, bool compared) const;
    QString trialSentence() const;

    bridges::WhatIfBridge& bridge_;
    bridges::WhyBridge& league_;
    QComboBox* learner_;
    QPushButton *try_, *discard_, *apply_, *draft_;
    views::FormView* form_;
    views::ShareBars* bars_;
    views::Label *note_, *foot_;
};

}  // namespace ludus::pages
