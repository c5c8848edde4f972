// SPDX-License-Identifier: GPL-3.0-or-later
// Why: how a draw or a verdict of a league came about, and whom its learners would meet now with other options. GUI
// thread; the league and its selection are shared with other pages.
#pragma once

#include <optional>

#include "app/bridges/what_if_bridge.h"
#include "app/bridges/why_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QPushButton;
class QStackedLayout;

namespace ludus::views {
class EmptyState;
class Panel;
}  // namespace ludus::views

namespace ludus::pages {

class WhatIfPanel;
class WhyDrawView;
class WhyList;
class WhyVerdictView;

class WhyPage : public Page {
    Q_OBJECT

public:
    explicit WhyPage(const Services& services, QWidget* parent = nullptr);
    ~WhyPage() override;

    void ask(const LeagueQuestion& question);
    const bridges::WhyBridge& bridge() const { return bridge_; }
    const bridges::WhatIfBridge& whatIf() const { return whatIf_; }

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum Body { kNothing, kNoLeague, kFilled, kBlank };

    void makeHeader();
    void makeActions();
    QWidget* makeNothing();
    QWidget* makeNoLeague();
    QWidget* makeFilled();
    QWidget* makeTold();
    void connectBridges();
    void followLeague();
    void answer();
    void restoreKept();
    void refresh();
    void refreshTold();
    void refreshVerbs();
    void show(const bridges::WhyKey& key);
    void showNewest(int player);
    void choose(int code);
    void mark(int code);
    void showInLeague(int code);
    void watch();
    void draft();
    int likelyPlayer() const;

    const Services services_;
    bridges::WhyBridge bridge_;
    bridges::WhatIfBridge whatIf_;
    std::optional<LeagueQuestion> question_;  // that waits for the league
    QVariantMap kept_;
    QString mismatch_;
    bool playerFollows_ = false;  // the other half takes the learner of what is told next
    QStackedLayout *stack_, *told_;
    views::Panel* panel_;
    WhyList* list_;
    WhyDrawView* draw_;
    WhyVerdictView* verdict_;
    WhatIfPanel* ifPanel_;
    QPushButton *watch_, *inLeague_;
};

}  // namespace ludus::pages
