// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/application.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>
#include <QTranslator>

#include "widgets/style/theme.h"

namespace ludus::studio {

void prepareApplication(QApplication& application, const QString& settingsFolder) {
    QCoreApplication::setApplicationName(QStringLiteral("ludus"));
    QCoreApplication::setOrganizationName(QStringLiteral("ludus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LUDUS_VERSION));
    if (!settingsFolder.isEmpty()) {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settingsFolder);
    }
    // English has plurals too: "1 run", "2 runs".
    auto* translator = new QTranslator(&application);
    if (translator->load(QStringLiteral(":/ludus/translations/ludus_en.qm")))
        QCoreApplication::installTranslator(translator);
    const bool dark = QSettings().value(QStringLiteral("appearance/dark"), false).toBool();
    style::Theme::instance().apply(application, dark ? style::Mode::Dark : style::Mode::Light);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/ludus/app-icon.svg")));
}

}  // namespace ludus::studio
