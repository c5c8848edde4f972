// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where the tags of a picture stand: beside what they are about, over no body and over no other tag. Pure; any thread.
// Pixels.

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace ludus::views {

struct SceneTag {
    QRectF body;  // what it is about
    QSizeF size;
};

// A place for each tag, in their order, inside the area. Above is best, then below, right, left, then further away.
// Where there is no room at all, what covers least.
std::vector<QRectF> placeTags(const QRectF& area, const std::vector<SceneTag>& tags, const std::vector<QRectF>& bodies);

}  // namespace ludus::views
