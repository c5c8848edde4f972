// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/runs_bridge.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kPollMs = 500;

constexpr int kCurveBuckets = 64;
constexpr int kAgesMs = 30'000;

models::Tone toneOf(const RunRecord& run) {
    switch (shownStatus(run)) {
        case style::Status::Running: return models::Tone::Accent;
        case style::Status::Paused: return models::Tone::Warning;
        case style::Status::Finished: return models::Tone::Success;
        case style::Status::Failed: return models::Tone::Danger;
        default: return models::Tone::Muted;
    }
}

/// What a row shows, and what decides whether its curve is read again. Numbers that are unknown are equal.
bool same(const RunRecord& a, const RunRecord& b) {
    const auto equal = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return a.id == b.id && a.status == b.status && a.interrupted == b.interrupted && a.steps == b.steps &&
           equal(a.seconds, b.seconds) && equal(a.elo, b.elo) && equal(a.eloError, b.eloError) && a.name == b.name &&
           a.reason == b.reason && a.checkpoints == b.checkpoints && a.owner == b.owner && a.startedMs == b.startedMs &&
           a.targetSteps == b.targetSteps && a.budgetSeconds == b.budgetSeconds;
}

QVector<float> smallCurve(const std::vector<store::MetricBucket>& buckets) {
    QVector<float> values;
    values.reserve(static_cast<qsizetype>(buckets.size()));
    for (const store::MetricBucket& bucket : buckets)
        values.push_back(static_cast<float>(bucket.mean));
    return values;
}

models::TableCell curveCell(const RunRecord& run, const QVector<float>& values) {
    models::TableCell cell;
    if (values.isEmpty()) return cell;
    const auto whole = [](double value) { return style::formatInterval(value, kUnknown); };
    cell.curve = values;
    cell.sort = std::isfinite(run.elo) ? QVariant(run.elo) : QVariant();
    cell.text = cell.tip =
        QCoreApplication::translate("Runs", "Elo from %1 to %2").arg(whole(values.front()), whole(values.back()));
    return cell;
}

models::TableCell number(const QString& shown, const QVariant& value) {
    models::TableCell cell;
    cell.text = shown;
    cell.sort = value;
    return cell;
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

style::Status shownStatus(const RunRecord& run) {
    return run.interrupted ? style::Status::Paused : toStatus(run.status);
}

QString shownStatusWord(const RunRecord& run) {
    if (run.lost) return QCoreApplication::translate("RunState", "Crashed");
    if (run.interrupted) return QCoreApplication::translate("RunState", "Interrupted");
    if (run.status == RunStatus::stopping) return QCoreApplication::translate("RunState", "Stopping");
    return style::Theme::instance().statusWord(toStatus(run.status));
}

bool resumable(const RunRecord& run) {
    const bool over =
        run.status == RunStatus::finished || run.status == RunStatus::failed || run.status == RunStatus::aborted;
    if (run.checkpoints == 0 || !(run.interrupted || (over && run.owner.empty()))) return false;
    const bool usedUp = !run.reason.empty() ||  // a condition ended it
                        (run.targetSteps > 0 && run.steps >= run.targetSteps) ||
                        (run.budgetSeconds > 0 && run.seconds >= run.budgetSeconds);
    return !(run.status == RunStatus::finished && usedUp);
}

QString presetTitle(const std::string& preset) {
    if (preset.empty()) return QCoreApplication::translate("Runs", "own file");
    return text(preset).section(QLatin1Char('/'), -1);
}

models::TableRow RunsBridge::rowOf(const RunRecord& run) const {
    models::TableCell state;
    state.text = shownStatusWord(run);
    state.icon = style::Theme::instance().statusIcon(shownStatus(run));
    state.tone = toneOf(run);
    models::TableCell name;
    name.text = text(run.name);
    name.strong = true;
    models::TableCell game;
    game.text = gameTitle(run.game);
    models::TableCell preset;
    preset.text = presetTitle(run.preset);
    preset.tone = models::Tone::Muted;
    const QDateTime started = QDateTime::fromMSecsSinceEpoch(run.startedMs > 0 ? run.startedMs : run.createdMs);
    const auto curve = curves_.find(run.id.value);
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
                 curveCell(run, curve == curves_.end() ? QVector<float>() : curve->second),
                 number(style::formatDuration(run.seconds), run.seconds),
                 number(QString::number(run.seed), static_cast<qulonglong>(run.seed)),
                 number(style::formatAge(started, now_), started.toMSecsSinceEpoch())};
    if (run.status == RunStatus::failed && !run.interrupted) row.reason = text(run.reason);
    return row;
}

