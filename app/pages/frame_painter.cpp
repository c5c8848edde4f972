// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/frame_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

#include "app/bridges/game_words.h"
#include "widgets/style/format.h"
#include "widgets/style/paint.h"

namespace ludus::pages {
namespace {

constexpr int kHead = 42, kGap = 8;

}  // namespace

FramePainter::FramePainter(bridges::ViewerBridge& viewer, const views::SceneOverlays& overlays)
    : overlays_(overlays), look_(views::SceneLook::current()) {
    for (int i = 0; i < viewer.count(); ++i)
        tiles_.push_back({viewer.match(i)->copy(), viewer.playback()->startOf(i)});
}

int FramePainter::columns() const {
    const auto count = static_cast<int>(tiles_.size());
    return count <= 2 ? std::max(1, count) : static_cast<int>(std::ceil(std::sqrt(count)));
}

double FramePainter::aspect() const {
    if (tiles_.empty() || !tiles_[0].match->isOpen()) return 0.5;
    const QRectF world = tiles_[0].match->scene(0).world;
    return std::clamp(world.height() / std::max(1e-6, world.width()), 0.2, 1.0);
}

QSize FramePainter::sizeFor(int width) const {
    const int across = columns(), rows = (static_cast<int>(tiles_.size()) + across - 1) / across;
    const double tile = static_cast<double>(width - kGap * (across - 1)) / across;
    const int height = rows * (kHead + qRound(tile * aspect())) + kGap * (rows - 1);
    // Encoders of films want even numbers.
    return {width & ~1, (height + 1) & ~1};
}

void FramePainter::paintHead(QPainter& painter, const QRectF& area, bridges::MatchBridge& match, int frame) const {
    painter.fillRect(area, look_.surface);
    const std::vector<bridges::SideView> sides = match.sides(frame);
    std::vector<double> points;
    painter.setFont(look_.strong);
    for (size_t side = 0; side < sides.size(); ++side) {
        points.push_back(sides[side].points);
        if (side > 1) continue;
        const bool left = side == 0;
        QPainterPath swatch;
        const double x = left ? area.left() + 10 : area.right() - 22;
        swatch.addRoundedRect(QRectF(x, area.center().y() - 6, 12, 12), 2, 2);
        const int which = static_cast<int>(side);
        style::paintSideFill(painter, swatch, which, look_.side(which), look_.surface);
        QString name = sides[side].name;
        if (sides[side].maxLives > 0)
            name += QStringLiteral("  ") + QString(static_cast<int>(sides[side].lives), QChar(0x25CF)) +
                    QString(std::max(0, static_cast<int>(sides[side].maxLives - sides[side].lives)), QChar(0x25CB));
        painter.setPen(look_.text);
        const QRectF room(left ? x + 20 : area.center().x() + 40, area.top(),
                          left ? area.center().x() - 40 - x - 20 : x - 8 - area.center().x() - 40, area.height());
        painter.drawText(room, (left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                         QFontMetricsF(look_.strong).elidedText(name, Qt::ElideRight, room.width()));
    }
    painter.setFont(look_.figure);
    painter.setPen(look_.text);
    painter.drawText(area.adjusted(0, 0, 0, -10), Qt::AlignCenter, bridges::scoreText(points));
    // No clock is written into the court.
    painter.setFont(look_.caption);
    painter.setPen(look_.textMuted);
    const double seconds = static_cast<double>(frame) / match.info().facts.stepsPerSecond;
    painter.drawText(area.adjusted(0, 0, 0, -2), Qt::AlignHCenter | Qt::AlignBottom, style::formatDuration(seconds));
}

void FramePainter::paint(QPainter& painter, const QSize& size, int frame) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(0, 0), size), look_.borderStrong);
    const int across = columns(), rows = (static_cast<int>(tiles_.size()) + across - 1) / across;
    const double width = static_cast<double>(size.width() - kGap * (across - 1)) / across;
    const double height = static_cast<double>(size.height() - kGap * (rows - 1)) / std::max(1, rows);
    for (size_t i = 0; i < tiles_.size(); ++i) {
        bridges::MatchBridge& match = *tiles_[i].match;
        if (!match.isOpen()) continue;
        const QRectF tile(static_cast<double>(static_cast<int>(i) % across) * (width + kGap),
                          static_cast<double>(static_cast<int>(i) / across) * (height + kGap), width, height);
        const int own = std::clamp(frame - tiles_[i].start, 0, match.frames() - 1);
        paintHead(painter, QRectF(tile.topLeft(), QSizeF(width, kHead)), match, own);
        views::paintScene(painter, tile.adjusted(0, kHead, 0, 0), match.scene(own), overlays_, look_);
    }
}

QImage FramePainter::image(const QSize& size, int frame) const {
    QImage out(size, QImage::Format_RGB32);
    QPainter painter(&out);
    paint(painter, size, frame);
    return out;
}

}  // namespace ludus::pages
