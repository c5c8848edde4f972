// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueBridge: a league run, live or reopened, as Qt models for the League and the Lineage page. Both ways are one:
// what the store has is read again whenever its change counter moves while somebody looks. One selection and one moment
// (the time of the model) for all pictures. GUI thread; questions run on the threads of StoreQuery.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVector>

#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/league_picture.h"
#include "app/bridges/league_reader.h"
#include "app/bridges/store_query.h"
#include "widgets/models/league_model.h"
#include "widgets/models/matrix_model.h"
#include "widgets/models/series_model_chart.h"

namespace ludus::bridges {

/// What stands in the head of a page, and what only some pictures say.
struct LeagueFacts {
    RunRecord record;     // id 0: nothing is open, or not read yet
    bool league = false;  // else the run is of another kind
    int learners = 0, snapshots = 0;
    int periods = 0;                           // that have ended
    double windowLow = 0.2, windowHigh = 0.5;  // of win rates from which one inherits
    QString anchor;                            // what Elo is measured against: "random = 0"
    QString mismatch;             // the records contradict each other: a sentence; empty: the story is exact
    QVector<double> periodSteps;  // [period - 1] step at which it ended
};

/// Somebody of the league, for foot lines and cards. Of the moment that is looked at.
struct LeagueMember {
    models::LeagueId id = models::kNobody;
    QString name;         // "ME 1·10"
    QString code;         // "ME1-10": how the command line names it
    QString sentence;     // "from root · Elo 1349 ±24 · 412 matches"
    SnapshotId snapshot;  // 0: a learner
    QString hash;         // of its weights; empty: a learner, or its file was let go of
    int64_t bornSeq = 0, step = 0;
    int64_t verdict = 0;  // LeagueVerdict::id that made it; 0: none did
    int learner = -1;
    /// Its win rate against the main agent at the end of each period in which they had met.
    struct Rate {
        int period = 0;
        double rate = 0.5;
        int played = 0;
        bool inside = false, leaf = false;
        double games = 0;     // independent matches that the rate is worth
        bool known = false;   // enough matches for a rate
        bool enough = false;  // and for a verdict
    };
    QVector<Rate> rates;
    QVector<models::LeagueId> heirs;  // snapshots that grew from it
};

class LeagueBridge : public QObject {
    Q_OBJECT

public:
    explicit LeagueBridge(StoreQuery& store, QObject* parent = nullptr);
    ~LeagueBridge() override;

    /// Shows this run from now on; models are emptied and filled again. The run that is open already: nothing happens.
    void open(RunId run);
    RunId run() const { return run_; }
    /// Of the open run, for other questions about it; nullptr: none is open, or it is no league. Read once opened()
    /// came.
    std::shared_ptr<LeagueReader> reader() const { return reader_; }
    const LeagueFacts& facts() const { return facts_; }
    /// A page that shows it came into view, or left. Only while somebody looks the store is asked again.
    void look(const QObject* page, bool on);

    // ---- What is looked at
    /// Learning periods before the moment whose matches make the edges; 0: all.
    void setWindow(int periods);
    int window() const { return window_; }
    void setOrder(league::MemberOrder order);  // of the payoff
    league::MemberOrder order() const { return order_; }
    /// At most so many members in the payoff: learners and the newest snapshots.
    static constexpr int kPayoffMost = 1000;

    // ---- Pictures. All follow model()->time(); those of a learner follow the selection's learner.
    models::LeagueModel* model() { return &model_; }
    models::LeagueSelection* selection() { return model_.selection(); }
    models::ChartModel* elo() { return &elo_; }         // a series a learner, named as in the model
    models::MatrixModel* payoff() { return &payoff_; }  // ids of rows and columns: idText()
    /// Matches of the selection's learner: rows opponents (grouped by role), columns periods, values shares.
    models::MatrixModel* opponents() { return &opponents_; }
    /// The main agent against its past: row = the frozen one, column = an earlier self; the other half is outside.
    models::MatrixModel* past() { return &past_; }
    models::ChartModel* forgetting() { return &forgetting_; }  // smallest and mean win rate against its past, by step
    /// Rows snapshots (grouped by role), columns periods, values weights in the maximum-entropy equilibrium.
    models::MatrixModel* nash() { return &nash_; }

    static QString idText(models::LeagueId id);         // "-1", "12": ids of MatrixModel
    static models::LeagueId idOf(const QString& text);  // kNobody: none
    /// Of whoever stands in the model; name empty: nobody. Cheap.
    LeagueMember member(models::LeagueId id) const;
    /// Everybody that the moment knows, learners first, for lists to choose from.
    QVector<models::LeagueId> everybody() const;

Q_SIGNALS:
    void opened();  // the first picture after open() is in the models, or facts() says that there is no league
    void factsChanged();
    void changed();  // any model, member() or facts()
    void failed(const QString& sentence);

private:
    void ask();
    void follow();
    void askNash();
    LeagueAsked question() const;
    void empty();
    void dress();
    void answered();
    void take(LeaguePicture picture);
    void takeFacts(const LeaguePicture& picture);
    void takeLeague(LeaguePicture& picture);
    void takeTables(LeaguePicture& picture);
    void takeElo(const LeaguePicture& picture);
    void takeForgetting(const LeaguePicture& picture);
    void mark(const LeaguePicture& picture);
    void fail(const Error& error, const RunRecord& record);
    void pace();
    models::MatrixCard nashCard(int row, int column) const;
    QString sentenceOf(const models::LeagueNode& node) const;
    QString sentenceOf(const models::LeagueLearner& learner) const;

    StoreQuery& store_;
    RunId run_;
    std::shared_ptr<LeagueReader> reader_;
    LeagueFacts facts_;
    int window_ = 2;
    league::MemberOrder order_ = league::MemberOrder::role;
    models::LeagueModel model_;
    models::ChartModel elo_, forgetting_;
    models::MatrixModel payoff_, opponents_, past_, nash_;
    LeagueWords words_;
    LeagueKeys shown_;
    QVector<models::LeagueNode> nodes_;  // as they were told to the model
    QVector<models::LeagueLearner> learners_;
    std::vector<league::StoryNode> told_;  // [index]
    std::vector<int64_t> verdicts_;        // [index]
    std::vector<std::string> codes_;       // [learners]
    std::vector<std::shared_ptr<const league::Moment>> moments_;
    std::vector<LeaguePicture::NashNote> nashNotes_;
    QVector<const QObject*> lookers_;
    QString failure_;       // that was said last
    int64_t counter_ = -1;  // of the way aside
    quint64 question_ = 0;  // newest one of a user: older answers are not wanted
    bool first_ = false;    // nothing was read since open()
    bool emptying_ = false, taking_ = false;
    bool asking_ = false, following_ = false, nashing_ = false;
    bool nashMissing_ = false;
    QElapsedTimer since_;  // the question that is under way aside
    QTimer timer_{this};
};

}  // namespace ludus::bridges
