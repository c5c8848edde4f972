// SPDX-License-Identifier: GPL-3.0-or-later
// WhyDrawView: how one draw of a league came about: the numbers, what they fell on, every candidate that was looked at,
// and whether the same numbers still give the same. GUI thread.
#pragma once

#include <QWidget>

#include "app/bridges/why_bridge.h"

namespace ludus::views {
class Label;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class WhyCheck;
class WhyRuler;

class WhyDrawView : public QWidget {
    Q_OBJECT

public:
    explicit WhyDrawView(QWidget* parent = nullptr);

    /// The told one is a draw.
    void show(const bridges::WhyBridge& bridge);
    /// Selects the candidate; none of them: the one that was chosen.
    void select(int code);
    views::TableView* table() const { return table_; }

Q_SIGNALS:
    /// By somebody's hand: Member::code().
    void chosen(int code);
    void opened(int code);

private:
    void showWays(const league::WhyDraw& why);
    void showCandidates(const bridges::WhyBridge& bridge, const league::WhyDraw& why);
    models::TableRow rowOf(const bridges::WhyBridge& bridge, const league::WhyCandidate& one) const;

    views::Label *sentence_, *facts_, *empty_;
    WhyRuler *ways_, *candidates_;
    views::TableView* table_;
    models::TableModel rows_;
    WhyCheck* check_;
    QString drawn_;  // row of the chosen one
    bool quiet_ = false;
};

}  // namespace ludus::pages
