// SPDX-License-Identifier: GPL-3.0-or-later
// DiskBridge: what takes room in the workspace, what quotas would free, and freeing it, all on a thread of its own.
// Quotas that apply by themselves do so at the start and whenever a run of this program has ended. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "app/bridges/store_query.h"
#include "widgets/models/table_model.h"

namespace ludus::bridges {

class RunService;

/// What is kept of files, and whether that is seen to without being asked.
struct Quotas {
    store::Retention keep;
    bool byThemselves = false;
};

class DiskBridge : public QObject {
    Q_OBJECT

public:
    DiskBridge(const QString& folder, RunService& service, QObject* parent = nullptr);

    /// Looks again and again while a page shows it.
    void setWatching(bool on);
    void refresh();
    const store::DiskUse& use() const { return use_; }
    bool loaded() const { return loaded_; }
    bool readOnly() const { return store_.readOnly(); }
    models::TableModel* table() { return &table_; }

    const Quotas& quotas() const { return quotas_; }
    /// Kept in the workspace.
    void setQuotas(const Quotas& quotas);

    /// What would go; previewed() follows, for the newest question only.
    void preview(const store::Retention& keep);
    void free(const store::Retention& keep);
    bool freeing() const { return freeing_; }
    /// The quotas, if they apply by themselves.
    void applyQuotas();

Q_SIGNALS:
    void changed();
    void quotasChanged();
    void previewed(const ludus::store::FreedRoom& room);
    void freed(const ludus::store::FreedRoom& room, bool byItself);
    void failed(const QString& sentence);

private:
    void look();
    void take(store::DiskUse use);
    void askFreed(const store::Retention& keep, bool byItself);

    models::TableModel table_;
    store::DiskUse use_;
    Quotas quotas_;
    bool loaded_ = false, freeing_ = false, asking_ = false, watching_ = false;
    int64_t counter_ = -1;
    QTimer timer_;
    StoreQuery store_;
};

int64_t bytesOf(const store::FreedRoom& room);
/// "340 replays, 12 checkpoints"; empty when there is nothing.
QString filesOf(const store::FreedRoom& room);
int64_t bytesOf(const store::DiskUse& use);

}  // namespace ludus::bridges
