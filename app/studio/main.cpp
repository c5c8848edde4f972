// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's executable: reads the command line, dresses the application, opens the window.
#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSettings>

#include "app/studio/main_window.h"
#include "core/store/workspace.h"
#include "widgets/style/theme.h"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("ludus"));
    QCoreApplication::setOrganizationName(QStringLiteral("ludus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LUDUS_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A studio for competitive multi-agent reinforcement learning"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("workspace"), QStringLiteral("Folder of the workspace."), QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("page"), QStringLiteral("Page to open: experiments, new, run, replays."),
                      QStringLiteral("NAME")});
    parser.process(application);

    const QSettings settings;
    const bool dark = settings.value(QStringLiteral("appearance/dark"), false).toBool();
    ludus::style::Theme::instance().apply(application, dark ? ludus::style::Mode::Dark : ludus::style::Mode::Light);
    application.setWindowIcon(QIcon(QStringLiteral(":/ludus/app-icon.svg")));
    const QString folder = parser.isSet(QStringLiteral("workspace"))
                               ? parser.value(QStringLiteral("workspace"))
                               : QString::fromStdString(ludus::store::Workspace::defaultFolder());
    ludus::studio::MainWindow window(folder);
    if (parser.isSet(QStringLiteral("page"))) window.showPage(parser.value(QStringLiteral("page")));
    window.show();
    return QApplication::exec();
}
