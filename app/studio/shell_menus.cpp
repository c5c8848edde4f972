// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the shell and the command field beside them.
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>

#include "app/pages/league_verbs.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "widgets/style/theme.h"
#include "widgets/views/command_palette.h"
#include "widgets/views/rail.h"

namespace ludus::studio {
namespace {

/// The field people search a page with.
QLineEdit* searchField(const QWidget& page) {
    for (auto* field : page.findChildren<QLineEdit*>()) {
        const QString name = field->objectName();
        if (field->isVisible() && (name.endsWith(QLatin1String("filter")) || name.endsWith(QLatin1String("search"))))
            return field;
    }
    return nullptr;
}

}  // namespace

QMenu* Shell::addMenu(const QString& title, const char* name) {
    QMenu* menu = window_.menuBar()->addMenu(title);
    menu->setObjectName(QLatin1String("menu.") + QLatin1String(name));
    menus_.append(menu);
    return menu;
}

QAction* Shell::addVerb(QMenu* menu, const char* name, const QString& text, const char* icon, const QKeySequence& keys,
                        const std::function<void()>& verb) {
    QAction* action = menu->addAction(text);
    action->setObjectName(QLatin1String("action.") + QLatin1String(name));
    if (*icon != '\0') action->setIcon(style::icon(QLatin1String(icon)));
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, verb);
    return action;
}

void Shell::makeMenus() {
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeRunMenu();
    makeLeagueMenu();
    makeWindowMenu();
    makeHelpMenu();
    auto* field = new views::CommandField;
    field->setObjectName(QStringLiteral("command.field"));
    field->setShortcutText(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText));
    connect(field, &views::CommandField::clicked, this, &Shell::openPalette);
    corner_ = new QWidget;
    auto* row = new QHBoxLayout(corner_);
    row->setContentsMargins(0, 2, 8, 2);
    row->addWidget(field);
    window_.menuBar()->setCornerWidget(corner_, Qt::TopRightCorner);
    corner_->show();
}

void Shell::takeMenusDown() {
    window_.menuBar()->setCornerWidget(nullptr, Qt::TopRightCorner);
    delete corner_;
    window_.menuBar()->clear();
    qDeleteAll(menus_);
    menus_.clear();
}

void Shell::makeFileMenu() {
    QMenu* file = addMenu(tr("&File"), "file");
    addVerb(file, "new", tr("&New experiment"), "new", QKeySequence::New, [this] { showPage(QStringLiteral("new")); });
    addVerb(file, "open", tr("&Open run file..."), "file", QKeySequence::Open, [this] {
        const QString path = QFileDialog::getOpenFileName(&window_, tr("Open run file"), {}, tr("Run files (*.toml)"));
        if (!path.isEmpty()) Q_EMIT fileWanted(path);
    });
    file->addSeparator();
    addVerb(
        file, "workspace", tr("Open &workspace..."), "folder", QKeySequence(QStringLiteral("Ctrl+Shift+O")), [this] {
            const QString folder = QFileDialog::getExistingDirectory(&window_, tr("Open workspace"), store_.folder());
            if (!folder.isEmpty()) Q_EMIT workspaceWanted(folder);
        });
    file->addSeparator();
    addVerb(file, "quit", tr("&Quit"), "", QKeySequence::Quit, [this] { window_.close(); });
}

// Fields know these keys themselves: the menu shows them and sends them on, so that no page loses its own.
void Shell::makeEditMenu() {
    QMenu* edit = addMenu(tr("&Edit"), "edit");
    const auto forward = [&](const char* name, const QString& text, const char* icon, QKeySequence::StandardKey key) {
        const QKeySequence keys(key);
        const QString shown = text + QLatin1Char('\t') + keys.toString(QKeySequence::NativeText);
        addVerb(edit, name, shown, icon, {}, [this, keys] {
            if (!lastFocus_ || keys.isEmpty()) return;
            const QKeyCombination combination = keys[0];
            QKeyEvent press(QEvent::KeyPress, combination.key(), combination.keyboardModifiers());
            QCoreApplication::sendEvent(lastFocus_, &press);
        });
    };
    forward("undo", tr("&Undo"), "undo", QKeySequence::Undo);
    forward("redo", tr("&Redo"), "redo", QKeySequence::Redo);
    edit->addSeparator();
    forward("cut", tr("Cu&t"), "", QKeySequence::Cut);
    forward("copy", tr("&Copy"), "copy", QKeySequence::Copy);
    forward("paste", tr("&Paste"), "", QKeySequence::Paste);
    forward("selectAll", tr("Select &all"), "", QKeySequence::SelectAll);
    edit->addSeparator();
    addVerb(edit, "find", tr("&Find on this page"), "search", QKeySequence::Find, [this] {
        if (auto* field = searchField(*stack_->currentWidget())) {
            field->setFocus(Qt::ShortcutFocusReason);
            field->selectAll();
        }
    });
    edit->addSeparator();
    addVerb(edit, "preferences", tr("Pr&eferences"), "settings", QKeySequence(QStringLiteral("Ctrl+,")),
            [this] { showPage(QStringLiteral("preferences")); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && now->window() == &window_ && !qobject_cast<QMenuBar*>(now)) lastFocus_ = now;
    });
}

