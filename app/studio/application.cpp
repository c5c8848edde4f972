// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/application.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>

#include "app/pages/preferences.h"
#include "app/studio/language.h"

namespace ludus::studio {

void prepareApplication(QApplication& application, const QString& settingsFolder) {
    QCoreApplication::setApplicationName(QStringLiteral("ludus"));
    QCoreApplication::setOrganizationName(QStringLiteral("ludus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LUDUS_VERSION));
    if (!settingsFolder.isEmpty()) {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settingsFolder);
    }
    const pages::Preferences preferences;
    Language::of(application).speak(preferences.language());
    preferences.dress(application);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/ludus/app-icon.svg")));
}

}  // namespace ludus::studio
