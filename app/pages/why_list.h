// SPDX-License-Identifier: GPL-3.0-or-later
// WhyList: the draws and the verdicts of a league, newest first, to choose one from; of all learners or of one. It
// follows a run while it stands at its newest end. GUI thread; the bridge outlives it.
#pragma once

#include <QVariantMap>

#include "app/bridges/why_bridge.h"
#include "widgets/views/panel.h"

class QComboBox;
class QPushButton;
class QStackedLayout;
class QTabBar;

namespace ludus::views {
class TableView;
}

namespace ludus::pages {

class WhyList : public views::Panel {
    Q_OBJECT

public:
    explicit WhyList(bridges::WhyBridge& bridge, QWidget* parent = nullptr);

    /// Shows which one is told; another one than before on its tab.
    void reveal(const bridges::WhyKey& key);
    void setPlayer(int player);
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);

Q_SIGNALS:
    /// By somebody's hand.
    void chosen(const bridges::WhyKey& key);

private:
    enum Tab { Draws, Verdicts };

    QWidget* makeTools();
    views::TableView* makeTable(const char* name, const QString& title, models::TableModel* model, bool verdicts);
    void refresh();
    void mark(const bridges::WhyKey& key);
    void watchScroll();

    bridges::WhyBridge& bridge_;
    QTabBar* tabs_;
    QComboBox* learner_;
    QPushButton* older_;
    QStackedLayout* stack_;
    views::TableView *draws_, *verdicts_;
    bridges::WhyKey revealed_;
    bool quiet_ = false;
};

}  // namespace ludus::pages
