// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around the pages: languages, commands, keyboard, help, preferences, what survives a restart.
#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QTextBlock>
#include <QTextBrowser>

#include "app/bridges/runs_bridge.h"
#include "app/pages/help_library.h"
#include "app/pages/help_page.h"
#include "app/pages/preferences.h"
#include "app/pages/preferences_page.h"
#include "app/studio/language.h"
#include "app/studio/notifier.h"
#include "app/studio/shell.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

using namespace ludus;
using test::fileOf;
using test::StudioDriver;

namespace {

constexpr int kEndless = 2'000'000'000;

QString chinese(const char* utf8) {
    return QString::fromUtf8(utf8);
}

/// Windows that come up beside the one that is wanted, if only for a moment.
class WindowWatch : public QObject {
public:
    WindowWatch() { qApp->installEventFilter(this); }
    QStringList seen;

protected:
    bool eventFilter(QObject* object, QEvent* event) override {
        const auto* widget = event->type() == QEvent::Show ? qobject_cast<QWidget*>(object) : nullptr;
        if (widget && widget->isWindow()) seen << QLatin1String(widget->metaObject()->className());
        return false;
    }
};

/// All pages of the rail and those behind them.
QStringList allPages(StudioDriver& studio) {
    QStringList keys;
    for (const char* key : {"welcome", "experiments", "new", "run", "league", "lineage", "why", "replays", "replay",
                            "compare", "disk", "preferences", "help"}) {
        if (studio.window().shell().page(QLatin1String(key))) keys << QLatin1String(key);
    }
    return keys;
}

}  // namespace

class TestStudioShell : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void oneWindowComesUpAndNoOther();
    void languageSwitchesWhileARunTrains();
    void languageIsKept();
    void numbersAndWordsFollowTheLanguage();
    void pagesComeBackAtTheNextStart();
    void stateThatIsNotOursIsLeftAlone();
    void paletteFindsPagesCommandsRunsAndHelp();
    void recentCommandsComeFirst();
    void functionKeySixGoesRoundTheWindow();
    void helpLeadsToWhatHasTheFocus();
    void helpSearchFindsAndHistoryGoesBack();
    void everyLinkOfTheHelpLeadsSomewhere();
    void shortcutsAreUniqueAndListed();
    void mnemonicsAreUniqueInBothLanguages();
    void preferencesApplyAtOnceAndCanBeUndone();
    void preferencesAreSearched();
    void endsAndAlertsAreToldWhileNobodyLooks();
    void tourPointsAtFiveWidgets();

