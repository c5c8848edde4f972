// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/saved_views.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

constexpr int kVersion = 1;

}  // namespace

QString toJson(const SavedView& view) {
    QJsonObject object{{QStringLiteral("version"), kVersion},
                       {QStringLiteral("query"), view.query},
                       {QStringLiteral("look"), QJsonObject::fromVariantMap(view.look)},
                       {QStringLiteral("grouping"), view.grouping},
                       {QStringLiteral("options"), QJsonArray::fromStringList(view.options)}};
    if (view.isDefault) object.insert(QStringLiteral("default"), true);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

SavedView viewFromJson(const QString& name, const QString& json) {
    SavedView view;
    view.name = name;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    view.readable = object.value(QStringLiteral("version")).toInt() == kVersion;
    if (!view.readable) return view;
    view.query = object.value(QStringLiteral("query")).toString();
    view.look = object.value(QStringLiteral("look")).toObject().toVariantMap();
    view.grouping = object.value(QStringLiteral("grouping")).toString();
    view.options = object.value(QStringLiteral("options")).toVariant().toStringList();
    view.isDefault = object.value(QStringLiteral("default")).toBool();
    return view;
}

SavedViews::SavedViews(StoreQuery& store, const QString& kind, QObject* parent)
    : QObject(parent), store_(store), kind_(kind.toStdString()) {
    refresh();
}

const SavedView* SavedViews::find(const QString& name) const {
    const auto found =
        std::find_if(views_.begin(), views_.end(), [&](const SavedView& view) { return view.name == name; });
    return found == views_.end() ? nullptr : &*found;
}

void SavedViews::refresh() {
    write({});
}

/// Writes, if there is something to write, and reads them all again.
void SavedViews::write(Write write) {
    store_.ask(this, [this, write = std::move(write), kind = kind_](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status written = write ? write(workspace) : Status();
        Result<std::vector<store::KeptItem>> kept = workspace.kept(kind);
        const Status read = kept ? Status() : Status(kept.error());
        std::vector<SavedView> views;
        if (kept) {
            for (const store::KeptItem& item : *kept)
                views.push_back(viewFromJson(text(item.name), text(item.body)));
        }
        return [this, written, read, views = std::move(views)] {
            if (read) views_ = views;
            loaded_ = true;
            Q_EMIT changed();
            if (!written) Q_EMIT failed(translated(written.error()));
            if (!read) Q_EMIT failed(translated(read.error()));
        };
    });
}

void SavedViews::save(const SavedView& view) {
    write(
        [kind = kind_, name = view.name.toStdString(), body = toJson(view).toStdString()](store::Workspace& workspace) {
            return workspace.keep({kind, name, body, 0});
        });
}

void SavedViews::rename(const QString& from, const QString& to) {
    if (from == to || to.isEmpty()) return;
    write([kind = kind_, from = from.toStdString(), to = to.toStdString()](store::Workspace& workspace) -> Status {
        const Result<std::vector<store::KeptItem>> kept = workspace.kept(kind);
        if (!kept) return kept.error();
        for (store::KeptItem item : *kept) {
            if (item.name != from) continue;
            item.name = to;
            const Status status = workspace.keep(item);
            return status ? workspace.forget(kind, from) : status;
        }
        return {};
    });
}

void SavedViews::remove(const QString& name) {
    write([kind = kind_, name = name.toStdString()](store::Workspace& workspace) {
        return workspace.forget(kind, name);
    });
}

void SavedViews::setDefault(const QString& name) {
    std::vector<store::KeptItem> changed;
    for (SavedView view : views_) {
        const bool wanted = view.name == name;
        if (!view.readable || view.isDefault == wanted) continue;
        view.isDefault = wanted;
        changed.push_back({kind_, view.name.toStdString(), toJson(view).toStdString(), 0});
    }
    write([changed](store::Workspace& workspace) -> Status {
        for (const store::KeptItem& item : changed) {
            const Status status = workspace.keep(item);
            if (!status) return status;
        }
        return {};
    });
}

}  // namespace ludus::bridges
