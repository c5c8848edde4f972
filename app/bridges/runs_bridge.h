// SPDX-License-Identifier: GPL-3.0-or-later
// RunsBridge: all runs of the workspace as a table; also those of other processes. Renewed when the database changes.
// GUI thread.
#pragma once

#include <QObject>
#include <QTimer>

#include <vector>

#include "app/bridges/store_query.h"
#include "core/records/records.h"
#include "widgets/models/table_model.h"
#include "widgets/style/theme.h"

namespace ludus::bridges {

class RunsBridge : public QObject {
    Q_OBJECT

public:
    explicit RunsBridge(StoreQuery& store, QObject* parent = nullptr);

    models::TableModel* table() { return &table_; }
    /// Newest first; empty before the first answer.
    const std::vector<RunRecord>& runs() const { return runs_; }
    bool loaded() const { return loaded_; }
    const RunRecord* find(RunId run) const;
    void refresh();

Q_SIGNALS:
    void changed();
    void failed(const QString& sentence);

private:
    void take(std::vector<RunRecord> runs);

    StoreQuery& store_;
    models::TableModel table_;
    std::vector<RunRecord> runs_;
    int64_t counter_ = -1;
    bool loaded_ = false;
    bool asking_ = false;
    QTimer timer_;
};

/// The state as pictures know it; stopping is still running.
style::Status toStatus(RunStatus status);
/// Word and icon of a state, the same everywhere.
QString statusWord(RunStatus status);
QString statusIcon(RunStatus status);
/// "slime_volley/self_play" -> "self_play"; a file of one's own is said to be one.
QString presetTitle(const std::string& preset);

}  // namespace ludus::bridges
