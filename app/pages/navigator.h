// SPDX-License-Identifier: GPL-3.0-or-later
// Navigator: how a page asks for another one. The shell of the window listens; pages never know each other. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QVector>

#include "core/base/ids.h"

namespace ludus::pages {

/// What the page New experiment starts from.
struct ExperimentDraft {
    QString toml;    // empty: the preset's own text
    QString preset;  // what "changed" is measured against
    QString from;    // an agent whose weights the run begins with: "snapshot:1048589"; empty: afresh
    QString origin;  // said in the header: "copy of slime-01"
};

/// A recorded match to watch: its replay's artefact; an empty title is made from the match.
struct WatchedMatch {
    QString hash;
    QString title;
};

class Navigator : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// "experiments", "new", "run", "replays", "replay", "compare", "disk", "preferences", "help".
    void openPage(const QString& key) { Q_EMIT pageWanted(key); }
    void openRun(RunId run) { Q_EMIT runWanted(run); }
    void draft(const ExperimentDraft& draft) { Q_EMIT draftWanted(draft); }
    /// One match, or several side by side.
    void watch(const QVector<WatchedMatch>& matches) { Q_EMIT matchesWanted(matches); }
    /// Two agents are to play and be recorded; this one is on the first side.
    void record(const QString& game, const QString& agent, const QString& title) {
        Q_EMIT recordingWanted(game, agent, title);
    }
    void compare(const QVector<RunId>& runs) { Q_EMIT comparisonWanted(runs); }
    /// The recorded matches that this query finds ("run = slime-01").
    void findMatches(const QString& query) { Q_EMIT matchQueryWanted(query); }
    /// A page of the help and a place in it: "run", "run#smoothing".
    void help(const QString& topic) { Q_EMIT helpWanted(topic); }

Q_SIGNALS:
    void pageWanted(const QString& key);
    void runWanted(RunId run);
    void draftWanted(const ExperimentDraft& draft);
    void matchesWanted(const QVector<WatchedMatch>& matches);
    void recordingWanted(const QString& game, const QString& agent, const QString& title);
    void comparisonWanted(const QVector<RunId>& runs);
    void matchQueryWanted(const QString& query);
    void helpWanted(const QString& topic);
};

}  // namespace ludus::pages
