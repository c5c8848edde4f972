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

/// What is asked of a league: how this draw or this verdict came about, or nothing but what would be drawn now.
struct LeagueQuestion {
    RunId run;
    qint64 draw = 0;     // LeagueDraw::id; 0: none
    qint64 verdict = 0;  // LeagueVerdict::id; 0: none
    int player = -1;     // whose next draw; -1: of the draw or verdict, else the first one's
};

/// Two agents that are to play and be recorded.
struct WantedMatch {
    QString game;
    QString agent, title;                       // on the first side
    QString opponent = {}, opponentTitle = {};  // empty: to be chosen
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

    /// "experiments", "new", "run", "league", "lineage", "why", "replays", "replay", "compare", "disk", "preferences",
    /// "help".
    void openPage(const QString& key) { Q_EMIT pageWanted(key); }
    void openRun(RunId run) { Q_EMIT runWanted(run); }
    /// The league of this run, with somebody selected ("ME1-10"; empty: as it was).
    void openLeague(RunId run, const QString& member = {}) { Q_EMIT leagueWanted(run, member); }
    void openLineage(RunId run) { Q_EMIT lineageWanted(run); }
    /// How something in the open league came about, or what would be drawn next.
    void why(const LeagueQuestion& question) { Q_EMIT whyWanted(question); }
    void draft(const ExperimentDraft& draft) { Q_EMIT draftWanted(draft); }
    /// One match, or several side by side.
    void watch(const QVector<WatchedMatch>& matches) { Q_EMIT matchesWanted(matches); }
    /// Two agents are to play and be recorded; this one is on the first side.
    void record(const QString& game, const QString& agent, const QString& title) {
        Q_EMIT recordingWanted({game, agent, title});
    }
    void record(const WantedMatch& match) { Q_EMIT recordingWanted(match); }
    void compare(const QVector<RunId>& runs) { Q_EMIT comparisonWanted(runs); }
    /// The recorded matches that this query finds ("run = slime-01").
    void findMatches(const QString& query) { Q_EMIT matchQueryWanted(query); }
    /// A page of the help and a place in it: "run", "run#smoothing".
    void help(const QString& topic) { Q_EMIT helpWanted(topic); }

Q_SIGNALS:
    void pageWanted(const QString& key);
    void runWanted(RunId run);
    void leagueWanted(RunId run, const QString& member);
    void lineageWanted(RunId run);
    void whyWanted(const LeagueQuestion& question);
    void draftWanted(const ExperimentDraft& draft);
    void matchesWanted(const QVector<WatchedMatch>& matches);
    void recordingWanted(const WantedMatch& match);
    void comparisonWanted(const QVector<RunId>& runs);
    void matchQueryWanted(const QString& query);
    void helpWanted(const QString& topic);
};

}  // namespace ludus::pages
