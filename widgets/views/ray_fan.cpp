// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/ray_fan.h"

#include <QPainter>
#include <QtMath>

#include <algorithm>

#include "widgets/style/format.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using models::SceneRay;
using style::Token;

namespace {

constexpr int kHead = 18;

QString wordOf(SceneRay::Hit hit) {
    switch (hit) {
        case SceneRay::Hit::Ball: return RayFan::tr("ball");
        case SceneRay::Hit::OwnGoal: return RayFan::tr("own goal");
        case SceneRay::Hit::Goal: return RayFan::tr("goal");
        case SceneRay::Hit::Wall: return RayFan::tr("wall");
        case SceneRay::Hit::Mate: return RayFan::tr("team mate");
        case SceneRay::Hit::Opponent: return RayFan::tr("opponent");
        case SceneRay::Hit::Nothing: break;
    }
    return RayFan::tr("nothing");
}

}  // namespace

RayFan::RayFan(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void RayFan::setHead(int side, const QString& text) {
    side_ = side;
    head_ = text;
    setAccessibleName(text);
    update();
}

void RayFan::setRays(std::vector<FanRay> rays) {
    rays_ = std::move(rays);
    QStringList words;
    for (const FanRay& ray : rays_) {
        if (ray.age == 0 && ray.hit != SceneRay::Hit::Nothing)
            words << tr("%1 at %2°, %3 of the reach")
                         .arg(wordOf(ray.hit), style::formatReal(ray.degrees, 0), style::formatPercent(ray.distance));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setToolTip(tr("disc: ball, square: goal, triangle: player, line: wall; fainter: earlier frames"));
    update();
}

void RayFan::paintRay(QPainter& painter, const QPointF& eye, double reach, const FanRay& ray) const {
    using Hit = SceneRay::Hit;
    const style::Theme& theme = style::Theme::instance();
    // It looks up: 0 degrees is the upper edge, positive angles turn to the left.
    const double angle = qDegreesToRadians(ray.degrees + 90);
    const QPointF way(std::cos(angle), -std::sin(angle));
    const QPointF to = eye + way * (6 + ray.distance * (reach - 6));
    QColor colour = theme.color(Token::ChartAxis);
    if (ray.hit == Hit::Ball) colour = theme.ink();
    if (ray.hit == Hit::OwnGoal || ray.hit == Hit::Mate) colour = theme.side(side_);
    if (ray.hit == Hit::Goal || ray.hit == Hit::Opponent) colour = theme.side(1 - side_);
    constexpr double kFaint[] = {1, 0.4, 0.2};
    painter.setOpacity(kFaint[std::clamp(ray.age, 0, 2)] * (ray.hit == Hit::Nothing ? 0.5 : 1));
    if (ray.age == 0) {
        painter.setPen(QPen(colour, ray.hit == Hit::Nothing || ray.hit == Hit::Wall ? 1 : 1.75));
        painter.drawLine(eye + way * 6, to);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (ray.hit == Hit::Ball) painter.drawEllipse(to, 3.5, 3.5);
    if (ray.hit == Hit::Goal || ray.hit == Hit::OwnGoal) painter.drawRect(QRectF(to - QPointF(3, 3), QSizeF(6, 6)));
    if (ray.hit == Hit::Mate || ray.hit == Hit::Opponent)
        painter.drawPath(style::shapePath(QStringLiteral("triangle-up"), 3.5).translated(to));
    if (ray.hit == Hit::Wall) {
        const QPointF across(-way.y() * 3, way.x() * 3);
        painter.setPen(QPen(colour, 1.5));
        painter.drawLine(to - across, to + across);
    }
    painter.setOpacity(1);
}

void RayFan::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    style::paintSideFill(painter, QRectF(0, (kHead - 10) / 2.0, 10, 10), side_);
    painter.setFont(style::font(style::Type::Caption));
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(QRect(16, 0, width() - 16, kHead), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(head_, Qt::ElideRight, width() - 16));
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(0, kHead, width(), height() - kHead);
    const double reach = std::min(area.width(), area.height()) / 2 - 4;
    const QPointF eye = area.center();
    painter.setPen(QPen(style::color(Token::ChartGrid), 1));
    painter.setBrush(Qt::NoBrush);
    for (const double share : {0.5, 1.0})
        painter.drawEllipse(eye, 6 + share * (reach - 6), 6 + share * (reach - 6));
    for (int age = 2; age >= 0; --age) {
        for (const FanRay& ray : rays_) {
            if (ray.age == age) paintRay(painter, eye, reach, ray);
        }
    }
    QPainterPath body;
    body.addEllipse(eye, 5, 5);
    style::paintSideFill(painter, body, side_);
}

}  // namespace ludus::views
