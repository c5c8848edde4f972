// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/scene_canvas.h"

#include <QPainter>

#include <algorithm>

#include "widgets/style/theme.h"

namespace ludus::views {

SceneCanvas::SceneCanvas(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Picture of the match"));
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        look_.reset();
        still_ = {};
        update();
    });
}

void SceneCanvas::setScene(models::Scene scene) {
    scene_ = std::move(scene);
    update();
}

void SceneCanvas::setOverlays(const SceneOverlays& overlays) {
    overlays_ = overlays;
    update();
}

void SceneCanvas::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

const SceneLook& SceneCanvas::look() {
    if (!look_) look_ = SceneLook::current();
    return *look_;
}

/// Court and walls are the same in every frame.
const QPixmap& SceneCanvas::still() {
    const auto end = std::find_if(scene_.shapes.begin(), scene_.shapes.end(),
                                  [](const models::SceneShape& shape) { return shape.moves || shape.eye; });
    const qreal ratio = devicePixelRatioF();
    const bool holds = still_.size() == size() * ratio && stillWorld_ == scene_.world &&
                       std::equal(scene_.shapes.begin(), end, stillShapes_.begin(), stillShapes_.end());
    if (holds) return still_;
    still_ = QPixmap(size() * ratio);
    still_.setDevicePixelRatio(ratio);
    stillShapes_.assign(scene_.shapes.begin(), end);
    stillWorld_ = scene_.world;
    QPainter painter(&still_);
    paintStill(painter, QRectF(rect()), scene_, look());
    return still_;
}

void SceneCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (scene_.world.isEmpty()) {
        painter.fillRect(rect(), look().fill(models::SceneFill::Sky));
        painter.setFont(style::font(style::Type::Small));
        painter.setPen(style::color(style::Token::TextMuted));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
        return;
    }
    painter.drawPixmap(0, 0, still());
    paintLively(painter, QRectF(rect()), scene_, overlays_, look());
}

}  // namespace ludus::views
