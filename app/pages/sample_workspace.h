// SPDX-License-Identifier: GPL-3.0-or-later
// The filled workspace that the program may bring along: a folder of files below `:/ludus/sample.workspace`, copied to
// the disk before it is opened. Files only; any thread.
#pragma once

#include <QString>

namespace ludus::pages {

inline const QString kSampleWorkspace = QStringLiteral(":/ludus/sample.workspace");

bool hasSampleWorkspace();
/// Beside the workspace that is opened by default.
QString sampleWorkspaceFolder();
/// Unpacks it there unless it is there already (all of it or nothing); false: a file could not be written.
bool unpackSampleWorkspace(const QString& folder, const QString& from = kSampleWorkspace);

}  // namespace ludus::pages
