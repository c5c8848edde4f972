// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_bridge_layouts.h"

#include <QJsonDocument>

#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

constexpr const char* kKind = "layout.run";
constexpr const char* kCurrentKind = "layout.run.current";
constexpr const char* kCurrentName = "current";
constexpr int kKeepMs = 300;

QJsonObject objectOf(const std::string& body) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
}

}  // namespace

RunLayouts::RunLayouts(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    keepTimer_.setSingleShot(true);
    keepTimer_.setInterval(kKeepMs);
    connect(&keepTimer_, &QTimer::timeout, this, &RunLayouts::keepCurrent);
}

RunLayouts::~RunLayouts() {
    if (keepTimer_.isActive()) keepCurrent();
}

void RunLayouts::read() {
    store_.ask(this, [this](store::Workspace& workspace) -> StoreQuery::Answer {
        Result<std::vector<store::KeptItem>> items = workspace.kept(kKind), current = workspace.kept(kCurrentKind);
        if (!items || !current)
            return [this, error = items ? current.error() : items.error()] { Q_EMIT failed(translated(error)); };
        return [this, items = std::move(*items), current = std::move(*current)] {
            named_.clear();
            for (const store::KeptItem& item : items)
                named_.insert(text(item.name), objectOf(item.body));
            // What was arranged before the answer came stays.
            if (!current.empty() && !keepTimer_.isActive()) current_ = objectOf(current.front().body);
            loaded_ = true;
            Q_EMIT loaded();
            Q_EMIT changed();
        };
    });
}

void RunLayouts::keep(const QString& kind, const QString& name, const QJsonObject& body) {
    if (store_.readOnly()) return;
    const store::KeptItem item{kind.toStdString(), name.toStdString(),
                               QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), 0};
    store_.keep(this, [this, item](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status kept = workspace.keep(item);
        return [this, kept] {
            if (!kept.ok()) Q_EMIT failed(translated(kept.error()));
        };
    });
}

void RunLayouts::save(const QString& name, const QJsonObject& body) {
    named_.insert(name, body);
    keep(QString::fromLatin1(kKind), name, body);
    Q_EMIT changed();
}

void RunLayouts::forget(const QString& name) {
    named_.remove(name);
    store_.keep(this, [this, name = name.toStdString()](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status gone = workspace.forget(kKind, name);
        return [this, gone] {
            if (!gone.ok()) Q_EMIT failed(translated(gone.error()));
        };
    });
    Q_EMIT changed();
}

void RunLayouts::rename(const QString& from, const QString& to) {
    if (from == to || !named_.contains(from)) return;
    const QJsonObject body = named_.value(from);
    save(to, body);
    forget(from);
}

void RunLayouts::setCurrent(const QJsonObject& body) {
    if (body == current_) return;
    current_ = body;
    if (loaded_) keepTimer_.start();
}

void RunLayouts::keepCurrent() {
    keep(QString::fromLatin1(kCurrentKind), QString::fromLatin1(kCurrentName), current_);
}

}  // namespace ludus::bridges
