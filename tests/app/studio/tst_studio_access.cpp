// SPDX-License-Identifier: GPL-3.0-or-later
// Whether everybody can use every page: without a mouse, without seeing it, in Chinese, with large text, on fine
// screens.
#include <QProcess>
#include <QSettings>

#include "app/pages/help_page.h"
#include "app/pages/preferences.h"
#include "app/pages/preferences_page.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/style/theme.h"

using namespace ludus;
using test::fileOf;
using test::StudioDriver;

namespace {

constexpr const char* kPages[] = {"welcome", "experiments", "new",     "run",  "league",      "lineage", "why",
                                  "replays", "replay",      "compare", "disk", "preferences", "help"};

}  // namespace

class TestStudioAccess : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void everyControlIsNamedLargeEnoughAndReachedByTab_data();
    void everyControlIsNamedLargeEnoughAndReachedByTab();
    void nothingIsClippedInChineseAndLargeText();
    void twicePixelsShowTwiceTheDetail();
};

void TestStudioAccess::everyControlIsNamedLargeEnoughAndReachedByTab_data() {
    QTest::addColumn<QString>("page");
    for (const char* key : kPages)
        QTest::newRow(key) << QString::fromLatin1(key);
    QTest::newRow("frame") << QString();
}

void TestStudioAccess::everyControlIsNamedLargeEnoughAndReachedByTab() {
    QFETCH(QString, page);
    StudioDriver studio(window());
    if (page == QLatin1String("run") || page == QLatin1String("experiments")) {
        studio.window().service().start(fileOf(QStringLiteral("touched"), 20'000), {});
        QVERIFY(studio.waitFor([&] {
            return studio.window().currentPage() == QLatin1String("run") &&
                   studio.window().service().runningHere() == 0;
        }));
    }
    if (!page.isEmpty()) studio.window().showPage(page);
    QCoreApplication::processEvents();
    QWidget* root = page.isEmpty() ? static_cast<QWidget*>(&studio.window()) : studio.window().shell().page(page);
    const QStringList faults = test::accessFaults(studio.window(), *root);
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

void TestStudioAccess::nothingIsClippedInChineseAndLargeText() {
    for (const QString& code : studio::Language::all()) {
        pages::Preferences().setTextPercent(code == QLatin1String("en") ? 130 : 100);
        speak(code);
        StudioDriver studio(window());
        for (const char* name : kPages) {
            const QString key = QString::fromLatin1(name);
            studio.window().showPage(key);
            for (int i = 0; i < 3; ++i)
                QCoreApplication::processEvents();  // what a timer changed is laid out in the next round
            const QStringList faults = test::clippedTexts(studio.window());
            QVERIFY2(faults.isEmpty(),
                     qPrintable(code + QLatin1Char(' ') + key + QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
        }
    }
    QSettings().clear();
    speak(QStringLiteral("en"));
}

void TestStudioAccess::twicePixelsShowTwiceTheDetail() {
    const QString path = fileAt("twice.png");
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"));
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--picture"), path, window(), QStringLiteral("preferences#appearance"),
                   QStringLiteral("en"), QStringLiteral("light"), QStringLiteral("100")});
    QVERIFY(process.waitForFinished(60'000));
    const QImage large(path);
    QCOMPARE(large.size(), QSize(2732, 1536));
    // A picture that was only blown up has pairs of equal pixels everywhere.
    int different = 0;
    for (int y = 0; y < large.height(); y += 2) {
        for (int x = 0; x + 1 < large.width(); x += 2)
            different += large.pixel(x, y) != large.pixel(x + 1, y) ? 1 : 0;
    }
    QVERIFY2(different > 5000, qPrintable(QString::number(different)));
}

namespace {

/// --picture FILE WORKSPACE PAGE LANGUAGE light|dark PERCENT [palette|tour]: for looking at, and at twice the pixels.
int savePicture(const QStringList& wish) {
    pages::Preferences preferences;
    preferences.setTheme(wish[4] == QLatin1String("dark") ? pages::Preferences::Theme::Dark
                                                          : pages::Preferences::Theme::Light);
    preferences.setTextPercent(wish[5].toInt());
    studio::Language::of(*qApp).speak(wish[3]);
    preferences.dress(*qApp);
    studio::MainWindow window(wish[1]);
    window.resize(1366, 768);
    window.show();
    window.showPage(wish[2].section(QLatin1Char('#'), 0, 0));
    if (auto* page =
            qobject_cast<pages::PreferencesPage*>(window.shell().page(wish[2].section(QLatin1Char('#'), 0, 0))))
        page->showSection(wish[2].section(QLatin1Char('#'), 1));
    if (wish[2].startsWith(QLatin1String("help#"))) window.shell().go().help(wish[2].mid(5));
    QTest::qWait(1500);
    if (wish.value(6) == QLatin1String("palette")) window.shell().openPalette();
    if (wish.value(6) == QLatin1String("tour")) window.shell().startTour();
    QTest::qWait(400);
    return window.grab().save(wish[0]) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    if (argc >= 8 && QByteArray(argv[1]) == "--picture") return savePicture(QApplication::arguments().mid(2));
    TestStudioAccess tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_access.moc"
