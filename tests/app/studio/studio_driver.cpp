// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/studio/studio_driver.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTimer>

#include <cmath>

#include "app/pages/run_page.h"
#include "app/studio/shell.h"
#include "widgets/style/theme.h"

namespace ludus::test {

QString fileOf(const QString& name, int steps) {
    return QStringLiteral(R"(# a tiny run
[run]
name = "%1"
seconds = 0
steps = %2
workers = 1

[game]
name = "rps"

[self_play]
snapshot_every = 20_000

[learner]
hidden = [8]
slots = 64
steps = 16

[evaluation]
every = 40_000
games = 4

[record]
replays_every = 2
metric_seconds = 0.1
checkpoint_seconds = 1
)")
        .arg(name)
        .arg(steps);
}

StudioDriver::StudioDriver(const QString& folder) : folder_(folder) {
    open();
}

void StudioDriver::open() {
    qApp->setProperty(studio::Shell::kAllPages, true);  // widgets are found by name on every page
    window_ = std::make_unique<studio::MainWindow>(folder_);
    window_->resize(1366, 768);
    window_->show();
    (void)QTest::qWaitForWindowExposed(window_.get());
    window_->activateWindow();
    (void)QTest::qWaitForWindowActive(window_.get());
    (void)waitFor([this] { return window_->shell().allMade(); });
}

void StudioDriver::reopen() {
    window_.reset();
    open();
}

bool StudioDriver::closeAndAnswer(const QString& button) {
    bool pressed = false;
    QTimer look;
    look.callOnTimeout([&] {
        QWidget* dialog = QApplication::activeModalWidget();
        auto* wanted = dialog ? dialog->findChild<QAbstractButton*>(button) : nullptr;
        if (!wanted) return;
        pressed = true;
        look.stop();
        QTest::mouseClick(wanted, Qt::LeftButton);
    });
    look.start(20);
    window_->close();
    return pressed;
}

bool StudioDriver::waitFor(const std::function<bool()>& condition, int patienceMs) const {
    QElapsedTimer clock;
    clock.start();
    QTimer wake;  // a condition may come true without an event
    wake.start(5);
    while (!condition()) {
        if (clock.elapsed() > patienceMs) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void StudioDriver::keepPictures(const char* name) const {
    const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
    if (folder.isEmpty()) return;
    for (const auto mode : {style::Mode::Dark, style::Mode::Light}) {
        style::Theme::instance().apply(*qApp, mode);
        QTest::qWait(500);
        const QString dark = mode == style::Mode::Dark ? QStringLiteral("-dark") : QString();
        window_->grab().save(QStringLiteral("%1/%2%3.png").arg(folder, QLatin1String(name), dark));
    }
}

bool StudioDriver::click(const QString& name) {
    auto* widget = find(name);
    if (!widget || !waitFor([&] { return widget->isVisible() && widget->isEnabled(); }, 10'000)) {
        qCritical("%s cannot be clicked", qPrintable(name));
        return false;
    }
    QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    return true;
}

bool StudioDriver::type(const QString& name, const QString& text) {
    auto* edit = find<QLineEdit>(name);
    if (!edit) return false;
    QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(12, edit->height() / 2));
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    return true;
}

QStringList StudioDriver::messages() const {
    QStringList out;
    const auto* page = window_->findChild<QStackedWidget*>()->currentWidget();
    for (const QLabel* label : page->findChildren<QLabel*>(QStringLiteral("message:sentence"))) {
        if (label->isVisible()) out << label->text();
    }
    return out;
}

bridges::RunBridge& StudioDriver::runBridge() const {
    return window_->findChild<pages::RunPage*>()->bridge();
}

QStringList picture(bridges::RunBridge& bridge) {
    QStringList out;
    for (const models::ChartModel* chart : bridge.charts()) {
        for (const models::ChartSeries& series : chart->all()) {
            out << QStringLiteral("%1 / %2, colour %3").arg(chart->title(), series.model->name()).arg(series.colour);
            for (size_t i = 0; i < series.model->size(); ++i) {
                const models::SeriesPoint p = series.model->at(i);
                out << QStringLiteral("%1 %2 %3 %4")
                           .arg(p.step, 0, 'g', 17)
                           .arg(p.wallSeconds, 0, 'g', 17)
                           .arg(p.value, 0, 'g', 17)
                           .arg(p.halfWidth, 0, 'g', 17);
            }
        }
        for (const models::ChartLine& line : chart->lines())
            out << QStringLiteral("%1 line %2 %3").arg(chart->title(), line.label).arg(line.value, 0, 'g', 17);
    }
    for (int row = 0; row < bridge.log()->rowCount(); ++row) {
        const models::LogLine& line = bridge.log()->line(row);
        out << QStringLiteral("%1 %2 %3 %4")
                   .arg(line.time.toMSecsSinceEpoch())
                   .arg(static_cast<int>(line.level))
                   .arg(line.text, line.fact);
    }
    const bridges::RunFacts& f = bridge.facts();
    const auto fact = [&out](const char* name, double value) {
        out << QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(value, 0, 'g', 17);
    };
    fact("status", static_cast<int>(f.record.status));
    fact("steps", static_cast<double>(f.progress.steps));
    fact("fraction", f.progress.fraction);
    fact("seconds", f.progress.seconds);
    fact("rate", f.progress.stepsPerSecond);
    fact("elo", f.elo);
    fact("elo half width", f.eloHalfWidth);
    fact("own past", f.ownPast);
    fact("length", f.episodeLength);
    fact("entropy", f.entropy);
    fact("snapshots", f.snapshots);
    out << f.newestReplay << f.newestReplayTitle;
    return out;
}

}  // namespace ludus::test
