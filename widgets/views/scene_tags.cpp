// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/scene_tags.h"

#include <algorithm>
#include <array>
#include <limits>

namespace ludus::views {
namespace {

constexpr std::array kGaps = {5.0, 14.0, 26.0, 42.0, 64.0, 92.0};
constexpr double kAir = 1, kTagsToo = 4;  // covering a body is worse than covering a tag

double covered(const QRectF& place, const std::vector<QRectF>& others) {
    double sum = 0;
    for (const QRectF& other : others) {
        const QRectF common = place.intersected(other.adjusted(-kAir, -kAir, kAir, kAir));
        if (!common.isEmpty()) sum += common.width() * common.height();
    }
    return sum;
}

QRectF inside(const QRectF& area, QRectF place) {
    place.moveLeft(std::clamp(place.left(), area.left(), std::max(area.left(), area.right() - place.width())));
    place.moveTop(std::clamp(place.top(), area.top(), std::max(area.top(), area.bottom() - place.height())));
    return place;
}

/// The eight places around a body at a distance, the usual ones first.
std::array<QRectF, 8> around(const SceneTag& tag, double gap) {
    const QRectF& body = tag.body;
    const double width = tag.size.width(), height = tag.size.height();
    const double left = body.left() - gap - width, right = body.right() + gap;
    const double above = body.top() - gap - height, below = body.bottom() + gap;
    const double middleX = body.center().x() - width / 2, middleY = body.center().y() - height / 2;
    const auto at = [&](double x, double y) { return QRectF(QPointF(x, y), tag.size); };
    return {at(middleX, above), at(middleX, below), at(right, middleY), at(left, middleY),
            at(right, above),   at(left, above),    at(right, below),   at(left, below)};
}

QRectF bestPlace(const QRectF& area, const SceneTag& tag, const std::vector<QRectF>& bodies,
                 const std::vector<QRectF>& placed) {
    QRectF best;
    double least = std::numeric_limits<double>::infinity();
    for (const double gap : kGaps) {
        for (const QRectF& wanted : around(tag, gap)) {
            const QRectF place = inside(area, wanted);
            const double cost = kTagsToo * covered(place, bodies) + covered(place, placed);
            if (cost >= least) continue;
            best = place;
            least = cost;
            if (cost == 0) return best;
        }
    }
    return best;
}

}  // namespace

std::vector<QRectF> placeTags(const QRectF& area, const std::vector<SceneTag>& tags,
                              const std::vector<QRectF>& bodies) {
    std::vector<QRectF> placed;
    for (const SceneTag& tag : tags)
        placed.push_back(bestPlace(area, tag, bodies, placed));
    return placed;
}

}  // namespace ludus::views
