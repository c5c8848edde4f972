// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueFilter: the payoff and the ratings of a league without the roles that are hidden. While all are shown these are
// the league's own models. GUI thread; the league outlives it.
#pragma once

#include <QObject>

#include "app/bridges/league_bridge.h"

namespace ludus::pages {

class LeagueFilter : public QObject {
    Q_OBJECT

public:
    explicit LeagueFilter(bridges::LeagueBridge& league, QObject* parent = nullptr);

    models::MatrixModel* payoff() { return hides_ ? &payoff_ : league_.payoff(); }
    models::ChartModel* elo() { return hides_ ? &elo_ : league_.elo(); }

Q_SIGNALS:
    /// payoff() and elo() are others now.
    void switched();

private:
    void refresh();
    bool hidesAny() const;
    void fillPayoff();
    void fillElo();
    bool isShown(const QString& id) const;

    bridges::LeagueBridge& league_;
    models::MatrixModel payoff_;
    models::ChartModel elo_;
    bool hides_ = false;
};

}  // namespace ludus::pages
