// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/disk_bridge.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

#include "app/bridges/run_service.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kLookMs = 2000;
constexpr int kRestFactor = 10;  // a look that takes long is taken less often
constexpr const char* kKind = "quota";
constexpr const char* kName = "retention";

struct Limit {
    const char* key;
    int64_t store::Retention::*value;
};
constexpr std::array<Limit, 6> kLimits{{{"replaysPerRun", &store::Retention::replaysPerRun},
                                        {"replayBytes", &store::Retention::replayBytes},
                                        {"checkpointsPerRun", &store::Retention::checkpointsPerRun},
                                        {"checkpointBytes", &store::Retention::checkpointBytes},
                                        {"snapshotsPerRun", &store::Retention::snapshotsPerRun},
                                        {"snapshotBytes", &store::Retention::snapshotBytes}}};

std::string toJson(const Quotas& quotas) {
    QJsonObject object{{QStringLiteral("byThemselves"), quotas.byThemselves}};
    for (const Limit& limit : kLimits)
        object.insert(QLatin1String(limit.key), static_cast<double>(quotas.keep.*limit.value));
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

/// What another version wrote and this one does not know keeps everything.
Quotas fromJson(const std::string& body) {
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
    Quotas quotas;
    quotas.byThemselves = object.value(QLatin1String("byThemselves")).toBool();
    for (const Limit& limit : kLimits) {
        const double value = object.value(QLatin1String(limit.key)).toDouble(-1);
        quotas.keep.*limit.value = value >= 0 && value < 9e15 ? static_cast<int64_t>(value) : -1;
    }
    return quotas;
}

Result<Quotas> readQuotas(const store::Workspace& workspace) {
    const auto kept = workspace.kept(kKind);
    if (!kept) return kept.error();
    for (const store::KeptItem& item : *kept) {
        if (item.name == kName) return fromJson(item.body);
    }
    return Quotas{};
}

models::TableCell bytesCell(const store::DiskUse::Kind& kind) {
    models::TableCell cell;
    cell.text = kind.files > 0 ? style::formatBytes(static_cast<double>(kind.bytes)) : style::kUnknown;
    cell.sort = static_cast<qlonglong>(kind.bytes);
    cell.tip =
        QCoreApplication::translate("ludus::bridges::DiskBridge", "%n file(s)", nullptr, static_cast<int>(kind.files));
    cell.copy = QString::number(kind.bytes);
    return cell;
}

models::TableRow rowOf(const store::DiskUse::OfRun& run) {
    models::TableRow row;
    row.id = QString::number(run.run.value);
    models::TableCell name;
    name.text = text(run.name);
    name.strong = true;
    store::DiskUse::Kind all;
    for (const store::DiskUse::Kind* kind : {&run.replays, &run.checkpoints, &run.snapshots}) {
        all.files += kind->files;
        all.bytes += kind->bytes;
    }
    models::TableCell together = bytesCell(all);
    together.strong = true;
    models::TableCell rows;
    rows.text = style::formatSi(static_cast<double>(run.rows));
    rows.sort = static_cast<qlonglong>(run.rows);
    rows.copy = QString::number(run.rows);
    row.cells = {name, together, bytesCell(run.replays), bytesCell(run.checkpoints), bytesCell(run.snapshots), rows};
    return row;
}

}  // namespace

DiskBridge::DiskBridge(const QString& folder, RunService& service, QObject* parent)
    : QObject(parent), store_(folder, nullptr, store::OpenMode::existing) {
    using models::ColumnKind;
    table_.setColumns(
        {{QStringLiteral("run"), tr("Run"), ColumnKind::Text, 200, {}, true},
         {QStringLiteral("together"), tr("Together"), ColumnKind::Number, 100,
          tr("Files that only this run uses; those that others use too are in no row"), true},
         {QStringLiteral("replays"), tr("Replays"), ColumnKind::Number, 100, {}, true},
         {QStringLiteral("checkpoints"), tr("Checkpoints"), ColumnKind::Number, 100, {}, true},
         {QStringLiteral("snapshots"), tr("Snapshots"), ColumnKind::Number, 100, {}, true},
         {QStringLiteral("rows"), tr("Events"), ColumnKind::Number, 90, tr("In the database, roughly"), true}});
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &DiskBridge::look);
    connect(&service, &RunService::ended, this, &DiskBridge::applyQuotas);
    applyQuotas();
}

void DiskBridge::setWatching(bool on) {
    watching_ = on;
    if (on) {
        look();
    } else {
        timer_.stop();
    }
}