void Shell::makeViewMenu() {
    QMenu* view = addMenu(tr("&View"), "view");
    const QHash<QString, QString> titles{
        {QStringLiteral("experiments"), tr("&Experiments")}, {QStringLiteral("run"), tr("&Run")},
        {QStringLiteral("league"), tr("Lea&gue")},           {QStringLiteral("lineage"), tr("L&ineage")},
        {QStringLiteral("replays"), tr("Re&plays")},         {QStringLiteral("compare"), tr("&Compare")}};
    int number = 1;
    for (const QString& key : order_) {
        QAction* action = addVerb(view, qPrintable(key), titles.value(key, rail_->title(key)), "", {},
                                  [this, key] { showPage(key); });
        if (number <= 9) action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number++)));
    }
    view->addSeparator();
    addVerb(view, "commands", tr("Co&mmands..."), "search", QKeySequence(Qt::CTRL | Qt::Key_K),
            [this] { openPalette(); });
    view->addSeparator();
    QAction* dark = addVerb(view, "dark", tr("&Dark theme"), "theme", {}, [] {});
    dark->setCheckable(true);
    const auto follow = [dark] { dark->setChecked(style::Theme::instance().isDark()); };
    follow();
    connect(&style::Theme::instance(), &style::Theme::changed, dark, follow);
    connect(dark, &QAction::triggered, this, [this](bool on) {
        preferences_.setTheme(on ? pages::Preferences::Theme::Dark : pages::Preferences::Theme::Light);
    });
    QMenu* languages = view->addMenu(style::icon(QStringLiteral("language")), tr("&Language"));
    auto* one = new QActionGroup(languages);
    for (const QString& code : Language::all()) {
        QAction* action = languages->addAction(Language::nativeName(code));
        action->setObjectName(QStringLiteral("action.language.") + code);
        action->setCheckable(true);
        action->setChecked(code == Language::of(*qApp).spoken());
        one->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { preferences_.setLanguage(code); });
    }
    view->addSeparator();
    const auto resize = [this](int by) { preferences_.setTextPercent(preferences_.textPercent() + by); };
    addVerb(view, "larger", tr("L&arger text"), "", QKeySequence::ZoomIn, [resize] { resize(10); });
    addVerb(view, "smaller", tr("&Smaller text"), "", QKeySequence::ZoomOut, [resize] { resize(-10); });
    view->addSeparator();
    narrow_ = addVerb(view, "narrow", tr("&Narrow rail"), "sidebar", QKeySequence(QStringLiteral("Ctrl+B")), [] {});
    narrow_->setCheckable(true);
    connect(narrow_, &QAction::toggled, this, &Shell::setNarrow);
    QAction* full = addVerb(view, "fullscreen", tr("F&ull screen"), "fullscreen", QKeySequence(Qt::Key_F11), [] {});
    full->setCheckable(true);
    full->setChecked(window_.isFullScreen());
    connect(full, &QAction::triggered, this, [this](bool on) { on ? window_.showFullScreen() : window_.showNormal(); });
}

