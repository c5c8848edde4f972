// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/language.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>

#include "app/bridges/sentences.h"
#include "widgets/style/theme.h"

namespace ludus::studio {
namespace {

const QString kChinese = QStringLiteral("zh_CN");

/// Compiled into the program, so that it is always there.
void load(QTranslator& translator, const QString& file, const QString& folder) {
    if (translator.load(file, folder)) QCoreApplication::installTranslator(&translator);
}

}  // namespace

Language& Language::of(QApplication& application) {
    auto* known = application.findChild<Language*>();
    return known ? *known : *new Language(application);
}

Language::Language(QApplication& application) : QObject(&application) {}

const QStringList& Language::all() {
    static const QStringList codes{QStringLiteral("en"), kChinese};
    return codes;
}

QString Language::nativeName(const QString& code) {
    return code == kChinese ? QStringLiteral("\u7b80\u4f53\u4e2d\u6587") : QStringLiteral("English");
}

QString Language::ofSystem() {
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        if (wanted.startsWith(QLatin1String("zh"))) return kChinese;
        if (wanted.startsWith(QLatin1String("en"))) return QStringLiteral("en");
    }
    return QStringLiteral("en");
}

void Language::speak(const QString& code) {
    const QString next = all().contains(code) ? code : ofSystem();
    if (next == spoken_) return;
    spoken_ = next;
    const bool chinese = next == kChinese;
    QCoreApplication::removeTranslator(&ours_);
    QCoreApplication::removeTranslator(&qts_);
    // English is loaded too: it has plurals.
    load(ours_, QStringLiteral("ludus_") + next, QStringLiteral(":/ludus/translations"));
    QFile catalogue(QStringLiteral(":/ludus/translations/ludus_%1.qm").arg(next));
    bridges::readSentences(chinese && catalogue.open(QIODevice::ReadOnly) ? catalogue.readAll() : QByteArray());
    if (chinese) load(qts_, QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    QLocale::setDefault(chinese ? QLocale(QLocale::Chinese, QLocale::SimplifiedChineseScript, QLocale::China)
                                : QLocale(QLocale::English, QLocale::UnitedKingdom));
    style::Theme::instance().setChinese(chinese);
}

}  // namespace ludus::studio
