// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/league_graph_labels.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

namespace ludus::views {

namespace {

constexpr std::array<double, 4> kFurther{0, 10, 22, 36};
constexpr double kLabelsCount = 4, kOutsideCounts = 8;  // to cover a label is worse than to cover a sign

// Right, left, above, below, then the corners.
constexpr std::array<std::array<int, 2>, 8> kWays{
    {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}}};

QRectF boxAt(const LabelWish& wish, double further, const std::array<int, 2>& way) {
    const double beside = way[1] == 0 ? 1 : 0.4;  // corners stand above or below, a little aside
    const QPointF aside(way[0] * (beside * wish.clear + further + wish.size.width() / 2),
                        way[1] * (wish.clear + further + wish.size.height() / 2));
    return {wish.at + aside - QPointF(wish.size.width() / 2, wish.size.height() / 2), wish.size};
}

double areaOf(const QRectF& box) {
    return box.isEmpty() ? 0 : box.width() * box.height();
}

/// It need not be exact above `most`.
double covered(const QRectF& box, const std::vector<QRectF>& others, double most) {
    double sum = 0;
    for (const QRectF& other : others) {
        if (!other.intersects(box)) continue;
        sum += areaOf(box.intersected(other));
        if (sum > most) break;
    }
    return sum;
}

LabelPlace placeOne(const LabelWish& wish, const std::vector<QRectF>& signs, const std::vector<QRectF>& labels,
                    const QRectF& area) {
    LabelPlace best;
    double least = std::numeric_limits<double>::infinity();
    for (const double further : kFurther) {
        for (const auto& way : kWays) {
            const QRectF box = boxAt(wish, further, way);
            double cost = kOutsideCounts * (areaOf(box) - areaOf(box.intersected(area)));
            cost += kLabelsCount * covered(box, labels, least);
            if (cost < least) cost += covered(box, signs, least - cost);
            if (!(cost < least - 1e-6)) continue;
            least = cost;
            best = {box, further > 0};
            if (cost <= 0) return best;
        }
    }
    return best;
}

}  // namespace

std::vector<LabelPlace> placeLabels(const std::vector<LabelWish>& wishes, const std::vector<QRectF>& signs,
                                    const QRectF& area) {
    std::vector<LabelPlace> out;
    std::vector<QRectF> labels;
    for (const LabelWish& wish : wishes) {
        // Only what is near enough to matter.
        const double reach = wish.clear + kFurther.back();
        const double wide = reach + wish.size.width(), high = reach + wish.size.height();
        const QRectF around(wish.at - QPointF(wide, high), QSizeF(2 * wide, 2 * high));
        std::vector<QRectF> near;
        std::copy_if(signs.begin(), signs.end(), std::back_inserter(near),
                     [&](const QRectF& sign) { return sign.intersects(around); });
        out.push_back(placeOne(wish, near, labels, area));
        labels.push_back(out.back().box);
    }
    return out;
}

}  // namespace ludus::views
