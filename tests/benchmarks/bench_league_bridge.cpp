// SPDX-License-Identifier: GPL-3.0-or-later
// What a long league costs the window that shows it: until it is open, until another moment is shown, and how long the
// window stands still meanwhile. JSON lines. Fails when at 1000 snapshots opening takes more than three seconds, or a
// moment stands it still for more than 16 milliseconds (times LUDUS_BENCH_SLACK).
//   bench_league_bridge [TALLIES] [SNAPSHOTS ...]
//   bench_league_bridge WORKSPACE RUN
#include <time.h>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "app/bridges/league_bridge.h"
#include "core/runs/run_config.h"
#include "core/store/store_writer.h"
#include "tests/benchmarks/long_league.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace ludus;

constexpr int kJudged = 1000;
constexpr double kOpenSeconds = 3, kStillMs = 16;

RunId write(const std::string& folder, int tallies, int snapshots) {
    const runs::RunConfig config =
        runs::readRunConfig(runs::findPreset("rps/diversified_league")->toml, {"league.evolutionary_exploiters=1"})
            .value();
    RunRecord record;
    record.game = config.game;
    record.name = "long";
    record.config = config.text;
    auto workspace = std::move(*store::Workspace::open(folder));
    const RunId id = *workspace->createRun(record);
    if (!workspace->claimRun(id).ok()) std::abort();
    auto writer = std::move(*store::StoreWriter::open(folder, id));
    for (RunEvent& event : league::bench::longLeague(config.league, tallies, snapshots)) {
        event.run = id;
        event.wallMs = 1'800'000'000'000 + event.seq;
        event.seconds = 1e-3 * static_cast<double>(event.seq);
        if (auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) frozen->snapshot.run = id;
        writer->take(event);
    }
    if (!writer->flush().ok() || !workspace->releaseRun(id).ok()) std::abort();
    return id;
}

/// Computing time of this thread, whatever else the machine does.
double busyMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Until `signal` comes: how long it took, and for how long the loop of events was busy with one thing at most.
struct Waited {
    double seconds = 0, stillMs = 0;
};
Waited wait(bridges::LeagueBridge& bridge, void (bridges::LeagueBridge::*signal)(),
            const std::function<void()>& begin) {
    QEventLoop loop;
    QTimer pulse;
    QElapsedTimer all;
    double since = busyMs();
    Waited out;
    QObject::connect(&pulse, &QTimer::timeout, &loop, [&] {
        out.stillMs = std::max(out.stillMs, busyMs() - since);
        since = busyMs();
    });
    QObject::connect(&bridge, signal, &loop, [&] { QTimer::singleShot(5, &loop, &QEventLoop::quit); });
    all.start();
    pulse.start(0);
    begin();
    loop.exec();
    out.seconds = 1e-9 * static_cast<double>(all.nsecsElapsed());
    return out;
}

int64_t residentBytes() {
    std::ifstream file("/proc/self/statm");
    int64_t pages = 0, resident = 0;
    file >> pages >> resident;
    return resident * 4096;
}

bool measure(const std::string& folder, RunId id, int tallies) {
    bridges::StoreQuery store(QString::fromStdString(folder));
    bridges::LeagueBridge bridge(store);
    const int64_t before = residentBytes();
    const Waited open = wait(bridge, &bridges::LeagueBridge::opened, [&] { bridge.open(id); });
    const int periods = bridge.facts().periods, snapshots = bridge.facts().snapshots;
    Waited moment;
    for (const int period : {periods / 2, periods - 1, 1, periods / 3, periods - 2}) {
        const Waited one = wait(bridge, &bridges::LeagueBridge::changed, [&] { bridge.model()->setTime(period); });
        moment = {std::max(moment.seconds, one.seconds), std::max(moment.stillMs, one.stillMs)};
    }
    const Waited now =
        wait(bridge, &bridges::LeagueBridge::changed, [&] { bridge.model()->setTime(models::LeagueModel::kNow); });
    const Waited select =
        wait(bridge, &bridges::LeagueBridge::changed, [&] { bridge.selection()->select(models::leagueLearner(2)); });
    const bool exact = bridge.facts().league && bridge.facts().mismatch.isEmpty();
    std::printf(
        "{\"bench\":\"league_bridge\",\"snapshots\":%d,\"tallies\":%d,\"periods\":%d,\"payoff\":%d,"
        "\"open_s\":%.2f,\"open_still_ms\":%.1f,\"moment_s\":%.3f,\"moment_still_ms\":%.1f,\"now_s\":%.3f,"
        "\"select_s\":%.3f,\"select_still_ms\":%.1f,\"mb\":%.0f,\"exact\":%s}\n",
        snapshots, tallies, periods, bridge.payoff()->rowCount(), open.seconds, open.stillMs, moment.seconds,
        moment.stillMs, now.seconds, select.seconds, select.stillMs,
        1e-6 * static_cast<double>(residentBytes() - before), exact ? "true" : "false");
    std::fflush(stdout);
    const double slack = test::benchSlack();
    const bool judged = std::abs(snapshots - kJudged) < 10;
    return exact && (!judged || (open.seconds <= kOpenSeconds * slack && moment.stillMs <= kStillMs * slack));
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (argc == 3 && std::filesystem::is_directory(argv[1]))
        return measure(argv[1], RunId{std::atoll(argv[2])}, -1) ? 0 : 1;
    const int tallies = argc > 1 ? std::atoi(argv[1]) : 100'000;
    std::vector<int> sizes;
    for (int i = 2; i < argc; ++i)
        sizes.push_back(std::atoi(argv[i]));
    if (sizes.empty()) sizes = {100, kJudged, 10'000};
    bool fine = true;
    for (const int snapshots : sizes) {
        const test::TempDir folder;
        fine = measure(folder.path(), write(folder.path(), tallies, snapshots), tallies) && fine;
    }
    return fine ? 0 : 1;
}
