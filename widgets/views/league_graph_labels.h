// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where words and numbers stand beside signs so that they cover neither signs nor each other: each takes the first free
// place around its own sign, the nearest ones first. The same signs give the same places. Plain values, pixels; any
// thread.

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace ludus::views {

struct LabelWish {
    QPointF at;        // middle of its sign
    double clear = 8;  // how far the sign reaches
    QSizeF size;
};

struct LabelPlace {
    QRectF box;
    bool away = false;  // so far from its sign that a line has to lead there
};

// Earlier wishes come first. Where all is full the place that covers least is taken.
std::vector<LabelPlace> placeLabels(const std::vector<LabelWish>& wishes, const std::vector<QRectF>& signs,
                                    const QRectF& area);

}  // namespace ludus::views
