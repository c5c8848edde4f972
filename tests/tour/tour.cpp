// SPDX-License-Identifier: GPL-3.0-or-later
// The tour: opens every page of the real window, empty and filled, light and dark, and saves a picture of each.
//   tour [--out DIR] [--size 1366x768] [--workspace DIR | --seconds N]
// Without a workspace it trains slime_volley/self_play for N seconds in a temporary one first.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTextStream>

#include <functional>

#include "app/bridges/match_list_bridge.h"
#include "app/bridges/run_bridge.h"
#include "app/bridges/viewer_bridge.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/run_page.h"
#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "app/studio/shell.h"
#include "core/runs/active_run.h"
#include "core/runs/run_config.h"
#include "tests/support/temp_dir.h"
#include "widgets/models/playback_model.h"
#include "widgets/style/theme.h"
#include "widgets/views/table_view.h"

namespace {

using ludus::studio::MainWindow;

constexpr int kPatienceMs = 60'000;

struct Options {
    QDir out;
    QSize size{1366, 768};
    int seconds = 25;
};

void spin(int ms) {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool waitFor(const std::function<bool()>& condition, int patience = kPatienceMs) {
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > patience) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

class Tour {
public:
    Tour(const Options& options, bool dark) : options_(options), dark_(dark) {
        ludus::style::Theme::instance().apply(*qApp, dark ? ludus::style::Mode::Dark : ludus::style::Mode::Light);
    }

    void empty(const QString& folder) {
        MainWindow window(folder);
        show(window);
        for (const QString& page : {QStringLiteral("experiments"), QStringLiteral("new"), QStringLiteral("run"),
                                    QStringLiteral("replays"), QStringLiteral("replay")}) {
            window.showPage(page);
            picture(window, page + QStringLiteral("-empty"));
        }
        window.showPage(QStringLiteral("new"));
        window.findChild<ludus::pages::NewExperimentPage*>()->openPreset(QStringLiteral("rps/self_play"));
        picture(window, QStringLiteral("new-rock-paper-scissors"));
    }

    void filled(const QString& folder) {
        MainWindow window(folder);
        show(window);
        auto* table = window.findChild<ludus::views::TableView*>(QStringLiteral("experiments.table"));
        waitFor([&] { return !table->currentId().isEmpty(); });
        picture(window, QStringLiteral("experiments-interrupted"));
        const QString interrupted = table->table()->idAt(0);
        const QString finished = table->table()->idAt(table->table()->rowCount() > 1 ? 1 : 0);
        table->setCurrentId(finished);
        if (auto* later = window.findChild<QPushButton*>(QStringLiteral("message:later"))) later->click();
        picture(window, QStringLiteral("experiments"));
        wrongValue(window);
        auto* page = window.findChild<ludus::pages::RunPage*>();
        window.openRun(ludus::RunId{interrupted.toLongLong()});
        waitFor([&] { return page->bridge().facts().record.id.value > 0; });
        picture(window, QStringLiteral("run-interrupted"));
        window.openRun(ludus::RunId{finished.toLongLong()});
        waitFor([&] { return page->bridge().facts().record.id.value > 0 && !page->bridge().entropy()->isEmpty(); });
        picture(window, QStringLiteral("run"));
        replay(window);
    }

private:
    void show(MainWindow& window) {
        window.resize(options_.size);
        window.show();
        waitFor([&] { return window.shell().allMade(); });
        spin(300);
    }

    void wrongValue(MainWindow& window) {
        auto* page = window.findChild<ludus::pages::NewExperimentPage*>();
        page->openPreset(QStringLiteral("slime_volley/self_play"));
        window.showPage(QStringLiteral("new"));
        page->config().form()->setText(QStringLiteral("learner.minibatches"), QStringLiteral("0"));
        page->config().form()->setText(QStringLiteral("self_play.latest_share"), QStringLiteral("60 %"));
        picture(window, QStringLiteral("new-to-correct"));
        page->config().openPreset(QStringLiteral("slime_volley/self_play"));
    }

    void replay(MainWindow& window) {
        window.showPage(QStringLiteral("replays"));
        auto* list = window.findChild<ludus::bridges::MatchListBridge*>();
        if (!waitFor([&] { return list->table()->rowCount() > 0; }, 5000)) return;
        const int rows = list->table()->rowCount();
        waitFor([&] { return list->thumb(list->table()->idAt(std::min(11, rows - 1))) != nullptr; }, 5000);
        picture(window, QStringLiteral("replays"));
        window.findChild<QPushButton*>(QStringLiteral("replays.asTable"))->click();
        picture(window, QStringLiteral("replays-list"));
        auto* viewer = window.findChild<ludus::bridges::ViewerBridge*>();
        const auto watch = [&](int count) {
            QVector<ludus::pages::WatchedMatch> matches;
            for (int row = 0; row < std::min(count, rows); ++row) {
                const auto* match = list->match(list->table()->idAt(row));
                matches.push_back({QString::fromStdString(match->match.replayHash), {}});
            }
            window.shell().go().watch(matches);
            waitFor([&] { return viewer->isOpen(); });
            viewer->playback()->setPlaying(false);
            viewer->playback()->setFrame(viewer->playback()->frameCount() / 3);
        };
        watch(2);
        picture(window, QStringLiteral("replay-side-by-side"));
        watch(1);
        picture(window, QStringLiteral("replay"));
    }

    void picture(MainWindow& window, const QString& name) {
        spin(600);  // charts draw by a clock of their own
        const QString path =
            options_.out.filePath(name + (dark_ ? QStringLiteral("-dark.png") : QStringLiteral(".png")));
        if (!window.grab().save(path)) qFatal("%s could not be written", qPrintable(path));
        QTextStream(stdout) << path << Qt::endl;
    }

    Options options_;
    bool dark_;
};

/// Trains for a while in this folder, through the window itself.
void train(const QString& folder, int seconds) {
    QTextStream(stdout) << "training slime_volley/self_play for " << seconds << " s" << Qt::endl;
    MainWindow window(folder);
    window.show();
    const auto preset = ludus::runs::findPreset("slime_volley/self_play");
    QString toml = QString::fromStdString(preset->toml);
    toml.replace(QStringLiteral("seconds = 600"), QStringLiteral("seconds = %1").arg(seconds));
    toml.replace(QStringLiteral("every = 2_000_000"), QStringLiteral("every = 300_000"));
    toml.replace(QStringLiteral("snapshot_every = 500_000"), QStringLiteral("snapshot_every = 150_000"));
    bool ended = false;
    QObject::connect(&window.service(), &ludus::bridges::RunService::ended, &window, [&] { ended = true; });
    QObject::connect(&window.service(), &ludus::bridges::RunService::failed, &window,
                     [](const QString& sentence) { qFatal("%s", qPrintable(sentence)); });
    window.service().start(toml, QStringLiteral("slime_volley/self_play"));
    if (!waitFor([&] { return ended; }, kPatienceMs + seconds * 2000)) qFatal("the training did not end");
}

/// A run that was left for later, as when the window was closed over it.
void interrupt(const QString& folder, int seconds) {
    const auto preset = ludus::runs::findPreset("slime_volley/self_play");
    auto config = ludus::runs::readRunConfig(preset->toml);
    config->preset = preset->name;
    auto run = ludus::runs::ActiveRun::start(folder.toStdString(), *config, {});
    if (!run) qFatal("%s", run.error().sentence().c_str());
    spin(1000 * seconds);
    (*run)->suspend();
    if (!(*run)->wait().ok()) qFatal("the run could not be left for later");
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("LUDUS_MODULE_DIR")) qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    ludus::test::TempDir scratch;
    ludus::studio::prepareApplication(application, QString::fromStdString(scratch.path("settings")));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("workspace"), QStringLiteral("A filled workspace."), QStringLiteral("DIR")},
         {QStringLiteral("out"), QStringLiteral("Where the pictures go."), QStringLiteral("DIR"),
          QStringLiteral("build/tour")},
         {QStringLiteral("size"), QStringLiteral("Of the window."), QStringLiteral("WxH"), QStringLiteral("1366x768")},
         {QStringLiteral("seconds"), QStringLiteral("To train."), QStringLiteral("N"), QStringLiteral("25")}});
    parser.process(application);
    Options options;
    options.out = QDir(parser.value(QStringLiteral("out")));
    options.out.mkpath(QStringLiteral("."));
    const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
    if (size.size() == 2) options.size = {size[0].toInt(), size[1].toInt()};
    QString folder = parser.value(QStringLiteral("workspace"));
    if (folder.isEmpty()) {
        folder = QString::fromStdString(scratch.path("tour"));
        train(folder, parser.value(QStringLiteral("seconds")).toInt());
        interrupt(folder, 8);
    }
    for (const bool dark : {false, true}) {
        Tour tour(options, dark);
        tour.empty(QString::fromStdString(scratch.path(dark ? "empty-dark" : "empty")));
        tour.filled(folder);
    }
    return 0;
}
