// SPDX-License-Identifier: GPL-3.0-or-later
// RunDesk: what people make of runs: names, tags, notes, archive, each a step that can be undone, and deleting for
// good, which cannot. Written on a thread of its own, in the order of the commands; never blocks. Outlives the lists of
// runs that come and go with the language, and keeps what can be undone. GUI thread.
#pragma once

#include <QMap>
#include <QObject>
#include <QString>
#include <QUndoStack>

#include <functional>
#include <set>
#include <vector>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/store_query.h"

namespace ludus::bridges {

class RunDesk : public QObject {
    Q_OBJECT

public:
    explicit RunDesk(const QString& folder, QObject* parent = nullptr);

    /// The list that says what runs are like now, or nullptr while there is none: then nothing is done. Steps are
    /// named anew, in the language of the moment.
    void setRuns(RunsBridge* runs);

    QUndoStack* history() { return &history_; }

    void rename(RunId run, const QString& name);
    void setTags(RunId run, const QStringList& tags);
    /// The same tag to several runs, or away from them.
    void addTag(const std::vector<RunId>& runs, const QString& tag);
    void removeTag(const std::vector<RunId>& runs, const QString& tag);
    void setNote(RunId run, const QString& note);
    void setArchived(const std::vector<RunId>& runs, bool archived);
    /// roomKnown follows.
    void askRoom(const std::vector<RunId>& runs);
    /// deleted or failed follows.
    void deleteForGood(const std::vector<RunId>& runs);

Q_SIGNALS:
    /// What deleting these runs would free, in bytes of files.
    void roomKnown(const std::vector<RunId>& runs, double bytes);
    void deleted(int count);
    /// It was written; the table shows it as soon as it is read.
    void changed();
    void failed(const QString& sentence);

private:
    using Write = std::function<Status(store::Workspace&)>;
    class Step;
    void perform(const Write& write, const std::shared_ptr<bool>& broken);
    const RunRecord* find(RunId run) const;
    void refresh();
    void push(const char* text, Write forward, Write back);
    void pushTags(const char* text, const std::map<int64_t, std::vector<std::string>>& after);

    RunsBridge* runs_ = nullptr;
    std::set<Step*> steps_;  // those of the history
    QUndoStack history_;
    StoreQuery store_;
};

}  // namespace ludus::bridges
