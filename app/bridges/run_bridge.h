// SPDX-License-Identifier: GPL-3.0-or-later
// RunBridge: one run, past and present, as Qt models. The past comes from the store, the present as events of this
// process or, for a run of another one, from what it committed meanwhile; all of it through apply(), so that a reopened
// run looks exactly as it was watched. Only the curves of long runs come thinned, and finer where somebody looks. GUI
// thread.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/run_history.h"
#include "app/bridges/store_query.h"
#include "core/records/events.h"
#include "widgets/models/log_model.h"
#include "widgets/models/series_model_chart.h"

namespace ludus::bridges {

/// An alert of the run and when it came.
struct RunAlert {
    int64_t seq = 0;
    int64_t wallMs = 0;
    Alerted alert;
};

/// What the head of the page and its strip of figures show; NaN where nothing is known.
struct RunFacts {
    RunRecord record;
    QString game;
    Progress progress;
    double elo = kUnknown, eloHalfWidth = kUnknown;
    double ownPast = kUnknown;  // win rate against its own past
    double episodeLength = kUnknown;
    double entropy = kUnknown;
    int snapshots = 0;
    QString newestReplay;  // artefact hash, empty: none yet
    QString newestReplayTitle;
    std::vector<OptionChanged> changes;  // options that were changed on the way, in order
    std::vector<RunAlert> alerts;        // oldest first
};

class RunBridge : public QObject {
    Q_OBJECT

public:
    /// `headline`: nothing but facts and ratings is read, for a preview.
    RunBridge(StoreQuery& store, GuiEventSink& sink, HistoryParts parts = HistoryParts::everything,
              QObject* parent = nullptr);
    ~RunBridge() override;

    /// Shows this run from now on; models are emptied and filled again.
    void open(RunId run);
    /// Reads the open run anew: it was taken back to a checkpoint.
    void reopen() { open(run_); }
    /// The part of the x axis that is seen; nothing: all of it. Long curves are read in more detail there.
    void look(std::optional<models::ValueRange> range, models::SeriesAxis axis);
    RunId run() const { return run_; }
    const RunFacts& facts() const { return facts_; }

    models::ChartModel* elo() const { return elo_.get(); }
    models::ChartModel* winRates() const { return winRates_.get(); }
    models::ChartModel* scores() const { return scores_.get(); }
    models::ChartModel* returns() const { return returns_.get(); }
    models::ChartModel* lengths() const { return lengths_.get(); }
    models::ChartModel* losses() const { return losses_.get(); }
    models::ChartModel* entropy() const { return entropy_.get(); }
    models::ChartModel* speed() const { return speed_.get(); }
    std::vector<models::ChartModel*> charts() const;
    models::LogModel* log() { return &log_; }

Q_SIGNALS:
    void factsChanged();
    /// After open(): the history is in the models.
    void opened();
    /// While the run is watched; those of its past stand in the facts.
    void alerted(const Alerted& alert);
    /// The run could not be read: a sentence.
    void failed(const QString& sentence);

private:
    struct Curve {
        models::ChartModel* chart = nullptr;
        QString series;
        int colour = 0;
    };

    /// A curve that is too long to be held point by point.
    struct LongCurve {
        models::SeriesModel* series = nullptr;
        std::vector<models::SeriesPoint> coarse;  // all of it
    };

    void makeCharts();
    void readHistory();
    void takeHistory(RunHistory history);
    void takeCurves(std::vector<HistoryCurve> curves);
    void askDetail();
    void takeDetail(const models::ValueRange& steps, const std::vector<HistoryCurve>& curves);
    void historyFailed(RunId run, const Error& error);
    void follow();
    void takeLive(const std::vector<RunEvent>& events);
    void apply(const RunEvent& event);
    void apply(const RunEvent& event, const StateChanged& state);
    void apply(const RunEvent& event, const Metrics& metrics);
    void takeFact(const std::string& metric, double value);
    void apply(const RunEvent& event, const Rated& rated);
    void apply(const RunEvent& event, const MatchPlayed& played);
    void apply(const RunEvent& event, const SnapshotFrozen& frozen);
    void apply(const RunEvent& event, const Logged& logged);
    void apply(const RunEvent& event, const OptionChanged& changed);
    void apply(const RunEvent& event, const Alerted& alert);
    void note(const RunEvent& event, LogLevel level, const QString& text, const QString& fact = {});
    Curve curveOf(const std::string& metric);
    void flush();
    void takeRecord(const RunRecord& record);

    StoreQuery& store_;
    GuiEventSink& sink_;
    const HistoryParts parts_;
    RunId run_;
    RunFacts facts_;
    int64_t lastSeq_ = 0;
    int64_t changeCounter_ = -1;
    bool reading_ = false;
    bool past_ = false;            // events of the history are being applied
    bool following_ = false;       // a question of follow() is on its way
    std::vector<RunEvent> early_;  // live events that came before the history
    std::unique_ptr<models::ChartModel> elo_, winRates_, scores_, returns_, lengths_, losses_, entropy_, speed_;
    models::LogModel log_;
    std::map<std::string, Curve> curves_;
    std::map<models::SeriesModel*, std::vector<models::SeriesPoint>> pending_;  // points of this batch
    std::vector<models::LogLine> pendingLines_;
    std::map<int64_t, double> secondsAt_;  // step of a snapshot -> training time
    QTimer followTimer_;

    // Long runs only
    StepClock stepClock_;
    std::map<std::string, LongCurve> long_;
    std::map<std::string, double> readUpTo_;  // step of the newest sample that came with the history
    models::ValueRange looked_, detail_;      // steps in sight, and those that are shown in detail
    QTimer lookTimer_;
};

}  // namespace ludus::bridges