void DiskBridge::refresh() {
    counter_ = -1;
    if (watching_) look();
}

void DiskBridge::look() {
    if (asking_) return;
    asking_ = true;
    timer_.stop();
    store_.ask(this, [this, counter = counter_](store::Workspace& workspace) -> StoreQuery::Answer {
        QElapsedTimer clock;
        clock.start();
        const int64_t now = workspace.changeCounter();
        std::optional<Result<store::DiskUse>> use;
        if (now != counter) use = workspace.diskUse();
        const int rest = std::max(kLookMs, kRestFactor * static_cast<int>(clock.elapsed()));
        return [this, counter, now, rest, use = std::move(use)] {
            asking_ = false;
            counter_ = counter_ == counter ? now : -1;  // refresh() may have been called meanwhile
            if (watching_) timer_.start(rest);
            if (!use) return;
            if (!*use) {
                counter_ = -1;
                Q_EMIT failed(translated(use->error()));
                return;
            }
            take(**use);
        };
    });
}

void DiskBridge::take(store::DiskUse use) {
    use_ = std::move(use);
    loaded_ = true;
    QVector<models::TableRow> rows;
    for (const store::DiskUse::OfRun& run : use_.runs)
        rows.push_back(rowOf(run));
    table_.setRows(rows);
    Q_EMIT changed();
}

void DiskBridge::setQuotas(const Quotas& quotas) {
    quotas_ = quotas;
    store_.ask(this, [this, body = toJson(quotas)](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status kept = workspace.keep({kKind, kName, body, 0});
        if (kept) return {};
        return [this, error = kept.error()] { Q_EMIT failed(translated(error)); };
    });
}

void DiskBridge::preview(const store::Retention& keep) {
    store_.ask(
        this,
        [this, keep](store::Workspace& workspace) -> StoreQuery::Answer {
            const Result<store::FreedRoom> room = workspace.wouldFree(keep);
            if (!room) return [this, error = room.error()] { Q_EMIT failed(translated(error)); };
            return [this, room = *room] { Q_EMIT previewed(room); };
        },
        QStringLiteral("preview"));
}

void DiskBridge::free(const store::Retention& keep) {
    if (freeing_) return;
    freeing_ = true;
    askFreed(keep, false);
}

void DiskBridge::askFreed(const store::Retention& keep, bool byItself) {
    store_.ask(this, [this, keep, byItself](store::Workspace& workspace) -> StoreQuery::Answer {
        const Result<store::FreedRoom> room = workspace.freeRoom(keep);
        return [this, room, byItself] {
            if (!byItself) freeing_ = false;
            if (!room) {
                Q_EMIT failed(translated(room.error()));
            } else if (!byItself || !filesOf(*room).isEmpty()) {
                Q_EMIT freed(*room, byItself);
            }
            refresh();
        };
    });
}

void DiskBridge::applyQuotas() {
    store_.ask(this, [this](store::Workspace& workspace) -> StoreQuery::Answer {
        const Result<Quotas> quotas = readQuotas(workspace);
        if (!quotas) return [this, error = quotas.error()] { Q_EMIT failed(translated(error)); };
        const bool apply = quotas->byThemselves && !workspace.readOnly();
        return [this, quotas = *quotas, apply] {
            quotas_ = quotas;
            Q_EMIT quotasChanged();
            if (apply) askFreed(quotas.keep, true);
        };
    });
}

int64_t bytesOf(const store::FreedRoom& room) {
    return room.replays.bytes + room.checkpoints.bytes + room.snapshots.bytes + room.strays.bytes;
}

QString filesOf(const store::FreedRoom& room) {
    QStringList parts;
    const auto number = [](const store::DiskUse::Kind& kind) { return static_cast<int>(kind.files); };
    if (number(room.replays) > 0) parts << DiskBridge::tr("%n replay(s)", nullptr, number(room.replays));
    if (number(room.checkpoints) > 0) parts << DiskBridge::tr("%n checkpoint(s)", nullptr, number(room.checkpoints));
    if (number(room.snapshots) > 0) parts << DiskBridge::tr("%n snapshot(s)", nullptr, number(room.snapshots));
    if (number(room.strays) > 0) parts << DiskBridge::tr("%n left-over file(s)", nullptr, number(room.strays));
    return parts.join(DiskBridge::tr(", ", "between the parts of a list"));
}

int64_t bytesOf(const store::DiskUse& use) {
    return use.replays.bytes + use.checkpoints.bytes + use.snapshots.bytes + use.agents.bytes + use.strays.bytes +
           use.databaseBytes;
}

}  // namespace ludus::bridges