private:
    static bool press(StudioDriver& studio, const QString& action) {
        auto* found = studio.window().findChild<QAction*>(action);
        if (found) found->trigger();
        return found;
    }
    static QString railText(StudioDriver& studio, const QString& key) {
        const auto* entry = studio.find<QAbstractButton>(QStringLiteral("rail:") + key);
        return entry ? entry->text() : QString();
    }
    static void command(StudioDriver& studio, const QString& words) {
        QTest::keyClick(&studio.window(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(studio.find<QLineEdit>(QStringLiteral("palette.field")), words);
    }
};

void TestStudioShell::oneWindowComesUpAndNoOther() {
    const WindowWatch watch;
    StudioDriver studio(window());
    QVERIFY(studio.window().shell().allMade());
    QVERIFY(press(studio, QStringLiteral("action.language.zh_CN")));
    QVERIFY(studio.waitFor([&] { return railText(studio, QStringLiteral("help")) == chinese("帮助"); }));
    QVERIFY(studio.waitFor([&] { return studio.window().shell().allMade(); }));
    QCOMPARE(watch.seen, QStringList{QStringLiteral("ludus::studio::MainWindow")});
    QVERIFY(studio.window().isActiveWindow());
}

void TestStudioShell::languageSwitchesWhileARunTrains() {
    StudioDriver studio(window());
    studio.window().service().start(fileOf(QStringLiteral("speaks"), kEndless), {});
    QVERIFY(studio.waitFor([&] { return studio.window().currentPage() == QLatin1String("run"); }));
    const auto steps = [&] { return studio.runBridge().facts().progress.steps; };
    QVERIFY(studio.waitFor([&] { return steps() > 0; }));
    const RunId run = studio.runBridge().run();
    QCOMPARE(railText(studio, QStringLiteral("run")), QStringLiteral("Run"));

    QVERIFY(press(studio, QStringLiteral("action.language.zh_CN")));
    QVERIFY(studio.waitFor([&] { return railText(studio, QStringLiteral("run")) == chinese("运行"); }));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("run"));
    QCOMPARE(studio.window().service().runningHere(), 1);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().run() == run && steps() > 0; }));
    const int64_t before = steps();
    QVERIFY(studio.waitFor([&] { return steps() > before; }));
    QVERIFY(studio.window().menuBar()->actions()[0]->text().contains(chinese("文件(&F)")));

    // And back, on another page, by its own control.
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    studio.window().findChild<pages::PreferencesPage*>()->showSection(QStringLiteral("language"));
    auto* box = studio.find(QStringLiteral("preferences.language"));
    QTest::keyClick(box, Qt::Key_Up);
    QVERIFY(studio.waitFor([&] { return railText(studio, QStringLiteral("run")) == QLatin1String("Run"); }));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("preferences"));
    QCOMPARE(studio.window().findChild<pages::PreferencesPage*>()->section(), QStringLiteral("language"));
    QCOMPARE(studio.window().service().runningHere(), 1);
    studio.window().service().abort(run);
    QVERIFY(studio.waitFor([&] { return studio.window().service().runningHere() == 0; }));
}

void TestStudioShell::languageIsKept() {
    {
        StudioDriver studio(window());
        QVERIFY(press(studio, QStringLiteral("action.language.zh_CN")));
        QVERIFY(studio.waitFor([&] { return railText(studio, QStringLiteral("help")) == chinese("帮助"); }));
    }
    QCOMPARE(pages::Preferences().language(), QStringLiteral("zh_CN"));
    QCOMPARE(style::Theme::instance().lineHeight(style::Type::Body), 20);
    speak(QStringLiteral("en"));
    QCOMPARE(style::Theme::instance().lineHeight(style::Type::Body), 18);
}

void TestStudioShell::numbersAndWordsFollowTheLanguage() {
    const auto status = [] { return style::Theme::instance().statusWord(style::Status::Paused); };
    QCOMPARE(status(), QStringLiteral("Paused"));
    QCOMPARE(style::formatDuration(3 * 3600 + 12 * 60), QStringLiteral("3 h 12 min"));
    speak(QStringLiteral("zh_CN"));
    QCOMPARE(status(), chinese("已暂停"));
    QCOMPARE(style::formatDuration(3 * 3600 + 12 * 60), chinese("3 小时 12 分"));
    QCOMPARE(style::formatPercent(0.61), QStringLiteral("61%"));
    const QDateTime now(QDate(2026, 11, 21), QTime(15, 0));
    QCOMPARE(style::formatAge(now.addSecs(-125), now), chinese("2 分钟前"));
    QCOMPARE(style::formatInteger(13360), QStringLiteral("13\u202F360"));
    QCOMPARE(QCoreApplication::translate("ludus::studio::Shell", "%n run(s) training", nullptr, 1),
             chinese("1 个运行正在训练"));
    speak(QStringLiteral("en"));
    QCOMPARE(QCoreApplication::translate("ludus::studio::Shell", "%n run(s) training", nullptr, 1),
             QStringLiteral("1 run training"));
    QCOMPARE(QCoreApplication::translate("ludus::studio::Shell", "%n run(s) training", nullptr, 2),
             QStringLiteral("2 runs training"));
}

