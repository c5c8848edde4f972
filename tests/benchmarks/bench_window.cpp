// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window keeps people waiting: trains slime_volley/self_play with two workers, the Run page in view, and
// measures how late a 5 ms heartbeat of the GUI thread comes. JSON lines; fails above 100 ms. First it says how long
// the first window takes from the beginning of the program to its first picture; fails above 500 ms. (Times
// LUDUS_BENCH_SLACK.)
//   bench_window [SECONDS [WORKSPACE]]       with a workspace it also opens every run of it
#include <QApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <QTimer>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "app/bridges/run_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/run_page.h"
#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "app/studio/shell.h"
#include "core/runs/run_config.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"

namespace {

constexpr int kBeatMs = 5;
constexpr double kAllowedMs = 100;
constexpr double kFirstWindowMs = 500;
constexpr double kFrameMs = 16;  // no beat later while the window settles
constexpr int kSettleMs = 5000;
constexpr double kFirstPointMs = 2000;  // the first point of a curve after Start

/// Lateness of every beat, in milliseconds.
class Heartbeat : public QTimer {
public:
    Heartbeat() {
        setTimerType(Qt::PreciseTimer);
        setInterval(kBeatMs);
        callOnTimeout([this] {
            const double now = static_cast<double>(clock_.nsecsElapsed()) * 1e-6;
            late_.push_back(std::max(0.0, now - last_ - kBeatMs));
            last_ = now;
        });
    }
    void begin() {
        late_.clear();
        clock_.start();
        last_ = 0;
        start();
    }
    std::vector<double> take() {
        stop();
        std::sort(late_.begin(), late_.end());
        return late_;
    }

private:
    QElapsedTimer clock_;
    double last_ = 0;
    std::vector<double> late_;
};

/// Milliseconds from the start of this process, as the kernel counts it (ticks of 10 ms).
double sinceStart() {
    std::ifstream own("/proc/self/stat"), clock("/proc/uptime");
    std::string stat((std::istreambuf_iterator<char>(own)), std::istreambuf_iterator<char>());
    std::istringstream rest(stat.substr(stat.rfind(')') + 2));
    std::string word;
    for (int column = 3; column <= 22; ++column)
        rest >> word;
    double up = 0;
    clock >> up;
    return (up - std::stod(word) / static_cast<double>(sysconf(_SC_CLK_TCK))) * 1000;
}

/// Notices the first picture of a window.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget& window) : window_(window) { window.installEventFilter(this); }
    double ms = -1;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::UpdateRequest && ms < 0 && window_.isVisible())
            QTimer::singleShot(0, this, [this] { ms = sinceStart(); });
        return false;
    }

private:
    QWidget& window_;
};

bool anyPoint(const ludus::bridges::RunBridge& bridge) {
    for (const auto* chart : bridge.charts()) {
        if (!chart->isEmpty()) return true;
    }
    return false;
}

