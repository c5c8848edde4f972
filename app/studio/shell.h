// SPDX-License-Identifier: GPL-3.0-or-later
// Shell: all of the window that carries words: menus, rail, pages and the bridges with their titles. Made anew when the
// language changes; what was open and chosen goes from the old one to the new one as state. GUI thread.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QMap>
#include <QPointer>
#include <QTimer>
#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/bridges/league_bridge.h"
#include "app/bridges/run_desk.h"
#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/preferences.h"
#include "app/pages/services.h"
#include "app/studio/guided_tour.h"
#include "app/studio/machine_watch.h"
#include "widgets/views/command_palette.h"

class QAction;
class QMainWindow;
class QMenu;
class QStackedWidget;

namespace ludus::pages {
class Page;
}  // namespace ludus::pages
namespace ludus::views {
class Rail;
class StatusStrip;
enum class MessageKind;
}  // namespace ludus::views

namespace ludus::studio {

class Shell : public QWidget {
    Q_OBJECT

public:
    /// Becomes the central widget of `window` and fills its menu bar and status bar.
    Shell(QMainWindow& window, bridges::StoreQuery& store, bridges::GuiEventSink& sink, bridges::RunService& service,
          bridges::RunDesk& desk);
    ~Shell() override;

    /// The keys of all pages.
    static QStringList pageKeys();
    /// By the page's key; unknown ones are ignored.
    void showPage(const QString& key);
    QString currentPage() const;
    /// The page of this key, made now if nobody has asked for it yet; nullptr: there is none.
    pages::Page* page(const QString& key);
    /// Pages are made when they are wanted, or somebody points at their entry in the rail. Where the application has
    /// this property (tests and pictures look at all of them) the rest are made one by one once the window is seen.
    static constexpr const char* kAllPages = "ludusAllPages";
    bool allMade() const { return pages_.size() == makers_.size(); }
    pages::Navigator& go() { return go_; }

    /// Which page is open and what each shows, without its words.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);

    /// Something one can do, as the palette shows it.
    struct ShellCommand {
        views::Command shown;
        std::function<void()> verb;
    };
    void openPalette();
    void startTour() { tour_.start(); }

Q_SIGNALS:
    /// A key of Preferences; the language among them: then this shell is on its way out.
    void preferenceChanged(const QString& key);
    /// A window on this workspace is wanted.
    void workspaceWanted(const QString& folder);
    void fileWanted(const QString& path);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void makeRail();
    void makePages();
    template <class P>
    P& the(const QString& key);
    void makeNext();
    RunId openRun() const;
    RunId leagueToShow() const;
    void connectNavigator();
    void makeMenus();
    void takeMenusDown();
    QMenu* addMenu(const QString& title, const char* name);
    QAction* addVerb(QMenu* menu, const char* name, const QString& text, const char* icon, const QKeySequence& keys,
                     const std::function<void()>& verb);
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeRunMenu();
    void makeLeagueMenu();
    void makeWindowMenu();
    void makeHelpMenu();
    void collectCommands();
    void addActionCommand(QAction& action, const QString& group, const QString& id, int most);
    void showCommands();
    void runCommand(const QString& id);
    void askForAgents();
    void takeAgents(const std::vector<std::string>& agents,
                    const std::vector<std::pair<RunRecord, SnapshotRecord>>& snapshots);
    void listShortcuts();
    void walkAreas(int by);
    void helpHere();
    void refreshMachine();
    void pressPiece(const QString& key);
    void refreshStatus();
    void makeNotifier(bridges::GuiEventSink& sink);
    void takeStates(const std::vector<RunEvent>& events);
    RunStatus statusOf(const RunRecord& run) const;
    void sayNotice(const QString& title, const QString& text, views::MessageKind kind);
    void complain(const QString& kind, const QString& sentence);
    void setNarrow(bool narrow);

    QMainWindow& window_;
    bridges::StoreQuery& store_;
    bridges::RunService& service_;
    bridges::RunDesk& desk_;
    bridges::RunsBridge runs_;
    bridges::LeagueBridge league_;
    RunId leagueAsked_;  // by a page; none: that of the open run
    pages::Navigator go_;
    pages::Preferences preferences_;
    pages::Services services_;
    GuidedTour tour_;
    MachineWatch machine_;
    views::Rail* rail_;
    QStackedWidget* stack_;
    views::StatusStrip* status_;
    QHash<QString, std::function<pages::Page*()>> makers_;
    QHash<QString, pages::Page*> pages_;  // those that are made
    QVariantMap kept_;                    // what pages that are not made yet will show
    QMap<QString, QString> complaints_;   // about the workspace, by kind
    std::map<int64_t, RunStatus> live_;   // as runs of this window tell it; their rows wait where the disk is full
    QStringList noticed_;                 // while the window is in the background
    QTimer making_;
    QStringList order_;  // of the pages in the rail, for Ctrl+1..9
    QStringList keys_;   // of all pages, in the order in which they are made
    QVector<QMenu*> menus_;
    QWidget* corner_ = nullptr;  // of the menu bar
    QAction* narrow_ = nullptr;
    QPointer<QWidget> lastFocus_;  // in the window, not in its menus
    QPointer<views::CommandPalette> palette_;
    std::vector<ShellCommand> commands_;
    bool narrowWanted_ = false;
};

}  // namespace ludus::studio
