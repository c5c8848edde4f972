// SPDX-License-Identifier: GPL-3.0-or-later
// LeaguePageView: the page League of a real window with its pictures, and the league that they show. LeagueCase: what
// tests of the page start from, with a league to look at. GUI thread; the driver outlives the view.
#pragma once

#include <QLabel>

#include <cmath>

#include "app/bridges/league_bridge.h"
#include "app/pages/league_page.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/league_graph.h"
#include "widgets/views/lineage_view.h"
#include "widgets/views/time_slider.h"

namespace ludus::test {

inline QString name(const char* text) {
    return QLatin1String(text);
}

/// The page with its pictures, and the league that they show.
struct LeaguePageView {
    explicit LeaguePageView(StudioDriver& driver)
        : studio(driver),
          page(*driver.window().findChild<pages::LeaguePage*>()),
          league(*driver.window().findChild<bridges::LeagueBridge*>()) {}

    StudioDriver& studio;
    pages::LeaguePage& page;
    bridges::LeagueBridge& league;

    models::LeagueModel& model() const { return *league.model(); }
    views::LeagueGraph* graph() const { return studio.find<views::LeagueGraph>(name("league.graph")); }
    views::LineageView* lineage() const { return studio.find<views::LineageView>(name("league.lineage")); }
    views::HeatMap* payoff() const { return studio.find<views::HeatMap>(name("league.payoff")); }
    views::HeatMap* past() const { return studio.find<views::HeatMap>(name("league.past")); }
    views::TimeSlider* slider() const { return studio.find<views::TimeSlider>(name("league.slider")); }
    QString said() const { return studio.find<QLabel>(name("league.foot.name"))->text(); }

    /// The league of this run is in all models.
    bool isThere(RunId run) const {
        return studio.waitFor([&] {
            return league.run() == run && league.facts().record.id == run && !model().nodes().isEmpty() &&
                   payoff()->model()->rowCount() > 0 && page.isVisible();
        });
    }
    /// Goes there by the rail.
    bool open(RunId run) const { return studio.click(name("rail:league")) && isThere(run); }
    /// The n-th snapshot of a role that is in the payoff, and drawn.
    models::LeagueId someone(models::LeagueRole role, int which = 0) const {
        for (const models::LeagueNode& node : model().nodes()) {
            const bool drawn = std::isfinite(graph()->pointOf(node.id).x());
            const bool beaten = payoff()->model()->rowOf(bridges::LeagueBridge::idText(node.id)) >= 0;
            if (node.role == role && drawn && beaten && which-- == 0) return node.id;
        }
        return models::kNobody;
    }
    bool isMarkedEverywhere(models::LeagueId id) const {
        return league.selection()->id() == id && payoff()->selectedId() == bridges::LeagueBridge::idText(id) &&
               said() == model().name(id) && graph()->spokenValue().contains(model().name(id));
    }
};

class LeagueCase : public StudioCase {
    TempDir league_;

protected:
    /// A finished league, for facts that only look at it.
    QString written() const { return QString::fromStdString(league_.path("ws")); }
    const RunId written_ = writeLeague(league_.path("ws"));
};

}  // namespace ludus::test
