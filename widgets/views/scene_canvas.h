// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A scene in a window; what stands still in it is painted once a size and kept. GUI thread.

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

#include "widgets/views/scene_painter.h"

namespace ludus::views {

class SceneCanvas : public QWidget {
    Q_OBJECT

public:
    explicit SceneCanvas(QWidget* parent = nullptr);

    void setScene(models::Scene scene);
    void setOverlays(const SceneOverlays& overlays);
    void setEmptyText(const QString& text);
    const QString& emptyText() const { return emptyText_; }
    const models::Scene& scene() const { return scene_; }
    const SceneOverlays& overlays() const { return overlays_; }

    QSize sizeHint() const override { return {480, 240}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const SceneLook& look();
    const QPixmap& still();

    models::Scene scene_;
    std::optional<SceneLook> look_;
    QPixmap still_;
    std::vector<models::SceneShape> stillShapes_;  // what is painted in it
    QRectF stillWorld_;
    SceneOverlays overlays_;
    QString emptyText_;
};

}  // namespace ludus::views
