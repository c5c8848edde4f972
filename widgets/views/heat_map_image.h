// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The cells of a heat map as pixels, or as shapes for devices of vectors: only what is seen, and where cells are
// smaller than a pixel their mean. GUI thread (for the theme); what is returned is a value.

#include <QImage>

#include "widgets/views/heat_map_layout.h"

class QPainter;

namespace ludus::views {

// Cells of which kinds are seen.
struct HeatFound {
    bool prior = false, unknown = false;
};

struct HeatImage {
    QImage image;
    HeatFound found = {};
};

// `ratio`: pixels of the device a pixel.
HeatImage paintHeatCells(const models::MatrixModel& model, const HeatLayout& layout, double ratio);
// Many cells become an image here too.
HeatFound drawHeatCells(QPainter& painter, const models::MatrixModel& model, const HeatLayout& layout);

}  // namespace ludus::views