void TestStudioShell::pagesComeBackAtTheNextStart() {
    StudioDriver studio(window());
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    studio.window().findChild<pages::PreferencesPage*>()->showSection(QStringLiteral("training"));
    QVERIFY(press(studio, QStringLiteral("action.narrow")));
    studio.window().close();
    studio.reopen();
    QCOMPARE(studio.window().currentPage(), QStringLiteral("preferences"));
    QCOMPARE(studio.window().findChild<pages::PreferencesPage*>()->section(), QStringLiteral("training"));
    QVERIFY(studio.window().findChild<QAction*>(QStringLiteral("action.narrow"))->isChecked());
    // Another workspace has a memory of its own.
    StudioDriver other(fileAt("other"));
    QCOMPARE(other.window().currentPage(), QStringLiteral("experiments"));
}

void TestStudioShell::stateThatIsNotOursIsLeftAlone() {
    {
        StudioDriver studio(window());
        studio.window().close();
    }
    QSettings settings;
    settings.beginGroup(QStringLiteral("window/state"));
    const QStringList keys = settings.childKeys();
    QCOMPARE(keys.size(), 1);
    for (const QByteArray& bytes : {QByteArray("\x00\x00\x7f not a map"), QByteArray(), QByteArray(4000, '\xff')}) {
        settings.setValue(keys[0], bytes);
        settings.sync();
        StudioDriver studio(window());
        QCOMPARE(studio.window().currentPage(), QStringLiteral("experiments"));
    }
}

