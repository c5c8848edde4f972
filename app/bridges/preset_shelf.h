// SPDX-License-Identifier: GPL-3.0-or-later
// PresetShelf: run files that people keep as presets of their own, in the workspace. GUI thread; reading and writing
// happen on the thread of the store's questions.
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

#include "app/bridges/store_query.h"

namespace ludus::bridges {

struct OwnPreset {
    QString name;
    QString game;
    QString toml;
};

class PresetShelf : public QObject {
    Q_OBJECT

public:
    explicit PresetShelf(StoreQuery& store, QObject* parent = nullptr);

    /// By name; empty before the first answer.
    const std::vector<OwnPreset>& presets() const { return presets_; }
    const OwnPreset* find(const QString& name) const;
    void refresh();
    /// Replaces one of this name.
    void keep(const QString& name, const QString& toml);
    void forget(const QString& name);

Q_SIGNALS:
    void changed();
    void kept(const QString& name);
    void failed(const QString& sentence);

private:
    void write(std::function<Status(store::Workspace&)> verb, std::function<void()> done);

    StoreQuery& store_;
    std::vector<OwnPreset> presets_;
};

}  // namespace ludus::bridges
