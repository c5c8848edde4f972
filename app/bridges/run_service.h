// SPDX-License-Identifier: GPL-3.0-or-later
// RunService: commands to runs, down from the pages. Never blocks: rows are written and runs torn down on a thread of
// its own. A run of another process is commanded through its wanted state. It also starts the runs that wait in the
// queue of the workspace, a few at a time; what waits there outlives the window. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <QVector>

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/store_query.h"
#include "core/records/records.h"
#include "core/runs/active_run.h"

namespace ludus::bridges {

/// A run that was left for later and is not on the disk.
struct UnkeptRun {
    RunId run;
    QString name;
    qint64 steps = 0;  // that are lost if the program ends
    Error error;       // why
};

class RunService : public QObject {
    Q_OBJECT

public:
    RunService(const QString& folder, GuiEventSink& sink, QObject* parent = nullptr);
    /// Suspends what still runs here (a checkpoint, then paused, to be resumed later) and waits for it. Whether that
    /// was stored says leave().
    ~RunService() override;

    /// Suspends all runs of this process and has them stored; `left` follows. From now on nothing is begun or resumed
    /// here, whoever asks, until stay().
    void leave();
    /// Nothing of this process has to be stored any more.
    bool idle() const { return active_.empty() && releasing_ == 0; }
    /// After `left` with runs that could not be stored: they are kept, and storing them is tried again and again.
    void stay();
    /// Test seam: where runs that begin from now on write their files.
    void setFiles(FileSystem& files) { files_ = &files; }

    /// Starts a run from the text of a run file; `preset` names where it came from, `from` the agent whose weights it
    /// begins with. A file with lists makes several runs, which go to the queue.
    void start(const QString& toml, const QString& preset, const QString& from = {});
    /// The same, but each run waits for its turn. `queued` follows.
    void queue(const QString& toml, const QString& preset, const QString& from = {});
    void pause(RunId run);
    /// Goes on with a paused run where it is; a run that nobody owns goes on here from its newest checkpoint.
    void resume(RunId run);
    /// A run that nobody owns goes on here from its best checkpoint.
    void resumeFromBest(RunId run);
    void stop(RunId run);
    void abort(RunId run);
    void rename(RunId run, const QString& name);
    /// Another value, as typed, for an option that may change while the run goes on, also in another process. `refused`
    /// or, in its time, the run's event OptionChanged follows.
    void change(RunId run, const QString& key, const QString& value);

    // The queue
    void moveInQueue(RunId run, int by);  // towards the end; negative: towards the start
    void removeFromQueue(RunId run);
    void startNow(RunId run);  // whatever else runs
    /// How many runs may go on here before the queue waits: what this machine can bear, nothing of the workspace.
    void setRunsAtOnce(int runs);
    int runsAtOnce() const { return runsAtOnce_; }
    /// A held queue starts nothing by itself; kept in the workspace.
    void setQueueHeld(bool held);
    bool queueHeld() const { return queueHeld_; }

    /// Reads a run file, away from the GUI thread; fileRead or failed follows.
    void readFile(const QString& path);

    bool owns(RunId run) const { return active_.count(run.value) > 0; }
    /// A resumed run is still being made.
    bool resuming(RunId run) const { return resuming_.count(run.value) > 0; }
    /// Runs that go on or are paused here; not those that ended, or were left, and only wait to be stored.
    int runningHere() const;

Q_SIGNALS:
    void started(qint64 run);
    /// It goes on here from a checkpoint: what came after that is gone.
    void resumed(qint64 run);
    void fileRead(const QString& text);
    /// So many runs wait in the queue now, that did not before.
    void queued(int runs);
    /// A run of the queue began; unlike started(), nobody has asked to see it.
    void startedFromQueue(qint64 run);
    void queueChanged();  // order, what waits, or how it is worked off
    /// An option was not changed: a sentence.
    void refused(qint64 run, const QString& key, const QString& sentence);
    /// A command could not be carried out: a sentence.
    void failed(const QString& sentence);
    void left(const QVector<ludus::bridges::UnkeptRun>& unkept);
    /// A run of this process ended and everything of it is on the disk.
    void ended(qint64 run);

private:
    using Holder = std::shared_ptr<runs::ActiveRun>;
    runs::LaunchOptions launchOptions();
    void resumeFrom(RunId run, runs::ResumeFrom from);
    void take(const Holder& run);
    void command(RunId run, void (runs::ActiveRun::*verb)(), WantedState wanted);
    void wish(RunId run, WantedState wanted);
    void resumeHere(const Holder& run);
    void letGo(const std::shared_ptr<std::vector<Holder>>& kept, const QVector<UnkeptRun>& unkept);
    void arrived(const std::vector<RunEvent>& events);
    void release(RunId run, bool again = false);
    void storeLater(RunId run);
    void readQueueSettings();
    void keepQueueSettings();
    void workOffQueue();
    void startQueued(RunId run, bool asked);
    /// A verb on the queue, on the store's thread; queueChanged or failed follows.
    void onQueue(std::function<Status(store::Workspace&)> verb);

    GuiEventSink& sink_;
    std::map<int64_t, Holder> active_;
    std::set<int64_t> resuming_;  // asked for, not here yet
    int runsAtOnce_ = 1;
    bool queueHeld_ = true;  // until the settings are known
    FileSystem* files_ = &realFileSystem();
    bool leaving_ = false;
    int releasing_ = 0;                // runs that are over and being stored
    std::map<int64_t, Error> unkept_;  // left for later, but not on the disk yet, and why
    std::set<int64_t> unstored_;       // ended or left; storing them is tried again in a moment
    int startingHere_ = 0;             // runs of the queue that are being claimed
    QTimer queueTimer_;
    StoreQuery store_;
};

}  // namespace ludus::bridges
