// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Fills many narrow boxes side by side with one colour, on pixels: what a noisy curve is made of. A painter that fills
// them one by one begins anew in every row of every box; here they become small pictures, of which it draws few.
// GUI thread; owns the picture it reuses. Boxes are device-independent pixels from left to right, none beside another
// on the same x.

#include <QImage>
#include <QRect>
#include <QVector>

#include <cstddef>
#include <vector>

class QPainter;

namespace ludus::views {

class ColumnBrush {
public:
    // Whether this painter ends on pixels and neither turns nor shears; others are given the boxes as they are.
    static bool suits(const QPainter& painter);
    void fill(QPainter& painter, const QVector<QRect>& boxes, const QColor& colour);

private:
    struct Column {
        int left, right, top, bottom;  // device pixels, right and bottom not included
    };
    void drawTile(QPainter& painter, const Column* columns, std::size_t count, QRgb ink);

    std::vector<Column> columns_;
    QImage tile_;
};

}  // namespace ludus::views
