// SPDX-License-Identifier: GPL-3.0-or-later
// WhyBridge: the draws and verdicts of a league as lists, and one of them explained: asked again with its numbers of
// the league as it stood before it. Live and reopened alike: the store is looked at once a second while somebody looks.
// GUI thread; questions run on the threads of StoreQuery.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/league_reader.h"
#include "app/bridges/store_query.h"
#include "core/league/story_why.h"
#include "widgets/models/table_model.h"

namespace ludus::bridges {

/// A draw or a verdict, by its id in the run.
struct WhyKey {
    bool verdict = false;
    qint64 id = 0;  // 0: none
    bool operator==(const WhyKey&) const = default;
};

/// A match of the two that an explanation is about.
struct WhyMatch {
    QString replay;           // of a recorded one; empty: none is recorded
    QString title;            // "MA 1·10 v ME 1·9, step 4.12 M"
    QString agent, opponent;  // who could play a new one; empty: their weights cannot be had
    QString agentTitle, opponentTitle;
};

/// What is told of the shown one. Neither draw nor verdict: `missing` says why.
struct WhyTold {
    WhyKey key;
    std::optional<league::WhyDraw> draw;
    std::optional<league::WhyVerdict> verdict;
    WhyMatch match;
    QString missing;
};

/// A learner of the league, for lists to choose from.
struct WhyLearner {
    int player = 0;
    std::string name;  // "ME1"
    LeagueRole role = LeagueRole::mainAgent;
};

class WhyBridge : public QObject {
    Q_OBJECT

public:
    static constexpr int kPage = 200;   // draws read at a time
    static constexpr int kMost = 4000;  // draws held while the list follows a run

    explicit WhyBridge(StoreQuery& store, QObject* parent = nullptr);

    /// How members are called; asked again with every answer.
    using Namer = std::function<QString(Member member, const std::string& storyName)>;
    void setNamer(Namer namer) { namer_ = std::move(namer); }
    QString name(Member member, const std::string& storyName) const;
    /// Of somebody who is in the league by now.
    QString memberName(Member member) const;

    /// Of this league from now on; nothing is shown until show().
    void open(std::shared_ptr<LeagueReader> reader);
    RunId run() const { return reader_ ? reader_->run() : RunId{}; }
    const std::shared_ptr<LeagueReader>& reader() const { return reader_; }
    /// While somebody looks, and the lists while they stand at their newest end, the run is followed.
    void look(bool on);
    void follow(bool on);

    /// The lists are of this learner; -1: of all.
    void setPlayer(int player);
    int player() const { return player_; }
    void loadOlder();
    bool hasOlder() const { return older_; }
    /// Explains it; `told` follows.
    void show(const WhyKey& key);
    /// The newest draw of this learner (-1: of anybody).
    void showNewest(int player);
    const WhyKey& shown() const { return shown_; }
    /// Names changed: tables and what is told are said anew.
    void retell();

    bool isLoaded() const { return loaded_; }
    /// Not empty: the run is no league, or it could not be read.
    const QString& problem() const { return problem_; }
    bool isLeague() const { return league_; }
    const RunRecord& record() const { return record_; }
    const std::vector<WhyLearner>& learners() const { return learners_; }
    /// Rows are named by the id.
    models::TableModel* draws() { return &drawTable_; }
    models::TableModel* verdicts() { return &verdictTable_; }
    /// Rows come and go by themselves just now, not by somebody's hand.
    bool isFilling() const { return filling_; }
    const WhyTold& told() const { return told_; }

Q_SIGNALS:
    void loaded();   // after open()
    void changed();  // the lists, the run's row
    void came();     // something of the league happened
    void toldChanged();

private:
    struct News;
    /// A verdict without its table.
    struct Line {
        LeagueVerdict verdict;
        std::string from;  // name of the snapshot it went on from
    };

    void ask();
    void take(News& news);
    void takeDraws(News& news);
    void setRows(models::TableModel& table, const QVector<models::TableRow>& rows);
    void fillDraws();
    void fillVerdicts();
    models::TableRow rowOf(const LeagueDraw& draw) const;
    models::TableRow rowOf(const Line& line) const;
    void tell(WhyTold told);

    StoreQuery& store_;
    Namer namer_;
    std::shared_ptr<LeagueReader> reader_;
    RunRecord record_;
    QString problem_;
    std::vector<WhyLearner> learners_;
    std::vector<std::string> nodes_;  // [snapshots] names
    std::vector<LeagueDraw> drawn_;   // newest first
    std::vector<Line> judged_;        // newest first
    models::TableModel drawTable_, verdictTable_;
    WhyKey shown_;
    WhyTold told_;
    QTimer timer_;
    int player_ = -1;
    int64_t counter_ = -1, lastSeq_ = -1, telling_ = 0;
    bool league_ = true, filling_ = false, loaded_ = false, asking_ = false, again_ = false, following_ = true,
         older_ = false;
};

}  // namespace ludus::bridges
