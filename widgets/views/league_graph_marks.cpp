// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/league_graph_marks.h"

#include <QPaintEngine>

#include <cmath>

#include "widgets/style/paint.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr double kRim = 1.25, kSteps = 4;  // radii are rounded to a quarter of a pixel
constexpr double kHollowLine = 1.75, kRingLine = 2, kGap = 5;

/// Small signs that stand close together would cover each other with their rims.
double rimOf(double radius) {
    return std::clamp(0.6 * (radius - 2), 0.0, kRim);
}

}  // namespace

double LeagueMarks::reach(double radius, Ring ring) {
    constexpr double kWidest = 1.5;  // factor of the widest shape
    return kWidest * (ring == Ring::None ? radius : radius + kGap) + kRim + 1;
}

void LeagueMarks::draw(QPainter& painter, models::LeagueRole role, double radius, Fill fill, Ring ring) {
    const bool hollow = fill != Fill::Full;
    const style::Theme& theme = style::Theme::instance();
    const QColor colour = theme.role(roleOf(role)), ground = theme.color(Token::Surface);
    const QString shape = theme.roleShape(roleOf(role));
    const QPainterPath sign = style::shapePath(shape, hollow ? radius - kHollowLine / 2 : radius);
    if (ring != Ring::None) {
        const QPainterPath outline = style::shapePath(shape, radius + kGap);
        painter.setBrush(ground);
        painter.setPen(QPen(ground, kRingLine + 2 * kRim));
        painter.drawPath(outline);
        painter.setPen(QPen(colour, kRingLine));
        painter.drawPath(outline);
    } else {
        painter.setPen(
            QPen(ground, 2 * rimOf(radius) + (hollow ? kHollowLine : 0), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(ground);
        painter.drawPath(sign);
    }
    painter.setPen(hollow ? QPen(colour, kHollowLine) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? ground : colour);
    painter.drawPath(sign);
    if (fill != Fill::Half) return;
    QPainterPath left;
    left.addRect(QRectF(-2 * radius, -2 * radius, 2 * radius, 4 * radius));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(sign.intersected(left));
}

void LeagueMarks::paint(QPainter& painter, const QPointF& centre, models::LeagueRole role, double radius, Fill fill,
                        Ring ring) {
    radius = std::round(radius * kSteps) / kSteps;
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        painter.save();
        painter.translate(centre);
        draw(painter, role, radius, fill, ring);
        painter.restore();
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const quint64 key = static_cast<quint64>(role) | static_cast<quint64>(fill) << 8 |
                        static_cast<quint64>(ring) << 10 | static_cast<quint64>(std::lround(radius * kSteps)) << 16 |
                        static_cast<quint64>(std::lround(ratio * 100)) << 32;
    const double half = std::ceil(reach(radius, ring)) + 0.5;
    QPixmap& pixmap = pixmaps_[key];
    if (pixmap.isNull()) {
        pixmap = QPixmap((QSizeF(2 * half, 2 * half) * ratio).toSize());
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter first(&pixmap);
        first.setRenderHint(QPainter::Antialiasing);
        first.translate(half, half);
        draw(first, role, radius, fill, ring);
    }
    // On whole device pixels: as crisp as it was painted.
    const auto aligned = [&](double v) { return std::round(v * ratio) / ratio; };
    painter.drawPixmap(QPointF(aligned(centre.x() - half), aligned(centre.y() - half)), pixmap);
}

void paintRimmedText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text,
                     const QColor& colour) {
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(text);
    const double x = alignment & Qt::AlignRight     ? box.right() - width
                     : alignment & Qt::AlignHCenter ? box.center().x() - width / 2
                                                    : box.left();
    const double y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    QPainterPath path;
    path.addText(QPointF(x, y), painter.font(), text);
    painter.strokePath(path, QPen(style::color(Token::Surface), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setPen(colour);
    painter.drawText(QPointF(x, y), text);
}

void paintSelectionFrame(QPainter& painter, const QPointF& centre, double half) {
    painter.setPen(QPen(style::color(Token::Accent), 2));
    painter.setBrush(style::color(Token::Selection));
    painter.drawRoundedRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half), style::radius::kControl,
                            style::radius::kControl);
    painter.setBrush(Qt::NoBrush);
}

}  // namespace ludus::views
