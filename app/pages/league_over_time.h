// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueOverTime: what has become of a league: whom a learner met, how a main agent does against its past, which
// snapshots carry the equilibrium. GUI thread.
#pragma once

#include "app/pages/league_board.h"

namespace ludus::pages {

class LeagueOverTime : public LeagueBoard {
    Q_OBJECT

public:
    explicit LeagueOverTime(const Services& services, QWidget* parent = nullptr);

    QVector<std::pair<QString, QString>> panels() const override;
    void resetZoom() override;

protected:
    views::Panel* makePanel(const QString& id) override;
    views::PanelLayout standard() const override;
    void follow() override;

private:
    views::Panel* makeShares(const QString& id, models::MatrixModel* matrix, const QString& empty);
    views::Panel* makePast();
    views::Panel* makeForgetting();
    void lookAt(const models::MatrixModel& matrix, const QString& column);

    QPointer<views::HeatMap> past_;
    QPointer<views::ChartPanel> forgetting_;
};

}  // namespace ludus::pages
