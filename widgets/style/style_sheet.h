// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one style sheet of the application, made from the tokens. What needs icons or states that a sheet cannot
// express is drawn by FusionStyle.

#include <QString>

namespace ludus::style {

class Theme;

QString makeStyleSheet(const Theme& theme);

}  // namespace ludus::style
