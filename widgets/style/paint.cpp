// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/paint.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QtMath>

#include <cmath>
#include <map>
#include <tuple>

namespace ludus::style {

namespace {

QPainterPath polygon(int corners, qreal radius, qreal firstAngle) {
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const qreal angle = firstAngle + 2 * M_PI * i / corners;
        points << QPointF(radius * qCos(angle), radius * qSin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath starPath(qreal outer, qreal inner) {
    QPolygonF points;
    for (int i = 0; i < 10; ++i) {
        const qreal angle = -M_PI / 2 + M_PI * i / 5;
        const qreal radius = i % 2 == 0 ? outer : inner;
        points << QPointF(radius * qCos(angle), radius * qSin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath plusPath(qreal arm, qreal half) {
    QPainterPath path;
    path.addRect(QRectF(-arm, -half, 2 * arm, 2 * half));
    QPainterPath upright;
    upright.addRect(QRectF(-half, -arm, 2 * half, 2 * arm));
    return path.united(upright);
}

// Stripes run from lower left to upper right; `period` is the way from one to the next along either axis.
void drawStripes(QPainter& painter, const QRectF& bounds, const QColor& colour, qreal period) {
    const qreal stripe = period / (2 * M_SQRT2), reach = bounds.height();
    painter.setPen(QPen(colour, stripe, Qt::SolidLine, Qt::FlatCap));
    for (qreal x = bounds.left() - std::ceil(reach / period) * period; x < bounds.right() + period; x += period) {
        painter.drawLine(QPointF(x - stripe, bounds.bottom() + stripe),
                         QPointF(x + reach + stripe, bounds.bottom() - reach - stripe));
    }
}

// The pattern of side 1 as a texture: painted once a colour, width of stripes and scale of the device, and a thread.
const QBrush& stripedBrush(const QColor& colour, const QColor& surface, int period, qreal scale) {
    constexpr size_t kMost = 64;
    using Key = std::tuple<QRgb, QRgb, int, int>;
    thread_local std::map<Key, QBrush> brushes;
    const Key key(colour.rgba(), surface.rgba(), period, qRound(scale * 100));
    const auto found = brushes.find(key);
    if (found != brushes.end()) return found->second;
    if (brushes.size() >= kMost) brushes.clear();
    // Four periods: a whole number of pixels for every scale that is a multiple of a quarter.
    const int extent = 4 * period, pixels = qMax(1, qRound(extent * scale));
    QImage tile(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    tile.fill(surface);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(static_cast<qreal>(pixels) / extent, static_cast<qreal>(pixels) / extent);
    QColor gap = colour;
    gap.setAlphaF(0.38F);
    painter.fillRect(QRect(0, 0, extent, extent), gap);
    drawStripes(painter, QRectF(0, 0, extent, extent), colour, period);
    painter.end();
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(static_cast<qreal>(extent) / pixels, static_cast<qreal>(extent) / pixels));
    return brushes.emplace(key, brush).first->second;
}

// Devices of vectors keep their stripes as lines.
void hatchWithLines(QPainter& painter, const QPainterPath& path, const QColor& colour, const QColor& surface,
                    int period) {
    painter.fillPath(path, surface);
    QColor gap = colour;
    gap.setAlphaF(0.38F);
    painter.fillPath(path, gap);
    painter.save();
    painter.setClipPath(path, Qt::IntersectClip);
    drawStripes(painter, path.boundingRect(), colour, period);
    painter.restore();
}

}  // namespace

// Circumradius factors: markFactor of tokens.json.
QPainterPath shapePath(const QString& shape, qreal radius) {
    constexpr qreal kUp = -M_PI / 2;
    if (shape == QLatin1String("triangle-up")) return polygon(3, 1.45 * radius, kUp);
    if (shape == QLatin1String("triangle-down")) return polygon(3, 1.45 * radius, -kUp);
    if (shape == QLatin1String("square")) return polygon(4, 1.27 * radius, M_PI / 4);
    if (shape == QLatin1String("diamond")) return polygon(4, 1.28 * radius, kUp);
    if (shape == QLatin1String("pentagon")) return polygon(5, 1.15 * radius, kUp);
    if (shape == QLatin1String("hexagon")) return polygon(6, 1.12 * radius, 0);
    if (shape == QLatin1String("plus")) return plusPath(1.1 * radius, 0.38 * radius);
    if (shape == QLatin1String("star")) return starPath(1.5 * radius, 0.66 * radius);
    QPainterPath disc;
    disc.addEllipse(QPointF(0, 0), radius, radius);
    return disc;
}

void paintRole(QPainter& painter, const QPointF& centre, Role role, qreal radius, bool hollow) {
    const Theme& theme = Theme::instance();
    const QColor colour = theme.role(role);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    painter.setPen(hollow ? QPen(colour, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? theme.color(Token::Surface) : colour);
    painter.drawPath(shapePath(theme.roleShape(role), hollow ? radius - 0.75 : radius));
    painter.restore();
}

void paintSideFill(QPainter& painter, const QPainterPath& path, int side) {
    const Theme& theme = Theme::instance();
    paintSideFill(painter, path, side, theme.side(side), theme.color(Token::Surface));
}

void paintSideFill(QPainter& painter, const QPainterPath& path, int side, const QColor& colour, const QColor& surface) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (side != 1) {
        painter.fillPath(path, colour);
        painter.restore();
        return;
    }
    const QRectF bounds = path.boundingRect();
    const int period = qMin(bounds.width(), bounds.height()) < 14 ? 6 : 8;
    if (painter.paintEngine()->type() == QPaintEngine::Raster) {
        // Their phase is fixed to the shape, so that the stripes do not swim.
        painter.setBrushOrigin(bounds.bottomLeft());
        painter.fillPath(path,
                         stripedBrush(colour, surface, period, qBound(0.5, painter.deviceTransform().m11(), 8.0)));
    } else {
        hatchWithLines(painter, path, colour, surface, period);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1));
    painter.drawPath(path);
    painter.restore();
}

void paintSideFill(QPainter& painter, const QRectF& rect, int side, qreal cornerRadius) {
    QPainterPath path;
    path.addRoundedRect(side == 1 ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, cornerRadius, cornerRadius);
    paintSideFill(painter, path, side);
}

void paintFocusInside(QPainter& painter, const QRectF& rect, qreal cornerRadius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Token::Focus), 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
    painter.restore();
}

}  // namespace ludus::style
