// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A league as the pictures show it: learners (a lane each), frozen nodes, whom learners meet, the moment that is looked
// at, the roles that are shown, and the one selection that all pictures share. Domain-free. GUI thread. It owns its
// selection; every call says one signal, however much it brings.

#include <QHash>
#include <QObject>
#include <QString>
#include <QVector>

#include <climits>
#include <limits>

namespace ludus::models {

// Who is meant everywhere: 0 and above a frozen snapshot, by its index in the run; below 0 a learner.
using LeagueId = int;
inline constexpr LeagueId kNobody = INT_MIN;
constexpr LeagueId leagueLearner(int player) {
    return -1 - player;
}
constexpr bool isLeagueLearner(LeagueId id) {
    return id < 0 && id != kNobody;
}
constexpr int leaguePlayer(LeagueId learner) {
    return -1 - learner;
}

// In the order of style::Role.
enum class LeagueRole {
    MainAgent,
    MainExploiter,
    LeagueExploiter,
    SpecificExploiter,
    EvolutionaryExploiter,
    AdaptiveExploiter,
    Foreign,
    Bot,
    Human,
    Count
};
inline constexpr int kLeagueRoles = static_cast<int>(LeagueRole::Count);
QString leagueRoleWord(LeagueRole role);  // "main exploiter"

enum class LeagueLearnerState { Learning, Paused, Finished, Failed };

// What the learner had when it began what was frozen here.
enum class LeagueStart { Root, OwnStart, WentOn, Inherited, Loaded };
QString leagueStartWord(LeagueStart start);  // "from root"

inline constexpr double kLeagueUnknown = std::numeric_limits<double>::quiet_NaN();

struct LeagueLearner {
    LeagueId id = kNobody;  // leagueLearner(player)
    QString name = {};      // "ME 1"
    LeagueRole role = LeagueRole::MainAgent;
    LeagueLearnerState state = LeagueLearnerState::Learning;
    double elo = kLeagueUnknown;      // at the moment that is looked at
    double eloHalf = kLeagueUnknown;  // half width of its interval
    qint64 matches = 0;
    LeagueId parent = kNobody;        // the snapshot its weights go back to; none: a new root
    double winRate = kLeagueUnknown;  // against the main agent; unknown: too few matches
    double winHalf = kLeagueUnknown;  // half width of its interval
    qint64 winMatches = 0;            // behind it
    bool inside = false;              // of the window of win rates from which one inherits
};

struct LeagueNode {
    LeagueId id = kNobody;  // index of the snapshot, 0 and above
    QString name = {};      // "ME 1·10"
    QString tag = {};       // "10": what is written beside it where its lane is known
    LeagueRole role = LeagueRole::MainAgent;
    LeagueId learner = kNobody;  // whose lane it lies in
    int period = 0;              // when it was frozen: learning periods of the league, 0 = before the first
    qint64 step = 0;             // steps of the run then
    LeagueId parent = kNobody;   // the snapshot it inherited from or goes on from; none: a new root
    LeagueStart start = LeagueStart::Root;
    double elo = kLeagueUnknown;
    double eloHalf = kLeagueUnknown;
    qint64 matches = 0;
    bool usable = true;               // may be met; false: lost, or its learner failed
    bool leaf = false;                // nobody inherited from it
    double winRate = kLeagueUnknown;  // against the main agent, at the moment looked at; unknown: too few matches
    double winHalf = kLeagueUnknown;  // half width of its interval
    qint64 winMatches = 0;            // behind it
    bool inside = false;              // of the window of win rates from which one inherits
};

// Whom a learner met in the window of time that is looked at.
struct LeagueEdge {
    LeagueId learner = kNobody;
    LeagueId opponent = kNobody;      // a snapshot, or a learner as it is now (itself: self-play)
    double share = 0;                 // of the learner's matches, 0..1
    double winRate = kLeagueUnknown;  // of the learner
    qint64 matches = 0;
};

// The one thing that is selected, and the learner whose opponents are drawn: a learner that is selected takes them
// over, a snapshot leaves them with the last one. May stand alone, for pictures that have no LeagueModel.
class LeagueSelection : public QObject {
    Q_OBJECT

public:
    explicit LeagueSelection(QObject* parent = nullptr) : QObject(parent) {}

