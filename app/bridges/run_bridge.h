// SPDX-License-Identifier: GPL-3.0-or-later
// RunBridge: one run, past and present, as Qt models. The past comes from the store, the present as events of this
// process or, for a run of another one, from what it committed meanwhile; all of it through apply(), so that a reopened
// run looks exactly as it was watched. Only the curves of long runs come thinned, and finer where somebody looks. GUI
// thread.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/bridges/gui_event_sink.h"
#include "app/bridges/run_bridge_metrics.h"
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
    double ownPast = kUnknown;  // win rate against its own past; in a league against all frozen players
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
    /// The part of the x axis that is seen; nothing: all of it. Long curves are read in more detail there. Of all
    /// charts together, or of this one alone; whatever was said of single ones before is forgotten with the former.
    void look(std::optional<models::ValueRange> range, models::SeriesAxis axis,
              const models::ChartModel* chart = nullptr);
    RunId run() const { return run_; }
    /// It was deleted, here or by another program: nothing is known of it any more.
    bool isGone() const { return gone_; }
    const RunFacts& facts() const { return facts_; }

    models::ChartModel* elo() const { return elo_; }
    models::ChartModel* winRates() const { return winRates_; }
    models::ChartModel* scores() const { return scores_; }
    models::ChartModel* returns() const { return returns_; }
    models::ChartModel* lengths() const { return lengths_; }
    models::ChartModel* losses() const { return losses_; }
    models::ChartModel* entropy() const { return entropy_; }
    models::ChartModel* speed() const { return speed_; }
    std::vector<models::ChartModel*> charts() const;

    /// By name: "elo", "winRates", ... (standardCharts), or ownChart() of a metric, which is made when it is asked for;
    /// they live as long as the bridge. nullptr for any other name.
    models::ChartModel* chart(const QString& id);
    QStringList standardCharts() const;
    static QString ownChart(const std::string& metric);
    /// The metric that such a name stands for, else "".
    static std::string metricOf(const QString& id);
    /// Metrics of the open run so far, sorted.
    std::vector<std::string> metrics() const;
    bool hasMetric(const std::string& metric) const;
    /// A curve of this metric; it lives until another run is opened. nullptr: the run has none.
    models::SeriesModel* seriesOf(const std::string& metric) const;
    /// Of all curves but those of evaluations, whose points are estimates already.
    void setSmoothing(const models::Smoothing& rule);
    /// Charts that are in sight: only their long curves are read in detail. All standard ones at first.
    void setWatched(std::vector<models::ChartModel*> charts);
    models::LogModel* log() { return &log_; }

Q_SIGNALS:
    void factsChanged();
    /// After open(): the history is in the models.
    void opened();
    /// While the run is watched; those of its past stand in the facts.
    void alerted(const Alerted& alert);
    /// A metric came that this run did not have before.
    void metricsChanged();
    /// What look() asked for is in the models.
    void refined();
    /// The run could not be read: a sentence.
    void failed(const QString& sentence);

private:
    /// Where a metric is shown among the standard charts.
    struct Place {
        models::ChartModel* chart = nullptr;
        QString series;
        int colour = 0;
        QString role = {};  // of a learner of a league
    };

    void makeCharts();
    void emptyCharts();
    models::ChartModel* makeOwn(const std::string& metric);
    Place placeOf(const std::string& metric) const;
    Place placeOfMachine(const std::string& metric) const;
    Place placeOfLearner(const MetricOwner& owner) const;
    bool isLeague() const { return learners_.size() > 1; }
    void takeLearners(const RunRecord& record);
    models::SeriesModel* eloOf(int player);
    std::vector<models::SeriesModel*>& curvesOf(const std::string& metric);
    void mark(const RunEvent& event, int64_t step, const QString& words, bool alarm);
    /// What is wanted of a chart, and what it shows.
    struct Looked {
        models::ValueRange wanted, detail;  // steps; empty: all of it, coarse
    };
    struct DetailJob {
        models::ChartModel* chart = nullptr;
        models::ValueRange steps;
        std::vector<std::string> names;
        std::vector<HistoryCurve> curves;  // the answer
    };
    std::vector<models::ChartModel*> chartsInSight() const;
    std::vector<std::pair<std::string, models::SeriesModel*>> longCurvesOf(const models::ChartModel& chart);
    void describeEmpty();
    void forget();
    void condense();
    void readHistory();
    void takeHistory(RunHistory history);
    void takeCurves(std::vector<HistoryCurve> curves);
    void askDetail();
    bool forgetDetail(models::ChartModel& chart);
    void takeDetail(const std::vector<DetailJob>& jobs);
    void historyFailed(RunId run, const Error& error);
    void letGo();
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
    bool gone_ = false;
    bool condensing_ = false;      // what is being read takes the place of what is shown
    size_t live_ = 0;              // samples that came since the history
    bool past_ = false;            // events of the history are being applied
    bool following_ = false;       // a question of follow() is on its way
    std::vector<RunEvent> early_;  // live events that came before the history
    std::vector<std::pair<QString, std::unique_ptr<models::ChartModel>>> standard_;
    std::map<models::ChartModel*, QString> waiting_;                  // what empty charts say before anything came
    std::map<std::string, std::unique_ptr<models::ChartModel>> own_;  // charts of single metrics
    models::ChartModel *elo_, *winRates_, *scores_, *returns_, *lengths_, *losses_, *entropy_, *speed_, *load_,
        *memory_;
    models::LogModel log_;
    std::map<std::string, std::vector<models::SeriesModel*>> curves_;  // of the open run
    std::vector<models::ChartMark> marks_;
    models::Smoothing smoothing_;
    std::vector<std::string> learners_;    // of a league, by player: "MA1", "ME1"
    std::map<std::string, int> playerOf_;  // of a league's snapshots, by agent
    bool newMetrics_ = false, newMarks_ = false, newState_ = false;
    std::map<models::SeriesModel*, std::vector<models::SeriesPoint>> pending_;  // points of this batch
    std::vector<models::LogLine> pendingLines_;
    struct Moment {
        double seconds = 0, clockSeconds = 0;
    };
    std::map<int64_t, Moment> momentAt_;  // step of a snapshot -> training time and moment
    QTimer followTimer_;

    // Long runs only
    StepClock stepClock_;
    std::map<std::string, std::vector<models::SeriesPoint>> long_;  // metric -> all of it, coarse
    std::vector<models::ChartModel*> watched_;
    std::map<std::string, double> readUpTo_;  // step of the newest sample that came with the history
    models::ValueRange looked_;               // steps in sight of all charts together
    std::map<const models::ChartModel*, Looked> looks_;
    QTimer lookTimer_;
};

}  // namespace ludus::bridges
