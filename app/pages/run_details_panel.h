// SPDX-License-Identifier: GPL-3.0-or-later
// RunDetailsPanel: how to compute a run again: its command line, what changed since the last run of its kind, program
// and machine, and all of its options. GUI thread.
#pragma once

#include <QWidget>

#include "app/bridges/run_details.h"
#include "widgets/models/table_model.h"

class QPlainTextEdit;
class QTabBar;

namespace ludus::views {
class Label;
class Panel;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class RunDetailsPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunDetailsPanel(bridges::StoreQuery& store, QWidget* parent = nullptr);

    /// Reads them anew; `changes` were made on the way.
    void show(RunId run, const std::vector<OptionChanged>& changes);
    /// All of it as plain text, for the clipboard.
    QString asText() const;

private:
    views::Panel* makeCommand();
    QWidget* makeLists();
    views::TableView* makeTable(const QString& title, const QString& name, models::TableModel& model,
                                QVector<models::TableColumn> columns);
    void showList(int list);
    void take(const bridges::RunDetails& details);

    bridges::StoreQuery& store_;
    bridges::RunDetails details_;
    std::vector<OptionChanged> onTheWay_;
    QPlainTextEdit* command_;
    views::Label* note_;
    QTabBar* tabs_;
    views::Label* said_;  // above the list that is shown
    std::vector<views::TableView*> lists_;
    models::TableModel changesModel_, factsModel_, optionsModel_;
};

}  // namespace ludus::pages
