// SPDX-License-Identifier: GPL-3.0-or-later
// What an open window costs and bears. JSON lines; times and limits are multiplied with LUDUS_BENCH_SLACK.
//   bench_studio beside [ROUNDS SECONDS]   the same training with two workers without a window and with the Run page
//                                          in sight, in turn; fails when it is slowed by more than 10 % (median)
//   bench_studio memory [EVENTS]           feeds events of a run through the window as an engine does and says how much
//                                          memory the program takes after 10 %, 50 % and all of them; fails when the
//                                          second half takes more than 64 MB
//   bench_studio replays [MATCHES]         the first page of many recorded matches on the page Replays, and scrolling
//                                          through many pages; fails above 20 ms and 5 ms of computing (medians)
#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QTextStream>
#include <QTimer>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <vector>

#include "app/bridges/run_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/run_page.h"
#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "app/studio/shell.h"
#include "core/base/rng.h"
#include "core/runs/active_run.h"
#include "core/runs/run_config.h"
#include "tests/benchmarks/many_matches.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"
#include "widgets/views/table_view.h"

namespace {

using namespace ludus;

constexpr double kSlowed = 0.10, kPageMs = 20, kScrollMs = 5, kGrowthMb = 64;
constexpr int kScrolls = 400, kPatienceMs = 60'000, kStartMs = 1500;

void print(const QString& line) {
    QTextStream(stdout) << line << Qt::endl;
}

/// Sleeps between events, so that waiting takes nothing from the workers.
bool spin(const std::function<bool()>& until, int patienceMs = kPatienceMs) {
    QTimer wake;
    wake.start(5);
    QElapsedTimer clock;
    clock.start();
    while (!until()) {
        if (clock.elapsed() > patienceMs) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// Milliseconds of this thread's own computing.
double computedMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

double share(std::vector<double> values, double part) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<size_t>(part * static_cast<double>(values.size() - 1))];
}

std::string runFile() {
    std::string toml = runs::findPreset("slime_volley/self_play")->toml;
    toml.replace(toml.find("[run]"), 5, "[run]\nworkers = 2");
    return toml;
}

/// Steps per second once it is under way.
double speedOf(const std::function<int64_t()>& steps, int seconds) {
    if (!spin([&] { return steps() > 0; })) return 0;
    spin([] { return false; }, 1000);
    QElapsedTimer clock;
    clock.start();
    const int64_t before = steps();
    spin([] { return false; }, seconds * 1000);
    return 1e3 * static_cast<double>(steps() - before) / static_cast<double>(clock.elapsed());
}

class StepCounter final : public EventSink {
public:
    void take(const RunEvent& event) override {
        if (const auto* progress = std::get_if<Progress>(&event.body)) steps = progress->steps;
    }
    std::atomic<int64_t> steps = 0;
};

double speedAlone(const std::string& folder, int seconds) {
    StepCounter counter;
    runs::LaunchOptions options;
    options.idlePriority = true;  // as the window's
    options.sinks = {&counter};
    auto run = runs::ActiveRun::start(folder, *runs::readRunConfig(runFile()), options);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    const double speed = speedOf([&] { return counter.steps.load(); }, seconds);
    (*run)->abort();
    (void)(*run)->wait();
    return speed;
}

/// `busy`: share of one core that the GUI thread takes.
double speedWatched(const std::string& folder, int seconds, double& busy) {
    studio::MainWindow window(QString::fromStdString(folder));
    window.show();
    window.service().start(QString::fromStdString(runFile()), QStringLiteral("slime_volley/self_play"));
    const auto& bridge = static_cast<pages::RunPage*>(window.shell().page(QStringLiteral("run")))->bridge();
    spin([&] { return bridge.facts().progress.steps > 0; });
    QElapsedTimer clock;
    clock.start();
    const double before = computedMs();
    const double speed = speedOf([&] { return bridge.facts().progress.steps; }, seconds);
    busy = (computedMs() - before) / static_cast<double>(clock.elapsed());
    window.service().abort(bridge.run());
    spin([&] { return window.service().runningHere() == 0; });
    return speed;
}

bool beside(int rounds, int seconds) {
    const test::TempDir dir;
    std::vector<double> ratios, shares;
    for (int round = 0; round < rounds; ++round) {
        double alone = 0, watched = 0, busy = 0;
        const std::string folder = dir.path("ws" + std::to_string(round));
        for (const bool window : {round % 2 == 0, round % 2 != 0})
            (window ? watched : alone) = window ? speedWatched(folder, seconds, busy) : speedAlone(folder, seconds);
        ratios.push_back(watched / alone);
        shares.push_back(busy);
        print(QStringLiteral("{\"bench\": \"beside_round\", \"alone_sps\": %1, \"watched_sps\": %2, \"ratio\": %3, "
                             "\"gui_core_share\": %4}")
                  .arg(alone, 0, 'f', 0)
                  .arg(watched, 0, 'f', 0)
                  .arg(ratios.back(), 0, 'f', 3)
                  .arg(busy, 0, 'f', 3));
    }
    print(QStringLiteral("{\"bench\": \"beside\", \"rounds\": %1, \"ratio_median\": %2, \"gui_core_share_median\": %3}")
              .arg(rounds)
              .arg(median(ratios), 0, 'f', 3)
              .arg(median(shares), 0, 'f', 3));
    return median(ratios) >= 1 - kSlowed * test::benchSlack();
}

double residentMb() {
    std::ifstream file("/proc/self/statm");
    double whole = 0, resident = 0;
    file >> whole >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576;
}

/// What a run tells, in the shares of a long one.
EventBody bodyOf(RunId run, int64_t i, Rng& random) {
    if (i % 20 < 5) return MatchPlayed{test::matchOf(run, i, int64_t{1} << 40), {}};
    if (i % 1000 == 7) return Logged{LogLevel::info, LUDUS_TEXT("Run", "Training begins."), {}};
    Metrics metrics;
    for (const char* name : {"return", "entropy", "policy_loss", "value_loss", "win_rate/bot:random"})
        metrics.points.push_back({name, i * 512, random.uniform(), kUnknown});
    return metrics;
}

bool memory(int64_t events) {
    const test::TempDir dir;
    const std::string folder = dir.path("ws");
    RunId run;
    {
        auto workspace = store::Workspace::open(folder).value();
        RunRecord record;
        record.game = "slime_volley";
        run = workspace->createRun(record).value();
    }
    auto writer = store::StoreWriter::open(folder, run).value();
    studio::MainWindow window(QString::fromStdString(folder));
    window.show();
    window.openRun(run);
    const auto& bridge = static_cast<pages::RunPage*>(window.shell().page(QStringLiteral("run")))->bridge();
    spin([&] { return bridge.facts().record.id == run; });
    Rng random(1);
    double first = 0, half = 0, whole = 0;
    for (int64_t i = 1; i <= events; ++i) {
        const RunEvent event{run, i, 1'700'000'000'000 + 100 * i, 0.1 * static_cast<double>(i), bodyOf(run, i, random)};
        writer->take(event);
        window.sink().take(event);
        if (i % 2000 == 0) {
            spin([&] { return writer->waiting() < 20'000; });
            spin([] { return false; }, 60);  // swapped, applied, drawn
        }
        const bool tells = i == events / 10 || i == events / 2 || i == events;
        if (!tells) continue;
        spin([] { return false; }, 1500);
        size_t held = 0;
        for (const auto* chart : bridge.charts()) {
            for (const auto& series : chart->all())
                held += series.model->size();
        }
        (i == events ? whole : i == events / 2 ? half : first) = residentMb();
        print(QStringLiteral("{\"bench\": \"memory\", \"events\": %1, \"resident_mb\": %2, \"samples_held\": %3}")
                  .arg(i)
                  .arg(residentMb(), 0, 'f', 1)
                  .arg(held));
    }
    print(QStringLiteral("{\"bench\": \"memory_growth\", \"first_half_mb\": %1, \"second_half_mb\": %2}")
              .arg(half - first, 0, 'f', 1)
              .arg(whole - half, 0, 'f', 1));
    return whole - half <= kGrowthMb * test::benchSlack();
}

struct Costs {
    std::vector<double> computed, wall;
    void add(const std::function<void()>& what) {
        QElapsedTimer clock;
        clock.start();
        const double before = computedMs();
        what();
        computed.push_back(computedMs() - before);
        wall.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    }
};

bool replays(int64_t matches) {
    const test::TempDir dir;
    const std::string folder = dir.path("ws");
    {
        auto workspace = store::Workspace::open(folder).value();
        test::fillMatches(*workspace, matches);
    }
    studio::MainWindow window(QString::fromStdString(folder));
    window.show();
    spin([&] { return window.findChild<bridges::RunsBridge*>()->loaded(); });
    spin([] { return false; }, kStartMs);  // the newest run's history, which the window reads at its start, is no part
    window.shell().page(QStringLiteral("replays"));  // who points at its entry has it made
    auto* table = window.findChild<views::TableView*>(QStringLiteral("replays.table"));
    window.findChild<QPushButton*>(QStringLiteral("replays.asTable"))->click();
    const auto rows = [&] { return table->sorter()->rowCount(); };
    Costs first;
    first.add([&] {
        window.showPage(QStringLiteral("replays"));
        spin([&] { return rows() > 0; });
        QCoreApplication::processEvents();  // drawn
    });
    print(QStringLiteral("{\"bench\": \"replays_first_page\", \"matches\": %1, \"computed_ms\": %2, \"wall_ms\": %3}")
              .arg(matches)
              .arg(first.computed.front(), 0, 'f', 1)
              .arg(first.wall.front(), 0, 'f', 1));
    Costs scrolls;
    QScrollBar* bar = table->verticalScrollBar();
    for (int i = 0; i < kScrolls; ++i) {
        scrolls.add([&] {
            bar->setValue(i % 4 == 3 ? bar->maximum() : bar->value() + 3 * bar->singleStep());
            QCoreApplication::processEvents();
        });
        if (i % 4 == 3) spin([] { return false; }, 5);  // the next page is read meanwhile
    }
    print(QStringLiteral("{\"bench\": \"replays_scroll\", \"rows_held\": %1, \"computed_p50_ms\": %2, "
                         "\"computed_p99_ms\": %3, \"computed_max_ms\": %4, \"wall_p50_ms\": %5, \"wall_p99_ms\": %6}")
              .arg(rows())
              .arg(median(scrolls.computed), 0, 'f', 2)
              .arg(share(scrolls.computed, 0.99), 0, 'f', 2)
              .arg(share(scrolls.computed, 1), 0, 'f', 2)
              .arg(median(scrolls.wall), 0, 'f', 2)
              .arg(share(scrolls.wall, 0.99), 0, 'f', 2));
    return median(scrolls.computed) <= kScrollMs * test::benchSlack() &&
           first.computed.front() <= kPageMs * test::benchSlack();
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("LUDUS_MODULE_DIR")) qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    const std::string what = argc > 1 ? argv[1] : "";
    const auto number = [&](int at, int64_t otherwise) {
        return argc > at ? std::max<int64_t>(1, std::atoll(argv[at])) : otherwise;
    };
    if (what == "beside") return beside(static_cast<int>(number(2, 5)), static_cast<int>(number(3, 6))) ? 0 : 1;
    if (what == "memory") return memory(number(2, 1'000'000)) ? 0 : 1;
    if (what == "replays") return replays(number(2, 1'000'000)) ? 0 : 1;
    QTextStream(stderr) << "bench_studio beside [ROUNDS SECONDS] | memory [EVENTS] | replays [MATCHES]" << Qt::endl;
    return 2;
}
