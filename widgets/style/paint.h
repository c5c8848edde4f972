// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Marks that every picture draws in the same way: sides as areas, roles as points, the focus frame.
// GUI thread; the painter keeps its state. Lengths in device-independent pixels.

#include <QPainterPath>
#include <QRectF>

#include "widgets/style/theme.h"

class QPainter;

namespace ludus::style {

// Fills the path in the style of a side: 0 solid, 1 hatched at 45 degrees with an outline.
void paintSideFill(QPainter& painter, const QPainterPath& path, int side);
// The same in given colours: for pictures that are painted outside the GUI thread.
void paintSideFill(QPainter& painter, const QPainterPath& path, int side, const QColor& colour, const QColor& surface);
void paintSideFill(QPainter& painter, const QRectF& rect, int side, qreal cornerRadius = radius::kMark);

// The path of a shape of tokens.json ("disc", "triangle-up", ...) around the origin, with nearly equal areas.
QPainterPath shapePath(const QString& shape, qreal radius);
void paintRole(QPainter& painter, const QPointF& centre, Role role, qreal radius, bool hollow = false);

// The keyboard focus inside a row, a cell or a canvas: 2 px.
void paintFocusInside(QPainter& painter, const QRectF& rect, qreal cornerRadius = 0);

}  // namespace ludus::style
