// SPDX-License-Identifier: GPL-3.0-or-later
// The box that chooses the language of the studio, each named in itself. GUI thread; the caller owns it.
#pragma once

class QComboBox;

namespace ludus::pages {

class Preferences;

QComboBox* makeLanguageBox(Preferences& preferences);

}  // namespace ludus::pages
