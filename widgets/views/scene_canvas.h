// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Paints a models::Scene in the looks of the theme: side 0 solid, side 1 hatched, court colours behind. GUI thread.
// The world keeps its aspect; ground that reaches the world's edge reaches the canvas's edge.

#include <QFont>
#include <QImage>
#include <QWidget>

#include <array>

#include "widgets/models/scene.h"

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

// For canvases, thumbnails and exports alike.
void paintScene(QPainter& painter, const QRectF& area, const models::Scene& scene, const SceneOverlays& overlays);
void paintScene(QPainter& painter, const QRectF& area, const models::Scene& scene, const SceneOverlays& overlays,
                const SceneLook& look);
QImage sceneImage(const models::Scene& scene, const QSize& size, const SceneOverlays& overlays, qreal ratio = 1);

class SceneCanvas : public QWidget {
    Q_OBJECT

public:
    explicit SceneCanvas(QWidget* parent = nullptr);

    void setScene(models::Scene scene);
    void setOverlays(const SceneOverlays& overlays);
    void setEmptyText(const QString& text);
    const models::Scene& scene() const { return scene_; }
    const SceneOverlays& overlays() const { return overlays_; }

    QSize sizeHint() const override { return {480, 240}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    models::Scene scene_;
    SceneOverlays overlays_;
    QString emptyText_;
};

}  // namespace ludus::views
