// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How many things of one picture have a colour of their own. Any thread.

namespace ludus::models {

// Indices from here on into the categorical palette are drawn in grey, in colour only while selected: nobody tells so
// many colours apart.
inline constexpr int kColouredSeries = 32;

}  // namespace ludus::models