// The verbs of the run that the page Run shows, from anywhere.
void Shell::makeRunMenu() {
    QMenu* menu = addMenu(tr("&Run"), "run");
    QAction* newest = addVerb(menu, "newest", tr("Open the &newest run"), "run", {}, [this] {
        if (!runs_.runs().empty()) go_.openRun(runs_.runs().front().id);
    });
    menu->addSeparator();
    QAction* pause = addVerb(menu, "pause", tr("&Pause"), "pause", {}, [this] { service_.pause(openRun()); });
    QAction* resume = addVerb(menu, "resume", tr("Res&ume"), "resume", {}, [this] { service_.resume(openRun()); });
    QAction* stop = addVerb(menu, "stop", tr("&Stop: finish open matches, keep everything"), "stop", {},
                            [this] { service_.stop(openRun()); });
    QAction* abort = addVerb(menu, "abort", tr("&Abort: now, what is in flight is dropped"), "abort", {},
                             [this] { service_.abort(openRun()); });
    const auto enable = [this, newest, pause, resume, stop, abort] {
        newest->setEnabled(!runs_.runs().empty());
        const RunRecord* run = runs_.find(openRun());
        const bool running = run && run->status == RunStatus::running;
        const bool paused = run && run->status == RunStatus::paused;
        pause->setEnabled(running);
        resume->setEnabled(run && (paused || bridges::resumable(*run)));
        stop->setEnabled(running || (paused && run && !run->interrupted));
        abort->setEnabled(stop->isEnabled());
    };
    enable();
    connect(menu, &QMenu::aboutToShow, this, enable);
    connect(&runs_, &bridges::RunsBridge::changed, menu, enable);
}

// The verbs of the league that its pages show, from anywhere.
void Shell::makeLeagueMenu() {
    QMenu* menu = addMenu(tr("&League"), "league");
    QAction* open =
        addVerb(menu, "openLeague", tr("&Open the league"), "league", {}, [this] { go_.openLeague(leagueToShow()); });
    QAction* lineage =
        addVerb(menu, "openLineage", tr("L&ineage"), "lineage", {}, [this] { go_.openLineage(leagueToShow()); });
    menu->addSeparator();
    const auto ask = [this] {
        league_.open(leagueToShow());
        go_.why(pages::whyDrawn(league_));
    };
    QAction* why = addVerb(menu, "whyMatch", tr("&Why this match"), "why", {}, ask);
    QAction* drawn = addVerb(menu, "whatDrawn", tr("What would be &drawn"), "dice", {}, ask);
    const auto enable = [this, open, lineage, why, drawn] {
        const RunRecord* run = runs_.find(leagueToShow());
        const bool any = run && bridges::isLeague(*run);
        for (QAction* action : {open, lineage, why, drawn})
            action->setEnabled(any);
    };
    enable();
    connect(menu, &QMenu::aboutToShow, this, enable);
    connect(&runs_, &bridges::RunsBridge::changed, menu, enable);
}

void Shell::makeWindowMenu() {
    QMenu* menu = addMenu(tr("&Window"), "window");
    addVerb(menu, "newWindow", tr("&New window on this workspace"), "external",
            QKeySequence(QStringLiteral("Ctrl+Shift+N")), [this] { Q_EMIT workspaceWanted(store_.folder()); });
    menu->addSeparator();
    addVerb(menu, "nextArea", tr("Next &area of the window"), "", QKeySequence(Qt::Key_F6), [this] { walkAreas(1); });
    addVerb(menu, "previousArea", tr("&Previous area of the window"), "", QKeySequence(Qt::SHIFT | Qt::Key_F6),
            [this] { walkAreas(-1); });
    menu->addSeparator();
    addVerb(menu, "minimise", tr("&Minimise"), "", {}, [this] { window_.showMinimized(); });
}

void Shell::makeHelpMenu() {
    QMenu* help = addMenu(tr("&Help"), "help");
    addVerb(help, "help", tr("&Help on what has the focus"), "help", QKeySequence(Qt::Key_F1), [this] { helpHere(); });
    addVerb(help, "contents", tr("&Contents"), "", {}, [this] { go_.help(QStringLiteral("start")); });
    addVerb(help, "shortcuts", tr("&Keyboard shortcuts"), "keyboard", QKeySequence(QStringLiteral("Ctrl+F1")),
            [this] { go_.help(QStringLiteral("shortcuts")); });
    addVerb(help, "glossary", tr("&Glossary"), "", {}, [this] { go_.help(QStringLiteral("glossary")); });
    help->addSeparator();
    addVerb(help, "welcome", tr("&Welcome"), "", {}, [this] { showPage(QStringLiteral("welcome")); });
    addVerb(help, "tour", tr("&Tour in five steps"), "", {}, [this] { startTour(); });
    help->addSeparator();
    addVerb(help, "about", tr("&About Ludus"), "", {}, [this] {
        QMessageBox::about(&window_, tr("About Ludus"),
                           tr("<b>Ludus %1</b><p>A studio for competitive multi-agent reinforcement learning.</p>"
                              "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                               .arg(QCoreApplication::applicationVersion()));
    });
}

}  // namespace ludus::studio
