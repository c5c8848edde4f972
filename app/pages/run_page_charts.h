// SPDX-License-Identifier: GPL-3.0-or-later
// RunCharts: the charts of one run with their tool bar: smoothing, x axis, linked or on their own, layouts, panels.
// GUI thread. Part of the page Run; the bridge and the services outlive it.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QWidget>

#include "app/bridges/run_bridge.h"
#include "app/bridges/run_bridge_layouts.h"
#include "app/pages/services.h"
#include "widgets/views/message_bar.h"
#include "widgets/views/panel_layout.h"

class QBoxLayout;
class QComboBox;
class QMenu;
class QPushButton;
class QSlider;

namespace ludus::views {
class ChartLink;
class ChartPanel;
class Label;
class Panel;
class PanelGrid;
class SeriesPlot;
}  // namespace ludus::views

namespace ludus::pages {

class RunCharts : public QWidget {
    Q_OBJECT

public:
    RunCharts(bridges::RunBridge& bridge, const Services& services, QWidget* parent = nullptr);
    ~RunCharts() override;

    views::ChartLink* link() const { return link_; }
    views::PanelGrid* grid() const { return grid_; }
    bridges::RunLayouts& layouts() { return layouts_; }
    /// What stands above the charts in a picture of the whole page.
    void setPageHead(const QList<QWidget*>& head) { head_ = head; }
    /// Empty: the standard one.
    void useLayout(const QString& name);
    /// The name of the layout in use, empty: the standard one; and whether it was changed since.
    const QString& layoutName() const { return layoutName_; }
    bool isLayoutChanged() const;
    void resetZoom();
    /// Of all charts, or back.
    void turnLogarithmicX();
    bool exportPage(const QString& path);

Q_SIGNALS:
    void said(views::MessageKind kind, const QString& sentence, const QString& key);
    void unsaid(const QString& key);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void sayWritten(const QString& path, bool done);
    // The tool bar
    QWidget* makeToolBar();
    void addSmoothing(QBoxLayout* row);
    void addAxis(QBoxLayout* row);
    void addLayouts(QBoxLayout* row);
    QWidget* makeHeldNote();
    void smoothingMoved();
    void showSmoothing();
    void fillAxes();
    void applyAxis();
    void setLinked(bool linked);
    void fillPanelMenu();
    void fillLayoutMenu();
    void showLayoutName();
    void askExport(const QString& suffix);

    // The panels
    views::Panel* makePanel(const views::PanelCell& cell);
    views::Panel* makeLog();
    views::Panel* makeChart(const views::PanelCell& cell, models::ChartModel* chart);
    void hookPlot(const QString& id, views::ChartPanel* panel);
    QList<views::SeriesPlot*> plots() const;
    void addPanel(const QString& id);
    void look(views::ChartLink* link, const models::ChartModel* chart = nullptr);
    void showHeld();
    void runOpened();
    void metricsArrived();
    void watchPanels();

    // Layouts
    views::PanelLayout standardPanels() const;
    int usualSmoothing() const;  // percent, from the preferences
    void usualSmoothingChanged();
    QJsonObject standardBody() const;
    QJsonObject body() const;
    void applyBody(const QJsonObject& body);
    void applyStored(const QString& name, const QJsonObject& body);
    void layoutsLoaded();
    void arranged();
    void nameMissing();

    bridges::RunBridge& bridge_;
    const Services& services_;
    bridges::RunLayouts layouts_;
    views::ChartLink* link_;
    views::PanelGrid* grid_ = nullptr;
    QSlider* smoothing_ = nullptr;
    views::Label* smoothingRead_ = nullptr;
    QComboBox* kind_ = nullptr;
    QComboBox* axis_ = nullptr;
    QPushButton* linkedButton_ = nullptr;
    QWidget* held_ = nullptr;
    QPushButton* layoutButton_ = nullptr;
    QMenu* layoutMenu_ = nullptr;
    QMenu* panelMenu_ = nullptr;
    QList<QWidget*> words_;  // labels that go first where room is short
    QList<QWidget*> head_;
    QHash<QString, QJsonObject> madeAs_;  // choices of a chart before somebody made some
    QString layoutName_;
    QJsonObject clean_;  // the layout in use as it was chosen
    QString axisWanted_ = QStringLiteral("steps");
    bool linked_ = true;
    bool hadLoad_ = false;
    bool missingSaid_ = false;
    bool applying_ = false;
};

}  // namespace ludus::pages
