// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's executable: reads the command line, dresses the application, opens the window.
#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "app/studio/shell.h"
#include "core/store/workspace.h"

namespace {

constexpr int kWrongUsage = 2;  // as in ludus-cli

int refuse(const QString& sentence) {
    std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    return kWrongUsage;
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    ludus::studio::prepareApplication(application);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A studio for competitive multi-agent reinforcement learning"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("workspace"), QStringLiteral("Folder of the workspace."), QStringLiteral("DIR")});
    const QString pages = ludus::studio::Shell::pageKeys().join(QStringLiteral(", "));
    parser.addOption({QStringLiteral("page"), QStringLiteral("Page to open: %1.").arg(pages), QStringLiteral("NAME")});
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("Run file to open under New experiment."),
                                 QStringLiteral("[FILE]"));
    if (!parser.parse(QApplication::arguments())) return refuse(parser.errorText());
    parser.process(application);  // help, version
    const QString page = parser.value(QStringLiteral("page"));
    if (parser.isSet(QStringLiteral("page")) && !ludus::studio::Shell::pageKeys().contains(page))
        return refuse(QStringLiteral("There is no page %1. The pages are: %2.").arg(page, pages));

    const QString folder = parser.isSet(QStringLiteral("workspace"))
                               ? parser.value(QStringLiteral("workspace"))
                               : QString::fromStdString(ludus::store::Workspace::defaultFolder());
    ludus::studio::MainWindow window(folder);
    if (parser.isSet(QStringLiteral("page"))) window.showPage(page);
    if (!parser.positionalArguments().isEmpty()) window.openFile(parser.positionalArguments().constFirst());
    if (!parser.isSet(QStringLiteral("page")) && parser.positionalArguments().isEmpty()) window.greet();
    window.show();
    return QApplication::exec();
}
