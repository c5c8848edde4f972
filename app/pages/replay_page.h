// SPDX-License-Identifier: GPL-3.0-or-later
// Replay: watch one to sixteen matches and see why: courts, scores, what the seats saw and chose, one time line.
// GUI thread; it owns the bridge of what is watched.
#pragma once

#include <QElapsedTimer>
#include <QPointer>

#include <vector>

#include "app/bridges/viewer_bridge.h"
#include "app/pages/match_view.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QComboBox;
class QGridLayout;
class QPushButton;
class QScrollArea;
class QShortcut;
class QStackedLayout;

namespace ludus::views {
class Panel;
class Picker;
class PlaybackBar;
class PlaybackTimeline;
}  // namespace ludus::views

namespace ludus::pages {

class ExportStrip;

class ReplayPage : public Page {
    Q_OBJECT

public:
    explicit ReplayPage(const Services& services, QWidget* parent = nullptr);
    ~ReplayPage() override;

    /// One match or several side by side, instead of those that are open.
    void watch(const QVector<WatchedMatch>& matches);
    void play();
    bridges::ViewerBridge& viewer() { return viewer_; }
    /// How long the last frames took in the GUI thread, seeking and laying out included, painting not; milliseconds.
    const std::vector<double>& frameTimes() const { return frameTimes_; }

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QString helpTopic() const override;

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void makeHeader();
    QWidget* makeTools();
    QWidget* makeViewer();
    QPushButton* makeOverlay(const QString& text, const char* icon, bool ViewerOverlays::*field);
    void installKeys(QWidget* host);
    void rebuild();
    void matchOpened(int match);
    void connectView(MatchView* view, int index);
    void refreshTools();
    void refreshAlignments();
    void chooseAlignment(int index);
    void showFrame();
    void setOverlay(bool ViewerOverlays::*field, bool on);
    void setFullScreen(bool on);
    void pickMatch(QWidget* anchor, int place);
    void pickAgent(QWidget* anchor, int match, int side);
    void matchPicked(const QString& hash, const QString& title);
    void agentPicked(const QString& agent, const QString& title);

    Navigator& go_;
    bridges::ViewerBridge viewer_;
    QStackedLayout* stack_;
    QWidget* filled_;
    QWidget* tools_;
    QGridLayout* grid_;
    std::vector<MatchView*> views_;
    views::PlaybackTimeline* timeline_;
    QScrollArea* timelineArea_;
    views::PlaybackBar* bar_;
    ExportStrip* export_;
    views::Picker* matchPicker_;
    views::Picker* agentPicker_;
    QPushButton *addMatch_, *exportButton_, *inStep_, *independent_, *other_, *fullScreen_, *rays_ = nullptr;
    QComboBox* align_;
    std::vector<std::pair<bool ViewerOverlays::*, QPushButton*>> overlayButtons_;
    std::vector<QShortcut*> keys_;
    std::vector<double> frameTimes_;
    ViewerOverlays overlays_;
    QList<QPointer<QWidget>> aside_;  // what full screen hides
    bool full_ = false, wasMaximised_ = false;
    int pickedPlace_ = -1, askedMatch_ = -1, askedSide_ = -1;
};

}  // namespace ludus::pages
