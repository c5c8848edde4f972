// SPDX-License-Identifier: GPL-3.0-or-later
// How the application is dressed before its window opens: names, settings, texts, theme. Main thread, once.
#pragma once

#include <QString>

class QApplication;

namespace ludus::studio {

/// `settingsFolder` empty: the user's own settings; tests and the tour give a folder of theirs.
void prepareApplication(QApplication& application, const QString& settingsFolder = {});

}  // namespace ludus::studio
