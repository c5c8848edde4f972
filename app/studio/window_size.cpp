// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/window_size.h"

#include <QScreen>
#include <QWidget>

namespace ludus::studio {
namespace {

constexpr QSize kFrame(16, 40);  // about what title bar and edges take; nobody knows before the window is shown

}  // namespace

QSize fittingSize(const QSize& wanted, const QSize& available) {
    return wanted.boundedTo((available - kFrame).expandedTo({1, 1}));
}

void fitToScreen(QWidget& window, const QSize& least) {
    const QSize available = window.screen()->availableSize();
    window.setMinimumSize(fittingSize(least, available));
    if (!window.isMaximized() && !window.isFullScreen()) window.resize(fittingSize(window.size(), available));
}

}  // namespace ludus::studio
