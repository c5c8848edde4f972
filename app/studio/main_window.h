// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the shell around the pages: menu bar, rail, the page in view, status line. GUI thread.
#pragma once

#include <QMainWindow>
#include <QTimer>

#include "app/bridges/replay_bridge.h"
#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"

class QStackedWidget;

namespace ludus::pages {
class ExperimentsPage;
class NewExperimentPage;
class ReplayPage;
class ReplaysPage;
class RunPage;
}  // namespace ludus::pages
namespace ludus::views {
class Rail;
class StatusStrip;
}  // namespace ludus::views

namespace ludus::studio {

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `folder` of the workspace.
    explicit MainWindow(const QString& folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// "experiments", "new", "run", "replays", "replay"; unknown names are ignored.
    void showPage(const QString& key);
    QString currentPage() const;
    void openRun(RunId run);
    /// Opens a run file on the page New experiment.
    void openFile(const QString& path);
    /// Opens a recorded match by its artefact's hash; an empty title is made from the match.
    void watchReplay(const QString& hash, const QString& title);
    bridges::RunService& service() { return service_; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makePages();
    void makeMenus();
    void makeRail();
    void refreshStatus();
    void setTheme(bool dark);
    void restore();

    bridges::GuiEventSink sink_;
    bridges::StoreQuery store_;
    bridges::RunService service_;
    bridges::RunsBridge runs_;
    bridges::ReplayBridge replays_;
    views::Rail* rail_;
    QStackedWidget* stack_;
    views::StatusStrip* status_;
    pages::ExperimentsPage* experiments_;
    pages::NewExperimentPage* create_;
    pages::RunPage* run_;
    pages::ReplaysPage* replayList_;
    pages::ReplayPage* replay_;
    bool narrowWanted_ = false;
};

}  // namespace ludus::studio