double report(const char* phase, std::vector<double> late, double seconds) {
    if (late.empty()) return 0;
    const auto share = [&](double above) {
        const auto first = std::upper_bound(late.begin(), late.end(), above);
        return static_cast<double>(late.end() - first) / static_cast<double>(late.size());
    };
    QTextStream(stdout) << QStringLiteral(
                               "{\"bench\": \"window_heartbeat\", \"phase\": \"%1\", \"seconds\": %2, "
                               "\"beats\": %3, \"p50_ms\": %4, \"p99_ms\": %5, \"max_ms\": %6, "
                               "\"share_under_16ms\": %7, \"share_over_50ms\": %8}")
                               .arg(QLatin1String(phase))
                               .arg(seconds, 0, 'f', 1)
                               .arg(late.size())
                               .arg(late[late.size() / 2], 0, 'f', 2)
                               .arg(late[late.size() * 99 / 100], 0, 'f', 2)
                               .arg(late.back(), 0, 'f', 2)
                               .arg(1 - share(16), 0, 'f', 5)
                               .arg(share(50), 0, 'f', 5)
                        << Qt::endl;
    return late.back();
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("LUDUS_MODULE_DIR")) qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, atoi(argv[1])) : 15;
    const ludus::test::TempDir scratch;
    ludus::studio::prepareApplication(application, QString::fromStdString(scratch.path("settings")));
    ludus::studio::MainWindow window(QString::fromStdString(scratch.path("workspace")));
    FirstPaint painted(window);
    const double made = sinceStart();
    window.show();
    const auto spin = [](const auto& until, int patienceMs) {
        QElapsedTimer clock;
        clock.start();
        while (!until() && clock.elapsed() < patienceMs)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 10);
    };
    const auto never = [] { return false; };
    spin([&] { return painted.ms >= 0; }, 5000);
    QTextStream(stdout) << QStringLiteral("{\"bench\": \"first_window\", \"made_ms\": %1, \"shown_ms\": %2}")
                               .arg(made, 0, 'f', 0)
                               .arg(painted.ms, 0, 'f', 0)
                        << Qt::endl;
    Heartbeat heart;
    QObject::connect(&heart, &QTimer::timeout, &window, [] {});
    heart.begin();
    spin(never, kSettleMs);
    const std::vector<double> settling = heart.take();
    const bool late = settling.empty() || settling.back() > ludus::test::benchSlack() * kFrameMs;
    report("idle", settling, 1e-3 * kSettleMs);

    QString toml = QString::fromStdString(ludus::runs::findPreset("slime_volley/self_play")->toml);
    toml.replace(QStringLiteral("[run]"), QStringLiteral("[run]\nworkers = 2"));
    toml.replace(QStringLiteral("every = 2_000_000"), QStringLiteral("every = 500_000"));
    const auto& bridge = static_cast<ludus::pages::RunPage*>(window.shell().page(QStringLiteral("run")))->bridge();
    QElapsedTimer clock;
    clock.start();
    window.service().start(toml, QStringLiteral("slime_volley/self_play"));
    heart.begin();
    spin([&] { return anyPoint(bridge); }, 20'000);
    const double first = static_cast<double>(clock.elapsed());
    QTextStream(stdout) << QStringLiteral("{\"bench\": \"window_first_point\", \"ms\": %1}").arg(first, 0, 'f', 0)
                        << Qt::endl;
    double worst = report("start", heart.take(), first / 1000);
    heart.begin();
    spin(never, seconds * 1000);
    worst = std::max(worst, report("training", heart.take(), seconds));
    heart.begin();
    window.service().abort(bridge.run());
    spin([&] { return window.service().runningHere() == 0; }, 20'000);
    worst = std::max(worst, report("abort", heart.take(), 0));
    heart.begin();
    const auto open = [&](ludus::studio::MainWindow& in, ludus::RunId run) {
        const auto& shown = static_cast<ludus::pages::RunPage*>(in.shell().page(QStringLiteral("run")))->bridge();
        in.openRun(run);
        spin([&] { return shown.facts().record.id == run; }, 20'000);
        spin(never, 400);  // drawn
    };
    open(window, bridge.run());
    worst = std::max(worst, report("reopen", heart.take(), 0.4));
    if (argc > 2) {
        ludus::studio::MainWindow filled(QString::fromLocal8Bit(argv[2]));
        filled.show();
        const auto* runs = filled.findChild<ludus::bridges::RunsBridge*>();
        spin([&] { return runs->loaded(); }, 20'000);
        std::vector<ludus::RunId> all;
        for (const ludus::RunRecord& run : runs->runs())
            all.push_back(run.id);
        heart.begin();
        for (const ludus::RunId run : all)
            open(filled, run);
        worst = std::max(worst, report("open_every_run", heart.take(), 0.4 * static_cast<double>(all.size())));
    }
    const double slack = ludus::test::benchSlack();
    const bool slow =
        late || worst > slack * kAllowedMs || first > slack * kFirstPointMs || painted.ms > slack * kFirstWindowMs;
    return slow ? 1 : 0;
}
