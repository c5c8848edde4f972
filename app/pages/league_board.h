// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueBoard: the panels of one view of the page League, in a grid that people may arrange; one selection for all of
// them. What stands in them is made by the view. GUI thread; the services outlive it.
#pragma once

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>

#include "app/pages/league_verbs.h"
#include "widgets/views/message_bar.h"
#include "widgets/views/panel_layout.h"

class QAction;
class QComboBox;

namespace ludus::views {
class ChartPanel;
class HeatMap;
class Panel;
class PanelGrid;
class PictureExport;
class StackedShares;
}  // namespace ludus::views

namespace ludus::pages {

class LeagueBoard : public QWidget {
    Q_OBJECT

public:
    LeagueBoard(const Services& services, QWidget* parent);

    views::PanelGrid* grid() const { return grid_; }
    /// Names of all panels, hidden ones too, in the order of the standard arrangement, and their titles.
    virtual QVector<std::pair<QString, QString>> panels() const = 0;
    void setPanelShown(const QString& id, bool shown);
    void useStandard();
    virtual void resetZoom() = 0;

    QByteArray saveArrangement() const;
    void restoreArrangement(const QByteArray& json);

Q_SIGNALS:
    void said(views::MessageKind kind, const QString& sentence, const QString& key);

protected:
    virtual views::Panel* makePanel(const QString& id) = 0;
    virtual views::PanelLayout standard() const = 0;
    /// The selection is another one.
    virtual void follow() = 0;

    bridges::LeagueBridge& league() const { return services_.league; }
    const Services& services() const { return services_; }
    LeagueVerbs& verbs() { return verbs_; }
    models::LeagueId selected() const { return league().selection()->id(); }

    // Panels around pictures, with what their corner menus have in common.
    views::Panel* panelOf(const QString& id, const QString& title, QWidget* picture, const QList<QAction*>& actions);
    views::ChartPanel* chartOf(const QString& id, models::ChartModel* chart);
    views::HeatMap* heatOf(const QString& id, models::MatrixModel* matrix, const QString& empty);
    views::StackedShares* sharesOf(const QString& id, models::MatrixModel* matrix, const QString& empty);
    /// The panel's note is what the matrix says of its numbers.
    void noteFrom(views::Panel* panel, models::MatrixModel* matrix);
    void tellExports(views::PictureExport* pictures);
    void selectIn(views::HeatMap* map) const;
    void selectIn(models::ChartModel* chart) const;
    /// Who a sample of a curve is: the snapshot that was frozen then, else the learner.
    models::LeagueId whoIs(const models::ChartModel& chart, const QString& series, int index) const;

private:
    const Services services_;
    LeagueVerbs verbs_;
    views::PanelGrid* grid_;
};

}  // namespace ludus::pages
