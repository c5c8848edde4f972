// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/heat_map_parts.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>

#include "widgets/style/paint.h"

namespace ludus::views {

using style::Role;
using style::Token;

std::optional<Role> roleOfKey(const QString& key) {
    for (int i = 0; !key.isEmpty() && i < static_cast<int>(Role::Count); ++i)
        if (style::roleKey(static_cast<Role>(i)) == key) return static_cast<Role>(i);
    return std::nullopt;
}

QColor groupColour(const models::MatrixGroup& group) {
    const style::Theme& theme = style::Theme::instance();
    if (const auto role = roleOfKey(group.role)) return theme.role(*role);
    return group.colour >= 0 ? theme.series(group.colour) : theme.neutral();
}

bool paintGroupMark(QPainter& painter, const QPointF& centre, const models::MatrixGroup& group, double radius) {
    const auto role = roleOfKey(group.role);
    if (role) style::paintRole(painter, centre, *role, radius);
    return role.has_value();
}

QVector<QLineF> hatchLines(const QRectF& rect, double period) {
    QVector<QLineF> lines;
    // On x + y = c, for every multiple c of the period that meets the rectangle.
    const double first = std::ceil((rect.left() + rect.top()) / period) * period;
    for (double c = first; c <= rect.right() + rect.bottom(); c += period) {
        const double from = std::max(rect.left(), c - rect.bottom()), to = std::min(rect.right(), c - rect.top());
        if (to - from > 0.01) lines << QLineF(from, c - from, to, c - to);
    }
    return lines;
}

QPen hatchPen() {
    QColor ink = style::color(Token::TextMuted);
    ink.setAlphaF(0.6F);
    return QPen(ink, 1, Qt::SolidLine, Qt::FlatCap);
}

void paintHatched(QPainter& painter, const QRectF& rect, const QColor& ground) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect, ground.isValid() ? ground : style::color(Token::Surface));
    painter.setPen(hatchPen());
    painter.drawLines(hatchLines(rect));
    painter.restore();
}

void showBeside(QWidget& card, const QWidget& view, const QPoint& at) {
    constexpr int kGap = 14;
    const QRect room = view.window()->rect().adjusted(4, 4, -4, -4);
    const QPoint pointer = view.mapTo(view.window(), at);
    QPoint place = pointer + QPoint(kGap, kGap);
    if (place.x() + card.width() > room.right()) place.setX(pointer.x() - kGap - card.width());
    if (place.y() + card.height() > room.bottom()) place.setY(pointer.y() - kGap - card.height());
    card.move(std::max(room.left(), place.x()), std::max(room.top(), place.y()));
    card.raise();
    card.show();
}

int everyWhich(double room, double pitch) {
    const int wanted = std::max(1, static_cast<int>(std::ceil(room / std::max(pitch, 1e-6))));
    int step = 1;
    for (int decade = 1; step < wanted; decade *= 10)
        for (const int factor : {1, 2, 5, 10})
            if (step < wanted) step = factor * decade;
    return step;
}

ColourMap colourMap(bool diverging) {
    const style::Theme& theme = style::Theme::instance();
    ColourMap map{};
    for (int i = 0; i < kMapColours; ++i) {
        const double position = static_cast<double>(i) / (kMapColours - 1);
        map[static_cast<std::size_t>(i)] = (diverging ? theme.diverging(position) : theme.sequential(position)).rgb();
    }
    return map;
}

QRgb mapped(const ColourMap& map, double position) {
    const double place = std::clamp(position, 0.0, 1.0) * (kMapColours - 1);
    return map[static_cast<std::size_t>(std::lround(place))];
}

}  // namespace ludus::views
