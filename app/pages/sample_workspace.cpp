// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sample_workspace.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include "core/store/workspace.h"

namespace ludus::pages {

bool hasSampleWorkspace() {
    return QFileInfo(kSampleWorkspace + QStringLiteral("/studio.db")).exists();
}

QString sampleWorkspaceFolder() {
    return QFileInfo(QString::fromStdString(store::Workspace::defaultFolder()))
        .dir()
        .filePath(QStringLiteral("sample"));
}

bool unpackSampleWorkspace(const QString& folder, const QString& from) {
    if (QFileInfo::exists(folder + QStringLiteral("/studio.db"))) return true;
    // Aside first, so that a copy that breaks off is never taken for a workspace.
    const QString aside = folder + QStringLiteral(".part");
    QDir(aside).removeRecursively();
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = files.next();
        const QString target = aside + QLatin1Char('/') + QDir(from).relativeFilePath(source);
        const bool copied = QDir().mkpath(QFileInfo(target).path()) && QFile::copy(source, target);
        // Files of the program can only be read; those of a workspace are written.
        if (!copied || !QFile::setPermissions(target, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
            QDir(aside).removeRecursively();
            return false;
        }
    }
    QDir(folder).removeRecursively();
    return QDir().rename(aside, folder);
}

}  // namespace ludus::pages
