// SPDX-License-Identifier: GPL-3.0-or-later
// RunLayouts: arrangements of the page Run that the workspace keeps: named ones, and the one in use. What a layout says
// is its page's business; here it is JSON. GUI thread.
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QString>
#include <QTimer>

#include "app/bridges/store_query.h"

namespace ludus::bridges {

class RunLayouts : public QObject {
    Q_OBJECT

public:
    explicit RunLayouts(StoreQuery& store, QObject* parent = nullptr);
    /// What was to be kept is kept.
    ~RunLayouts() override;

    /// Reads everything; loaded() follows.
    void read();
    /// By name; a body that is no JSON object is empty.
    const QMap<QString, QJsonObject>& named() const { return named_; }
    /// The one in use when the page was last open; empty: none.
    const QJsonObject& current() const { return current_; }
    bool isLoaded() const { return loaded_; }

    void save(const QString& name, const QJsonObject& body);
    void rename(const QString& from, const QString& to);
    void forget(const QString& name);
    /// Kept a moment later, because a drag makes many.
    void setCurrent(const QJsonObject& body);

Q_SIGNALS:
    void loaded();
    void changed();
    void failed(const QString& sentence);

private:
    void keep(const QString& kind, const QString& name, const QJsonObject& body);
    void keepCurrent();

    StoreQuery& store_;
    QMap<QString, QJsonObject> named_;
    QJsonObject current_;
    QTimer keepTimer_;
    bool loaded_ = false;
};

}  // namespace ludus::bridges