    void select(LeagueId id);  // kNobody: nothing
    void clear() { select(kNobody); }
    LeagueId id() const { return id_; }
    bool isEmpty() const { return id_ == kNobody; }
    LeagueId learner() const { return learner_; }
    void setLearner(LeagueId learner);  // without selecting it

Q_SIGNALS:
    void changed(int id);
    void learnerChanged(int learner);

private:
    LeagueId id_ = kNobody, learner_ = kNobody;
};

class LeagueModel : public QObject {
    Q_OBJECT

public:
    static constexpr int kNow = INT_MAX;

    explicit LeagueModel(QObject* parent = nullptr);

    // In the order of their lanes; a learner that came is put at the end. The first one owns the edges to begin with.
    void setLearners(QVector<LeagueLearner> learners);
    // New nodes, in the order of their periods; ids that are there already are brought up to date instead. Places of
    // other nodes stay.
    void append(const QVector<LeagueNode>& nodes);
    // Elo, win rates, leaves: nodes by their id, those that are not there are passed over. A node keeps id, learner and
    // period for life.
    void update(const QVector<LeagueNode>& nodes);
    void setEdges(QVector<LeagueEdge> edges);
    void clear();

    const QVector<LeagueLearner>& learners() const { return learners_; }
    const QVector<LeagueNode>& nodes() const { return nodes_; }  // in the order they came
    const QVector<LeagueEdge>& edges() const { return edges_; }
    const LeagueNode* node(LeagueId id) const;
    const LeagueLearner* learner(LeagueId id) const;
    int indexOf(LeagueId node) const { return places_.value(node, -1); }  // in nodes()
    int laneOf(LeagueId learner) const { return lanes_.value(learner, -1); }
    bool isEmpty() const { return learners_.isEmpty() && nodes_.isEmpty(); }
    int firstPeriod() const { return first_; }  // of any node
    int lastPeriod() const { return last_; }

    // The moment that is looked at: nodes of later periods are not drawn. kNow follows the league.
    void setTime(int period);
    int time() const { return time_; }
    bool isNow() const { return time_ == kNow; }

    void setShown(LeagueRole role, bool shown);
    bool isShown(LeagueRole role) const { return shown_ & 1U << static_cast<unsigned>(role); }
    int countOf(LeagueRole role) const { return counts_[static_cast<int>(role)]; }  // nodes, whatever is shown
    // Of a shown role and born by the time that is looked at.
    bool isVisible(const LeagueNode& node) const { return node.period <= time_ && isShown(node.role); }

    LeagueSelection* selection() { return &selection_; }
    const LeagueSelection* selection() const { return &selection_; }
    LeagueId selected() const { return selection_.id(); }

    QString name(LeagueId id) const;  // "ME 1·10", "MA"; empty for nobody
    // For who cannot see it: "ME 1·10, main exploiter, period 10, Elo 1349 ±24, wins 61 % against the main agent".
    QString sentence(LeagueId id) const;

Q_SIGNALS:
    void learnersChanged();
    void nodesAdded(int first, int count);  // places in nodes()
    void nodesChanged();                    // what is said about them, not where they are
    void edgesChanged();
    void timeChanged(int period);
    void filterChanged();
    void cleared();
    void changed();  // after each of the above

private:
    bool take(const LeagueNode& node);  // true: it was there

    QVector<LeagueLearner> learners_;
    QVector<LeagueNode> nodes_;
    QVector<LeagueEdge> edges_;
    QHash<LeagueId, int> places_, lanes_;
    QVector<int> counts_ = QVector<int>(kLeagueRoles, 0);
    LeagueSelection selection_;
    int first_ = 0, last_ = 0, time_ = kNow;
    unsigned shown_ = ~0U;
};

}  // namespace ludus::models
