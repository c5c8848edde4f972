// SPDX-License-Identifier: GPL-3.0-or-later
// MatchView: one of the matches in the viewer: who plays, the score, the court, and what the seats think and see.
// GUI thread; the match is not owned and may be gone when it is told so.
#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

#include "app/bridges/match_bridge.h"
#include "widgets/views/scene_canvas.h"

class QAction;
class QBoxLayout;
class QGridLayout;
class QToolButton;

namespace ludus::views {
class ObservationGrid;
class RayFan;
class ScoreHeader;
class ValueBars;
}  // namespace ludus::views

namespace ludus::pages {

struct ViewerOverlays {
    bool velocity = true, trail = true, actions = true, value = true, observation = true, rays = false;
};

class MatchView : public QWidget {
    Q_OBJECT

public:
    MatchView(bridges::MatchBridge* match, int index, QWidget* parent = nullptr);

    void setOverlays(const ViewerOverlays& overlays);
    void showFrame(int frame);
    void setCurrent(bool on);
    /// Without the menu of a viewer.
    void setPlain();
    /// The seat whose observation is shown.
    void setObserver(int seat);
    int observer() const { return observer_; }
    const views::SceneCanvas& canvas() const { return *canvas_; }
    /// Beside the court or below it; of many players only the observer's bars are open.
    enum class Readings { Nowhere, Row, Beside, Below };
    Readings readings() const { return place_; }

Q_SIGNALS:
    void pressed();
    void removeWanted();
    void exchangeWanted();
    void replaceWanted(QWidget* anchor);
    void playAgainWanted(QWidget* anchor, int side);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead(int index);
    void makeReadings();
    void sayWhatIsMissing();
    void layOut();
    Readings wantedPlace() const;
    bool isCrowded() const;
    void arrange();
    void foldBars();
    void showSides(int frame);
    void showSeat(int seat, int frame);
    void showObservation(int frame);

    QPointer<bridges::MatchBridge> match_;
    int index_;
    views::ScoreHeader* score_;
    views::SceneCanvas* canvas_;
    QWidget* readings_;
    QBoxLayout* middle_;
    QGridLayout* cells_;
    Readings place_ = Readings::Nowhere;
    std::vector<QAction*> again_;          // by side
    std::vector<views::ValueBars*> bars_;  // by seat
    views::ObservationGrid* grid_ = nullptr;
    views::RayFan* fan_ = nullptr;
    QToolButton* more_;
    ViewerOverlays overlays_;
    int frame_ = 0;
    int observer_ = 0;
    bool current_ = false;
};

}  // namespace ludus::pages
