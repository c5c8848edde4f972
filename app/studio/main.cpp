// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's executable: reads the command line, dresses the application, opens the window.
#include <QApplication>
#include <QCommandLineParser>

#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "core/store/workspace.h"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    ludus::studio::prepareApplication(application);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A studio for competitive multi-agent reinforcement learning"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("workspace"), QStringLiteral("Folder of the workspace."), QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("page"),
                      QStringLiteral("Page to open: experiments, new, run, replays, compare, preferences, help, ..."),
                      QStringLiteral("NAME")});
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("Run file to open under New experiment."),
                                 QStringLiteral("[FILE]"));
    parser.process(application);

    const QString folder = parser.isSet(QStringLiteral("workspace"))
                               ? parser.value(QStringLiteral("workspace"))
                               : QString::fromStdString(ludus::store::Workspace::defaultFolder());
    ludus::studio::MainWindow window(folder);
    if (parser.isSet(QStringLiteral("page"))) window.showPage(parser.value(QStringLiteral("page")));
    if (!parser.positionalArguments().isEmpty()) window.openFile(parser.positionalArguments().constFirst());
    if (!parser.isSet(QStringLiteral("page")) && parser.positionalArguments().isEmpty()) window.greet();
    window.show();
    return QApplication::exec();
}
