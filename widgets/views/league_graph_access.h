// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What assistive techniques are told about the pictures of a league: the value of a picture is the sentence about what
// is selected in it, a time slider is a slider with its period. GUI thread; installed once for the application.

namespace ludus::views {

class LeagueAccess {
public:
    static void install();
};

}  // namespace ludus::views
