// SPDX-License-Identifier: GPL-3.0-or-later
// RunsBridge: all runs of the workspace as a table; also those of other processes. Renewed when the database changes:
// only rows whose run changed are made anew, and only their small Elo curves are read again. What a query may ask of a
// run is answered here; options come from run files, which are read once each, on the store's thread. GUI thread.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "app/bridges/run_fields.h"
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

    /// What a query may ask; the same until fieldsChanged.
    const std::vector<query::Field>& fields();
    query::Value value(const RunRecord& run, const std::string& field) const;
    /// The fields of a query that are about curves: they are read from now on, kept up to date, and valuesRead says
    /// when they are there. Those of columns are read anyway.
    void needCurves(const std::vector<std::string>& fields);
    /// What curves may be asked about: names of the whole workspace.
    const std::vector<std::string>& metrics() const { return metrics_; }
    /// By which ages are told; the clock of the machine at first.
    void setClock(std::function<QDateTime()> clock) { clock_ = std::move(clock); }
    /// Who says which runs go on in this window.
    void setHere(std::function<bool(RunId)> here) { here_ = std::move(here); }
    /// The options of all runs there are have been read.
    bool optionsLoaded() const { return optionsLoaded_; }
    /// Columns behind the usual ones, by keys of options; unknown ones stay empty.
    void setOptionColumns(const QStringList& keys);
    const QStringList& optionColumns() const { return optionColumns_; }
    /// A row that stands for these runs: how many, their states, mean Elo, all steps.
    models::TableRow groupRow(const QString& title, const QStringList& ids) const;

Q_SIGNALS:
    void changed();
    void curvesChanged();
    void fieldsChanged();
    /// Values that a query or a column asked for have been read for the first time.
    void valuesRead();
    void failed(const QString& sentence);
    /// The folder of the workspace is gone, or another one is there now: a sentence. Empty: it is back.
    void moved(const QString& sentence);

private:
    void take(std::vector<RunRecord> runs);
    void renewAges();
    bool agesAreOld(const QDateTime& now) const;
    void askAllCurves();
    void askCurves(std::vector<RunId> runs);
    void takeCurves(const std::vector<store::RunCurve>& curves);
    void askOptions();
    void refreshNeeded();
    void askMetricNames();
    void askSummaries(const std::set<std::string>& metrics);
    void takeSummaries(const std::string& metric, const std::vector<store::MetricSummary>& read);
    void setColumns();
    models::TableRow rowOf(const RunRecord& run) const;
    models::TableCell optionCell(const RunRecord& run, const QString& key) const;

    StoreQuery& store_;
    models::TableModel table_;
    std::vector<RunRecord> runs_;
    std::map<int64_t, QVector<float>> curves_;  // Elo by run
    std::function<QDateTime()> clock_;
    QDateTime now_;  // ages are told by this
    RunOptionsById options_;
    QStringList optionColumns_;
    std::vector<query::Field> fields_;
    bool fieldsKnown_ = false, optionsLoaded_ = false, askingOptions_ = false;
    std::vector<std::string> metrics_;
    std::set<std::string> neededByQuery_, needed_;                              // metrics
    std::map<std::string, std::map<int64_t, store::MetricSummary>> summaries_;  // those that are needed, by run
    bool askingSummaries_ = false;
    std::function<bool(RunId)> here_;
    bool curvesLoaded_ = false;
    int64_t counter_ = -1;
    bool loaded_ = false;
    bool asking_ = false, away_ = false;
    QTimer timer_;
};

/// The state as pictures know it; stopping is still running.
style::Status toStatus(RunStatus status);
/// The same of a run: one that was interrupted is as one that is paused.
style::Status shownStatus(const RunRecord& run);
QString shownStatusWord(const RunRecord& run);
/// It trains a league, not by plain self-play.
bool isLeague(const RunRecord& run);
/// It can go on from a checkpoint: nobody runs it, and its budget is not used up.
bool resumable(const RunRecord& run);
/// "slime_volley/self_play" -> "self_play"; a file of one's own is said to be one.
QString presetTitle(const std::string& preset);
/// What people wrote, on one line and without what would turn the text around it.
QString oneLine(const std::string& text);

}  // namespace ludus::bridges
