// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueVerbs: what can be done with somebody of the open league, or with two who met: why, watch, record, list
// matches, keep the weights. GUI thread; the services outlive it.
#pragma once

#include <QObject>

#include "app/bridges/league_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/services.h"
#include "widgets/views/message_bar.h"

namespace ludus::pages {

/// What is asked when nobody is chosen in particular: how the newest match of the learner in view was drawn.
LeagueQuestion whyDrawn(bridges::LeagueBridge& league);
/// Why this one: the verdict that made a snapshot, the newest draw of a learner. run 0: there is nothing to explain.
LeagueQuestion whyMade(const bridges::LeagueBridge& league, models::LeagueId id);

/// The preset for a new league: of the game itself where it has one.
QString leaguePreset(const std::string& game);

class LeagueVerbs : public QObject {
    Q_OBJECT

public:
    explicit LeagueVerbs(const Services& services, QObject* parent = nullptr);

    /// Whose weights can be had: a snapshot itself, of a learner its newest one at the moment that is looked at.
    models::LeagueId weightsOf(models::LeagueId id) const;
    /// Those as an agent of the command line; empty: there are none.
    QString agentOf(models::LeagueId id) const;
    /// Looks for the newest recorded match of it against the other one (kNobody: against anybody); found() follows.
    void lookForMatch(models::LeagueId id, models::LeagueId against);
    void record(models::LeagueId id, models::LeagueId against = models::kNobody);
    void findMatches(models::LeagueId id, models::LeagueId against = models::kNobody);
    void copyName(models::LeagueId id);
    bool hasWeights(models::LeagueId id) const;
    /// Asks where to.
    void saveWeights(models::LeagueId id, QWidget* window);
    void saveWeightsAs(models::LeagueId id, const QString& path);

Q_SIGNALS:
    /// An empty hash: none is recorded.
    void found(int id, int against, const WatchedMatch& match);
    void said(views::MessageKind kind, const QString& sentence, const QString& key);

private:
    QString queryOf(models::LeagueId id, models::LeagueId against) const;
    QString titleOf(models::LeagueId id, models::LeagueId against) const;

    const Services services_;
    bridges::LeagueBridge& league_;
};

}  // namespace ludus::pages
