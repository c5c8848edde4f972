// SPDX-License-Identifier: GPL-3.0-or-later
// RunService: commands to runs, down from the pages. Never blocks: rows are written and runs torn down on a thread of
// its own. A run of another process is commanded through its wanted state. GUI thread.
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <memory>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/store_query.h"
#include "core/records/records.h"
#include "core/runs/active_run.h"

namespace ludus::bridges {

class RunService : public QObject {
    Q_OBJECT

public:
    RunService(const QString& folder, GuiEventSink& sink, QObject* parent = nullptr);
    /// Aborts and waits for what still runs here.
    ~RunService() override;

    /// Starts a run from the text of a run file; `preset` names where it came from.
    void start(const QString& toml, const QString& preset);
    void pause(RunId run);
    void resume(RunId run);
    void stop(RunId run);
    void abort(RunId run);
    void rename(RunId run, const QString& name);
    /// Reads a run file, away from the GUI thread; fileRead or failed follows.
    void readFile(const QString& path);

    bool owns(RunId run) const { return active_.count(run.value) > 0; }
    int runningHere() const { return static_cast<int>(active_.size()); }

Q_SIGNALS:
    void started(qint64 run);
    void fileRead(const QString& text);
    /// A command could not be carried out: a sentence.
    void failed(const QString& sentence);
    /// A run of this process ended and everything of it is on the disk.
    void ended(qint64 run);

private:
    void command(RunId run, void (runs::ActiveRun::*verb)(), WantedState wanted);
    void arrived(const std::vector<RunEvent>& events);
    void release(RunId run, bool again = false);

    GuiEventSink& sink_;
    std::map<int64_t, std::shared_ptr<runs::ActiveRun>> active_;
    StoreQuery store_;
};

}  // namespace ludus::bridges
