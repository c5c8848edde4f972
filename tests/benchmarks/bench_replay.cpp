// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of the viewer costs: a match of Soccer Twos of the sample workspace, every overlay on, in the real
// window of 1366 x 768; each frame is sought, laid out and painted. Computing time of the GUI thread, JSON lines. Fails
// when 99 of 100 frames do not stay below 8 ms (times LUDUS_BENCH_SLACK).
//   bench_replay [FRAMES [GAME]]
#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTextStream>

#include <time.h>

#include <algorithm>
#include <vector>

#include "app/pages/replay_page.h"
#include "app/pages/sample_workspace.h"
#include "app/studio/application.h"
#include "app/studio/main_window.h"
#include "app/studio/shell.h"
#include "core/store/workspace.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace ludus;

constexpr double kAimMs = 8;
constexpr int kWarmUp = 20;

double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

QString longestReplay(const QString& folder, const std::string& game) {
    const auto workspace = store::Workspace::open(folder.toStdString());  // an older one is migrated
    if (!workspace) return {};
    store::MatchListQuestion all;
    all.limit = 1000;
    const auto matches = (*workspace)->matchList(all);
    if (!matches) return {};
    const store::ListedMatch* best = nullptr;
    for (const store::ListedMatch& listed : *matches) {
        if (listed.match.game == game && (best == nullptr || listed.match.steps > best->match.steps)) best = &listed;
    }
    return best == nullptr ? QString() : QString::fromStdString(best->match.replayHash);
}

/// Paints what is waiting to be painted, now.
void paintNow(QWidget& window) {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QEvent event(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&window, &event);
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("LUDUS_MODULE_DIR")) qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const int frames = argc > 1 ? std::max(1, atoi(argv[1])) : 600;
    const std::string game = argc > 2 ? argv[2] : "soccer_twos";
    const test::TempDir scratch;
    studio::prepareApplication(application, QString::fromStdString(scratch.path("settings")));
    const QString folder = QString::fromStdString(scratch.path("workspace"));
    if (!pages::unpackSampleWorkspace(folder)) return 2;
    const QString hash = longestReplay(folder, game);
    if (hash.isEmpty()) return 2;
    studio::MainWindow window(folder);
    window.resize(1366, 768);
    window.show();
    window.shell().go().watch({{hash, {}}});
    auto* page = window.findChild<pages::ReplayPage*>();
    QElapsedTimer clock;
    clock.start();
    while (!page->viewer().isOpen() && clock.elapsed() < 20'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    if (!page->viewer().isOpen()) return 2;
    for (const char* overlay : {"velocity", "clock", "probability", "run", "eye", "ray"}) {
        auto* toggle = page->findChild<QPushButton*>(QStringLiteral("replay.") + QLatin1String(overlay));
        if (toggle != nullptr) toggle->setChecked(true);
    }
    // Other pages are made in the first moments.
    for (clock.restart(); clock.elapsed() < 1500;)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    models::PlaybackModel& playback = *page->viewer().playback();
    playback.setPlaying(false);
    std::vector<double> all, seek;
    for (int i = -kWarmUp; i < frames; ++i) {
        const double begin = threadMs();
        playback.setFrame((i + kWarmUp) % playback.frameCount());
        const double laidOut = threadMs();
        paintNow(window);
        if (i < 0) continue;
        all.push_back(threadMs() - begin);
        seek.push_back(laidOut - begin);
    }
    std::sort(all.begin(), all.end());
    std::sort(seek.begin(), seek.end());
    const auto at = [](const std::vector<double>& values, double share) {
        return values[std::min(values.size() - 1, static_cast<size_t>(share * static_cast<double>(values.size())))];
    };
    QTextStream(stdout) << QStringLiteral(
                               "{\"bench\": \"replay_frame\", \"game\": \"%1\", \"frames\": %2, \"p50_ms\": %3, "
                               "\"p99_ms\": %4, \"max_ms\": %5, \"seek_p50_ms\": %6, \"seek_p99_ms\": %7}")
                               .arg(QString::fromStdString(game))
                               .arg(all.size())
                               .arg(at(all, 0.5), 0, 'f', 2)
                               .arg(at(all, 0.99), 0, 'f', 2)
                               .arg(all.back(), 0, 'f', 2)
                               .arg(at(seek, 0.5), 0, 'f', 2)
                               .arg(at(seek, 0.99), 0, 'f', 2)
                        << Qt::endl;
    return at(all, 0.99) <= test::benchSlack() * kAimMs ? 0 : 1;
}
