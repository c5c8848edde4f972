// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How exploiters inherit: a row a branch, x = the period of birth, the main agent's line on top as a ruler. Filled:
// inside the window of win rates from which one inherits; hollow: outside; half filled: not known; a second outline: a
// leaf, or a learner as it is now; a short bar: a new root. GUI thread; the model is not owned. Rows are only ever
// added, so that old nodes never move; more rows than there is room for are scrolled.

#include <QPainterPath>

#include <cmath>

#include "widgets/views/league_graph_canvas.h"
#include "widgets/views/league_graph_layout.h"

namespace ludus::views {

class LineageView : public LeagueCanvas {
    Q_OBJECT

public:
    explicit LineageView(QWidget* parent = nullptr);

    // Whose branches are drawn; evolutionary and adaptive evolutionary exploiters to begin with.
    void setRoles(const QVector<models::LeagueRole>& roles);
    const QVector<models::LeagueRole>& roles() const { return roles_; }
    // Numbers of periods above the ruler, for where no other picture has them.
    void setPeriodsShown(bool shown);
    int rows() const;  // branches, also those that learners are about to begin
    // Too few matches to know its win rate; nobody inherits from who is not met any more.
    static bool isUnknown(const models::LeagueNode& node) { return node.usable && !std::isfinite(node.winRate); }
    static bool isUnknown(const models::LeagueLearner& learner) {
        return learner.state != models::LeagueLearnerState::Failed && !std::isfinite(learner.winRate);
    }
    bool showsUnknown() const;  // somebody like that is drawn

protected:
    void restart() override;
    QPointF place(const models::LeagueNode& node, int index) override;
    void placed() override;
    View fittedView() const override;
    QRectF world() const override;
    QRectF field() const override;
    QRectF clip() const override;
    QPointF learnerPoint(int lane) const override;
    QPointF nodePoint(int index, const Mapper& pixels) const override;
    void paintPicture(QPainter& painter) override;
    models::LeagueId neighbour(models::LeagueId from, int key) const override;
    bool wheelScrolls() const override;
    QString pictureName() const override;

private:
    struct Item {
        models::LeagueId id;
        QPointF at;
    };
    double symbolX() const { return names_ + 24; }
    double nowX() const;
    double rowHeight() const;
    double rulerY() const;
    double rowY(int row) const;
    bool isOnRuler(int index) const { return places()[index].y() < 0; }
    int rowOf(models::LeagueId id) const;  // -1: the ruler, kNoRow: not in this picture
    std::vector<Item> itemsOf(int row) const;
    models::LeagueId rulerLearner() const;  // kNobody: no learners have come
    // Where a line leads from one row down to another.
    struct Upright {
        double x;
        int from, to;  // rows
    };
    std::vector<Upright> uprights(int first, int last) const;
    double elbow(double from, double to) const;
    QPainterPath heirloom(const QPointF& from, const QPointF& to) const;
    double radius() const;

    void paintGrid(QPainter& painter) const;
    void paintRuler(QPainter& painter);
    void paintRow(QPainter& painter, int row);
    void paintHeir(QPainter& painter, models::LeagueId parent, const QPointF& at, models::LeagueRole role) const;
    void paintWayToRoot(QPainter& painter) const;
    void paintSigns(QPainter& painter, int row);
    void paintLabel(QPainter& painter, const models::LeagueNode& node, int row, const QPointF& at, double room) const;
    void paintSelection(QPainter& painter);
    void paintScroll(QPainter& painter) const;

    static constexpr int kNoRow = -2;

    QVector<models::LeagueRole> roles_{models::LeagueRole::EvolutionaryExploiter,
                                       models::LeagueRole::AdaptiveExploiter};
    bool periodsShown_ = false;
    double elo_ = 0;  // eloOffset()
    double names_ = 0;
    LaneLayout inRow_;
    BranchLayout branches_;
    QVector<QVector<int>> rowNodes_;
    QVector<int> ruler_;
    QVector<int> learnerRows_;
    std::vector<Upright> uprights_;  // of the rows that are painted, from left to right
    int extraRows_ = 0;
};

// What the signs mean, for the title line of a panel. Where it is too narrow the last ones give way; its tip has all.
class LineageLegend : public QWidget {
    Q_OBJECT

public:
    enum class Sign { Inside, Outside, Unknown, Leaf, Reset };

    explicit LineageLegend(QWidget* parent = nullptr);

    void setRange(double low, double high);  // of win rates, 0..1
    void setRole(models::LeagueRole role);
    // The sign of those that are not known is explained while the view, which has its model already, shows some.
    void follow(LineageView* view);
    QVector<Sign> signs() const;  // those that there is room for
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString word(Sign sign) const;
    QVector<Sign> wanted() const;
    double widthOf(const QVector<Sign>& signs) const;
    void look();
    void describe();

    LeagueMarks marks_;
    QPointer<LineageView> view_;
    models::LeagueRole role_ = models::LeagueRole::AdaptiveExploiter;
    double low_ = 0.2, high_ = 0.5;
    bool unknown_ = false;
};

}  // namespace ludus::views
