// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/runs_bridge.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>

#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kPollMs = 500;

models::Tone toneOf(RunStatus status) {
    switch (status) {
        case RunStatus::running:
        case RunStatus::stopping: return models::Tone::Accent;
        case RunStatus::paused: return models::Tone::Warning;
        case RunStatus::finished: return models::Tone::Success;
        case RunStatus::failed: return models::Tone::Danger;
        default: return models::Tone::Muted;
    }
}

models::TableCell number(const QString& shown, const QVariant& value) {
    models::TableCell cell;
    cell.text = shown;
    cell.sort = value;
    return cell;
}

models::TableRow rowOf(const RunRecord& run, const QDateTime& now) {
    models::TableCell state;
    state.text = statusWord(run.status);
    state.icon = statusIcon(run.status);
    state.tone = toneOf(run.status);
    models::TableCell name;
    name.text = text(run.name);
    name.strong = true;
    models::TableCell game;
    game.text = gameTitle(run.game);
    models::TableCell preset;
    preset.text = presetTitle(run.preset);
    preset.tone = models::Tone::Muted;
    const QDateTime started = QDateTime::fromMSecsSinceEpoch(run.startedMs > 0 ? run.startedMs : run.createdMs);
    const bool rated = std::isfinite(run.elo);
    models::TableRow row;
    row.id = QString::number(run.id.value);
    row.cells = {state,
                 name,
                 game,
                 preset,
                 number(style::formatSi(static_cast<double>(run.steps)), static_cast<double>(run.steps)),
                 number(rated ? style::formatInterval(run.elo, 1.96 * run.eloError) : style::kUnknown,
                        rated ? QVariant(run.elo) : QVariant()),
                 number(style::formatDuration(run.seconds), run.seconds),
                 number(QString::number(run.seed), static_cast<qulonglong>(run.seed)),
                 number(style::formatAge(started, now), started.toMSecsSinceEpoch())};
    if (run.status == RunStatus::failed) row.reason = text(run.reason);
    return row;
}

}  // namespace

style::Status toStatus(RunStatus status) {
    switch (status) {
        case RunStatus::queued: return style::Status::Queued;
        case RunStatus::running:
        case RunStatus::stopping: return style::Status::Running;
        case RunStatus::paused: return style::Status::Paused;
        case RunStatus::finished: return style::Status::Finished;
        case RunStatus::failed: return style::Status::Failed;
        case RunStatus::aborted: return style::Status::Aborted;
    }
    return style::Status::Queued;
}

QString statusWord(RunStatus status) {
    const auto word = [](const char* source) { return QCoreApplication::translate("RunState", source); };
    switch (status) {
        case RunStatus::queued: return word(QT_TRANSLATE_NOOP("RunState", "Queued"));
        case RunStatus::running: return word(QT_TRANSLATE_NOOP("RunState", "Running"));
        case RunStatus::paused: return word(QT_TRANSLATE_NOOP("RunState", "Paused"));
        case RunStatus::stopping: return word(QT_TRANSLATE_NOOP("RunState", "Stopping"));
        case RunStatus::finished: return word(QT_TRANSLATE_NOOP("RunState", "Finished"));
        case RunStatus::failed: return word(QT_TRANSLATE_NOOP("RunState", "Failed"));
        case RunStatus::aborted: return word(QT_TRANSLATE_NOOP("RunState", "Aborted"));
    }
    return {};
}

QString presetTitle(const std::string& preset) {
    if (preset.empty()) return QCoreApplication::translate("Runs", "own file");
    return text(preset).section(QLatin1Char('/'), -1);
}

QString statusIcon(RunStatus status) {
    if (status == RunStatus::stopping) return QStringLiteral("status-running");
    return QStringLiteral("status-") + QLatin1String(runStatusName(status));
}

RunsBridge::RunsBridge(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    using models::ColumnKind;
    table_.setColumns({{QStringLiteral("state"), tr("State"), ColumnKind::State, 94, {}, true},
                       {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 150, {}, true},
                       {QStringLiteral("game"), tr("Game"), ColumnKind::Text, 136, {}, true},
                       {QStringLiteral("preset"), tr("Preset"), ColumnKind::Text, 96, {}, true},
                       {QStringLiteral("steps"), tr("Steps"), ColumnKind::Number, 72, {}, true},
                       {QStringLiteral("elo"), tr("Elo"), ColumnKind::Number, 96,
                        tr("Newest snapshot, 95 % interval, random at 0"), true},
                       {QStringLiteral("time"), tr("Time"), ColumnKind::Number, 90, {}, true},
                       {QStringLiteral("seed"), tr("Seed"), ColumnKind::Number, 60, {}, false},
                       {QStringLiteral("started"), tr("Started"), ColumnKind::Number, 104, {}, true}});
    timer_.setInterval(kPollMs);
    connect(&timer_, &QTimer::timeout, this, &RunsBridge::refresh);
    timer_.start();
    refresh();
}

const RunRecord* RunsBridge::find(RunId run) const {
    const auto found = std::find_if(runs_.begin(), runs_.end(), [run](const RunRecord& r) { return r.id == run; });
    return found == runs_.end() ? nullptr : &*found;
}

void RunsBridge::refresh() {
    if (asking_) return;
    asking_ = true;
    store_.ask(this, [this, counter = counter_](store::Workspace& workspace) -> StoreQuery::Answer {
        (void)workspace.reapLostRuns();
        const int64_t now = workspace.changeCounter();
        if (now == counter) return [this] { asking_ = false; };
        Result<std::vector<RunRecord>> runs = workspace.runs();
        if (!runs)
            return [this, error = runs.error()] {
                asking_ = false;
                Q_EMIT failed(translated(error));
            };
        return [this, now, runs = std::move(*runs)]() mutable {
            asking_ = false;
            counter_ = now;
            take(runs);
        };
    });
}

void RunsBridge::take(std::vector<RunRecord> runs) {
    std::sort(runs.begin(), runs.end(), [](const RunRecord& a, const RunRecord& b) { return a.id > b.id; });
    runs_ = std::move(runs);
    loaded_ = true;
    QVector<models::TableRow> rows;
    const QDateTime now = QDateTime::currentDateTime();
    for (const RunRecord& run : runs_)
        rows.push_back(rowOf(run, now));
    table_.setRows(rows);
    Q_EMIT changed();
}

}  // namespace ludus::bridges
