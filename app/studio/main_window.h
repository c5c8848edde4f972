// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: owns what goes on whatever the window shows (the questions to the store, the runs of this process) and
// one Shell with everything that carries words. GUI thread.
#pragma once

#include <QMainWindow>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/run_desk.h"
#include "app/bridges/run_service.h"
#include "app/bridges/store_query.h"

namespace ludus::studio {

class Shell;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `folder` of the workspace.
    explicit MainWindow(const QString& folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Unknown names are ignored.
    void showPage(const QString& key);
    QString currentPage() const;
    void openRun(RunId run);
    /// Opens a run file on the page New experiment.
    void openFile(const QString& path);
    /// Opens a recorded match by its artefact's hash; an empty title is made from the match.
    void watchReplay(const QString& hash, const QString& title);
    /// Makes menus, rail and pages anew, in the language that the application speaks now.
    void rebuild();
    /// The page that greets whoever opens Ludus for the first time.
    void greet();
    Shell& shell() { return *shell_; }
    bridges::RunService& service() { return service_; }
    bridges::GuiEventSink& sink() { return sink_; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeShell();
    void apply(const QString& preference);
    static QVector<MainWindow*> all();
    void openWorkspace(const QString& folder);
    bool mayClose();
    bool leaveRuns();
    QVector<bridges::UnkeptRun> waitUntilLeft();
    enum class Answer { again, close, stay };
    Answer askWhatIsLost(const QVector<bridges::UnkeptRun>& unkept);
    QString stateKey() const;
    void saveWindow(bool training) const;
    void restoreWindow();

    bridges::GuiEventSink sink_;
    bridges::StoreQuery store_;
    bridges::RunService service_;
    bridges::RunDesk desk_;
    Shell* shell_ = nullptr;
    bool leaving_ = false;  // a question about it is open, or it is waited for
};

}  // namespace ludus::studio
