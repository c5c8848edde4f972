// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps somebody without a mouse or without sight from using a window: controls without a name, too small ones,
// and those that Tab never reaches. GUI thread.
#pragma once

#include <QStringList>

class QWidget;

namespace ludus::test {

/// One sentence a fault of what is in view below `root`; empty when all is well. Presses Tab as often as it takes.
QStringList accessFaults(QWidget& window, QWidget& root);
/// Buttons and labels in view below `root` that are smaller than their words need.
QStringList clippedTexts(QWidget& root);

}  // namespace ludus::test
