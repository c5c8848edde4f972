// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the shell.
#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>

#include "app/studio/shell.h"
#include "widgets/style/theme.h"

namespace ludus::studio {

void Shell::makeMenus() {
    window_.menuBar()->clear();
    makeFileMenu();
    makeViewMenu();
    makeHelpMenu();
}

void Shell::makeFileMenu() {
    QMenu* file = window_.menuBar()->addMenu(tr("&File"));
    QAction* create = file->addAction(style::icon(QStringLiteral("new")), tr("&New experiment"), this,
                                      [this] { showPage(QStringLiteral("new")); });
    create->setShortcut(QKeySequence::New);
    file->addSeparator();
    QAction* quit = file->addAction(tr("&Quit"), &window_, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);
}

void Shell::makeViewMenu() {
    QMenu* view = window_.menuBar()->addMenu(tr("&View"));
    const QHash<QString, QString> titles{{QStringLiteral("experiments"), tr("&Experiments")},
                                         {QStringLiteral("run"), tr("&Run")},
                                         {QStringLiteral("replays"), tr("Re&plays")}};
    int number = 1;
    for (const QString& key : order_) {
        QAction* action = view->addAction(titles.value(key), this, [this, key] { showPage(key); });
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number++)));
    }
    view->addSeparator();
    QAction* dark = view->addAction(style::icon(QStringLiteral("theme")), tr("&Dark theme"));
    dark->setObjectName(QStringLiteral("action.dark"));
    dark->setCheckable(true);
    dark->setChecked(style::Theme::instance().isDark());
    connect(dark, &QAction::toggled, this, &Shell::themeWanted);
    QAction* narrow = view->addAction(style::icon(QStringLiteral("sidebar")), tr("&Narrow rail"));
    narrow->setCheckable(true);
    narrow->setShortcut(QKeySequence(QStringLiteral("Ctrl+B")));
    connect(narrow, &QAction::toggled, this, &Shell::setNarrow);
}

void Shell::makeHelpMenu() {
    QMenu* help = window_.menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About Ludus"), this, [this] {
        QMessageBox::about(&window_, tr("About Ludus"),
                           tr("<b>Ludus %1</b><p>A studio for competitive multi-agent reinforcement learning.</p>"
                              "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                               .arg(QCoreApplication::applicationVersion()));
    });
}

}  // namespace ludus::studio
