// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C and SIGTERM as a counter that long commands look at. Main thread; the handler only counts.
#pragma once

namespace ludus::headless {

/// From now on the signals are counted instead of ending the program.
void catchInterrupts();
int interrupts();

}  // namespace ludus::headless
