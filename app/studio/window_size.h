// SPDX-License-Identifier: GPL-3.0-or-later
// How large a window may be, so that all of it is seen. Pure functions, any thread; device-independent pixels.
#pragma once

#include <QSize>

class QWidget;

namespace ludus::studio {

/// `wanted`, or what of it a screen with this much room for windows can show together with a title bar and edges.
QSize fittingSize(const QSize& wanted, const QSize& available);

/// GUI thread: the window on its screen takes the least and the present size that fit there. One that fills its screen
/// stays as it is.
void fitToScreen(QWidget& window, const QSize& least);

}  // namespace ludus::studio
