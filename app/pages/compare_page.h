// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: many runs in one frame. Charts with one cursor, the options that differ, groups with honest intervals and
// tests, parallel coordinates. GUI thread.
#pragma once

#include "app/bridges/compare_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QComboBox;
class QGridLayout;
class QMenu;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedLayout;

namespace ludus::views {
class ChartLink;
class ChartPanel;
class Label;
class Panel;
class ParallelPlot;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class CompareLeagues;

class ComparePage : public Page {
    Q_OBJECT

public:
    explicit ComparePage(const Services& services, QWidget* parent = nullptr);

    void open(const QVector<RunId>& runs);
    bridges::CompareBridge& bridge() { return bridge_; }
    /// Says how it went; false: nothing was written.
    bool saveReport(const QString& path);

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeHeader();
    QWidget* makeToolBar();
    QWidget* makeContent(const Services& services);
    QWidget* makeCharts();
    views::Panel* makeOptions();
    views::Panel* makeGroups();
    views::Panel* makeParallel();
    QComboBox* makeChoice(const QString& name, const QString& label, QLayout* row);
    void refresh();
    void enableMaximise(views::Panel* panel);
    void arrange();
    void refreshChoices();
    void refreshLeagues();
    void ask();
    void select(const QString& run);
    void fillAddMenu();
    void fillChartMenus();
    void add(RunId run);
    void remove(const QString& run);
    void askReport();
    void sayWritten(const QString& path, bool done);
    void copyOptions();

    Navigator& go_;
    bridges::RunsBridge& runs_;
    bridges::CompareBridge bridge_;
    QStackedLayout* stack_;
    views::ChartLink* link_;
    QMenu* addMenu_;
    QPushButton *add_, *report_, *toLeagues_;
    QComboBox *groupBy_, *centre_, *spread_, *score_, *scoreOf_;
    std::vector<views::ChartPanel*> charts_;
    std::vector<QMenu*> chartMenus_;
    views::TableView *options_, *groups_, *pairs_;
    views::Label* verdict_;
    views::ParallelPlot* parallel_;
    QSplitter *runsPart_, *besideCharts_;
    QWidget* chartsPart_;
    std::vector<views::Panel*> besidePanels_;  // options, parallel coordinates, groups
    views::Panel* maximised_ = nullptr;
    CompareLeagues* leagues_;
    QScrollArea* scroll_;
    bool filling_ = false;
};

}  // namespace ludus::pages
