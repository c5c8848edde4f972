// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How colours look to people who see fewer of them, and how far apart two colours are for the eye.
// Pure functions, any thread.

#include <QColor>

namespace ludus::style {

// Normal: as it is; the other three: without the red, green or blue cones. Grey: as printed without colours.
enum class Vision { Normal, Protan, Deutan, Tritan, Grey };

QColor seenBy(const QColor& color, Vision vision);
// Distance in OKLab (Ottosson 2020) x 100; about 2 is just seen.
double colorDistance(const QColor& a, const QColor& b);

}  // namespace ludus::style
