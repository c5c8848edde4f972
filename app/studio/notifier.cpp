// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/notifier.h"

#include <QApplication>

#include <cmath>
#include <utility>

#include "app/bridges/sentences.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::studio {
namespace {

constexpr int kShownMs = 10'000;

QSystemTrayIcon::MessageIcon iconOf(views::MessageKind kind) {
    if (kind == views::MessageKind::Danger) return QSystemTrayIcon::Critical;
    return kind == views::MessageKind::Warning ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information;
}

}  // namespace

Notifier::Notifier(QWidget& window, bridges::RunsBridge& runs, bridges::GuiEventSink& sink,
                   const pages::Preferences& preferences, QObject* parent)
    : QObject(parent), window_(window), runs_(runs), preferences_(preferences) {
    show_ = [this](const Notice& notice) { showOnDesktop(notice); };
    away_ = [this] { return !window_.isActiveWindow(); };
    hide_.setSingleShot(true);
    hide_.setInterval(2 * kShownMs);
    connect(&hide_, &QTimer::timeout, this, [this] { tray_->hide(); });
    connect(&runs_, &bridges::RunsBridge::changed, this, &Notifier::lookAtRuns);
    connect(&sink, &bridges::GuiEventSink::arrived, this, &Notifier::takeEvents);
}

Notifier::End Notifier::endOf(const RunRecord& run) {
    if (run.lost) return End::Crashed;
    if (run.interrupted) return End::None;
    if (run.status == RunStatus::finished) return End::Finished;
    return run.status == RunStatus::failed ? End::Failed : End::None;
}

/// Runs of other programs too. What had ended before the window opened is no news.
void Notifier::lookAtRuns() {
    takeEvents(std::exchange(unnamed_, {}));
    for (const RunRecord& run : runs_.runs()) {
        const End end = endOf(run);
        const auto known = known_.find(run.id.value);
        // A short run may have ended before it was seen at all.
        const bool news = looked_ && (known == known_.end() || known->second != end);
        known_[run.id.value] = end;
        if (!news || end == End::None) continue;
        const QString name = bridges::oneLine(run.name), steps = style::formatSi(static_cast<double>(run.steps));
        const QString time = style::formatDuration(run.seconds);
        Notice notice{run.id, {}, {}, views::MessageKind::Success, false};
        if (end == End::Finished) {
            notice.title = tr("%1 finished").arg(name);
            notice.text = std::isfinite(run.elo)
                              ? tr("%1 steps in %2, Elo %3").arg(steps, time, style::formatInterval(run.elo, kUnknown))
                              : tr("%1 steps in %2").arg(steps, time);
        } else {
            notice.kind = views::MessageKind::Danger;
            notice.title = end == End::Failed ? tr("%1 failed").arg(name) : tr("%1 crashed").arg(name);
            notice.text = run.reason.empty() ? tr("After %1 steps.").arg(steps) : bridges::retold(run.reason);
        }
        tell(notice);
    }
    looked_ = looked_ || runs_.loaded();
}

void Notifier::takeEvents(const std::vector<RunEvent>& events) {
    for (const RunEvent& event : events) {
        const auto* alert = std::get_if<Alerted>(&event.body);
        // That a run ended is told by its row.
        if (alert == nullptr || alert->kind == "finished" || alert->kind == "failed") continue;
        const RunRecord* run = runs_.find(event.run);
        if (run == nullptr) {
            unnamed_.push_back(event);  // its row is on its way
            continue;
        }
        const QString name = bridges::oneLine(run->name);
        tell({event.run, tr("Alert of %1").arg(name), bridges::translated(alert->text), views::MessageKind::Warning,
              true});
    }
}

void Notifier::tell(const Notice& notice) {
    if (!preferences_.notifies() || !away_()) return;
    show_(notice);
    Q_EMIT noticed(notice);
}

void Notifier::showOnDesktop(const Notice& notice) {
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) return;
    if (tray_ == nullptr) {
        tray_ = new QSystemTrayIcon(QApplication::windowIcon(), this);
        tray_->setToolTip(QStringLiteral("Ludus"));
        connect(tray_, &QSystemTrayIcon::messageClicked, this, [this] {
            window_.raise();
            window_.activateWindow();
            Q_EMIT runWanted(shown_);
        });
    }
    shown_ = notice.run;
    tray_->show();
    tray_->showMessage(notice.title, notice.text, iconOf(notice.kind), kShownMs);
    hide_.start();
}

}  // namespace ludus::studio
