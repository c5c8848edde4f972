// SPDX-License-Identifier: GPL-3.0-or-later
// RunService: commands to runs, down from the pages. Never blocks: rows are written and runs torn down on a thread of
// its own. A run of another process is commanded through its wanted state. GUI thread.
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <set>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/store_query.h"
#include "core/records/records.h"
#include "core/runs/active_run.h"

namespace ludus::bridges {

class RunService : public QObject {
    Q_OBJECT

public:
    RunService(const QString& folder, GuiEventSink& sink, QObject* parent = nullptr);
    /// Suspends what still runs here (a checkpoint, then paused, to be resumed later) and waits for it.
    ~RunService() override;

    /// Starts a run from the text of a run file; `preset` names where it came from.
    void start(const QString& toml, const QString& preset);
    void pause(RunId run);
    /// Goes on with a paused run where it is; a run that nobody owns goes on here from its newest checkpoint.
    void resume(RunId run);
    /// A run that nobody owns goes on here from its best checkpoint.
    void resumeFromBest(RunId run);
    void stop(RunId run);
    void abort(RunId run);
    void rename(RunId run, const QString& name);
    /// Reads a run file, away from the GUI thread; fileRead or failed follows.
    void readFile(const QString& path);

    bool owns(RunId run) const { return active_.count(run.value) > 0; }
    /// A resumed run is still being made.
    bool resuming(RunId run) const { return resuming_.count(run.value) > 0; }
    int runningHere() const { return static_cast<int>(active_.size()); }

Q_SIGNALS:
    void started(qint64 run);
    /// It goes on here from a checkpoint: what came after that is gone.
    void resumed(qint64 run);
    void fileRead(const QString& text);
    /// A command could not be carried out: a sentence.
    void failed(const QString& sentence);
    /// A run of this process ended and everything of it is on the disk.
    void ended(qint64 run);

private:
    using Holder = std::shared_ptr<runs::ActiveRun>;
    runs::LaunchOptions launchOptions();
    void resumeFrom(RunId run, runs::ResumeFrom from);
    void take(const Holder& run);
    void command(RunId run, void (runs::ActiveRun::*verb)(), WantedState wanted);
    void arrived(const std::vector<RunEvent>& events);
    void release(RunId run, bool again = false);

    GuiEventSink& sink_;
    std::map<int64_t, Holder> active_;
    std::set<int64_t> resuming_;  // asked for, not here yet
    StoreQuery store_;
};

}  // namespace ludus::bridges