void TestStudioShell::paletteFindsPagesCommandsRunsAndHelp() {
    StudioDriver studio(window());
    studio.window().service().start(fileOf(QStringLiteral("zebra"), 20'000), {});
    QVERIFY(studio.waitFor([&] {
        return studio.window().service().runningHere() == 0 && studio.window().currentPage() == QLatin1String("run");
    }));
    QVERIFY(studio.waitFor([&] { return !studio.window().findChild<bridges::RunsBridge*>()->runs().empty(); }));
    auto* filter = studio.find(QStringLiteral("rail:new"));
    filter->setFocus();
    command(studio, QStringLiteral("exper"));
    auto* field = studio.find<QLineEdit>(QStringLiteral("palette.field"));
    QVERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(studio.window().currentPage(), QStringLiteral("experiments"));
    QVERIFY(!field->isVisible());

    const bool dark = style::Theme::instance().isDark();
    command(studio, QStringLiteral("drk thm"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return style::Theme::instance().isDark() != dark; }));

    command(studio, QStringLiteral("zebra"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(studio.window().currentPage(), QStringLiteral("run"));

    command(studio, QStringLiteral("parallel coord"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(studio.window().currentPage(), QStringLiteral("help"));
    QCOMPARE(studio.window().findChild<pages::HelpPage*>()->topic(), QStringLiteral("compare#parallel"));

    // A snapshot, which the store had to be asked for.
    command(studio, QStringLiteral("start snapshot zebra"));
    auto* list = studio.find<QListView>(QStringLiteral("palette.list"));
    QVERIFY(studio.waitFor([&] { return list->isVisible() && list->model()->rowCount() > 0; }));
    QVERIFY(list->currentIndex().data().toString().contains(QLatin1String("zebra")));

    // Escape gives the keyboard back.
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(QApplication::focusWidget() && QApplication::focusWidget()->isVisible());
    // Also from where text is written.
    for (const char* name : {"help.search", "new.file"}) {
        studio.window().showPage(QString::fromLatin1(name).section(QLatin1Char('.'), 0, 0));
        auto* writing = studio.find(QLatin1String(name));
        writing->setFocus();
        QTest::keyClick(writing, Qt::Key_K, Qt::ControlModifier);
        QVERIFY2(field->isVisible(), name);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(writing->hasFocus());
    }
    command(studio, QStringLiteral("qqqqxyzzy"));
    QCOMPARE(list->model()->rowCount(), 0);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(field->isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
}

void TestStudioShell::recentCommandsComeFirst() {
    StudioDriver studio(window());
    command(studio, QStringLiteral("glossary"));
    QTest::keyClick(studio.find(QStringLiteral("palette.field")), Qt::Key_Return);
    command(studio, {});
    auto* list = studio.find<QListView>(QStringLiteral("palette.list"));
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Recent"));
    QVERIFY2(list->model()->index(1, 0).data().toString().contains(QLatin1String("lossary")),
             qPrintable(list->model()->index(1, 0).data().toString()));
    QCOMPARE(list->model()->index(2, 0).data().toString(), QStringLiteral("Actions"));
    QTest::keyClick(studio.find(QStringLiteral("palette.field")), Qt::Key_Down);
    QVERIFY(list->currentIndex().row() >= 3);  // over the heading
    QTest::keyClick(studio.find(QStringLiteral("palette.field")), Qt::Key_Up);
    QTest::keyClick(studio.find(QStringLiteral("palette.field")), Qt::Key_Up);
    QVERIFY(list->currentIndex().row() > list->model()->rowCount() / 2);  // round to the last that is not off
    // What the store adds later does not take the choice away.
    const QString chosen = list->currentIndex().data().toString();
    QTest::qWait(300);
    QCOMPARE(list->currentIndex().data().toString(), chosen);
}

void TestStudioShell::functionKeySixGoesRoundTheWindow() {
    StudioDriver studio(window());
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    const auto* page = studio.window().shell().page(QStringLiteral("preferences"));
    const auto* rail = studio.find(QStringLiteral("rail:preferences"))->parentWidget();
    const auto* status = studio.find(QStringLiteral("status"));
    QStringList areas;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(&studio.window(), Qt::Key_F6);
        const QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus);
        const QString area = rail->isAncestorOf(focus)             ? QStringLiteral("rail")
                             : page->header()->isAncestorOf(focus) ? QStringLiteral("header")
                             : page->isAncestorOf(focus)           ? QStringLiteral("page")
                             : status->isAncestorOf(focus)         ? QStringLiteral("status")
                                                                   : QStringLiteral("field");
        if (areas.isEmpty() || areas.back() != area) areas << area;
    }
    const QStringList round{QStringLiteral("rail"), QStringLiteral("header"), QStringLiteral("page"),
                            QStringLiteral("status"), QStringLiteral("field")};
    QVERIFY2((areas + areas).join(QLatin1Char(' ')).contains(round.join(QLatin1Char(' '))),
             qPrintable(areas.join(QLatin1Char(' '))));
    const QWidget* here = QApplication::focusWidget();
    QTest::keyClick(&studio.window(), Qt::Key_F6);
    QTest::keyClick(&studio.window(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), here);
}

void TestStudioShell::helpLeadsToWhatHasTheFocus() {
    StudioDriver studio(window());
    auto* help = studio.window().findChild<pages::HelpPage*>();
    for (const QString& key : allPages(studio)) {
        studio.window().showPage(key);
        QTest::keyClick(&studio.window(), Qt::Key_F1);
        QCOMPARE(studio.window().currentPage(), QStringLiteral("help"));
        QVERIFY2(pages::HelpLibrary::here().knows(help->topic()), qPrintable(key));
        const QString expected =
            key == QLatin1String("welcome") || key == QLatin1String("help") ? QStringLiteral("start") : key;
        QCOMPARE(help->topic().section(QLatin1Char('#'), 0, 0), expected);
    }
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    studio.window().findChild<pages::PreferencesPage*>()->showSection(QStringLiteral("charts"));
    QTest::keyClick(&studio.window(), Qt::Key_F1);
    QCOMPARE(help->topic(), QStringLiteral("preferences#charts"));
    // A widget may say its own place.
    auto* entry = studio.find(QStringLiteral("rail:run"));
    entry->setProperty("help", QStringLiteral("run#smoothing"));
    entry->setFocus();
    QTest::keyClick(entry, Qt::Key_F1);
    QCOMPARE(help->topic(), QStringLiteral("run#smoothing"));
    auto* text = studio.find<QTextBrowser>(QStringLiteral("help.text"));
    QVERIFY(text->verticalScrollBar()->value() > 0 || text->verticalScrollBar()->maximum() == 0);
}

void TestStudioShell::helpSearchFindsAndHistoryGoesBack() {
    StudioDriver studio(window());
    QVERIFY(studio.click(QStringLiteral("rail:help")));
    auto* help = studio.window().findChild<pages::HelpPage*>();
    // In our type scale, not in that of Markdown.
    const QTextDocument* shown = studio.find<QTextBrowser>(QStringLiteral("help.text"))->document();
    QCOMPARE(shown->begin().begin().fragment().charFormat().font().pixelSize(),
             style::font(style::Type::Page).pixelSize());
    auto* search = studio.find<QLineEdit>(QStringLiteral("help.search"));
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("bootstrap seeds"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(help->topic(), QStringLiteral("compare#bands"));
    QVERIFY(studio.click(QStringLiteral("help.back")));
    QCOMPARE(help->topic(), QStringLiteral("start"));
    QVERIFY(studio.click(QStringLiteral("help.forward")));
    QCOMPARE(help->topic(), QStringLiteral("compare#bands"));
}

void TestStudioShell::everyLinkOfTheHelpLeadsSomewhere() {
    const pages::HelpLibrary english(QStringLiteral("en")), other(QStringLiteral("zh_CN"));
    StudioDriver studio(window());
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)]+)\\)"));
    for (const pages::HelpLibrary* library : {&english, &other}) {
        for (const QString& page : pages::HelpLibrary::pages()) {
            QVERIFY2(!library->title(page).isEmpty(), qPrintable(page));
            for (auto it = link.globalMatch(library->markdown(page)); it.hasNext();) {
                QString to = it.next().captured(1);
                if (to.startsWith(QLatin1String("page:"))) {
                    QVERIFY2(studio.window().shell().page(to.mid(5)), qPrintable(page + QLatin1Char(' ') + to));
                } else {
                    QVERIFY2(library->knows(to.remove(QStringLiteral(".md"))),
                             qPrintable(page + QLatin1Char(' ') + to));
                }
            }
        }
    }
    // The same places in both languages, or a link of one would be lost in the other.
    for (const pages::HelpPlace& place : english.places()) {
        QVERIFY2(other.knows(place.topic), qPrintable(place.topic));
        if (place.under.isEmpty()) QVERIFY(other.title(place.topic) != english.title(place.topic));
    }
    QCOMPARE(other.places().size(), english.places().size());
}

void TestStudioShell::shortcutsAreUniqueAndListed() {
    StudioDriver studio(window());
    QSet<QString> keys;
    int count = 0;
    for (const QAction* action : studio.window().menuBar()->findChildren<QAction*>()) {
        if (action->shortcut().isEmpty()) continue;
        const QString key = action->shortcut().toString();
        QVERIFY2(!keys.contains(key), qPrintable(key + QLatin1Char(' ') + action->text()));
        keys.insert(key);
        ++count;
    }
    QVERIFY(count > 12);
    QVERIFY(press(studio, QStringLiteral("action.shortcuts")));
    const QString text = studio.find<QTextBrowser>(QStringLiteral("help.text"))->toPlainText();
    for (const QString& key : std::as_const(keys))
        QVERIFY2(text.contains(key), qPrintable(key));
}

void TestStudioShell::mnemonicsAreUniqueInBothLanguages() {
    static const QRegularExpression mark(QStringLiteral("&([^&])"));
    for (const QString& code : studio::Language::all()) {
        speak(code);
        StudioDriver studio(window());
        QVector<QList<QAction*>> levels{studio.window().menuBar()->actions()};
        for (const QAction* action : studio.window().menuBar()->actions())
            levels << action->menu()->actions();
        for (const QList<QAction*>& level : levels) {
            QSet<QString> used;
            for (const QAction* action : level) {
                const QString key = mark.match(action->text()).captured(1).toLower();
                QVERIFY2(key.isEmpty() || !used.contains(key), qPrintable(code + action->text()));
                used.insert(key);
            }
        }
    }
    speak(QStringLiteral("en"));
}

void TestStudioShell::preferencesApplyAtOnceAndCanBeUndone() {
    StudioDriver studio(window());
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    style::Theme& theme = style::Theme::instance();
    QVERIFY(studio.click(QStringLiteral("preferences.theme.dark")));
    QVERIFY(studio.waitFor([&] { return theme.isDark(); }));
    auto* size = studio.find<QSlider>(QStringLiteral("preferences.textSize"));
    size->setFocus();
    QTest::keyClick(size, Qt::Key_PageUp);
    QTest::keyClick(size, Qt::Key_PageUp);
    QVERIFY(studio.waitFor([&] { return theme.textPercent() == 120; }));
    QCOMPARE(theme.font(style::Type::Body).pixelSize(), 16);
    QTest::keyClick(studio.find(QStringLiteral("preferences.rows")), Qt::Key_Down);
    QVERIFY(studio.waitFor([&] { return theme.rowHeight() == style::size::kRowRoomy; }));
    for (int i = 0; i < 4; ++i)
        QVERIFY(studio.click(QStringLiteral("preferences.undo")));
    QVERIFY(studio.waitFor([&] { return !theme.isDark() && theme.textPercent() == 100; }));
    QVERIFY(!studio.find(QStringLiteral("preferences.undo"))->isEnabled());
    QVERIFY(studio.click(QStringLiteral("preferences.theme.dark")));
    QVERIFY(studio.waitFor([&] { return theme.isDark(); }));
    QVERIFY(studio.click(QStringLiteral("preferences.reset")));
    QVERIFY(studio.waitFor([&] { return !theme.isDark(); }));
    QVERIFY(studio.find<QRadioButton>(QStringLiteral("preferences.theme.system"))->isChecked());
}

void TestStudioShell::endsAndAlertsAreToldWhileNobodyLooks() {
    StudioDriver studio(window());
    std::vector<studio::Notice> told;
    bool away = true;
    const auto listen = [&] {
        auto* notifier = studio.window().findChild<studio::Notifier*>();
        notifier->setDesktop([&told](const studio::Notice& notice) { told.push_back(notice); });
        notifier->setAway([&away] { return away; });
    };
    listen();
    const auto titles = [&told] {
        QStringList all;
        for (const studio::Notice& notice : told)
            all << notice.title;
        return all;
    };
    const auto finish = [&](const QString& name, const QString& alerts = {}) {
        const QString file = fileOf(name, 20'000) + alerts;
        studio.window().service().start(file, {});
        auto* runs = studio.window().findChild<bridges::RunsBridge*>();
        return studio.waitFor([&] {
            return std::any_of(runs->runs().begin(), runs->runs().end(), [&](const RunRecord& run) {
                return run.name == name.toStdString() && run.status == RunStatus::finished;
            });
        });
    };
    QVERIFY(finish(QStringLiteral("zebra"), QStringLiteral("\n[alerts]\nthreshold = [\"episode_length > 0\"]\n")));
    QVERIFY(studio.waitFor([&] { return titles().contains(QStringLiteral("zebra finished")); }));
    QVERIFY2(titles().contains(QStringLiteral("Alert of zebra")), qPrintable(titles().join(QLatin1Char(','))));
    QCOMPARE(titles().count(QStringLiteral("zebra finished")), 1);
    const auto said = [&] { return studio.messages().join(QLatin1Char(' ')); };
    QVERIFY2(studio.waitFor([&] { return said().contains(QStringLiteral("zebra finished")); }, 10'000),
             qPrintable(said()));
    QVERIFY(told.back().text.contains(QStringLiteral("steps in")));
    // Not where somebody looks, and not where nobody wants to know.
    told.clear();
    away = false;
    QVERIFY(finish(QStringLiteral("seen")));
    QTest::qWait(700);
    QVERIFY(told.empty());
    away = true;
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    studio.window().shell().page(QStringLiteral("preferences"));
    studio.window().findChild<pages::PreferencesPage*>()->showSection(QStringLiteral("training"));
    QVERIFY(studio.click(QStringLiteral("preferences.notifies")));
    QVERIFY(finish(QStringLiteral("unwanted")));
    QTest::qWait(700);
    QVERIFY(told.empty());
    studio.window().showPage(QStringLiteral("preferences"));
    QVERIFY(studio.click(QStringLiteral("preferences.undo")));
    // Runs that had ended before the words were made anew are no news.
    studio.window().rebuild();
    listen();
    QTest::qWait(1200);
    QVERIFY(told.empty());
}

void TestStudioShell::preferencesAreSearched() {
    StudioDriver studio(window());
    QVERIFY(studio.click(QStringLiteral("rail:preferences")));
    auto* runs = studio.find(QStringLiteral("preferences.runsAtOnce"));
    QVERIFY(!runs->isVisible());
    auto* search = studio.find<QLineEdit>(QStringLiteral("preferences.search"));
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("queue"));
    QVERIFY(runs->isVisible());
    QVERIFY(!studio.find(QStringLiteral("preferences.textSize"))->isVisible());
    search->clear();
    QVERIFY(!runs->isVisible());
    QVERIFY(studio.find(QStringLiteral("preferences.textSize"))->isVisible());
}

void TestStudioShell::tourPointsAtFiveWidgets() {
    StudioDriver studio(window());
    // On its way from place to place the card may stand anywhere.
    pages::Preferences().setReducedMotion(true);
    speak(QStringLiteral("en"));
    QVERIFY(press(studio, QStringLiteral("action.welcome")));
    QVERIFY(studio.click(QStringLiteral("welcome.tour")));
    QStringList pages;
    for (int step = 1; step <= 5; ++step) {
        auto* card = studio.find(QStringLiteral("callout"));
        QVERIFY(card && card->isVisible());
        QVERIFY(studio.find(QStringLiteral("callout.frame"))->isVisible());
        QVERIFY(studio.window().rect().contains(card->geometry()));
        pages << studio.window().currentPage();
        if (step == 2) {
            // It survives a change of language, at its step.
            QVERIFY(press(studio, QStringLiteral("action.language.zh_CN")));
            QVERIFY(studio.waitFor([&] { return railText(studio, QStringLiteral("help")) == chinese("帮助"); }));
            QVERIFY(studio.find(QStringLiteral("callout")));
        }
        QVERIFY(studio.find<QAbstractButton>(QStringLiteral("callout.next"))->hasFocus());
        QTest::keyClick(studio.find(QStringLiteral("callout.next")), Qt::Key_Space);
    }
    QCOMPARE(pages, (QStringList{QStringLiteral("experiments"), QStringLiteral("new"), QStringLiteral("run"),
                                 QStringLiteral("replays"), QStringLiteral("replays")}));
    QVERIFY(studio.waitFor([&] { return !studio.find(QStringLiteral("callout")); }));
    // It can be left at any step.
    QVERIFY(press(studio, QStringLiteral("action.tour")));
    QTest::keyClick(studio.find(QStringLiteral("callout")), Qt::Key_Escape);
    QVERIFY(studio.waitFor([&] { return !studio.find(QStringLiteral("callout")); }));
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioShell>(argc, argv);
}

#include "tst_studio_shell.moc"
