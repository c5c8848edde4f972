// SPDX-License-Identifier: GPL-3.0-or-later
// Replay: watch one match and see why: court, score, what both sides saw and chose, the time line. GUI thread.
#pragma once

#include <vector>

#include "app/bridges/replay_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QPushButton;
class QStackedLayout;

namespace ludus::views {
class ObservationGrid;
class PlaybackBar;
class PlaybackTimeline;
class SceneCanvas;
class ScoreHeader;
class ValueBars;
}  // namespace ludus::views

namespace ludus::pages {

class ReplayPage : public Page {
    Q_OBJECT

public:
    explicit ReplayPage(const Services& services, QWidget* parent = nullptr);
    void play();

private:
    QWidget* makeMatch();
    void opened();
    void showFrame();
    void showSide(int side, const bridges::SideView& view);
    QPushButton* makeOverlay(const QString& text, const QString& icon, bool on);

    Navigator& go_;
    bridges::ReplayBridge& replay_;
    QStackedLayout* stack_;
    views::ScoreHeader* score_;
    views::SceneCanvas* canvas_;
    std::vector<views::ValueBars*> bars_;
    views::PlaybackTimeline* timeline_;
    views::PlaybackBar* bar_;
    std::vector<views::ObservationGrid*> grids_;
    QPushButton *velocities_, *readings_, *observations_;
};

}  // namespace ludus::pages
