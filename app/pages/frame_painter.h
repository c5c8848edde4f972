// SPDX-License-Identifier: GPL-3.0-or-later
// FramePainter: what is watched as one picture, courts with their heads side by side, in the looks of one moment. Made
// in the GUI thread; then one thread at a time may paint with it.
#pragma once

#include <QImage>
#include <QSize>

#include <memory>
#include <vector>

#include "app/bridges/match_bridge.h"
#include "app/bridges/viewer_bridge.h"
#include "widgets/views/scene_canvas.h"

class QPainter;

namespace ludus::pages {

class FramePainter {
public:
    /// With copies of the matches, so that the window may go on.
    FramePainter(bridges::ViewerBridge& viewer, const views::SceneOverlays& overlays);

    /// The height follows from the courts.
    QSize sizeFor(int width) const;
    /// `frame` of the common axis.
    void paint(QPainter& painter, const QSize& size, int frame) const;
    QImage image(const QSize& size, int frame) const;

private:
    struct Tile {
        std::unique_ptr<bridges::MatchBridge> match;
        int start = 0;
    };
    void paintHead(QPainter& painter, const QRectF& area, bridges::MatchBridge& match, int frame) const;
    int columns() const;
    double aspect() const;  // of a court, height by width

    std::vector<Tile> tiles_;
    views::SceneOverlays overlays_;
    views::SceneLook look_;
};

}  // namespace ludus::pages
