// SPDX-License-Identifier: GPL-3.0-or-later
// The tour: opens every page of the real window, empty and filled, light and dark, in both languages and two sizes, and
// leaves a picture of each: look at them. Filled means the sample workspace and a run that trains for a few seconds.
//   tour [--out DIR] [--only TEXT] [--size 1366x768 ...] [--workspace DIR] [--no-training]
// Exit code 1: a page could not be opened, or a picture not be written.
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QTextStream>

#include <filesystem>
#include <optional>

#include "app/pages/sample_workspace.h"
#include "app/studio/application.h"
#include "app/studio/language.h"
#include "tests/support/temp_dir.h"
#include "tests/tour/walk.h"

namespace {

using namespace ludus;

struct Request {
    tour::Plan plan;
    QDir out;
    QString workspace;  // empty: the sample
};

/// Nothing where the command line cannot be used.
std::optional<Request> readRequest(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Where the pictures go."), QStringLiteral("DIR"),
                                 QStringLiteral("build/tour"));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("Pictures whose names hold this: run-dark, zh-2560."),
                                  QStringLiteral("TEXT"));
    QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Of the window; may be repeated."),
                            QStringLiteral("WxH"));
    size.setDefaultValues({QStringLiteral("1366x768"), QStringLiteral("2560x1440")});
    const QCommandLineOption workspace(QStringLiteral("workspace"),
                                       QStringLiteral("Another filled workspace than the sample."),
                                       QStringLiteral("DIR"));
    const QCommandLineOption still(QStringLiteral("no-training"), QStringLiteral("No run is started."));
    parser.addOptions({out, only, size, workspace, still});
    parser.process(application);
    Request request;
    for (const QString& text : parser.values(size)) {
        const QStringList parts = text.split(QLatin1Char('x'));
        const QSize wanted(parts.value(0).toInt(), parts.value(1).toInt());
        if (wanted.isEmpty()) return std::nullopt;
        request.plan.sizes << wanted;
    }
    request.plan.only = parser.value(only);
    request.plan.train = !parser.isSet(still);
    request.workspace = parser.value(workspace);
    request.out = QDir(parser.value(out));
    return request;
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("LUDUS_MODULE_DIR")) qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const test::TempDir scratch;
    const auto below = [&scratch](const QString& name) {
        return QString::fromStdString(scratch.path(name.toStdString()));
    };
    studio::prepareApplication(application, below(QStringLiteral("settings")));
    const std::optional<Request> request = readRequest(application);
    if (!request) {
        QTextStream(stderr) << "A size is written as 1366x768." << Qt::endl;
        return 2;
    }
    QElapsedTimer clock;
    clock.start();
    tour::Gallery gallery(request->out);
    if (!request->out.mkpath(QStringLiteral("."))) gallery.complain(QStringLiteral("The folder cannot be made."));
    QString filled = request->workspace;
    if (filled.isEmpty()) {
        filled = below(QStringLiteral("filled"));
        if (!pages::unpackSampleWorkspace(filled))
            gallery.complain(QStringLiteral("The sample workspace could not be unpacked."));
    }
    int number = 0;
    for (const QString& language : studio::Language::all()) {
        for (const bool dark : {false, true}) {
            const tour::Look look{language, dark};
            ++number;
            tour::Walk(below(QStringLiteral("empty%1").arg(number)), look, request->plan, gallery).seeEmpty();
            QString folder = request->workspace;
            if (folder.isEmpty()) {
                folder = below(QStringLiteral("%1/sample").arg(number));
                std::filesystem::create_directories(below(QString::number(number)).toStdString());
                std::filesystem::copy(filled.toStdString(), folder.toStdString(),
                                      std::filesystem::copy_options::recursive);
            }
            tour::Walk(folder, look, request->plan, gallery).seeFilled();
        }
    }
    const bool right = gallery.close();
    QTextStream(stdout) << gallery.count() << " pictures in " << request->out.absolutePath() << ", "
                        << clock.elapsed() / 1000 << " s" << Qt::endl;
    return right ? 0 : 1;
}
