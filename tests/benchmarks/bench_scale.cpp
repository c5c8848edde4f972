// SPDX-License-Identifier: GPL-3.0-or-later
// How the window carries a full workspace: the time until Experiments shows its table and small curves, until a run
// with one very long curve is open, and the time of every frame while that curve is panned with the mouse. JSON lines.
//   bench_scale [RUNS POINTS LONG [FOLDER]]       defaults 1000 10000000 1000000; a folder is kept and used again
// Fails when the overview takes more than 1 s or when more than 5 % of the frames take more than 16 ms (1 % are wanted;
// other programs disturb); times are multiplied with LUDUS_BENCH_SLACK.
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPushButton>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <functional>
#include <thread>
#include <vector>

#include "app/bridges/run_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/run_page.h"
#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "app/studio/shell.h"
#include "core/base/rng.h"
#include "core/store/bench.h"
#include "core/store/store_writer.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"
#include "widgets/views/chart_panel.h"

namespace {

using ludus::RunEvent;
using ludus::RunId;

constexpr double kOverviewMs = 1000, kFrameMs = 16, kSmoothShare = 0.95;
constexpr int kFrames = 300;
constexpr int64_t kStep = 2048;
constexpr const char* kLongRun = "the long one";

struct Size {
    int runs = 1000;
    int64_t points = 10'000'000;  // of all runs together
    int64_t longest = 1'000'000;  // of one curve of the last run
};

/// A finished run with one curve of this length, and its ratings.
void fillLongRun(ludus::store::Workspace& workspace, int64_t samples) {
    ludus::RunRecord record;
    record.game = "slime_volley";
    record.preset = "slime_volley/self_play";
    record.name = kLongRun;
    const RunId run = *workspace.createRun(record);
    auto writer = ludus::store::StoreWriter::open(workspace.folder(), run);
    if (!writer) qFatal("%s", writer.error().sentence().c_str());
    ludus::Rng random(1);
    int64_t seq = 0;
    const auto publish = [&](ludus::EventBody body) {
        ++seq;
        (*writer)->take({run, seq, 1'700'000'000'000 + 500 * seq, 0.5 * static_cast<double>(seq), std::move(body)});
        while ((*writer)->waiting() > 65'536)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    publish(ludus::StateChanged{ludus::RunStatus::running, {}});
    const int64_t every = std::max<int64_t>(1, samples / 100);
    for (int64_t i = 1; i <= samples; ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(samples);
        ludus::Metrics metrics;
        metrics.points.push_back({"return", i * kStep, 4 * t - 3 + random.uniform(), ludus::kUnknown});
        if (i % every == 0) metrics.points.push_back({"elo", i * kStep, 1200 * t + 60 * random.uniform(), 20});
        publish(std::move(metrics));
    }
    publish(ludus::StateChanged{ludus::RunStatus::finished, {}});
    if (!(*writer)->flush().ok()) qFatal("the workspace could not be filled");
}

void fill(const std::string& folder, const Size& size) {
    if (size.runs > 1) {
        const auto filled = ludus::store::fillWorkspace(folder, size.runs - 1, size.points - size.longest);
        if (!filled) qFatal("%s", filled.error().sentence().c_str());
    }
    auto workspace = ludus::store::Workspace::open(folder);
    if (!workspace) qFatal("%s", workspace.error().sentence().c_str());
    fillLongRun(**workspace, size.longest);
}

bool spin(const std::function<bool()>& until, int patienceMs = 120'000) {
    QElapsedTimer clock;
    clock.start();
    while (!until()) {
        if (clock.elapsed() > patienceMs) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
    }
    return true;
}

void print(const QString& line) {
    QTextStream(stdout) << line << Qt::endl;
}

double openOverview(ludus::studio::MainWindow& window, const Size& size, const QElapsedTimer& clock) {
    const auto* runs = window.findChild<ludus::bridges::RunsBridge*>();
    spin([&] { return runs->loaded(); });
    const double table = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    spin([&] { return runs->curvesLoaded(); });
    QCoreApplication::processEvents();  // drawn
    const double curves = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    print(QStringLiteral("{\"bench\": \"scale_overview\", \"runs\": %1, \"points\": %2, \"table_ms\": %3, "
                         "\"curves_ms\": %4}")
              .arg(runs->runs().size())
              .arg(size.points)
              .arg(table, 0, 'f', 0)
              .arg(curves, 0, 'f', 0));
    return curves;
}

/// A run grows while the table is in sight: how long the GUI thread is busy at most.
void watchGrowth(ludus::studio::MainWindow& window, const std::string& folder) {
    auto workspace = ludus::store::Workspace::open(folder);
    ludus::RunRecord record;
    record.game = "slime_volley";
    const RunId run = *(*workspace)->createRun(record);
    auto writer = ludus::store::StoreWriter::open(folder, run);
    int64_t seq = 0;
    const auto publish = [&](ludus::EventBody body) {
        ++seq;
        (*writer)->take({run, seq, 1'800'000'000'000 + 50 * seq, 0.05 * static_cast<double>(seq), std::move(body)});
    };
    publish(ludus::StateChanged{ludus::RunStatus::finished, {}});
    double worst = 0, busy = 0;
    QElapsedTimer all, last, beat;
    all.start();
    last.start();
    while (all.elapsed() < 3000) {
        beat.start();
        QCoreApplication::processEvents();
        const double took = static_cast<double>(beat.nsecsElapsed()) * 1e-6;
        worst = std::max(worst, took);
        busy += took;
        if (last.elapsed() >= 50) {
            last.restart();
            const double elo = 10.0 * static_cast<double>(seq);
            publish(ludus::Metrics{{{"elo", seq * kStep, elo, 20}}});
            publish(ludus::Rated{{{"snapshot:1", seq * kStep, elo, 10, 100, 0.5}}});
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    (void)(*writer)->flush();
    const auto* runs = window.findChild<ludus::bridges::RunsBridge*>();
    spin([&] { return runs->find(run) != nullptr; });
    print(QStringLiteral("{\"bench\": \"scale_growth\", \"seconds\": 3, \"longest_busy_ms\": %1, \"busy_share\": %2}")
              .arg(worst, 0, 'f', 1)
              .arg(busy / static_cast<double>(all.elapsed()), 0, 'f', 3));
}

void openLongRun(ludus::studio::MainWindow& window, RunId run) {
    auto& bridge = static_cast<ludus::pages::RunPage*>(window.shell().page(QStringLiteral("run")))->bridge();
    QElapsedTimer clock, beat;
    clock.start();
    bool opened = false;
    QObject::connect(&bridge, &ludus::bridges::RunBridge::opened, &window, [&] { opened = true; });
    double worst = 0;
    window.openRun(run);
    beat.start();
    spin([&] {
        worst = std::max(worst, static_cast<double>(beat.nsecsElapsed()) * 1e-6);
        beat.restart();
        return opened;
    });
    QCoreApplication::processEvents();
    double samples = 0;
    for (const auto& series : bridge.returns()->all())
        samples += static_cast<double>(series.model->size());
    print(QStringLiteral("{\"bench\": \"scale_open_run\", \"ms\": %1, \"samples_held\": %2, \"longest_wait_ms\": %3}")
              .arg(static_cast<double>(clock.nsecsElapsed()) * 1e-6, 0, 'f', 0)
              .arg(samples, 0, 'f', 0)
              .arg(worst, 0, 'f', 1));
}

void mouse(QWidget* widget, QEvent::Type type, const QPointF& at, bool down) {
    const bool move = type == QEvent::MouseMove;
    QMouseEvent event(type, at, widget->mapToGlobal(at), move ? Qt::NoButton : Qt::LeftButton,
                      down ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

void wheel(QWidget* widget, const QPointF& at, int notches) {
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

/// Zooms in around the middle and drags the curve through the picture, frame by frame.
double pan(ludus::studio::MainWindow& window, int notches) {
    auto* panel = window.findChild<ludus::views::ChartPanel*>(QStringLiteral("chart.returns"));
    ludus::views::SeriesPlot* plot = panel->plot();
    const QRectF area = plot->plotArea();
    for (int i = 0; i < notches; ++i)
        wheel(plot, area.center(), 1);
    spin([] { return false; }, 500);
    std::vector<double> frames;
    while (frames.size() < kFrames) {
        mouse(plot, QEvent::MouseButtonPress, {area.right() - 5, area.center().y()}, true);
        for (double x = area.right() - 9; x > area.left() + 5 && frames.size() < kFrames; x -= 3) {
            QElapsedTimer frame;
            frame.start();
            mouse(plot, QEvent::MouseMove, {x, area.center().y()}, true);
            QCoreApplication::processEvents();  // timers, answers, painting
            frames.push_back(static_cast<double>(frame.nsecsElapsed()) * 1e-6);
            spin([&] { return static_cast<double>(frame.nsecsElapsed()) * 1e-6 >= kFrameMs; });
        }
        mouse(plot, QEvent::MouseButtonRelease, {area.left() + 5, area.center().y()}, false);
    }
    std::sort(frames.begin(), frames.end());
    const auto late = std::upper_bound(frames.begin(), frames.end(), kFrameMs * ludus::test::benchSlack());
    const double share = static_cast<double>(late - frames.begin()) / static_cast<double>(frames.size());
    print(QStringLiteral("{\"bench\": \"scale_pan\", \"zoom\": %1, \"frames\": %2, \"p50_ms\": %3, \"p99_ms\": %4, "
                         "\"max_ms\": %5, \"share_under_16ms\": %6}")
              .arg(std::pow(1.25, notches), 0, 'f', 0)
              .arg(frames.size())
              .arg(frames[frames.size() / 2], 0, 'f', 2)
              .arg(frames[frames.size() * 99 / 100], 0, 'f', 2)
              .arg(frames.back(), 0, 'f', 2)
              .arg(share, 0, 'f', 4));
    return share;
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Size size;
    if (argc > 1) size.runs = std::max(1, atoi(argv[1]));
    if (argc > 2) size.points = atoll(argv[2]);
    if (argc > 3) size.longest = atoll(argv[3]);
    const ludus::test::TempDir scratch;
    const std::string folder = argc > 4 ? argv[4] : scratch.path("workspace");
    ludus::studio::prepareApplication(application, QString::fromStdString(scratch.path("settings")));
    QElapsedTimer clock;
    clock.start();
    if (!ludus::realFileSystem().exists(ludus::joinPath(folder, "studio.db"))) {
        fill(folder, size);
        print(QStringLiteral("{\"bench\": \"scale_fill\", \"seconds\": %1}")
                  .arg(static_cast<double>(clock.elapsed()) / 1000, 0, 'f', 1));
    }
    clock.restart();
    ludus::studio::MainWindow window(QString::fromStdString(folder));
    window.resize(1366, 768);
    window.show();
    const double overview = openOverview(window, size, clock);
    RunId longest;
    for (const ludus::RunRecord& run : window.findChild<ludus::bridges::RunsBridge*>()->runs())
        if (run.name == kLongRun) longest = run.id;
    watchGrowth(window, folder);
    openLongRun(window, longest);
    bool smooth = true;
    for (const int notches : {3, 12})
        smooth = pan(window, notches) >= kSmoothShare && smooth;
    return overview > kOverviewMs * ludus::test::benchSlack() || !smooth ? 1 : 0;
}
