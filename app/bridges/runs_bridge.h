// SPDX-License-Identifier: GPL-3.0-or-later
// RunsBridge: all runs of the workspace as a table; also those of other processes. Renewed when the database changes:
// only rows whose run changed are made anew, and only their small Elo curves are read again. GUI thread.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <map>
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
    /// Those that can be resumed because their program ended before them; newest first.
    std::vector<RunRecord> interrupted() const;
    /// The small curves of all runs are there.
    bool curvesLoaded() const { return curvesLoaded_; }
    void refresh();

Q_SIGNALS:
    void changed();
    void curvesChanged();
    void failed(const QString& sentence);

private:
    void take(std::vector<RunRecord> runs);
    void askAllCurves();
    void askCurves(std::vector<RunId> runs);
    void takeCurves(const std::vector<store::RunCurve>& curves);
    models::TableRow rowOf(const RunRecord& run) const;

    StoreQuery& store_;
    models::TableModel table_;
    std::vector<RunRecord> runs_;
    std::map<int64_t, QVector<float>> curves_;  // Elo by run
    QDateTime now_;                             // ages are told by this
    bool curvesLoaded_ = false;
    int64_t counter_ = -1;
    bool loaded_ = false;
    bool asking_ = false;
    QTimer timer_;
};

/// The state as pictures know it; stopping is still running.
style::Status toStatus(RunStatus status);
/// The same of a run: one that was interrupted is as one that is paused.
style::Status shownStatus(const RunRecord& run);
QString shownStatusWord(const RunRecord& run);
/// It can go on from a checkpoint: nobody runs it, and its budget is not used up.
bool resumable(const RunRecord& run);
/// "slime_volley/self_play" -> "self_play"; a file of one's own is said to be one.
QString presetTitle(const std::string& preset);

}  // namespace ludus::bridges
