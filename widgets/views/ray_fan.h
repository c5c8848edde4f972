// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a player sees by rays: it stands in the middle and looks up; every ray is as long as it reaches and ends in the
// sign of what it meets; older frames are fainter. GUI thread.

#include <QString>
#include <QWidget>

#include <vector>

#include "widgets/models/scene.h"

namespace ludus::views {

struct FanRay {
    double degrees = 0;   // counter-clockwise from where it looks
    double distance = 1;  // 0..1 of the longest
    models::SceneRay::Hit hit = models::SceneRay::Hit::Nothing;
    int age = 0;  // 0 is now
};

class RayFan : public QWidget {
    Q_OBJECT

public:
    explicit RayFan(QWidget* parent = nullptr);

    void setHead(int side, const QString& text);  // "blue 1 sees"
    void setRays(std::vector<FanRay> rays);
    const std::vector<FanRay>& rays() const { return rays_; }

    QSize sizeHint() const override { return {168, 150}; }
    QSize minimumSizeHint() const override { return {120, 96}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintRay(QPainter& painter, const QPointF& eye, double reach, const FanRay& ray) const;

    std::vector<FanRay> rays_;
    QString head_;
    int side_ = 0;
};

}  // namespace ludus::views
