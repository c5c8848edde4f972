// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/runs_bridge.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/sentences.h"
#include "app/bridges/texts.h"
#include "core/runs/resume_point.h"
#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

constexpr int kPollMs = 500;
constexpr int kLetter = 7, kAroundTitle = 24;  // pixels of a column's title

constexpr int kAgesMs = 30'000;
constexpr int64_t kDayMs = 86'400'000;
constexpr int kTagsShown = 4, kTagsInTip = 60;
constexpr int kNoteShown = 400, kNameShown = 14;  // letters

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
           a.targetSteps == b.targetSteps && a.budgetSeconds == b.budgetSeconds && a.tags == b.tags &&
           a.note == b.note && a.archived == b.archived && a.sweep == b.sweep && a.lost == b.lost;
}

/// Nothing that completion would offer is different.
bool sameWords(const RunRecord& a, const RunRecord& b) {
    return a.id == b.id && a.name == b.name && a.tags == b.tags && a.sweep == b.sweep;
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

QString curveColumnTip(const query::AskedName& asked) {
    const QString of = metricWords(asked.of).title;
    const char* words = asked.function == "last" ? QT_TRANSLATE_NOOP("Runs", "%1: newest value")
                        : asked.function == "best"
                            ? QT_TRANSLATE_NOOP("Runs", "%1: largest value, of a loss the smallest")
                        : asked.function == "max" ? QT_TRANSLATE_NOOP("Runs", "%1: largest value")
                                                  : QT_TRANSLATE_NOOP("Runs", "%1: smallest value");
    return QCoreApplication::translate("Runs", words).arg(of);
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

bool isLeague(const RunRecord& run) {
    if (run.config.find("league") == std::string::npos) return false;  // without reading it
    const Result<runs::RunConfig> config = runs::configOf(run);
    return config && config->isLeague();
}

QString presetTitle(const std::string& preset) {
    if (preset.empty()) return QCoreApplication::translate("Runs", "own file");
    return text(preset).section(QLatin1Char('/'), -1);
}

QString oneLine(const std::string& source) {
    QString out = text(source).simplified();
    out.removeIf([](QChar c) {
        return c.category() == QChar::Other_Control || (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
               (c >= QChar(0x2066) && c <= QChar(0x2069));
    });
    return out;
}

models::TableCell RunsBridge::optionCell(const RunRecord& run, const QString& key) const {
    models::TableCell cell;
    cell.tone = models::Tone::Muted;
    const query::Value found = value(run, key.toStdString());
    if (const auto* flag = std::get_if<bool>(&found)) {
        cell.text = *flag ? tr("yes") : tr("no");
        cell.sort = *flag ? 1.0 : 0.0;
    } else if (const auto* real = std::get_if<double>(&found)) {
        cell.text = style::formatPlain(*real);
        cell.sort = *real;
    } else if (const auto* one = std::get_if<std::string>(&found)) {
        cell.text = oneLine(*one);
    } else if (const auto* many = std::get_if<std::vector<std::string>>(&found)) {
        QStringList parts;
        for (const std::string& part : *many)
            parts << oneLine(part);
        cell.text = style::listed(parts);
    } else {
        cell.text = style::kUnknown;
    }
    return cell;
}

models::TableRow RunsBridge::groupRow(const QString& title, const QStringList& ids) const {
    int running = 0, failed = 0, rated = 0;
    double elo = 0, steps = 0, seconds = 0;
    for (const QString& id : ids) {
        const RunRecord* run = find(RunId{id.toLongLong()});
        if (!run) continue;
        running += run->status == RunStatus::running || run->status == RunStatus::stopping ? 1 : 0;
        failed += run->status == RunStatus::failed && !run->interrupted ? 1 : 0;
        steps += static_cast<double>(run->steps);
        seconds += run->seconds;
        if (!std::isfinite(run->elo)) continue;
        ++rated;
        elo += run->elo;
    }
    models::TableRow row;
    row.cells.resize(table_.columns().size());
    row.cells[0].text = tr("%n run(s)", nullptr, static_cast<int>(ids.size()));
    row.cells[1].text = title;
    row.cells[1].strong = true;
    QStringList states;
    if (running > 0) states << tr("%1 running").arg(running);
    if (failed > 0) states << tr("%1 failed").arg(failed);
    row.cells[2].text = style::listed(states);
    row.cells[2].tone = models::Tone::Muted;
    row.cells[4].text = style::formatSi(steps);
    row.cells[5].text = rated > 0 ? tr("mean %1").arg(style::formatInterval(elo / rated, kUnknown)) : style::kUnknown;
    row.cells[7].text = style::formatDuration(seconds);
    return row;
}

models::TableRow RunsBridge::rowOf(const RunRecord& run) const {
    models::TableCell state;
    state.text = shownStatusWord(run);
    state.icon = style::Theme::instance().statusIcon(shownStatus(run));
    state.tone = toneOf(run);
    models::TableCell name;
    name.text = oneLine(run.name);
    if (name.text.size() > kNameShown) name.tip = name.text;
    name.copy = text(run.name);
    name.strong = !run.archived;
    if (run.archived) name.icon = QStringLiteral("archive");
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
    models::TableCell tags, note, sweep;
    QStringList words;
    for (const std::string& tag : run.tags)
        words << oneLine(tag);
    if (words.size() > kTagsShown) {
        tags.tip = words.mid(0, kTagsInTip).join(QStringLiteral(", "));
        tags.copy = words.join(QStringLiteral(", "));
        tags.text =
            tr("%1 and %2 more")
                .arg(words.mid(0, kTagsShown).join(QStringLiteral(", ")), QString::number(words.size() - kTagsShown));
    } else {
        tags.text = tags.tip = words.join(QStringLiteral(", "));  // the column is narrow
    }
    note.tip = text(run.note).left(kNoteShown);
    note.text = oneLine(note.tip.toStdString());
    note.copy = text(run.note);
    note.tone = models::Tone::Muted;
    sweep.text = oneLine(run.sweep);
    row.cells << tags << note << sweep;
    for (const QString& key : optionColumns_)
        row.cells << optionCell(run, key);
    if (run.status == RunStatus::failed && !run.interrupted) row.reason = retold(run.reason);
    return row;
}

RunsBridge::RunsBridge(StoreQuery& store, QObject* parent)
    : QObject(parent), store_(store), clock_([] { return QDateTime::currentDateTime(); }) {
    setColumns();
    timer_.setInterval(kPollMs);
    connect(&timer_, &QTimer::timeout, this, &RunsBridge::refresh);
    timer_.start();
    refresh();
}

void RunsBridge::setColumns() {
    using models::ColumnKind;
    QVector<models::TableColumn> columns{
        {QStringLiteral("state"), tr("State"), ColumnKind::State, 112, {}, true},
        {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 134, {}, true},
        {QStringLiteral("game"), tr("Game"), ColumnKind::Text, 142, {}, true},
        {QStringLiteral("preset"), tr("Preset"), ColumnKind::Text, 80, {}, false},
        {QStringLiteral("steps"), tr("Steps"), ColumnKind::Number, 64, {}, true},
        {QStringLiteral("elo"), tr("Elo"), ColumnKind::Number, 86, tr("Newest snapshot, 95 % interval, random at 0"),
         true},
        {QStringLiteral("curve"), tr("Elo curve"), ColumnKind::Curve, 74,
         tr("Elo of the snapshots from the first to the newest, each run on its own scale"), true},
        {QStringLiteral("time"), tr("Time"), ColumnKind::Number, 84, {}, true},
        {QStringLiteral("seed"), tr("Seed"), ColumnKind::Number, 60, {}, false},
        {QStringLiteral("started"), tr("Started"), ColumnKind::Number, 124, {}, true},
        {QStringLiteral("tags"), tr("Tags"), ColumnKind::Text, 58, {}, true},
        {QStringLiteral("note"), tr("Note"), ColumnKind::Text, 120, {}, false},
        {QStringLiteral("sweep"), tr("Sweep"), ColumnKind::Text, 90, {}, false}};
    const std::vector<query::Field>& known = fields();
    for (const QString& key : optionColumns_) {
        const auto field = std::find_if(known.begin(), known.end(),
                                        [&](const query::Field& one) { return one.name == key.toStdString(); });
        const std::optional<query::AskedName> curve = query::readAsked(key.toStdString());
        const bool number = curve || (field != known.end() && field->kind == query::FieldKind::number);
        const QString tip = curve                  ? curveColumnTip(*curve)
                            : field == known.end() ? key
                                                   : key + QStringLiteral(": ") + translated(field->help);
        const Text label = optionLabel(runs_, key.toStdString());
        const QString title = curve           ? oneLine(key.toStdString())
                              : label.empty() ? key.section(QLatin1Char('.'), -1)
                                              : translated(label);
        const int wide = std::clamp(static_cast<int>(title.size()) * kLetter + kAroundTitle, 96, 190);
        columns.push_back({key, title, number ? ColumnKind::Number : ColumnKind::Text, curve ? 120 : wide, tip, true});
    }
    table_.setColumns(std::move(columns));
}

void RunsBridge::setOptionColumns(const QStringList& keys) {
    if (keys == optionColumns_) return;
    optionColumns_ = keys;
    refreshNeeded();
    setColumns();
    QVector<models::TableRow> rows;
    for (const RunRecord& run : runs_)
        rows.push_back(rowOf(run));
    table_.setRows(rows);
}

const std::vector<query::Field>& RunsBridge::fields() {
    if (!fieldsKnown_) fields_ = runFields(runs_, metrics_);
    fieldsKnown_ = true;
    return fields_;
}

query::Value RunsBridge::value(const RunRecord& run, const std::string& field) const {
    if (const std::optional<query::AskedName> asked = query::readAsked(field)) {
        const auto metric = summaries_.find(asked->of);
        if (metric == summaries_.end()) return {};
        const auto curve = metric->second.find(run.id.value);
        return curve == metric->second.end() ? query::Value() : metricValue(asked->function, asked->of, curve->second);
    }
    const auto options = options_.find(run.id.value);
    return runValue(run, options == options_.end() ? nullptr : options->second.get(), field, here_ && here_(run.id));
}

/// Of runs that were not there before.
void RunsBridge::askOptions() {
    if (askingOptions_) return;
    std::vector<std::pair<int64_t, std::string>> files;
    for (const RunRecord& run : runs_) {
        if (options_.count(run.id.value) == 0) files.emplace_back(run.id.value, run.config);
    }
    if (files.empty()) return;
    askingOptions_ = true;
    store_.askAside(this, [this, files = std::move(files)](store::Workspace&) -> StoreQuery::Answer {
        RunOptionsById read;
        for (const auto& [run, file] : files)
            read[run] = std::make_shared<const RunOptions>(optionsOf(file));
        return [this, read = std::move(read)] {
            askingOptions_ = false;
            options_.insert(read.begin(), read.end());
            optionsLoaded_ = true;
            for (const auto& [run, options] : read) {
                const RunRecord* record = optionColumns_.isEmpty() ? nullptr : find(RunId{run});
                if (record) table_.setRow(rowOf(*record));
            }
            Q_EMIT fieldsChanged();
            askOptions();
        };
    });
}

const RunRecord* RunsBridge::find(RunId run) const {
    const auto found = std::lower_bound(runs_.begin(), runs_.end(), run,
                                        [](const RunRecord& r, RunId wanted) { return r.id > wanted; });
    return found == runs_.end() || found->id != run ? nullptr : &*found;
}

void RunsBridge::refresh() {
    if (asking_) return;
    asking_ = true;
    store_.askAside(this, [this, counter = counter_, away = away_](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status here = workspace.inPlace();
        if (here.ok() == away) {
            return [this, here] {
                asking_ = false;
                away_ = !here.ok();
                Q_EMIT moved(here.ok() ? QString() : translated(here.error()));
            };
        }
        (void)workspace.reapLostRuns();
        const int64_t now = workspace.changeCounter();
        if (now == counter)
            return [this] {
                asking_ = false;
                renewAges();
            };
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

bool RunsBridge::agesAreOld(const QDateTime& now) const {
    return !now_.isValid() || std::abs(now_.msecsTo(now)) > kAgesMs;  // a clock may also be set back
}

/// Time goes on while nothing happens to any run; what is older than a day tells its date, which stays.
void RunsBridge::renewAges() {
    const QDateTime now = clock_();
    if (!loaded_ || !agesAreOld(now)) return;
    const qint64 first = std::min(now_, now).toMSecsSinceEpoch();
    now_ = now;
    for (const RunRecord& run : runs_) {
        const int64_t since = run.startedMs > 0 ? run.startedMs : run.createdMs;
        if (first - since < kDayMs) table_.setRow(rowOf(run));
    }
}

void RunsBridge::take(std::vector<RunRecord> runs) {
    std::sort(runs.begin(), runs.end(), [](const RunRecord& a, const RunRecord& b) { return a.id > b.id; });
    const QDateTime now = clock_();
    const bool ages = agesAreOld(now);
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
    const bool others = runs.size() != runs_.size() || !std::equal(runs.begin(), runs.end(), runs_.begin(), sameWords);
    runs_ = std::move(runs);
    fieldsKnown_ = fieldsKnown_ && !others;
    table_.setRows(rows);
    if (!loaded_ || others || ages || !grown.empty()) askMetricNames();
    if (!needed_.empty() && !askingSummaries_) askSummaries(needed_);
    askOptions();
    if (!loaded_)
        askAllCurves();
    else if (!grown.empty())
        askCurves(std::move(grown));
    loaded_ = true;
    Q_EMIT changed();
}

}  // namespace ludus::bridges
