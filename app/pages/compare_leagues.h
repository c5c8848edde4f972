// SPDX-License-Identifier: GPL-3.0-or-later
// CompareLeagues: the section of the page Compare for the first two leagues among its runs: measures of both, win rates
// between their snapshots once these have played, forgetting. GUI thread; the bridge belongs to the store.
#pragma once

#include <QVariantMap>
#include <QWidget>

#include "app/bridges/league_comparison_bridge.h"
#include "app/pages/navigator.h"

class QComboBox;
class QPushButton;
class QSpinBox;

namespace ludus::views {
class ChartLink;
class ChartPanel;
class HeatMap;
class Label;
class Panel;
class ProgressStrip;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class CompareLeagues : public QWidget {
    Q_OBJECT

public:
    CompareLeagues(bridges::StoreQuery& store, Navigator& go, views::ChartLink* link, QWidget* parent = nullptr);

    /// Shows itself as soon as a league is among them.
    void setRuns(const std::vector<RunId>& runs);
    bridges::LeagueComparisonBridge& bridge() { return bridge_; }
    /// Pictures that have something to show, for a report.
    QVector<QWidget*> pictures() const;

    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);

Q_SIGNALS:
    void exported(const QString& path, bool done);

private:
    QWidget* makeMeasures();
    QWidget* makeVerbs();
    QWidget* makePairs();
    void makeRoom();
    void refresh();
    void play();
    void open(const QString& id);

    Navigator& go_;
    bridges::LeagueComparisonBridge& bridge_;
    views::Panel *measures_, *pairsPanel_;
    views::TableView* table_;
    QWidget *verbs_, *choices_;
    QSpinBox *games_, *most_;
    QComboBox* pick_;
    QPushButton *play_, *cancel_;
    views::ProgressStrip* progress_;
    views::Label* said_;
    views::HeatMap* pairs_;
    views::ChartPanel* forgetting_;
};

}  // namespace ludus::pages
