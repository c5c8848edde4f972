// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where texts beside a picture go so that they never overlap. Pure functions, any thread, pixels.

#include <QPoint>
#include <QRect>
#include <QSize>

#include <vector>

namespace ludus::views {

struct EndLabel;

// Centres as near as possible to the wanted ones, at least `spacing` apart, inside [low, high] while they fit there.
// The order of the wanted places is kept.
std::vector<double> spreadLabels(const std::vector<double>& wanted, double spacing, double low, double high);

// Which labels stand where no more than `most` have room: those that must, top and bottom, and between them as many as
// keep `spacing` where they want to be. In ascending order; all while there is room.
std::vector<std::size_t> chooseLabels(const std::vector<double>& wanted, const std::vector<bool>& must, double spacing,
                                      std::size_t most);
// Leaves out those that have no room; a last one, at `low` of the picture, says how many.
void leaveOutLabels(std::vector<EndLabel>& labels, std::vector<double>& wanted, double spacing, double high,
                    double low);

// Top left corner of a card beside the pointer: inside bounds, never under the pointer, off `avoid` where possible.
QPoint placeCard(const QRect& bounds, const QPoint& pointer, const QSize& card, const QRect& avoid);

}  // namespace ludus::views
