// SPDX-License-Identifier: GPL-3.0-or-later
// Shell: all of the window that carries words: menus, rail, pages and the bridges with their titles. Made anew when the
// language changes; what was open and chosen goes from the old one to the new one as state. GUI thread.
#pragma once

#include <QHash>
#include <QVariantMap>
#include <QWidget>

#include "app/bridges/replay_bridge.h"
#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/services.h"

class QMainWindow;
class QMenu;
class QStackedWidget;

namespace ludus::pages {
class NewExperimentPage;
class Page;
class ReplayPage;
class RunPage;
}  // namespace ludus::pages
namespace ludus::views {
class Rail;
class StatusStrip;
}  // namespace ludus::views

namespace ludus::studio {

class Shell : public QWidget {
    Q_OBJECT

public:
    /// Becomes the central widget of `window` and fills its menu bar and status bar.
    Shell(QMainWindow& window, bridges::StoreQuery& store, bridges::GuiEventSink& sink, bridges::RunService& service);
    ~Shell() override;

    /// By the page's key; unknown ones are ignored.
    void showPage(const QString& key);
    QString currentPage() const;
    pages::Page* page(const QString& key) const { return pages_.value(key); }
    pages::Navigator& go() { return go_; }

    /// Which page is open and what each shows, without its words.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);

Q_SIGNALS:
    void themeWanted(bool dark);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeRail();
    void makePages();
    template <class P>
    P* add(const QString& key);
    void connectNavigator();
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void refreshStatus();
    void complain(const QString& sentence);
    void setNarrow(bool narrow);

    QMainWindow& window_;
    bridges::StoreQuery& store_;
    bridges::RunService& service_;
    bridges::RunsBridge runs_;
    bridges::ReplayBridge replays_;
    pages::Navigator go_;
    pages::Services services_;
    views::Rail* rail_;
    QStackedWidget* stack_;
    views::StatusStrip* status_;
    QHash<QString, pages::Page*> pages_;
    QStringList order_;  // of the pages in the rail, for Ctrl+1..9
    pages::RunPage* run_ = nullptr;
    pages::NewExperimentPage* create_ = nullptr;
    pages::ReplayPage* replay_ = nullptr;
    bool narrowWanted_ = false;
};

}  // namespace ludus::studio
