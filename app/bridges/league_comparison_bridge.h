// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueComparisonBridge: two leagues side by side as Qt models. What each is worth by itself comes from its stored
// events at once; who beats whom between the two is played when somebody wants it, on threads of its own, which taking
// it down ends. GUI thread; questions run on the threads of StoreQuery.
#pragma once

#include <QObject>
#include <QString>

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/league_reader.h"
#include "app/bridges/store_query.h"
#include "core/runs/league_comparison.h"
#include "widgets/models/matrix_model.h"
#include "widgets/models/series_model_chart.h"
#include "widgets/models/table_model.h"

namespace ludus::bridges {

class LeagueComparisonBridge : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostGames = 10'000;

    /// The one of this store: what was played, or is being played, outlives the pages, which come and go with the
    /// language.
    static LeagueComparisonBridge& of(StoreQuery& store);
    ~LeagueComparisonBridge() override;
    /// Says everything anew, in the language of now.
    void retell();

    /// The first two leagues of these runs are compared. Of the same runs it reads what came since.
    void setRuns(const std::vector<RunId>& runs);
    int leagueCount() const { return static_cast<int>(leagues_.size()); }  // 0, 1 or 2
    RunId run(int which) const;
    QString name(int which) const;
    /// The fewest of both that could play.
    int playable() const;
    /// Why their snapshots cannot play each other, in a sentence; empty: they can.
    QString hindrance() const;

    /// False while others play, and where something is in the way.
    bool play(const runs::LeagueMatchOptions& options);
    /// What is finished counts.
    void cancel() { cancelled_ = true; }
    bool isPlaying() const { return playing_; }
    bool isPlayed() const { return played_.has_value() && leagueCount() == 2; }
    /// What the result is of: "16 and 12 snapshots, 10 matches of each pair". Empty: nothing is played.
    QString playedText() const;
    /// Why the last matches came to nothing, in a sentence.
    QString problem() const;

    models::TableModel* table() { return &table_; }  // a row a measure, a column a league
    /// Win rates of the first league's snapshots (rows) against the second one's, in the order of roles. Ids are
    /// "0:ME1-10" and "1:ME1-10".
    models::MatrixModel* pairs() { return &pairs_; }
    models::ChartModel* forgetting() { return &forgetting_; }  // smallest win rate against the own past, by step

Q_SIGNALS:
    void changed();
    void progressed(qint64 done, qint64 of);

private:
    explicit LeagueComparisonBridge(StoreQuery& store);

    /// A main agent's smallest win rate against its past at each of its freezes.
    struct PastCurve {
        std::string player;
        std::vector<models::SeriesPoint> points;
    };
    struct League {
        std::shared_ptr<LeagueReader> reader;
        RunRecord record;
        runs::LeagueNumbers numbers;
        std::vector<PastCurve> past;
    };
    using LeaguePtr = std::shared_ptr<const League>;
    struct Reading {
        std::vector<LeaguePtr> leagues;
        std::optional<Error> hindrance, failure;
    };
    /// What questions leave for the next one; the GUI thread does not look into it.
    struct Memory {
        std::map<RunId, bool> known;  // which runs are leagues
        std::map<RunId, LeaguePtr> leagues;
    };
    /// Who played: what is said of a snapshot.
    struct Player {
        std::string code;  // "ME1-10"
        LeagueRole role = LeagueRole::mainAgent;
        int player = 0;
        double elo = kUnknown, eloHalfWidth = kUnknown;
    };
    struct Played {
        runs::LeagueMatchOptions options;
        std::array<std::vector<Player>, 2> players;
        std::array<std::vector<std::string>, 2> learners;  // of the leagues
        int64_t matches = 0;                               // that were to be played
        runs::LeagueOutcome outcome;
    };

    static Reading read(const store::Workspace& workspace, const std::vector<RunId>& runs, Memory& memory);
    static Result<LeaguePtr> readOne(const store::Workspace& workspace, RunId run, const LeaguePtr& former);
    static std::vector<Player> playersOf(const runs::LeagueComparison::Side& side);
    void take(Reading reading);
    void takePlayed(Result<Played> played);
    StoreQuery::Answer playAll(const store::Workspace& workspace, const std::array<RunId, 2>& runs,
                               const runs::LeagueMatchOptions& options, int round);
    // league_comparison_models.cpp
    void fillTable();
    void fillForgetting();
    void fillPairs();
    models::TableCell performanceCell(size_t which, bool asRate) const;
    QString title(int which, size_t player) const;
    QString tip(int which, size_t player) const;
    models::MatrixCard card(int row, int column) const;

    StoreQuery& store_;
    std::unique_ptr<StoreQuery> player_;
    std::vector<LeaguePtr> leagues_;
    std::shared_ptr<Memory> memory_ = std::make_shared<Memory>();
    std::vector<RunId> both_;  // the two that were shown last
    std::optional<Error> hindrance_, problem_;
    QString broken_;  // why the workspace could not be opened for playing
    std::atomic<bool> cancelled_{false};
    bool playing_ = false;
    int round_ = 0;  // rises with every other pair of leagues
    std::optional<Played> played_;
    std::array<std::vector<size_t>, 2> order_;  // [row or column] place among the players
    models::TableModel table_;
    models::MatrixModel pairs_;
    models::ChartModel forgetting_;
};

}  // namespace ludus::bridges
