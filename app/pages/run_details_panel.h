// SPDX-License-Identifier: GPL-3.0-or-later
// RunDetailsPanel: how to compute a run again: its command line, what changed since the last run of its kind, program
// and machine, and all of its options. GUI thread.
#pragma once

#include <QWidget>

#include "app/bridges/run_details.h"
#include "widgets/models/table_model.h"

class QPlainTextEdit;
class QPushButton;

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
    views::Panel* makeTable(const QString& title, const QString& name, views::TableView*& view,
                            models::TableModel& model, QVector<models::TableColumn> columns);
    void take(const bridges::RunDetails& details);

    bridges::StoreQuery& store_;
    bridges::RunDetails details_;
    std::vector<OptionChanged> onTheWay_;
    QPlainTextEdit* command_;
    views::Label* note_;
    views::Panel* changesPanel_;
    views::Panel* factsPanel_;
    views::TableView *changes_ = nullptr, *facts_ = nullptr, *options_ = nullptr;
    models::TableModel changesModel_, factsModel_, optionsModel_;
};

}  // namespace ludus::pages
