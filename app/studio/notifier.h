// SPDX-License-Identifier: GPL-3.0-or-later
// Notifier: tells that a run finished, failed or raised an alert while the window is in the background: a note of the
// desktop where it shows such, and noticed() for the window. GUI thread; its words live with the shell.
#pragma once

#include <QObject>
#include <QSystemTrayIcon>
#include <QTimer>

#include <functional>
#include <map>
#include <vector>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/preferences.h"
#include "widgets/views/message_bar.h"

namespace ludus::studio {

struct Notice {
    RunId run;
    QString title;  // "slime-01 finished"
    QString text;   // "8.00 M steps in 46 s"
    views::MessageKind kind = views::MessageKind::Info;
    bool alert = false;
};

class Notifier : public QObject {
    Q_OBJECT

public:
    Notifier(QWidget& window, bridges::RunsBridge& runs, bridges::GuiEventSink& sink,
             const pages::Preferences& preferences, QObject* parent);

    /// Instead of the notes of the desktop, and instead of asking whether the window is active.
    void setDesktop(std::function<void(const Notice&)> show) { show_ = std::move(show); }
    void setAway(std::function<bool()> away) { away_ = std::move(away); }

Q_SIGNALS:
    void noticed(const ludus::studio::Notice& notice);
    /// Somebody clicked on a note of the desktop.
    void runWanted(ludus::RunId run);

private:
    enum class End { None, Finished, Failed, Crashed };
    static End endOf(const RunRecord& run);
    void lookAtRuns();
    void takeEvents(const std::vector<RunEvent>& events);
    void tell(const Notice& notice);
    void showOnDesktop(const Notice& notice);

    QWidget& window_;
    bridges::RunsBridge& runs_;
    const pages::Preferences& preferences_;
    std::function<void(const Notice&)> show_;
    std::function<bool()> away_;
    std::map<int64_t, End> known_;
    bool looked_ = false;
    std::vector<RunEvent> unnamed_;  // alerts of runs that are not in the list yet
    QSystemTrayIcon* tray_ = nullptr;
    QTimer hide_;
    RunId shown_;  // by the newest note of the desktop
};

}  // namespace ludus::studio
