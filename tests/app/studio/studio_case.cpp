// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/studio/studio_case.h"

#include <QFile>
#include <QSettings>

#include "app/pages/preferences.h"
#include "app/studio/language.h"

namespace ludus::test {

StudioCase::StudioCase() {
    guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
    guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
}

void StudioCase::begin() {
    folder_ = std::make_unique<TempDir>();
    QSettings().clear();
    speak(QStringLiteral("en"));
}

void StudioCase::cleanup() {
    studio_.reset();
    folder_.reset();
    QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
}

void StudioCase::speak(const QString& code) {
    studio::Language::of(*qApp).speak(code);
    pages::Preferences().dress(*qApp);
}

QAction* inMenu(const QMenu* menu, const char* entry) {
    for (QAction* action : menu->actions())
        if (action->objectName() == QLatin1String(entry)) return action;
    return nullptr;
}

QByteArray headOf(const QString& path, int bytes) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(bytes) : QByteArray();
}

}  // namespace ludus::test
