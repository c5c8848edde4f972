// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where texts beside a picture go so that they never overlap. Pure functions, any thread, pixels.

#include <QPoint>
#include <QRect>
#include <QSize>

#include <vector>

namespace ludus::views {

// Centres as near as possible to the wanted ones, at least `spacing` apart, inside [low, high] while they fit there.
// The order of the wanted places is kept.
std::vector<double> spreadLabels(const std::vector<double>& wanted, double spacing, double low, double high);

// Top left corner of a card beside the pointer: inside bounds, never under the pointer, off `avoid` where possible.
QPoint placeCard(const QRect& bounds, const QPoint& pointer, const QSize& card, const QRect& avoid);

}  // namespace ludus::views
