// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the allocator for training. Any thread, any number of times; best before training starts.
#pragma once

namespace ludus::learn {

/// Large temporaries stay with the process: giving them back after each step and faulting them in again costs more than
/// the step.
void keepMemory();

}  // namespace ludus::learn
