// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include "tests/checks/translation_file.h"
#include "tests/support/temp_dir.h"

using namespace ludus::checks;
using ludus::test::TempDir;

namespace {

const QString kRoot = QStringLiteral(LUDUS_SOURCE_DIR);
const QString kEnglish = kRoot + QStringLiteral("/translations/ludus_en.ts");
const QString kChinese = kRoot + QStringLiteral("/translations/ludus_zh_CN.ts");
// While texts still change every day, what is not translated yet is counted and said; from the freeze on it fails.
constexpr bool kChineseIsFrozen = true;

QString updater() {
    const QString beside =
        QStandardPaths::findExecutable(QStringLiteral("lupdate"), {QStringLiteral("/usr/lib/qt6/bin")});
    return beside;
}

/// What the sources say now, as `./dev translations` reads it.
QVector<TranslatedMessage> textsOfSources(const TempDir& folder, bool pluralOnly) {
    const QString path = QString::fromStdString(folder.path("now_zh_CN.ts"));
    QStringList arguments{QStringLiteral("-silent"),
                          QStringLiteral("-no-obsolete"),
                          QStringLiteral("-locations"),
                          QStringLiteral("none"),
                          QStringLiteral("-I"),
                          kRoot,
                          QStringLiteral("-tr-function-alias"),
                          QStringLiteral("QT_TRANSLATE_NOOP+=LUDUS_TEXT")};
    if (pluralOnly) arguments << QStringLiteral("-pluralonly");
    arguments << QStringLiteral("core") << QStringLiteral("widgets") << QStringLiteral("app/bridges")
              << QStringLiteral("app/pages") << QStringLiteral("app/studio") << QStringLiteral("-ts") << path;
    QProcess process;
    process.setWorkingDirectory(kRoot);
    process.start(updater(), arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0) return {};
    return readTranslations(path);
}

QString allSources() {
    QString out;
    for (const char* folder : {"/core", "/widgets", "/app"}) {
        QDirIterator files(kRoot + QLatin1String(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) out += QString::fromUtf8(file.readAll());
        }
    }
    return out;
}

QByteArray listed(const QStringList& texts) {
    return QByteArray::number(texts.size()) + "\n" + texts.mid(0, 60).join(QLatin1Char('\n')).toUtf8();
}

QString fileOf(const char* body) {
    return QStringLiteral("<?xml version=\"1.0\"?><TS version=\"2.1\"><context><name>C</name>%1</context></TS>")
        .arg(QString::fromUtf8(body));
}

}  // namespace

class CheckTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void englishPluralsAreComplete() {
        const QVector<TranslatedMessage> messages = readTranslations(kEnglish);
        QVERIFY(!messages.isEmpty());
        const QStringList open = unfinishedMessages(messages, 2), wrong = misfitMessages(messages);
        QVERIFY2(open.isEmpty(), listed(open));
        QVERIFY2(wrong.isEmpty(), listed(wrong));
    }

    void chineseKeepsPlaceHoldersAndMnemonics() {
        const QVector<TranslatedMessage> messages = readTranslations(kChinese);
        QVERIFY(messages.size() > 500);
        const QStringList wrong = misfitMessages(messages);
        QVERIFY2(wrong.isEmpty(), listed(wrong));
    }

    void chineseIsComplete() {
        const QStringList open = unfinishedMessages(readTranslations(kChinese), 1);
        if (!kChineseIsFrozen && !open.isEmpty()) QSKIP(listed(open).left(400));
        QVERIFY2(open.isEmpty(), listed(open));
    }

    void everyTextOfTheSourcesIsInTheFiles() {
        if (updater().isEmpty()) QSKIP("lupdate of Qt 6 is not installed");
        const TempDir folder;
        const QVector<TranslatedMessage> plurals = textsOfSources(folder, true);
        QVERIFY(!plurals.isEmpty());
        const QStringList english = missingMessages(readTranslations(kEnglish), plurals);
        QVERIFY2(english.isEmpty(), listed(english));
        const TempDir other;
        const QVector<TranslatedMessage> all = textsOfSources(other, false);
        QVERIFY(all.size() > 500);
        // A text of core is found through its mark, one of a class with its namespaces.
        const auto has = [&](const char* context) {
            return std::any_of(all.begin(), all.end(), [&](const TranslatedMessage& message) {
                return message.context == QLatin1String(context);
            });
        };
        QVERIFY(has("Option"));
        QVERIFY(has("ludus::studio::Shell"));
        const QStringList chinese = missingMessages(readTranslations(kChinese), all);
        if (!kChineseIsFrozen && !chinese.isEmpty()) QSKIP(listed(chinese).left(400));
        QVERIFY2(chinese.isEmpty(), listed(chinese));
    }

    void everyContextIsOneThatTheProgramAsksFor() {
        // A class that lupdate could not place loses its namespaces, and with them its translations: such a text is
        // asked for by QCoreApplication::translate, with the whole context.
        const QString sources = allSources();
        QVERIFY(sources.contains(QStringLiteral("\"Option\"")));
        QStringList lost;
        const QVector<TranslatedMessage> messages = readTranslations(kChinese);
        for (const TranslatedMessage& message : messages) {
            const bool placed = message.context.contains(QLatin1String("::"));
            if (!placed && !sources.contains(QStringLiteral("\"%1\"").arg(message.context)))
                lost << message.context + QStringLiteral(": ") + message.source;
        }
        QVERIFY2(lost.isEmpty(), listed(lost));
    }

    void aWrongMessageIsSeen_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("unfinished");
        QTest::addColumn<int>("misfits");
        QTest::newRow("sound") << fileOf(
                                      "<message><source>Open %1</source><translation>打开 %1</translation></message>")
                               << 0 << 0;
        QTest::newRow("unfinished")
            << fileOf("<message><source>Open</source><translation type=\"unfinished\"></translation></message>") << 1
            << 0;
        QTest::newRow("empty") << fileOf("<message><source>Open</source><translation></translation></message>") << 1
                               << 0;
        QTest::newRow("lost place holder")
            << fileOf("<message><source>Open %1</source><translation>打开</translation></message>") << 0 << 1;
        QTest::newRow("lost mnemonic")
            << fileOf("<message><source>&amp;Open</source><translation>打开</translation></message>") << 0 << 1;
        QTest::newRow("lost number") << fileOf(
                                            "<message numerus=\"yes\"><source>%n run(s)</source><translation>"
                                            "<numerusform>运行</numerusform></translation></message>")
                                     << 0 << 1;
        QTest::newRow("too few forms")
            << fileOf("<message numerus=\"yes\"><source>%n run(s)</source><translation></translation></message>") << 1
            << 0;
    }
    void aWrongMessageIsSeen() {
        QFETCH(QString, file);
        const TempDir folder;
        folder.write("a.ts", file.toStdString());
        const auto messages = readTranslations(QString::fromStdString(folder.path("a.ts")));
        QCOMPARE(messages.size(), 1);
        QTEST(static_cast<int>(unfinishedMessages(messages, 1).size()), "unfinished");
        QTEST(static_cast<int>(misfitMessages(messages).size()), "misfits");
    }
};

QTEST_GUILESS_MAIN(CheckTranslations)
#include "check_translations.moc"