RunsBridge::RunsBridge(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    using models::ColumnKind;
    table_.setColumns({{QStringLiteral("state"), tr("State"), ColumnKind::State, 112, {}, true},
                       {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 116, {}, true},
                       {QStringLiteral("game"), tr("Game"), ColumnKind::Text, 116, {}, true},
                       {QStringLiteral("preset"), tr("Preset"), ColumnKind::Text, 80, {}, true},
                       {QStringLiteral("steps"), tr("Steps"), ColumnKind::Number, 72, {}, true},
                       {QStringLiteral("elo"), tr("Elo"), ColumnKind::Number, 96,
                        tr("Newest snapshot, 95 % interval, random at 0"), true},
                       {QStringLiteral("curve"), tr("Elo curve"), ColumnKind::Curve, 92,
                        tr("Elo of the snapshots from the first to the newest, each run on its own scale"), true},
                       {QStringLiteral("time"), tr("Time"), ColumnKind::Number, 70, {}, true},
                       {QStringLiteral("seed"), tr("Seed"), ColumnKind::Number, 60, {}, false},
                       {QStringLiteral("started"), tr("Started"), ColumnKind::Number, 90, {}, true}});
    timer_.setInterval(kPollMs);
    connect(&timer_, &QTimer::timeout, this, &RunsBridge::refresh);
    timer_.start();
    refresh();
}

const RunRecord* RunsBridge::find(RunId run) const {
    const auto found = std::lower_bound(runs_.begin(), runs_.end(), run,
                                        [](const RunRecord& r, RunId wanted) { return r.id > wanted; });
    return found == runs_.end() || found->id != run ? nullptr : &*found;
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

std::vector<RunRecord> RunsBridge::interrupted() const {
    std::vector<RunRecord> out;
    std::copy_if(runs_.begin(), runs_.end(), std::back_inserter(out),
                 [](const RunRecord& run) { return run.interrupted; });
    return out;
}

void RunsBridge::take(std::vector<RunRecord> runs) {
    std::sort(runs.begin(), runs.end(), [](const RunRecord& a, const RunRecord& b) { return a.id > b.id; });
    const QDateTime now = QDateTime::currentDateTime();
    const bool ages = !now_.isValid() || now_.msecsTo(now) > kAgesMs;
    if (ages) now_ = now;
    std::vector<RunId> grown;
    QVector<models::TableRow> rows;
    rows.reserve(static_cast<qsizetype>(runs.size()));
    for (const RunRecord& run : runs) {
        const RunRecord* before = find(run.id);
        const int at = table_.rowOf(QString::number(run.id.value));
        if (before && at >= 0 && !ages && same(*before, run)) {
            rows.push_back(table_.rows()[at]);
            continue;
        }
        const bool rated = std::isfinite(run.elo);
        if (before ? rated && run.elo != before->elo : rated) grown.push_back(run.id);
        rows.push_back(rowOf(run));
    }
    runs_ = std::move(runs);
    table_.setRows(rows);
    if (!loaded_)
        askAllCurves();
    else if (!grown.empty())
        askCurves(std::move(grown));
    loaded_ = true;
    Q_EMIT changed();
}

void RunsBridge::askAllCurves() {
    store_.ask(this, [this](store::Workspace& workspace) -> StoreQuery::Answer {
        Result<std::vector<store::RunCurve>> curves = workspace.overview("elo", kCurveBuckets);
        if (!curves) return [this, error = curves.error()] { Q_EMIT failed(translated(error)); };
        return [this, curves = std::move(*curves)] {
            curvesLoaded_ = true;
            takeCurves(curves);
        };
    });
}

void RunsBridge::askCurves(std::vector<RunId> runs) {
    store_.ask(this, [this, runs = std::move(runs)](store::Workspace& workspace) -> StoreQuery::Answer {
        std::vector<store::RunCurve> curves;
        for (const RunId run : runs) {
            Result<std::vector<store::MetricBucket>> buckets =
                workspace.curve(run, "elo", 0, std::numeric_limits<int64_t>::max(), kCurveBuckets);
            if (buckets) curves.push_back({run, 0, std::move(*buckets)});  // one that fails keeps its old picture
        }
        return [this, curves = std::move(curves)] { takeCurves(curves); };
    });
}

void RunsBridge::takeCurves(const std::vector<store::RunCurve>& curves) {
    for (const store::RunCurve& curve : curves) {
        curves_[curve.run.value] = smallCurve(curve.buckets);
        const RunRecord* run = find(curve.run);
        if (run) table_.setRow(rowOf(*run));
    }
    Q_EMIT curvesChanged();
}

}  // namespace ludus::bridges
