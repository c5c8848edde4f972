// SPDX-License-Identifier: GPL-3.0-or-later
// WhyVerdictView: what became of a learner and why: the conditions in their order, everybody who was compared, and
// whether the role still decides the same. GUI thread.
#pragma once

#include <QWidget>

#include <vector>

#include "app/bridges/why_bridge.h"

namespace ludus::views {
class Label;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class WhyCheck;

class WhyVerdictView : public QWidget {
    Q_OBJECT

public:
    explicit WhyVerdictView(QWidget* parent = nullptr);

    /// The told one is a verdict.
    void show(const bridges::WhyBridge& bridge);
    /// Selects the first row of this member, if it has one.
    void select(int code);
    views::TableView* table() const { return table_; }

Q_SIGNALS:
    /// By somebody's hand: Member::code().
    void chosen(int code);
    void opened(int code);

private:
    QWidget* makeTables();
    void showConditions(const league::WhyVerdict& why);
    void showTable(const bridges::WhyBridge& bridge, const league::WhyVerdict& why);
    void addRow(const bridges::WhyBridge& bridge, const league::WhyRow& row, const QString& judged,
                const QString& inside);

    views::Label *sentence_, *facts_, *more_;
    views::TableView *conditions_, *table_;
    models::TableModel conditionRows_, rows_;
    WhyCheck* check_;
    QVector<models::TableRow> made_;
    std::vector<int> codes_;  // [rows]
    bool quiet_ = false;
};

}  // namespace ludus::pages
