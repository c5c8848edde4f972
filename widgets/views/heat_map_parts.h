// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Small things that the pictures of a league share: the mark and colour of a group, hatching as lines, a colour map as
// a table. GUI thread; plain functions.

#include <QColor>
#include <QLineF>
#include <QPen>
#include <QRectF>
#include <QVector>

#include <array>
#include <optional>

#include "widgets/models/matrix_model.h"
#include "widgets/style/theme.h"

class QPainter;
class QWidget;

namespace ludus::views {

std::optional<style::Role> roleOfKey(const QString& key);
QColor groupColour(const models::MatrixGroup& group);
// The role's symbol, or nothing for a group without a role. True: something was drawn.
bool paintGroupMark(QPainter& painter, const QPointF& centre, const models::MatrixGroup& group, double radius);

// Lines at 45 degrees inside of a rectangle; those of neighbours meet.
inline constexpr double kHatchPeriod = 6;
QVector<QLineF> hatchLines(const QRectF& rect, double period = kHatchPeriod);
QPen hatchPen();
// The hatching of what nobody counted yet, on this ground; none: on the surface.
void paintHatched(QPainter& painter, const QRectF& rect, const QColor& ground = {});

// A read-out beside a place of its view, inside of the window.
void showBeside(QWidget& card, const QWidget& view, const QPoint& at);

// Every how many of them have room for their names: 1, 2, 5, 10, 20 ...
int everyWhich(double room, double pitch);

// The colours of a map at even distances; odd, so that the middle is the middle.
inline constexpr int kMapColours = 511;
using ColourMap = std::array<QRgb, kMapColours>;
ColourMap colourMap(bool diverging);
QRgb mapped(const ColourMap& map, double position);  // position 0..1

}  // namespace ludus::views
