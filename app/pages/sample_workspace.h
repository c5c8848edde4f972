// SPDX-License-Identifier: GPL-3.0-or-later
// The filled workspace that the program brings along: a tar archive packed with zstd (resources/sample/make.sh makes
// it), unpacked to the disk before it is opened. Files only; any thread.
#pragma once

#include <QString>

namespace ludus::pages {

inline const QString kSampleWorkspace = QStringLiteral(":/ludus/sample.workspace");

bool hasSampleWorkspace();
/// Beside the workspace that is opened by default.
QString sampleWorkspaceFolder();
/// Unpacks it there unless it is there already (all of it or nothing); false: the archive is damaged, or a file could
/// not be written. A folder with other things in it is left as it is, which is false as well.
bool unpackSampleWorkspace(const QString& folder, const QString& from = kSampleWorkspace);

}  // namespace ludus::pages
