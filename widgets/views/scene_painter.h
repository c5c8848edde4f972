// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Paints a models::Scene in the looks of the theme: side 0 solid, side 1 hatched, court colours behind. The world keeps
// its aspect; ground that reaches the world's edge reaches the picture's edge. With a look of one's own any thread.

#include <QFont>
#include <QImage>

#include <array>
#include <vector>

#include "widgets/models/scene.h"

class QPainter;

namespace ludus::views {

struct SceneOverlays {
    bool velocities = false;
    bool labels = true;
    double arrowSeconds = 0.25;  // an arrow shows the way of this time
    bool trail = false;          // where the ball was and where it goes
    bool rays = false;
};

// Colours and fonts of a picture, taken from the theme at one moment; then usable on any thread.
struct SceneLook {
    std::array<QColor, 10> fills;  // by models::SceneFill
    QColor surface, raised, borderStrong, text, textMuted, ink, wall;
    QFont small, caption, strong, figure;
    // GUI thread.
    static SceneLook current();
    QColor fill(models::SceneFill which) const { return fills[static_cast<size_t>(which)]; }
    QColor side(int side) const { return fill(side == 1 ? models::SceneFill::Side1 : models::SceneFill::Side0); }
};

// For canvases, thumbnails and exports alike; paintStill leaves what paintLively paints over it: the shapes from the
// first one that moves on, and the overlays.
void paintStill(QPainter& painter, const QRectF& area, const models::Scene& scene, const SceneLook& look);
void paintLively(QPainter& painter, const QRectF& area, const models::Scene& scene, const SceneOverlays& overlays,
                 const SceneLook& look);
void paintScene(QPainter& painter, const QRectF& area, const models::Scene& scene, const SceneOverlays& overlays);
void paintScene(QPainter& painter, const QRectF& area, const models::Scene& scene, const SceneOverlays& overlays,
                const SceneLook& look);
QImage sceneImage(const models::Scene& scene, const QSize& size, const SceneOverlays& overlays, qreal ratio = 1);

// How wide and high the world is painted in an area.
QSizeF paintedSize(const QRectF& world, const QSizeF& area);
// Where the tags of a scene stand in this area, and the bodies they keep clear.
struct SceneTags {
    std::vector<QRectF> places, bodies;
    std::vector<QString> texts;
};
SceneTags tagsOf(const QRectF& area, const models::Scene& scene, const SceneLook& look);

}  // namespace ludus::views
