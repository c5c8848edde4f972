// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A league in one picture: a lane a learner, its frozen nodes by period of birth, the learner as it is now at the
// right, and who meets whom. Or, as a second arrangement, everybody beside the one it comes from. GUI thread; the model
// is not owned. Of the learner whose opponents are looked at the strongest edges are drawn in the accent colour, those
// of the others in grey while there are few nodes. Old nodes never change their place.

#include <QPainterPath>

#include "widgets/views/league_graph_canvas.h"
#include "widgets/views/league_graph_layout.h"

namespace ludus::views {

class LeagueGraph : public LeagueCanvas {
    Q_OBJECT

public:
    enum class Arrangement { Lanes, Force };
    enum class EdgesBy { Share, WinRate };  // of matches; how often the opponent wins

    explicit LeagueGraph(QWidget* parent = nullptr);

    void setArrangement(Arrangement arrangement);
    Arrangement arrangement() const { return arrangement_; }
    void setEdgesBy(EdgesBy by);
    EdgesBy edgesBy() const { return edgesBy_; }
    void setEdgeCount(int strongest);
    int edgeCount() const { return edgeCount_; }

    // The edges of the selected learner that are drawn, strongest first.
    QVector<models::LeagueEdge> strongestEdges() const;
    // Names of learners and numbers of edges beside their signs in the second arrangement, as they are drawn.
    struct Label {
        QString text;
        QPointF at;  // middle of its sign
        QRectF box;
        bool edge = false, away = false;
    };
    std::vector<Label> labels() const;
    // What the edges stand for, for a panel's title line: "opponents of MA, share of matches".
    QString note() const;

Q_SIGNALS:
    void noteChanged();

protected:
    void restart() override;
    QPointF place(const models::LeagueNode& node, int index) override;
    void placed() override;
    void ownerChanged() override { Q_EMIT noteChanged(); }
    View fittedView() const override;
    QRectF world() const override;
    QRectF field() const override;
    QRectF clip() const override;
    QPointF learnerPoint(int lane) const override;
    void paintPicture(QPainter& painter) override;
    models::LeagueId neighbour(models::LeagueId from, int key) const override;
    bool zoomsBoth() const override { return arrangement_ == Arrangement::Force; }
    QString pictureName() const override;

private:
    struct Item {
        models::LeagueId id;
        double x;
    };
    bool isForce() const { return arrangement_ == Arrangement::Force; }
    double symbolX() const { return names_ + 24; }
    double nowX() const;
    double laneY(int lane) const;
    double lastLaneY() const;
    int laneOfId(models::LeagueId id) const;
    std::vector<Item> itemsOf(int lane) const;
    double largestRadius() const;

    void paintGrid(QPainter& painter) const;
    void paintLane(QPainter& painter, int lane);
    void paintAxis(QPainter& painter) const;
    bool namesNodes() const;
    void paintNodes(QPainter& painter);
    void paintNode(QPainter& painter, const models::LeagueNode& node, const QPointF& at);
    void paintNodeTags(QPainter& painter) const;
    void paintNodeNames(QPainter& painter, const std::vector<Label>& labels) const;
    void paintLabels(QPainter& painter, const std::vector<Label>& labels) const;
    std::vector<QRectF> signBoxes() const;
    double signRadius(const models::LeagueNode& node) const;
    void paintLearners(QPainter& painter);
    void paintElo(QPainter& painter) const;
    void paintParents(QPainter& painter) const;
    void paintSelection(QPainter& painter);

    QVector<models::LeagueEdge> strongest(models::LeagueId learner, int count) const;
    double strengthOf(const models::LeagueEdge& edge) const;
    QPainterPath edgePath(const models::LeagueEdge& edge) const;
    void paintEdges(QPainter& painter) const;
    void paintEdgeLabels(QPainter& painter) const;

    Arrangement arrangement_ = Arrangement::Lanes;
    EdgesBy edgesBy_ = EdgesBy::Share;
    int edgeCount_ = 9;
    double elo_ = 0;    // eloOffset()
    double names_ = 0;  // the widest name of a lane
    LaneLayout lanes_;
    ForceLayout force_;
    QVector<QVector<int>> laneNodes_;
    QVector<QPointF> learnerPlaces_;  // of the second arrangement
};

}  // namespace ludus::views
